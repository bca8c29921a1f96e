"""The theme sets font, colours, direction and Qt's own words, and can be changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from resources.tokens import DARK, FONT_FAMILIES, LIGHT, TYPE
from widgets import theme


def test_persian_desk(desk):
    assert desk.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert desk.font().pixelSize() == TYPE["body"]
    assert desk.font().families() == list(FONT_FAMILIES)
    assert desk.palette().color(QPalette.ColorRole.Highlight).name() == LIGHT.colour("accent")
    assert desk.style().objectName() == "fusion" or desk.styleSheet()


def test_qt_speaks_the_language_of_the_desk(desk, qtbot):
    def cancel() -> str:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(box)
        return box.button(QDialogButtonBox.StandardButton.Cancel).text()

    assert any("\u0600" <= letter <= "\u06ff" for letter in cancel())
    theme.apply_theme(desk, LIGHT, rtl=False)
    assert cancel().isascii()
    assert desk.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_open_widgets_hear_of_another_palette(desk, qtbot):
    changes = []

    class Listener(QWidget):
        def changeEvent(self, event):
            if event.type() == event.Type.PaletteChange:
                changes.append(theme.palette().name)

    widget = Listener()
    qtbot.addWidget(widget)
    widget.show()
    changes.clear()
    theme.apply_theme(desk, DARK, rtl=True)
    qtbot.waitUntil(lambda: "dark" in changes)
    assert theme.colour("accent").name() == DARK.colour("accent")


def test_colour_with_opacity(desk):
    assert abs(theme.colour("accent", 0.5).alphaF() - 0.5) < 0.01


def test_text_font_sizes():
    assert theme.text_font("legend").pixelSize() == TYPE["legend"]
    assert theme.text_font("title", bold=True).bold()
