"""The map in the window: it never waits for what it shows.

At every movement the last images are moved and scaled at once; new ones are painted in the
background and swapped in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from shapely.geometry.base import BaseGeometry

from layers.picture import LayerPicture, Mark
from resources.tokens import LIGHT, Palette
from widgets.canvas.gestures import Gestures
from widgets.canvas.highlights import highlighted
from widgets.canvas.hits import Click, Hit
from widgets.canvas.items import TopItem, paint_live
from widgets.canvas.layer_stack import LayerStack
from widgets.canvas.map_view import MapView
from widgets.canvas.paint_jobs import PoolRunner, Runner, prime
from widgets.canvas.painter import GROUND, render_map
from widgets.canvas.snapping import SnapIndex
from widgets.canvas.surface import Surface
from widgets.canvas.swipe import Side, Swipe
from widgets.canvas.tools.base import Pointer, Tool

PAINT_MS = 60  # while the map moves, new images are asked for so often
HOVER_MS = 16


class MapCanvas(MapView):
    """The map with its layers and one tool.

    Parameters
    ----------
    palette : Palette
    run_job : callable, optional
        ``run_job(function(feedback) -> result, on_done)``: paints in the background and calls
        back in the GUI thread; by default threads of its own, ended by `shutdown`.

    Signals
    -------
    clicked(Click), hovered(Click)
        Where, and what lies there; clicks that the tool used are not told.
    pointer_moved((x, y))
        Metres.
    escaped()
        Esc was pressed, and no tool used it.
    tool_finished(value), tool_message(str)
        From the tool in hand.
    """

    clicked = Signal(object)
    hovered = Signal(object)
    pointer_moved = Signal(object)
    escaped = Signal()
    tool_finished = Signal(object)
    tool_message = Signal(str)

    def __init__(
        self,
        palette: Palette = LIGHT,
        run_job: Runner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pool = None
        if run_job is None:
            run_job = self._pool = PoolRunner(self)
        self._top = TopItem(self.view, palette)
        self._scene.addItem(self._top)
        self.run_job = run_job
        self._here = Side()
        self._scene.addItem(self._here)
        self._layers = LayerStack(self._here, self._top, run_job)
        self.swipe: Swipe | None = None  # layers of another period, left of a handle
        self._tool: Tool | None = None
        self._snap_index: SnapIndex | None = None
        self._pointer: Pointer | None = None
        self._refresh = self.single_shot(0, self._paint_all)
        self._paint = self.single_shot(PAINT_MS, self._paint_ahead)
        self._hover = self.single_shot(HOVER_MS, self._tell_hover)
        self.gestures = Gestures(self)
        prime(palette)
        self.set_palette(palette)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def set_picture(self, layer_id: str, picture: LayerPicture | None) -> None:
        """Show a layer's picture; None takes it away."""
        self._layers.set_picture(layer_id, picture)
        self._refresh.start()

    def set_framed(self, ids: Iterable[str]) -> None:
        """Name the layers that get a new picture whenever the map comes to rest."""
        self._layers.framed = frozenset(ids)

    def set_order(self, ids: Sequence[str]) -> None:
        """Stack layers, the lowest first."""
        self._layers.set_order(ids)
        self._refresh.start()

    def set_visible(self, layer_id: str, visible: bool) -> None:
        """Show or hide a layer."""
        self._layers.set_visible(layer_id, visible)
        self._refresh.start()

    def set_opacity(self, layer_id: str, opacity: float) -> None:
        """Make a layer transparent, 0 to 1."""
        self._layers.set_opacity(layer_id, opacity)
        self._refresh.start()

    def set_palette(self, palette: Palette) -> None:
        """Change the colours; pictures stay as they are."""
        self._top.palette = palette
        self.setBackgroundBrush(QColor(palette.colour(GROUND)))
        self._refresh.start()

    def set_remark(self, text: str) -> None:
        """Show an honest remark on the map; it is also the canvas's accessible description."""
        self._top.remark = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    @property
    def tool(self) -> Tool | None:
        """The tool in hand."""
        return self._tool

    def set_tool(self, tool: Tool | None) -> None:
        """Take a tool in hand, laying down the former one; without one the map is only looked at.

        The tool stays the caller's; what it had begun is forgotten when it is laid down.
        """
        self.gestures.forget()
        if self._tool is not None:
            self._tool.let_go()
            for signal, slot in self._wires(self._tool):
                signal.disconnect(slot)
        self._tool = tool
        if tool is not None:
            tool.take_up(self._snap_index, self.hits_at)
            for signal, slot in self._wires(tool):
                signal.connect(slot)
        self._show_tool()
        self.show_cursor()

    def _wires(self, tool: Tool) -> tuple:
        wires = (
            (tool.finished, self.tool_finished),
            (tool.message, self.tool_message),
            (tool.changed, self._show_tool),
        )
        return (*wires, (tool.finished, self.zoom_to)) if tool.zooms else wires

    def set_snap_index(self, index: SnapIndex | None) -> None:
        """Name what tools snap to."""
        self._snap_index = index
        if self._tool is not None:
            self._tool.snap_index = index

    def highlight(self, target: str | Hit | Iterable[BaseGeometry] | None) -> None:
        """Outline a key (``hotspot:1``), a hit or geometries; None outlines nothing."""
        self._top.selection = highlighted(target, self._layers.pictures())
        self.viewport().update()

    def selection_marks(self) -> tuple[Mark, ...]:
        """Return the outline around what is selected."""
        return tuple(self._top.selection)

    def point_out(self, target: Hit | None) -> None:
        """Outline what lies under the pointer, beside what is selected."""
        marks = highlighted(target, self._layers.pictures())
        if marks or self._top.hovered:
            self._top.hovered = marks
            self.viewport().update()

    def hits_at(self, x: float, y: float) -> tuple[Hit, ...]:
        """Return what lies at a place in metres, the highest layer first."""
        scale = self.view.metres_per_pixel
        if self.swipe is not None and self.swipe.covers(x):
            # Findings of another period are no findings of this one; an event is an event.
            there = self.swipe.layers.indices()
            return tuple(h for index in there for h in index.at(x, y, scale) if h.id is not None)
        return tuple(hit for index in self._layers.indices() for hit in index.at(x, y, scale))

    def painted(self) -> bool:
        """Return whether every layer's picture is on the screen."""
        swiped = self.swipe is None or self.swipe.layers.painted()
        return swiped and self._layers.painted()

    def refresh(self) -> None:
        """Paint what is shown anew, where it is other than its images."""
        self._refresh.start()

    @property
    def colours(self) -> Palette:
        """The palette in use."""
        return self._top.palette

    def set_labels_from(self, left: float) -> None:
        """Show labels and selection only right of a pixel."""
        self._top.left = left
        self.viewport().update()

    def compare(self, on: bool) -> Swipe | None:
        """Begin or end to show other layers left of a handle; returns them."""
        if not on and self.swipe is not None:
            self.swipe.close()
            self.swipe = None
        elif on and self.swipe is None:
            self.swipe = Swipe(self, self._here)
            self._refresh.start()
        return self.swipe

    def grab_image(self, scale: float = 1.0) -> QImage:
        """Return the map as it is shown, with selection and decorations, as a picture."""
        palette, layers = self._top.palette, self._layers
        image = render_map(
            layers.pictures(), self.view, palette, scale, opacities=layers.opacities()
        )
        painter = QPainter(image)
        if self.swipe is not None:
            self.swipe.paint_over(painter, scale)
        paint_live(painter, self._top.selection, Surface(self.view, palette, scale))
        self._top.decorate(painter, scale)
        painter.end()
        return image

    def shutdown(self) -> None:
        """Stop painting and end the canvas's own threads; it may be dropped afterwards."""
        self.compare(False)
        self._layers.stop()
        for timer in (self._settle, self._refresh, self._paint, self._hover):
            timer.stop()
        if self._pool is not None:
            self._pool.close()

    # What gestures ask for.

    def click(self, pointer: Pointer) -> None:
        """Give a click to the tool; what it leaves is told with what lies there."""
        if self._tool is None or not self._tool.on_click(pointer):
            self.clicked.emit(Click(pointer.x, pointer.y, self.hits_at(pointer.x, pointer.y)))

    def watch_hover(self, pointer: Pointer) -> None:
        """Tell soon what lies under the pointer."""
        self._pointer = pointer
        if not self._hover.isActive():
            self._hover.start()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._pointer = None
        self._hover.stop()
        self.hovered.emit(Click(float("nan"), float("nan")))

    def show_live(self, marks: Sequence[Mark]) -> None:
        """Show what a gesture draws."""
        self._top.live = marks
        self.viewport().update()

    def show_cursor(self) -> None:
        """Show the tool's cursor."""
        shape = Qt.CursorShape.ArrowCursor if self._tool is None else self._tool.cursor
        self.viewport().setCursor(shape)

    def _show_tool(self) -> None:
        self.show_live(() if self._tool is None else self._tool.marks())

    def _tell_hover(self) -> None:
        if self._pointer is not None:
            x, y = self._pointer.x, self._pointer.y
            self.hovered.emit(Click(x, y, self.hits_at(x, y)))

    def _paint_all(self) -> None:
        self._layers.pixel_ratio = self.devicePixelRatioF()
        self._layers.paint()
        self._layers.lay_out_labels()
        if self.swipe is not None:
            self.swipe.paint(self._layers)

    def _paint_ahead(self) -> None:
        self._layers.paint_ahead()
        if self.swipe is not None:
            self.swipe.layers.paint_ahead()

    def moved(self) -> None:
        """Move the images at once; ask for new ones now and then."""
        self._top.viewport = self.view
        if self.swipe is not None:
            self.swipe.follow()
        if not self._paint.isActive():
            self._paint.start()

    def came_to_rest(self) -> None:
        """Ask for the images and labels of the window that was reached."""
        self._layers.await_pictures()
        self._paint_all()
