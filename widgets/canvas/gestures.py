"""Mouse, wheel, touchpad and keys: who gets them, the tool or the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from widgets.canvas.map_view import ZOOM_STEP
from widgets.canvas.tools.base import Pointer, Tool
from widgets.canvas.tools.box_zoom import BoxZoom

if TYPE_CHECKING:
    from widgets.canvas.map_canvas import MapCanvas

CLICK = 4.0  # pixels the hand may tremble during a click
REACH = 10.0  # pixels within which a tool grasps and snaps
NOTCH = 120.0  # Qt's units of a wheel's notch
FINE_STEP = 1.12  # magnification a notch with Ctrl
PIXELS_A_STEP = 60.0  # of a touchpad for one zoom step
KEY_PAN = 0.15  # of the window's side an arrow key moves

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


@dataclass
class _Drag:
    """A button held down: where it began and who has it."""

    start: QPointF
    last: QPointF
    owner: Tool | None
    moved: bool = False


class Gestures:
    """Turns events of the canvas into calls of its tool, or into movements of the map."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._drag: _Drag | None = None
        self._box = BoxZoom(canvas)
        self._box.finished.connect(canvas.zoom_to)
        self._box.changed.connect(self._show_box)

    def _show_box(self) -> None:
        self._canvas.show_live(self._box.marks())

    def pointer(self, event: QMouseEvent) -> Pointer:
        """Return an event's place in metres, with its reach and keys."""
        view = self._canvas.view
        x, y = view.to_map(event.position().x(), event.position().y())
        keys = event.modifiers()
        return Pointer(
            x,
            y,
            REACH * view.metres_per_pixel,
            shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            control=bool(keys & Qt.KeyboardModifier.ControlModifier),
            alt=bool(keys & Qt.KeyboardModifier.AltModifier),
        )

    def press(self, event: QMouseEvent) -> None:
        """Begin a drag: the box with Shift, else the tool's if it takes it, else the map's."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        pointer, owner = self.pointer(event), None
        if event.button() == Qt.MouseButton.LeftButton:
            tool = self._canvas.tool
            if tool is not None and tool.on_press(pointer):
                owner = tool
            elif pointer.shift and self._box.on_press(pointer):
                owner = self._box
        self._drag = _Drag(event.position(), event.position(), owner)

    def move(self, event: QMouseEvent) -> None:
        """Follow a drag, or tell the tool where the pointer is."""
        pointer, drag = self.pointer(event), self._drag
        self._canvas.pointer_moved.emit((pointer.x, pointer.y))
        if drag is None:
            if self._canvas.tool is not None:
                self._canvas.tool.on_move(pointer)
            self._canvas.watch_hover(pointer)
        elif drag.owner is not None:
            drag.owner.on_move(pointer)
        else:
            self._drag_map(drag, event.position())

    def _drag_map(self, drag: _Drag, position: QPointF) -> None:
        if not drag.moved and (position - drag.start).manhattanLength() <= CLICK:
            return
        if not drag.moved:
            drag.moved = True
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        step = position - drag.last
        drag.last = position
        self._canvas.pan(step.x(), step.y())

    def release(self, event: QMouseEvent) -> None:
        """End a drag; one that went nowhere is a click."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        pointer = self.pointer(event)
        if drag.owner is not None:
            drag.owner.on_release(pointer)
        elif drag.moved:
            self._canvas.show_cursor()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._canvas.click(pointer)

    def double_click(self, event: QMouseEvent) -> None:
        """Give a double click to the tool, else come closer; its second press is no click."""
        self._drag = None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        tool = self._canvas.tool
        if tool is None or not tool.on_double_click(self.pointer(event)):
            position = event.position()
            self._canvas.zoom(2.0, (position.x(), position.y()))

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; Ctrl makes the steps fine, a touchpad makes them smooth."""
        if event.pixelDelta().y() and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            steps = event.pixelDelta().y() / PIXELS_A_STEP
        else:
            steps = event.angleDelta().y() / NOTCH
        fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        factor = (FINE_STEP if fine else ZOOM_STEP) ** max(-8.0, min(8.0, steps))
        self._canvas.zoom(factor, (event.position().x(), event.position().y()))
        event.accept()

    def key(self, event: QKeyEvent) -> bool:
        """Return whether the tool or the map used a key; the others belong to the window."""
        # A plain number: Persian letters are keys that Qt.Key has no name for.
        key, canvas = event.key(), self._canvas
        if canvas.tool is not None and canvas.tool.on_key(key):
            return True
        if key == Qt.Key.Key_Escape:
            canvas.escaped.emit()
            return False
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        if key in _ARROWS:
            right, down = _ARROWS[key]
            canvas.pan(right * canvas.view.width * KEY_PAN, down * canvas.view.height * KEY_PAN)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            canvas.zoom_in()
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            canvas.zoom_out()
        elif key == Qt.Key.Key_Home:
            canvas.zoom_home()
        else:
            return False
        return True

    def forget(self) -> None:
        """Drop a drag under way: its tool is gone or the window lost the mouse."""
        self._drag = None
