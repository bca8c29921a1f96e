"""Chart axes with names, in the user's letters and digits."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from resources.text import isolate
from widgets import theme

_NAME_GAP = 6  # px between two names


def style_axis(axis: pg.AxisItem) -> None:
    """Give an axis the colours and type of the palette in use."""
    axis.setTickFont(theme.text_font("legend"))
    axis.setTextPen(theme.colour("muted"))
    axis.setPen(theme.colour("line"))


class TextAxis(pg.AxisItem):
    """An axis that paints straight to the screen.

    pyqtgraph records the labels in a QPicture, which loses the space between Persian letters and
    digits when it is played back.
    """

    def paint(self, painter: QPainter, option: object, widget: object) -> None:
        specs = self.generateDrawSpecs(painter)
        if specs is not None:
            self.drawPicture(painter, *specs)


class NameAxis(TextAxis):
    """Names at whole positions 0, 1, 2 …; where they would touch, on two levels by turns."""

    def set_names(self, names: Sequence[str], width: float) -> float:
        """Label the positions and return how many positions to leave free at both ends.

        Parameters
        ----------
        width : float
            Of the whole chart, px.
        """
        metrics = QFontMetricsF(theme.text_font("legend"))
        room = width / max(len(names), 1) - _NAME_GAP
        if _widest(names, metrics) > room:
            names = _told_apart(names)
        levels = 1 if _widest(names, metrics) <= room else 2
        # With half a column more at each end, the outermost names have twice the room as well.
        margin = 0.5 * (levels - 1)
        room = levels * width / (max(len(names), 1) + 2 * margin) - _NAME_GAP
        shown = (fitted(name, room, metrics) for name in names)
        self.setTicks([[(at, "\n" * (at % levels) + name) for at, name in enumerate(shown)]])
        self.setHeight(round(levels * metrics.lineSpacing()) + _NAME_GAP)
        return margin


def _widest(names: Sequence[str], metrics: QFontMetricsF) -> float:
    return max((metrics.horizontalAdvance(name) for name in names), default=0.0)


def _told_apart(names: Sequence[str]) -> list[str]:
    """Return names that all begin with one word, «منطقهٔ ۱» and «منطقهٔ ۲», without it."""
    split = [name.split(maxsplit=1) for name in names]
    shared = len({words[0] for words in split if words}) == 1
    if len(split) > 1 and shared and all(len(words) == 2 for words in split):
        return [rest for _first, rest in split]
    return list(names)


def fitted(name: str, room: float, metrics: QFontMetricsF) -> str:
    """Return a name on one line, shortened where it is too wide, kept from turning others."""
    line = " ".join(name.split())
    return isolate(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room))
