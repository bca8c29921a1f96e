"""Small building blocks shared by panels, dialogs and bars; each shows a value and emits."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from resources.tokens import SPACE
from widgets import theme
from widgets.flow_layout import FlowLayout
from widgets.icons import icon
from widgets.labels import plain_tooltip


class Switch(QAbstractButton):
    """An on-off switch; the knob stands at the end of the reading direction when on."""

    _WIDTH, _HEIGHT = 36, 20

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._WIDTH, self._HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, 2, self._WIDTH - 4, self._HEIGHT - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if self.isChecked() else "histogram"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        at_right = self.isChecked() != self.isRightToLeft()
        knob = track.height() - 4
        x = track.right() - knob - 2 if at_right else track.left() + 2
        painter.setBrush(theme.colour("text" if theme.palette().name == "dark" else "panel"))
        painter.drawEllipse(QRectF(x, track.top() + 2, knob, knob))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(1, 1, self._WIDTH - 2, self._HEIGHT - 2)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)


class Chip(QPushButton):
    """A small button that is on or off."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class ChipGroup(QWidget):
    """Chips of which some are chosen; with ``all_text`` a chip that stands for no restriction.

    Parameters
    ----------
    name : str
        What is chosen here, for screen readers.
    all_text : str
        Text of the chip for "all"; empty where at least one must always be chosen.
    columns : int, optional
        Chips of one width, this many a row.

    Signals
    -------
    chosen_changed : frozenset or None
        The chosen keys; None for all.
    """

    chosen_changed = Signal(object)

    def __init__(
        self,
        name: str,
        all_text: str = "",
        columns: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, columns)
        self._all_text = all_text
        self._all: Chip | None = None
        self._chips: dict[object, Chip] = {}

    def set_items(self, items: Iterable[tuple[object, str]]) -> None:
        """Show these keys with their texts; nothing is chosen but "all"."""
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().deleteLater()
        self._chips = {}
        if self._all_text:
            self._all = self._add(self._all_text)
            self._all.setChecked(True)
            self._all.clicked.connect(self._on_all)
        for key, text in items:
            self._chips[key] = chip = self._add(text)
            chip.clicked.connect(lambda _on, key=key: self._on_chip(key))

    def chosen(self) -> frozenset | None:
        """Return the chosen keys, None for all."""
        if self._all is not None and self._all.isChecked():
            return None
        return frozenset(key for key, chip in self._chips.items() if chip.isChecked())

    def set_chosen(self, keys: Iterable[object] | None) -> None:
        """Choose keys without a signal; None chooses all."""
        chosen = frozenset(self._chips) if keys is None and self._all is None else keys
        for key, chip in self._chips.items():
            chip.setChecked(chosen is not None and key in frozenset(chosen))
        if self._all is not None:
            self._all.setChecked(chosen is None)

    def _add(self, text: str) -> Chip:
        chip = Chip(text, self)
        self._flow.addWidget(chip)
        return chip

    def _on_all(self) -> None:
        self.set_chosen(None)
        self.chosen_changed.emit(None)

    def _on_chip(self, key: object) -> None:
        chosen = frozenset(k for k, chip in self._chips.items() if chip.isChecked())
        if not chosen and self._all is None:
            self._chips[key].setChecked(True)
            return
        self.set_chosen(chosen or None)
        self.chosen_changed.emit(self.chosen())


class Card(QFrame):
    """A quiet frame around what belongs together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        self.box.setSpacing(SPACE * 2)


class IconButton(QToolButton):
    """A button with an icon of the set that follows the theme.

    Parameters
    ----------
    name : str
        Icon of ``widgets.icons``.
    text : str
        What it does: accessible name and tooltip.
    shortcut : str
        Shown in the tooltip.
    role : str
        ``icon`` or, on the map, ``map``.
    """

    def __init__(
        self,
        name: str,
        text: str,
        parent: QWidget | None = None,
        *,
        shortcut: str = "",
        role: str = "icon",
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.setProperty("role", role)
        self.setIconSize(QSize(20, 20))
        self.setAccessibleName(text)
        self.setToolTip(plain_tooltip(f"{text} ({shortcut})" if shortcut else text))
        self._colour()

    def set_icon(self, name: str) -> None:
        """Show another icon of the set."""
        self._name = name
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange):
            self._colour()

    def _colour(self) -> None:
        self.setIcon(icon(self._name, theme.palette()))


def rule_line(parent: QWidget | None = None) -> QFrame:
    """Return a thin line between groups."""
    line = QFrame(parent)
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line


class Fold(QWidget):
    """A heading that opens and closes what stands below it.

    Signals
    -------
    opened : bool
    """

    opened = Signal(bool)

    def __init__(self, text: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = QPushButton(text, self)
        self._button.setProperty("role", "fold")
        self._button.setCheckable(True)
        self._button.setAccessibleName(text)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.toggled.connect(self._on_toggled)
        self.content = content
        content.setVisible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch()
        box.addLayout(row)
        box.addWidget(content)
        self._turn()

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        self._button.setChecked(is_open)

    def is_open(self) -> bool:
        """Return whether the content is shown."""
        return self._button.isChecked()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange):
            self._turn()

    def _on_toggled(self, is_open: bool) -> None:
        self.content.setVisible(is_open)
        self._turn()
        self.opened.emit(is_open)

    def _turn(self) -> None:
        closed = "chevron_left" if self.isRightToLeft() else "chevron_right"
        name = "chevron_down" if self.is_open() else closed
        self._button.setIcon(icon(name, theme.palette()))
        self._button.setIconSize(QSize(14, 14))
