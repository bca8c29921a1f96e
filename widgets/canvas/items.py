"""The scene's items: one a layer, and one on top for labels, selection, decorations, tools.

A layer's item is Qt's own pixmap item: it is moved and scaled without a line of Python, so that a
frame never waits for Python's lock. Only the item on top is ours.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPixmapItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from layers.picture import Label, Mark
from resources.text import language
from resources.tokens import Palette
from widgets.canvas.decorations import paint_north_arrow, paint_remark, paint_scale_bar
from widgets.canvas.labels import PlacedLabel, paint_placed
from widgets.canvas.paint_jobs import PaintedLabels, PaintedLayer
from widgets.canvas.painter import paint_marks
from widgets.canvas.rasters import blank_image
from widgets.canvas.surface import Surface
from widgets.canvas.viewport import Viewport

# Larger than any country; the view's transform, not this rectangle, decides what is seen.
EVERYWHERE = QRectF(-2e7, -2e7, 4e7, 4e7)
ON_TOP = 1_000.0
DECORATED = 200  # pixels from the lower edge up: what stands higher is never decorated


class LayerItem(QGraphicsPixmapItem):
    """The last image of a layer, lying in the scene where it was painted for."""

    def show_image(self, painted: PaintedLayer, pixel_ratio: float) -> None:
        """Swap in a new image.

        Parameters
        ----------
        painted : PaintedLayer
        pixel_ratio : float
            Image pixels in a pixel of the window.
        """
        own = painted.viewport
        west, _south, _east, north = own.extent
        side = own.metres_per_pixel / pixel_ratio
        self.setPixmap(QPixmap.fromImage(painted.image))
        # Rows run down from the north: the image is turned here as the view turns it back.
        self.setTransform(QTransform(side, 0.0, 0.0, -side, west, north))

    def clear(self) -> None:
        """Show nothing."""
        self.setPixmap(QPixmap())


class TopItem(QGraphicsItem):
    """Everything above the layers, painted in the window's pixels.

    Attributes
    ----------
    viewport : Viewport
        The window of now: labels move with it until they are laid out anew.
    palette : Palette
    labels : PaintedLabels
    selection, hovered, live : sequence of Mark
        What is selected; what lies under the pointer; what a tool draws.
    remark : str
    """

    def __init__(self, viewport: Viewport, palette: Palette) -> None:
        super().__init__()
        self.viewport, self.palette = viewport, palette
        self.labels = PaintedLabels()
        self.selection: Sequence[Mark] = ()
        self.hovered: Sequence[Mark] = ()
        self.live: Sequence[Mark] = ()
        self.remark = ""
        self.left = 0.0  # px; labels and selection are those of what lies right of it
        self._decorations = QImage()
        self._decorated_for: tuple = ()
        self.setZValue(ON_TOP)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the whole scene."""
        return EVERYWHERE

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint; called by Qt with the scene's transform, which pixels do without."""
        painter.save()
        painter.resetTransform()
        surface = Surface(self.viewport, self.palette)
        painter.save()
        if self.left > 0:
            view = self.viewport
            painter.setClipRect(QRectF(self.left, 0, view.width - self.left, view.height))
        paint_labels(painter, self.labels, self.viewport)
        for marks in (self.selection, self.hovered):
            if marks:
                paint_live(painter, marks, surface)
        painter.restore()
        self._paint_decorations(painter)
        if self.live:
            paint_live(painter, self.live, surface)
        painter.restore()

    def _paint_decorations(self, painter: QPainter) -> None:
        """Blit them; they are drawn anew only when the scale, size or words change."""
        view, ratio = self.viewport, painter.device().devicePixelRatio()
        window = (view.metres_per_pixel, view.width, view.height, ratio)
        wanted = (*window, self.palette.name, self.remark, language())
        top = max(0, view.height - DECORATED)
        if wanted != self._decorated_for:
            strip = view.resized(view.width, view.height - top)
            image = blank_image(Surface(strip, self.palette, ratio))
            inner = QPainter(image)
            inner.translate(0, -top * ratio)
            self.decorate(inner, ratio)
            inner.end()
            image.setDevicePixelRatio(ratio)
            self._decorations, self._decorated_for = image, wanted
        painter.drawImage(0, top, self._decorations)

    def decorate(self, painter: QPainter, scale: float) -> None:
        """Paint scale bar, north arrow and remark at a scale."""
        paint_scale_bar(painter, self.viewport, self.palette, scale)
        paint_north_arrow(painter, self.viewport, self.palette, scale)
        paint_remark(painter, self.remark, self.viewport, self.palette, scale)


def paint_labels(painter: QPainter, labels: PaintedLabels, viewport: Viewport) -> None:
    """Paint labels that were laid out, moved with the window of now."""
    if not labels.placed or labels.palette is None:
        return
    made = labels.viewport
    if labels.sheet is not None and made is not None and _only_dragged(made, viewport):
        scale = viewport.metres_per_pixel
        # Whole pixels keep the letters as sharp as they were made.
        right, down = (made.x - viewport.x) / scale, (viewport.y - made.y) / scale
        painter.drawImage(round(right), round(down), labels.sheet)
        return
    painter.save()
    # The images hold device pixels, so the painter is set to them.
    painter.scale(1 / labels.scale, 1 / labels.scale)
    paint_placed(painter, labels.placed, Surface(viewport, labels.palette, labels.scale))
    painter.restore()


def _only_dragged(made: Viewport, now: Viewport) -> bool:
    return (made.metres_per_pixel, made.width, made.height) == (
        now.metres_per_pixel,
        now.width,
        now.height,
    )


def paint_live(painter: QPainter, marks: Sequence[Mark], surface: Surface) -> None:
    """Paint marks with their texts exactly where they are asked for."""
    paint_marks(painter, marks, surface)
    texts = [PlacedLabel(m, 0, 0, 0, 0) for m in marks if isinstance(m, Label)]
    paint_placed(painter, texts, surface)
