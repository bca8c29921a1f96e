"""The strip under a sheet's map: scale bar, the scale as a ratio, and the north arrow."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from desktop.exports.fonts import Typeface
from desktop.exports.map_sheet import MapSheet
from desktop.exports.sheet_words import Text, width_of
from resources.text import _, number
from resources.tokens import Palette
from widgets.canvas.decorations import bar_length, distance_text

STRIP = 40.0  # height
WIDEST = 220.0  # of the bar
BAR = 5.0  # height
ARROW = (15.0, 20.0)
TICK_SIZE, RATIO_SIZE = 10.0, 12.0


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A bar of equal steps, in logical pixels of the sheet.

    Attributes
    ----------
    x, y : float
        Its upper left corner.
    length : float
    metres : float
        That the whole length stands for.
    steps : int
    """

    x: float
    y: float
    length: float
    metres: float
    steps: int


@dataclass(frozen=True, slots=True)
class ScaleStrip:
    """What stands under the map; a part that was left out is None."""

    bar: ScaleBar | None
    north: tuple[float, float] | None
    texts: tuple[Text, ...]


def ratio_text(denominator: float) -> str:
    """Return a scale as ``۱:۲۵٬۰۰۰``."""
    return _("مقیاس {ratio}").format(ratio=number(1) + ":" + number(round(denominator)))


def scale_strip(
    sheet: MapSheet, typeface: Typeface, left: float, top: float, width: float
) -> ScaleStrip:
    """Lay out the strip: the bar at the map's left, north at its right, the ratio between them."""
    texts: list[Text] = []
    bar = north = None
    if "scale" in sheet.parts:
        bar = _bar(sheet, left, top + 6, width)
        texts = _ticks(bar, typeface)
        end = max(text.x + text.width for text in texts)
        words = ratio_text(sheet.denominator)
        room = width_of(words, typeface, RATIO_SIZE, bold=True) + 4
        if end + 16 + room <= left + width - 3 * ARROW[0]:
            texts.append(Text(end + 16, top + 17, room, words, RATIO_SIZE, bold=True))
    if "north" in sheet.parts:
        north = (left + width - ARROW[0] / 2, top + 4)
        words = _("شمال")
        room = width_of(words, typeface, TICK_SIZE) + 2
        x = left + width - ARROW[0] - 6 - room
        texts.append(Text(x, top + 18, room, words, TICK_SIZE, side="centre"))
    return ScaleStrip(bar, north, tuple(texts))


def _bar(sheet: MapSheet, left: float, top: float, width: float) -> ScaleBar:
    per_pixel = sheet.viewport.metres_per_pixel
    metres = bar_length(per_pixel, min(WIDEST, width * 0.4))
    first = round(metres / 10.0 ** math.floor(math.log10(metres) + 1e-9))
    return ScaleBar(left + 4, top, metres / per_pixel, metres, 5 if first == 5 else 4)


def _ticks(bar: ScaleBar, typeface: Typeface) -> list[Text]:
    """Return the numbers under the bar: none, half and all of its metres."""
    unit = 1000.0 if bar.metres >= 1000 else 1.0
    half = bar.metres / 2 / unit
    half_text = number(half, 0 if half == round(half) else 1)
    found = []
    for place, words in ((0.0, number(0)), (0.5, half_text), (1.0, distance_text(bar.metres))):
        room = width_of(words, typeface, TICK_SIZE) + 2
        x = bar.x + bar.length * place - room / 2
        found.append(Text(x, bar.y + BAR + 14, room, words, TICK_SIZE, role="muted", side="centre"))
    return [text for text in found if text is not found[1] or _clear(found)]


def _clear(texts: list[Text]) -> bool:
    """Return whether the middle text touches neither neighbour."""
    first, middle, last = texts
    return first.x + first.width + 4 < middle.x and middle.x + middle.width + 4 < last.x


def paint_strip(painter: QPainter, strip: ScaleStrip, palette: Palette) -> None:
    """Paint bar and arrow; the words are set with the sheet's others."""
    if strip.bar is not None:
        _paint_bar(painter, strip.bar, palette)
    if strip.north is not None:
        _paint_north(painter, *strip.north, palette)


def _paint_bar(painter: QPainter, bar: ScaleBar, palette: Palette) -> None:
    ink, ground = QColor(palette.colour("text")), QColor(palette.colour("background"))
    step = bar.length / bar.steps
    for index in range(bar.steps):
        # Filled and open by turns: read in black and white too.
        box = QRectF(bar.x + index * step, bar.y, step, BAR)
        painter.fillRect(box, ink if index % 2 == 0 else ground)
    outline = QPainterPath()
    outline.addRect(QRectF(bar.x, bar.y, bar.length, BAR))
    painter.strokePath(outline, QPen(ink, 0.8))


def _paint_north(painter: QPainter, x: float, top: float, palette: Palette) -> None:
    width, height = ARROW
    ink, ground = QColor(palette.colour("text")), QColor(palette.colour("background"))
    for side, fill in ((-1, ground), (1, ink)):
        half = QPainterPath(QPointF(x, top))
        half.lineTo(x + side * width / 2, top + height)
        half.lineTo(x, top + height * 0.76)
        half.closeSubpath()
        painter.fillPath(half, fill)
        painter.strokePath(half, QPen(ink, 0.8))
