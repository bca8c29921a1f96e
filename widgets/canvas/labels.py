"""Labels: laid out once for all layers, the more important first, each with a halo.

A text is shaped by Qt into an outline. Screens get it as a small image that is made once and kept;
PDF and SVG get the outline itself, so that letters stay joined whatever reads the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPen

from data.feedback import Feedback, silent
from layers.picture import Label
from resources.tokens import FONT_FAMILIES, Palette
from widgets.canvas.surface import Surface
from widgets.canvas.viewport import Viewport

LONGEST = 60  # letters: more is cut with an ellipsis
MOST_TRIED = 1_500  # labels in view that are measured at all
GAP = 3.0  # pixels between two labels
HALO = 0.24  # of the text's height
TEXT_ROLE = "map_label"


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label that found room.

    Attributes
    ----------
    dx, dy : float
        Painter units from its place to the middle of its text.
    width, height : float
        Of the text with its halo, in painter units.
    """

    label: Label
    dx: float
    dy: float
    width: float
    height: float


def map_font(size_px: float, bold: bool = False) -> QFont:
    """Return the font of the map at a height in pixels."""
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(max(1, round(size_px)))
    font.setBold(bold)
    # Outlines are scaled and moved by fractions of a pixel: hinting would make letters tremble.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=1024)
def text_outline(text: str, size_px: float, bold: bool) -> QPainterPath:
    """Return a text's outline around its own middle."""
    path = QPainterPath()
    path.addText(QPointF(0, 0), map_font(size_px, bold), text)
    box = path.boundingRect()
    path.translate(-box.center().x(), -box.center().y())
    path.boundingRect()  # computed now: later readers in other threads only look at it
    return path


def shown_text(text: str) -> str:
    """Return a label's text on one line, without control characters, not overlong."""
    line = " ".join(
        "".join(
            c if c.isprintable() or c in "\u200c\u200d" else " " for c in text[: 4 * LONGEST]
        ).split()
    )
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def place_labels(
    labels: Iterable[Label],
    viewport: Viewport,
    scale: float = 1.0,
    feedback: Feedback | None = None,
    before: Iterable[PlacedLabel] = (),
) -> tuple[PlacedLabel, ...]:
    """Return the labels that fit without touching each other, higher priority first.

    A label whose place is in view is moved inwards where it would be cut by the window's edge.

    Parameters
    ----------
    before : iterable of PlacedLabel
        What was placed in a window of the same scale: what stood where it belongs and is still
        wholly in view stays, whatever comes into view beside it, so that nothing flickers while
        the map is dragged.
    """
    feedback = feedback or silent()
    surface = Surface(viewport, _NO_COLOURS, scale)
    known = {item.label: item for item in before if max(abs(item.dx), abs(item.dy)) < 0.5}
    seen = _in_view(labels, surface)
    stay = [(known[label], place) for label, place in seen if label in known]
    placed: list[PlacedLabel] = []
    boxes = np.empty((0, 4))
    for item, (x, y) in stay:
        box = _box_of(item, x, y)
        if _within(box, surface.size):
            boxes = np.vstack([boxes, box])
            placed.append(item)
    kept = {item.label for item in placed}
    for label, (x, y) in seen:
        feedback.check()
        if label in kept:
            continue
        width, height = _extent(label, scale)
        box = _inside(x, y, width, height, surface.size)
        if box is None or _collides(box, boxes, GAP * scale):
            continue
        boxes = np.vstack([boxes, box])
        middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        placed.append(PlacedLabel(label, middle_x - x, middle_y - y, width, height))
    return tuple(placed)


def _box_of(item: PlacedLabel, x: float, y: float) -> np.ndarray:
    middle_x, middle_y = x + item.dx, y + item.dy
    half_width, half_height = item.width / 2, item.height / 2
    return np.array(
        [
            middle_x - half_width,
            middle_y - half_height,
            middle_x + half_width,
            middle_y + half_height,
        ]
    )


def _within(box: np.ndarray, size: tuple[float, float]) -> bool:
    return bool(box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1])


_NO_COLOURS = Palette("none", {}, {})


def _in_view(labels: Iterable[Label], surface: Surface) -> list[tuple[Label, list[float]]]:
    ordered = sorted((m for m in labels if m.text), key=lambda label: -label.priority)
    if not ordered:
        return []
    units = surface.units([(label.x, label.y) for label in ordered])
    seen = np.flatnonzero(((units >= 0) & (units <= surface.size)).all(axis=1))[:MOST_TRIED]
    return [(ordered[i], units[i].tolist()) for i in seen]


def _extent(label: Label, scale: float) -> tuple[float, float]:
    look = label.look
    box = text_outline(shown_text(label.text), look.size * scale, look.bold).boundingRect()
    around = look.size * scale * HALO if look.halo else 0.0
    return box.width() + around + 2, box.height() + around + 2


def _inside(x, y, width, height, size) -> np.ndarray | None:
    """Return left, top, right, bottom of a box moved into the window, None if it is too large."""
    if width > size[0] or height > size[1]:
        return None
    left = min(max(x - width / 2, 0.0), size[0] - width)
    top = min(max(y - height / 2, 0.0), size[1] - height)
    return np.array([left, top, left + width, top + height])


def _collides(box: np.ndarray, others: np.ndarray, gap: float) -> bool:
    return bool(
        (
            (others[:, 0] < box[2] + gap)
            & (others[:, 2] > box[0] - gap)
            & (others[:, 1] < box[3] + gap)
            & (others[:, 3] > box[1] - gap)
        ).any()
    )


def paint_placed(painter: QPainter, placed: Sequence[PlacedLabel], surface: Surface) -> None:
    """Draw labels where they were placed, wherever their places now are in the window."""
    if not placed:
        return
    units = surface.units([(p.label.x, p.label.y) for p in placed])
    for item, (x, y) in zip(placed, units.tolist(), strict=True):
        middle = QPointF(x + item.dx, y + item.dy)
        if surface.vector:
            painter.save()
            painter.translate(middle)
            _paint_text(painter, item.label, surface)
            painter.restore()
            continue
        image = image_of(item.label, surface)
        # Whole pixels keep the letters as sharp as they were made.
        painter.drawImage(
            round(middle.x() - image.width() / 2), round(middle.y() - image.height() / 2), image
        )


def _paint_text(painter: QPainter, label: Label, surface: Surface) -> None:
    look = label.look
    text = surface.colour(look.fill or TEXT_ROLE)
    halo = surface.colour("halo") if look.halo else None
    draw_text(painter, shown_text(label.text), look.size * surface.scale, look.bold, text, halo)


def draw_text(
    painter: QPainter, text: str, size: float, bold: bool, colour: QColor, halo: QColor | None
) -> None:
    """Draw an outline of a text around the painter's origin, on a halo if one is given."""
    outline = text_outline(text, size, bold)
    if halo is not None:
        pen = QPen(halo, size * HALO)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(outline, pen)
    painter.fillPath(outline, QBrush(colour))


def image_of(label: Label, surface: Surface) -> QImage:
    """Return the image of a label in a surface's colours and scale."""
    look = label.look
    return text_image(
        shown_text(label.text),
        look.size * surface.scale,
        look.bold,
        surface.palette.colour(look.fill or TEXT_ROLE),
        surface.palette.colour("halo") if look.halo else "",
    )


@lru_cache(maxsize=512)
def text_image(text: str, size: float, bold: bool, colour: str, halo: str) -> QImage:
    """Return a text as a small transparent image, cut to its halo; safe in any thread."""
    box: QRectF = text_outline(text, size, bold).boundingRect()
    around = size * HALO + 2
    image = QImage(
        max(1, int(box.width() + around) + 1),
        max(1, int(box.height() + around) + 1),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(image.width() / 2, image.height() / 2)
    draw_text(painter, text, size, bold, QColor(colour), QColor(halo) if halo else None)
    painter.end()
    return image
