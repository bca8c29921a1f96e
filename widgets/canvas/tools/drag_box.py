"""A box opened by one drag: what zooming and choosing by a box have in common."""

from __future__ import annotations

from layers.picture import Look, Mark
from widgets.canvas.tools.base import Pointer, Tool, area_mark

BOX = Look(fill="accent", stroke="accent", opacity=0.10, width=1.4, dash=True)


class DragBox(Tool):
    """One drag, one box; subclasses say in `on_box` what it is for. A mere click is nothing."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._corners: tuple[tuple[float, float], tuple[float, float]] | None = None

    def let_go(self) -> None:
        """Forget the box."""
        super().let_go()
        self._corners = None

    def on_press(self, pointer: Pointer) -> bool:
        """Begin a box."""
        self._corners = (pointer.x, pointer.y), (pointer.x, pointer.y)
        return True

    def on_move(self, pointer: Pointer) -> None:
        """Open the box."""
        if self._corners is not None:
            self._corners = self._corners[0], (pointer.x, pointer.y)
            self.changed.emit()

    def on_release(self, pointer: Pointer) -> None:
        """Finish with the box if it is larger than a trembling hand."""
        if self._corners is None:
            return
        (x, y), self._corners = self._corners[0], None
        self.changed.emit()
        if abs(pointer.x - x) > pointer.reach / 2 and abs(pointer.y - y) > pointer.reach / 2:
            self.on_box((x, y), pointer)

    def on_box(self, corner: tuple[float, float], pointer: Pointer) -> None:
        """Take the box between the corner where the drag began and the pointer."""
        raise NotImplementedError

    def marks(self) -> tuple[Mark, ...]:
        """Return the box."""
        if self._corners is None:
            return ()
        (x, y), (to_x, to_y) = self._corners
        return (area_mark([(x, y), (to_x, y), (to_x, to_y), (x, to_y)], BOX),)
