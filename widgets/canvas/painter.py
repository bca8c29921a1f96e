"""Marks to pixels: one painter for screen, PNG, PDF, SVG, projector and image tests.

Everything here may run in any thread on an image of its own; nothing looks at widgets. The palette
comes last, so one picture serves every screen and the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from data.feedback import Feedback, silent
from layers.picture import Area, Dot, Label, LayerPicture, Line, Mark, Mosaic, Raster, Tiles
from resources.tokens import Palette
from widgets.canvas.dots import paint_dots
from widgets.canvas.labels import paint_placed, place_labels
from widgets.canvas.rasters import blank_image, paint_raster
from widgets.canvas.shapes import paint_area, paint_line, paint_mosaic
from widgets.canvas.surface import Surface
from widgets.canvas.tiles import paint_tiles
from widgets.canvas.viewport import Viewport

GROUND = "water"


def paint_map(
    painter: QPainter,
    pictures: Sequence[LayerPicture],
    viewport: Viewport,
    palette: Palette,
    *,
    scale: float = 1.0,
    opacities: Mapping[str, float] | None = None,
    vector: bool = False,
    feedback: Feedback | None = None,
) -> None:
    """Paint the ground, the layers from the lowest to the highest, then the labels of all.

    Parameters
    ----------
    painter : QPainter
        Its origin is the map's upper left corner.
    pictures : sequence of LayerPicture
        The lowest layer first.
    viewport : Viewport
        The window in pixels of 96 dpi.
    palette : Palette
    scale : float
        Painter units in a pixel of 96 dpi (300 / 96 on a QPdfWriter of 300 dpi).
    opacities : mapping of layer id to 0..1, optional
        1 where a layer is not named.
    vector : bool
        True for PDF and SVG.
    feedback : Feedback, optional

    Raises
    ------
    Cancelled
        When the feedback says stop; the painter is then left as it was found.
    """
    surface = Surface(viewport, palette, scale, vector)
    painter.fillRect(QRectF(0, 0, *surface.size), surface.colour(GROUND))
    opacities = opacities or {}
    for picture in pictures:
        _paint_layer(painter, picture, surface, opacities.get(picture.layer, 1.0), feedback)
    shown = [p for p in pictures if opacities.get(p.layer, 1.0) > 0]
    paint_labels(painter, labels_of(shown), viewport, palette, scale, vector=vector)


def _paint_layer(
    painter: QPainter,
    picture: LayerPicture,
    surface: Surface,
    opacity: float,
    feedback: Feedback | None,
) -> None:
    """Paint one layer's marks without its labels.

    A layer that is partly transparent is painted as a whole first, so that its own marks do not
    show through each other; in vectors each mark is made transparent by itself.
    """
    if opacity <= 0:
        return
    if opacity == 1 or surface.vector:
        paint_marks(painter, picture.marks, surface, feedback, opacity)
        return
    image = render_picture(
        picture, surface.viewport, surface.palette, surface.scale, feedback=feedback
    )
    painter.save()
    painter.setOpacity(painter.opacity() * opacity)
    painter.drawImage(0, 0, image)
    painter.restore()


def paint_marks(
    painter: QPainter,
    marks: Iterable[Mark],
    surface: Surface,
    feedback: Feedback | None = None,
    opacity: float = 1.0,
) -> None:
    """Paint marks in their order, labels left out."""
    feedback = feedback or silent()
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(painter.opacity() * opacity)
        for mark in marks:
            feedback.check()
            _paint_mark(painter, mark, surface, feedback)
    finally:
        painter.restore()


def _paint_mark(painter: QPainter, mark: Mark, surface: Surface, feedback: Feedback) -> None:
    match mark:
        case Area():
            paint_area(painter, mark, surface)
        case Line():
            paint_line(painter, mark, surface, feedback)
        case Mosaic():
            paint_mosaic(painter, mark, surface, feedback)
        case Dot():
            paint_dots(painter, mark, surface, feedback)
        case Raster():
            paint_raster(painter, mark, surface)
        case Tiles():
            paint_tiles(painter, mark, surface, feedback)


def labels_of(pictures: Iterable[LayerPicture]) -> tuple[Label, ...]:
    """Return the labels of several layers, those of the higher layers first among equals."""
    stacked = [mark for picture in pictures for mark in picture.marks if isinstance(mark, Label)]
    return tuple(reversed(stacked))


def paint_labels(
    painter: QPainter,
    labels: Iterable[Label],
    viewport: Viewport,
    palette: Palette,
    scale: float = 1.0,
    *,
    vector: bool = False,
) -> None:
    """Lay out labels together and paint those that find room."""
    placed = place_labels(labels, viewport, scale)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_placed(painter, placed, Surface(viewport, palette, scale, vector))
    painter.restore()


def render_picture(
    picture: LayerPicture,
    viewport: Viewport,
    palette: Palette,
    scale: float = 1.0,
    *,
    feedback: Feedback | None = None,
) -> QImage:
    """Return one layer without labels as a transparent image of the window, in any thread."""
    surface = Surface(viewport, palette, scale)
    image = blank_image(surface)
    painter = QPainter(image)
    try:
        paint_marks(painter, picture.marks, surface, feedback)
    finally:
        painter.end()
    return image


def render_map(
    pictures: Sequence[LayerPicture],
    viewport: Viewport,
    palette: Palette,
    scale: float = 1.0,
    *,
    opacities: Mapping[str, float] | None = None,
    feedback: Feedback | None = None,
) -> QImage:
    """Return the whole map with labels as an opaque image, in any thread."""
    image = blank_image(Surface(viewport, palette, scale))
    painter = QPainter(image)
    try:
        paint_map(
            painter,
            pictures,
            viewport,
            palette,
            scale=scale,
            opacities=opacities,
            feedback=feedback,
        )
    finally:
        painter.end()
    return image
