"""Two sets of layers on one map: another period's left of a handle, this one's right of it.

Both are moved, scaled and painted by the one view; the handle only says where one ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from layers.picture import LayerPicture
from resources.text import _, percent
from widgets import theme
from widgets.canvas.captions import Caption
from widgets.canvas.items import EVERYWHERE, paint_labels
from widgets.canvas.layer_stack import LayerStack
from widgets.canvas.paint_jobs import PaintedLabels
from widgets.canvas.painter import render_map

if TYPE_CHECKING:
    from widgets.canvas.map_canvas import MapCanvas

_WIDTH = 18  # px of the handle that can be grasped
_FINE, _COARSE = 0.02, 0.1  # of the map's width an arrow key moves it, and with Shift


class Side(QGraphicsItem):
    """Holds the items of a stack and shows them between two eastings only."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = EVERYWHERE

    def addItem(self, item: QGraphicsItem) -> None:  # noqa: N802 - as of a scene
        """Take an item, as a scene does."""
        item.setParentItem(self)

    def show_between(self, west: float | None, east: float | None) -> None:
        """Show what lies between, in metres; an open side is not clipped."""
        left = EVERYWHERE.left() if west is None else west
        right = EVERYWHERE.right() if east is None else east
        self._shown = QRectF(left, EVERYWHERE.top(), right - left, EVERYWHERE.height())
        clips = west is not None or east is not None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape, clips)
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the whole scene: what is shown of it is the shape."""
        return EVERYWHERE

    def shape(self) -> QPainterPath:
        """Return what is shown."""
        path = QPainterPath()
        path.addRect(self._shown)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget=None) -> None:
        """Paint nothing: the items do."""


class SideLabels(QGraphicsItem):
    """The labels of one side; what a stack asks of its top item."""

    def __init__(self, swipe: Swipe) -> None:
        super().__init__()
        self._swipe = swipe
        self.labels = PaintedLabels()
        self.setZValue(1_000.0)

    @property
    def viewport(self):
        """The window of now."""
        return self._swipe.canvas.view

    @property
    def palette(self):
        """The colours in use."""
        return self._swipe.canvas.colours

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the whole scene."""
        return EVERYWHERE

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget=None) -> None:
        """Paint; called by Qt with the scene's transform, which pixels do without."""
        painter.save()
        painter.resetTransform()
        paint_labels(painter, self.labels, self.viewport)
        painter.restore()


class Swipe(QObject):
    """The second set of layers of a canvas, with its handle and the two captions.

    Signals
    -------
    moved : float
        The handle's place as a share of the map's width.
    """

    moved = Signal(float)

    def __init__(self, canvas: MapCanvas, here: Side) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.share = 0.5
        self._here, self._there = here, Side()
        canvas.scene().addItem(self._there)
        labels = SideLabels(self)
        self._there.addItem(labels)
        self.layers = LayerStack(self._there, labels, canvas.run_job)
        self._captions = (Caption(canvas), Caption(canvas))
        self.handle = Handle(self)
        self.handle.show()
        self.follow()

    def say(self, there: str, here: str) -> None:
        """Name both sides: the other period's, and this one's."""
        for caption, text in zip(self._captions, (there, here), strict=True):
            caption.say(text)
        self.handle.describe()

    def set_picture(self, layer_id: str, picture: LayerPicture | None) -> None:
        """Show a layer of the other period; None takes it away."""
        self.layers.set_picture(layer_id, picture)

    def paint(self, like: LayerStack) -> None:
        """Ask for the images of the other period, its layers as those of this one."""
        self.layers.take_after(like)
        self.layers.paint()
        self.layers.lay_out_labels()

    def paint_over(self, painter: QPainter, scale: float) -> None:
        """Paint the other side, the line and the captions over a picture of this side."""
        view, layers = self.canvas.view, self.layers
        image = render_map(
            layers.pictures(), view, self.canvas.colours, scale, opacities=layers.opacities()
        )
        side = QRectF(0, 0, self.edge * scale, image.height())
        painter.drawImage(side, image, side)
        painter.save()
        painter.scale(scale, scale)
        line = QRectF(self.edge - 1, 0, 2, view.height)
        painter.fillRect(line, QColor(self.canvas.colours.colour("accent")))
        for caption in self._captions:
            if caption.isVisible():
                caption.render(painter, caption.pos())
        painter.restore()

    def move_to(self, share: float) -> None:
        """Put the handle at a share of the map's width, from the left."""
        self.share = min(max(share, 0.0), 1.0)
        self.follow()
        self.handle.describe()
        self.moved.emit(self.share)

    def covers(self, x: float) -> bool:
        """Return whether an easting is on the other period's side."""
        return x < self.canvas.view.to_map(self.edge, 0.0)[0]

    @property
    def edge(self) -> float:
        """Where one side ends, in pixels from the map's left."""
        return self.share * self.canvas.view.width

    def follow(self) -> None:
        """Stand where the handle is in the window of now."""
        easting = self.canvas.view.to_map(self.edge, 0.0)[0]
        self._there.show_between(None, easting)
        self._here.show_between(easting, None)
        self.canvas.set_labels_from(self.edge)
        for caption, side in zip(self._captions, (-1, 1), strict=True):
            caption.stand_beside(self.edge, side)
        self.handle.stand()

    def close(self) -> None:
        """Leave the map to the one set of layers it had."""
        self.layers.stop()
        self._here.show_between(None, None)
        self.canvas.set_labels_from(0.0)
        self.canvas.scene().removeItem(self._there)
        for widget in (self.handle, *self._captions):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()


class Handle(QWidget):
    """The line between the two sides: dragged, or moved with the arrow keys."""

    def __init__(self, swipe: Swipe) -> None:
        super().__init__(swipe.canvas.viewport())
        self._swipe = swipe
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("مرز مقایسه"))
        self.describe()

    def stand(self) -> None:
        """Stand at the edge, over the map's whole height."""
        x = round(self._swipe.edge - _WIDTH / 2)
        self.setGeometry(x, 0, _WIDTH, self._swipe.canvas.viewport().height())

    def describe(self) -> None:
        """Say where it stands, for those who do not see it."""
        words = _("پارسال در {share} چپ نقشه؛ با کلیدهای چپ و راست جابه‌جا می‌شود.")
        self.setAccessibleDescription(words.format(share=percent(self._swipe.share)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle, colour = self.width() / 2, theme.colour("accent")
        painter.fillRect(QRectF(middle - 2.5, 0, 5, self.height()), theme.colour("panel", 0.8))
        painter.fillRect(QRectF(middle - 1, 0, 2, self.height()), colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grip = QRectF(middle - 8, self.height() / 2 - 18, 16, 36)
        painter.setBrush(theme.colour("panel"))
        painter.setPen(QPen(colour, 3 if self.hasFocus() else 1.5))
        painter.drawRoundedRect(grip, 8, 8)
        for offset in (-2.5, 2.5):
            painter.drawLine(
                round(middle + offset),
                round(grip.center().y() - 7),
                round(middle + offset),
                round(grip.center().y() + 7),
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            x = self.mapToParent(event.position().toPoint()).x()
            self._swipe.move_to(x / max(self._swipe.canvas.view.width, 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _COARSE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _FINE
        places = {
            Qt.Key.Key_Left: self._swipe.share - step,
            Qt.Key.Key_Right: self._swipe.share + step,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: 1.0,
        }
        if event.key() in places:
            self._swipe.move_to(places[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
