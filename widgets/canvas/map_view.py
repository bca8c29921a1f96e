"""A graphics view that shows a `Viewport`: the transform and every movement of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from widgets.canvas.items import EVERYWHERE
from widgets.canvas.viewport import Extent, Viewport

if TYPE_CHECKING:
    from widgets.canvas.gestures import Gestures

SETTLE_MS = 120  # still for so long, a movement has ended
ZOOM_STEP = 1.5  # magnification of a wheel's notch or a key


class MapView(QGraphicsView):
    """The window on the map; `Viewport` owns the transform and Qt only receives it.

    Attributes
    ----------
    gestures : Gestures
        Gets the mouse and the keys; set by the canvas that is built on this view.

    Signals
    -------
    view_changed(Viewport)
        At every step of a movement.
    settled(Frame)
        Once a movement has ended: time to rebuild what depends on the frame.
    """

    view_changed = Signal(object)
    settled = Signal(object)

    gestures: Gestures

    def __init__(self, parent: QWidget | None = None) -> None:
        # The scene is kept here: the view alone would let it be collected.
        self._scene = QGraphicsScene(EVERYWHERE)
        super().__init__(self._scene, parent)
        self._view = Viewport(0.0, 0.0, 20.0, max(1, self.width()), max(1, self.height()))
        self._home: Extent | None = None
        self._fit: tuple[Extent, float] | None = None  # kept whole until the user moves the map
        self._settle = self.single_shot(SETTLE_MS, self._come_to_rest)
        self._set_up()
        self._apply()

    def single_shot(self, milliseconds: int, slot) -> QTimer:
        """Return a timer of this widget that calls once when it runs out."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _set_up(self) -> None:
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        # A right-to-left window must not mirror the map or move its scroll origin.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setFrameShape(QFrame.Shape.NoFrame)

    @property
    def view(self) -> Viewport:
        """The window shown now."""
        return self._view

    def set_view(self, viewport: Viewport) -> None:
        """Show another window, in the size this widget has."""
        self._fit = None
        self._show(viewport)

    def zoom_to(self, extent: Extent, margin_px: float = 24.0) -> None:
        """Show a whole extent; it stays whole while the widget is resized."""
        self._fit = (extent, margin_px)
        self._show(self._sized(self._view).fitted(extent, margin_px))

    def set_home(self, extent: Extent) -> None:
        """Name the extent that is everything; shown by `zoom_home`."""
        self._home = extent

    def zoom_home(self) -> None:
        """Show everything."""
        if self._home is not None:
            self.zoom_to(self._home)

    def zoom(self, factor: float, at_px: tuple[float, float] | None = None) -> None:
        """Magnify about a pixel, or the centre."""
        self.set_view(self._view.zoomed(factor, at_px))

    def zoom_in(self) -> None:
        """Come one step closer."""
        self.zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Go one step back."""
        self.zoom(1 / ZOOM_STEP)

    def pan(self, dx: float, dy: float) -> None:
        """Drag the map by pixels, right and down positive."""
        self.set_view(self._view.panned(dx, dy))

    def moved(self) -> None:
        """Follow a step of the movement; for the canvas that is built on this view."""

    def came_to_rest(self) -> None:
        """Follow the movement's end; for the canvas that is built on this view."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the centre, or the extent that was asked for, in the new size."""
        super().resizeEvent(event)
        view = self._sized(self._view)
        self._show(view if self._fit is None else view.fitted(*self._fit))

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's name
        """Do nothing: the transform holds the whole position, the scroll origin never moves."""

    def _sized(self, viewport: Viewport) -> Viewport:
        size = self.viewport().size()
        return viewport.resized(size.width(), size.height())

    def _show(self, viewport: Viewport) -> None:
        viewport = self._sized(viewport)
        if viewport == self._view:
            return
        self._view = viewport
        self._apply()
        self.moved()
        self._settle.start()
        self.view_changed.emit(viewport)

    def _apply(self) -> None:
        view = self._view
        scale = 1.0 / view.metres_per_pixel
        left, top = view.to_pixel((0.0, 0.0)).tolist()
        self.setTransform(QTransform(scale, 0.0, 0.0, -scale, left, top))
        self.viewport().update()

    def _come_to_rest(self) -> None:
        self.came_to_rest()
        self.settled.emit(self._view.frame())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a gesture."""
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a gesture."""
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """End a gesture."""
        self.gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take a double click."""
        self.gestures.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Take a step of the wheel or the touchpad."""
        self.gestures.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take a key, or leave it to the window."""
        event.setAccepted(self.gestures.key(event))
