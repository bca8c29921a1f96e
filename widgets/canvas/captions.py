"""Words that stand on the map's upper edge: which period is shown, and on which side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from resources.tokens import SPACE
from widgets import theme
from widgets.resizing import follow_size

_EDGE = SPACE * 3  # px from the map's edge


class Caption(QLabel):
    """A line of text at the top of the map; the mouse goes through it.

    Parameters
    ----------
    canvas : QWidget
        What it stands on.
    """

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setProperty("role", "popup")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(theme.text_font("title", bold=True))
        self.setMargin(SPACE)
        self._canvas = canvas
        self._beside: tuple[float, int] | None = None
        follow_size(canvas, self, self._stand)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text; an empty one hides the caption."""
        self.setText(text)
        self.setVisible(bool(text))
        self._stand()

    def stand_beside(self, x: float, side: int) -> None:
        """Stand at the left (-1) or right (+1) of a vertical line, instead of in the middle."""
        self._beside = x, side
        self._stand()

    def _stand(self) -> None:
        self.adjustSize()
        room = self._canvas.width() - self.width() - _EDGE
        if self._beside is None:
            left = (self._canvas.width() - self.width()) / 2
        else:
            x, side = self._beside
            left = x + _EDGE if side > 0 else x - _EDGE - self.width()
            # Where its side is too narrow for it, it would lie over the other one.
            self.setVisible(bool(self.text()) and _EDGE / 2 <= left <= room + _EDGE / 2)
        self.move(round(min(max(left, _EDGE), max(room, _EDGE))), _EDGE)
