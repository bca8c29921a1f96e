"""The desk's Qt style sheet: sizes from the tokens, colours by the roles of Qt's palette.

Widgets say what they are by the dynamic property ``role``; nothing else is styled by name.
Paddings are symmetrical, so that the sheet serves both directions. It holds no colour itself, so
that it serves light and dark: another sheet would be worked out for all widgets at once.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from resources.tokens import RADIUS, TYPE

ICON_DIR = Path(__file__).resolve().parents[1] / "resources" / "icons"
# Which role of Qt's palette carries a token's colour, by its name in style sheets.
ROLES = {
    "panel": "base",
    "background": "alternate-base",
    "chip": "button",
    "text": "text",
    "muted": "placeholder-text",
    "line": "mid",
    "accent": "highlight",
    "accent_soft": "link-visited",
    "on_accent": "highlighted-text",
    "warning": "bright-text",
    "histogram": "shadow",
}

_GROUNDS = """
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="window"] { background: $panel; }
QWidget[role="panel"], QScrollArea[role="panel"] { background: $panel; border: none; }
QWidget[role="status"] { background: $background; }
QFrame[role="card"] {
    background: $panel; border: 1px solid $line; border-radius: ${card}px;
}
QFrame[role="note"] { background: $accent_soft; border: none; border-radius: ${control}px; }
QFrame[role="popup"] {
    background: $panel; border: 1px solid $line; border-radius: ${control}px;
}
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QToolTip {
    background: $panel; color: $text; border: 1px solid $line; padding: 4px 8px;
}
QSplitter::handle { background: $line; }
"""

_TEXTS = """
QLabel { background: transparent; }
QLabel[role="brand"] { color: $accent; font-size: ${display}px; font-weight: 700; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[role="section"] { color: $muted; font-size: ${label}px; font-weight: 500; }
QLabel[role="muted"] { color: $muted; font-size: ${label}px; }
QLabel[role="legend"] { color: $muted; font-size: ${legend}px; }
QLabel[role="attribution"] {
    color: $muted; background: $panel; font-size: ${legend}px; padding: 1px 6px;
}
QLabel[role="strong"] { font-weight: 700; }
QLabel[role="warning"] { color: $warning; font-size: ${label}px; }
QLabel[role="empty"] { color: $muted; }
"""

_BUTTONS = """
QPushButton, QToolButton {
    background: $panel; color: $text; border: 1px solid $line; border-radius: ${control}px;
    padding: 5px 12px; min-height: 20px;
}
QPushButton:hover, QToolButton:hover { background: $chip; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; }
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 500;
}
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled {
    background: $chip; color: $muted; border-color: $chip;
}
QPushButton[role="danger"] { color: $warning; }
QPushButton[role="chip"] {
    background: $chip; border: 1px solid $chip; padding: 3px 8px; min-height: 18px;
}
QPushButton[role="chip"]:hover { border-color: $muted; }
QPushButton[role="chip"]:checked {
    background: $accent_soft; border-color: $accent; color: $accent; font-weight: 500;
}
QPushButton[role="chip"]:focus { border: 2px solid $accent; padding: 2px 7px; }
QPushButton[role="link"], QPushButton[role="number"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px;
    padding: 0 2px; min-height: 16px;
}
QPushButton[role="link"] { color: $accent; }
QPushButton[role="legend"] {
    background: transparent; border: 1px solid transparent; padding: 0; color: $muted;
    font-size: ${legend}px; min-height: 0;
}
QPushButton[role="legend"]:hover { color: $accent; text-decoration: underline; }
QPushButton[role="legend"]:focus { border-color: $accent; }
QPushButton[role="number"]:hover { color: $accent; text-decoration: underline; }
QPushButton[role="number"]:focus, QPushButton[role="link"]:focus {
    border: 1px solid $accent; padding: 0 2px;
}
QPushButton[role="fold"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px;
    color: $muted; font-size: ${label}px; font-weight: 500; padding: 1px 2px;
}
QPushButton[role="fold"]:hover { color: $text; }
QPushButton[role="fold"]:focus { border: 1px solid $accent; padding: 1px 2px; }
QToolButton[role="icon"] {
    background: transparent; border: 1px solid transparent; padding: 4px; min-height: 20px;
    min-width: 20px;
}
QToolButton[role="icon"]:hover { background: $chip; }
QToolButton[role="icon"]:checked { background: $accent; border-color: $accent; }
QToolButton[role="icon"]:focus { border: 2px solid $accent; padding: 3px; }
QToolButton[role="icon"]:checked:focus { border-color: $text; }
QToolButton[role="map"] {
    background: $panel; border: 1px solid $line; padding: 7px; min-height: 20px;
    min-width: 20px;
}
QToolButton[role="map"]:hover { background: $chip; }
QToolButton[role="map"]:checked { background: $accent; border-color: $accent; }
QToolButton[role="map"]:focus { border: 2px solid $accent; padding: 6px; }
QToolButton[role="map"]:checked:focus { border-color: $text; }
QToolButton::menu-indicator { image: none; }
"""

_FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit {
    background: $panel; color: $text; border: 1px solid $line; border-radius: ${control}px;
    padding: 4px 8px; min-height: 22px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {
    border: 2px solid $accent; padding: 3px 7px;
}
QLineEdit[role="search"], QComboBox[role="context"] {
    background: $chip; border-color: $chip; min-height: 24px;
}
QLineEdit[role="search"] { padding: 0 8px; min-height: 32px; }
QLineEdit[role="search"]:focus { padding: 0 7px; min-height: 30px; }
QLineEdit[role="search"]:focus, QComboBox[role="context"]:focus { border-color: $accent; }
QLineEdit > QToolButton, QLineEdit > QToolButton:hover, QLineEdit > QToolButton:focus {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus,
QComboBox QLineEdit, QComboBox QLineEdit:focus {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($icons/indicator_down.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
    background: $panel; border: 1px solid $line; outline: none; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $text;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 18px; }
QAbstractSpinBox::up-arrow {
    image: url($icons/indicator_up.svg); width: 12px; height: 12px;
}
QAbstractSpinBox::down-arrow {
    image: url($icons/indicator_down.svg); width: 12px; height: 12px;
}
QTimeEdit::up-button, QTimeEdit::down-button { width: 0; }
QTimeEdit::up-arrow, QTimeEdit::down-arrow { image: none; width: 0; height: 0; }
QCheckBox::indicator {
    width: 16px; height: 16px; border: 1px solid $muted; border-radius: 4px;
    background: $panel;
}
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url($icons/indicator_check.svg);
}
QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid $muted; border-radius: 8px; background: $panel;
}
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QSlider { min-height: 20px; background: transparent; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: $accent;
}
QSlider::handle:horizontal:focus { background: $text; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
"""

_VIEWS = """
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QTableView, QListView, QTreeView {
    background: $panel; border: 1px solid $line; border-radius: ${control}px; outline: none;
    gridline-color: $line; alternate-background-color: $background;
    selection-background-color: $accent_soft; selection-color: $text;
}
QTableView:focus, QListView:focus { border-color: $accent; }
QTableView::item { padding: 2px 8px; }
QTableView::item:selected, QListView::item:selected { background: $accent_soft; color: $text; }
QListView::item { padding: 6px 8px; border-radius: 6px; }
QListView::item:hover { background: $chip; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 6px 8px; font-size: ${label}px; font-weight: 500;
}
QHeaderView::section:vertical { border: none; }
QHeaderView::up-arrow { image: url($icons/indicator_up.svg); width: 12px; height: 12px; }
QHeaderView::down-arrow { image: url($icons/indicator_down.svg); width: 12px; height: 12px; }
QTableCornerButton::section { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTabWidget::pane { border: none; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 6px 12px;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $histogram; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def stylesheet() -> str:
    """Return the Qt style sheet of the desk."""
    values = {
        **{token: f"palette({role})" for token, role in ROLES.items()},
        **{name: str(size) for name, size in TYPE.items() if name != "body"},
        **{name: str(size) for name, size in RADIUS.items()},
        "icons": ICON_DIR.as_posix(),
    }
    return Template(_GROUNDS + _TEXTS + _BUTTONS + _FIELDS + _VIEWS).substitute(values)
