"""What stands on the map without lying on it: scale bar, north arrow, the honest remark.

Painted with outlines like the labels, so that window, picture and PDF show the same.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from resources.text import _, number
from resources.tokens import RADIUS, SPACE, TYPE, Palette
from widgets.canvas.labels import draw_text, text_outline
from widgets.canvas.surface import Surface
from widgets.canvas.viewport import Viewport

MARGIN = 4 * SPACE  # pixels from the map's edge
BAR_WIDTH = 120.0  # pixels a scale bar may take
ARROW = (18.0, 24.0)  # width and height in pixels
SEPARATOR = " · "


def bar_length(metres_per_pixel: float, widest: float = BAR_WIDTH) -> float:
    """Return the longest 1, 2 or 5 times a power of ten, in metres, within ``widest`` pixels."""
    most = metres_per_pixel * widest
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= most * (1 + 1e-9))


def distance_text(metres: float) -> str:
    """Return a distance in words: ۲ کیلومتر, ۵۰۰ متر, ۵۰ سانتی‌متر."""
    if metres >= 1000:
        whole = float(metres / 1000).is_integer() or metres >= 100_000
        return _("{value} کیلومتر").format(value=number(metres / 1000, 0 if whole else 2))
    if metres >= 1:
        return _("{value} متر").format(value=number(metres, 0 if metres >= 10 else 1))
    return _("{value} سانتی‌متر").format(value=number(metres * 100))


def area_text(square_metres: float) -> str:
    """Return an area in words: m² below a tenth of a square kilometre, else km²."""
    if square_metres >= 100_000:
        return _("{value} کیلومتر مربع").format(value=number(square_metres / 1e6, 2))
    return _("{value} متر مربع").format(value=number(square_metres))


def paint_scale_bar(
    painter: QPainter, viewport: Viewport, palette: Palette, scale: float = 1.0
) -> None:
    """Draw the scale bar with its length in words at the map's lower left."""
    surface = Surface(viewport, palette, scale)
    metres = bar_length(viewport.metres_per_pixel)
    length = metres / viewport.metres_per_pixel * scale
    left, bottom = MARGIN * scale, surface.size[1] - MARGIN * scale
    tick = SPACE * scale
    bar = QPainterPath(QPointF(left, bottom - tick))
    bar.lineTo(left, bottom + tick)
    bar.moveTo(left, bottom)
    bar.lineTo(left + length, bottom)
    bar.moveTo(left + length, bottom - tick)
    bar.lineTo(left + length, bottom + tick)
    bar.moveTo(left + length / 2, bottom - tick / 2)
    bar.lineTo(left + length / 2, bottom + tick / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(bar, QPen(surface.colour("halo"), 4.5 * scale))
    painter.strokePath(bar, QPen(surface.colour("map_label"), 1.6 * scale))
    text, size = distance_text(metres), TYPE["label"] * scale
    width = text_outline(text, size, False).boundingRect().width()
    painter.translate(left + length + 2 * tick + width / 2, bottom)
    draw_text(painter, text, size, False, surface.colour("muted"), surface.colour("halo"))
    painter.restore()


def paint_north_arrow(
    painter: QPainter, viewport: Viewport, palette: Palette, scale: float = 1.0
) -> None:
    """Draw the north arrow above the scale bar; north is always up."""
    surface = Surface(viewport, palette, scale)
    width, height = (side * scale for side in ARROW)
    x = MARGIN * scale + width / 2
    top = surface.size[1] - (MARGIN + 4 * SPACE) * scale - height
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for side in (-1, 1):
        half = QPainterPath(QPointF(x, top))
        half.lineTo(x + side * width / 2, top + height)
        half.lineTo(x, top + height * 0.76)
        half.closeSubpath()
        # One half filled, the other open: read in black and white too.
        painter.fillPath(half, surface.colour("map_label" if side > 0 else "halo"))
        painter.strokePath(half, QPen(surface.colour("map_label"), scale))
    text, size = _("شمال"), TYPE["legend"] * scale
    painter.translate(x, top - 2.5 * SPACE * scale)
    draw_text(painter, text, size, False, surface.colour("map_label"), surface.colour("halo"))
    painter.restore()


def paint_remark(
    painter: QPainter, text: str, viewport: Viewport, palette: Palette, scale: float = 1.0
) -> None:
    """Draw the remark on a soft panel at the map's lower right, broken at « · » where too wide."""
    if not text:
        return
    surface = Surface(viewport, palette, scale)
    size, pad = TYPE["label"] * scale, 2.5 * SPACE * scale
    lines = _broken(text, size, surface.size[0] / 2)
    widths = [text_outline(line, size, False).boundingRect().width() for line in lines]
    width, height = max(widths) + 2 * pad, len(lines) * size * 1.5 + pad
    right, bottom = (side - MARGIN * scale for side in surface.size)
    panel = QPainterPath()
    radius = RADIUS["control"] * scale
    panel.addRoundedRect(QRectF(right - width, bottom - height, width, height), radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(panel, surface.colour("panel", 0.92))
    for row, (line, line_width) in enumerate(zip(lines, widths, strict=True)):
        painter.save()
        painter.translate(
            right - pad - line_width / 2, bottom - height + pad / 2 + size * 1.5 * (row + 0.5)
        )
        draw_text(painter, line, size, False, surface.colour("warning"), None)
        painter.restore()
    painter.restore()


def _broken(text: str, size: float, widest: float) -> list[str]:
    lines: list[str] = []
    for part in text.split(SEPARATOR):
        longer = lines[-1] + SEPARATOR + part if lines else part
        fits = text_outline(longer, size, False).boundingRect().width() <= widest
        if lines and fits:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
