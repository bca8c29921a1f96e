"""Choose events by a box or a polygon; Shift adds to what is chosen, Ctrl or Alt takes away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from layers.picture import Look, Mark
from resources.text import _
from widgets.canvas.tools.base import Pointer, area_mark, dots_mark, line_mark
from widgets.canvas.tools.drag_box import BOX, DragBox
from widgets.canvas.tools.sketching import SketchTool

EDGE = Look(stroke="accent", width=1.4, dash=True)
POINT = Look(fill="panel", stroke="accent", width=2.0, size=7)


class Mode(Enum):
    """What a region does to what is chosen already."""

    NEW = "new"
    ADD = "add"
    TAKE = "take"


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A closed part of the map.

    Attributes
    ----------
    ring : ndarray of float64, shape (n, 2)
        Metres, without closing vertex.
    mode : Mode
    """

    ring: NDArray[np.float64]
    mode: Mode = Mode.NEW


def mode_of(pointer: Pointer) -> Mode:
    """Return what the keys held down ask for."""
    if pointer.control or pointer.alt:
        return Mode.TAKE
    return Mode.ADD if pointer.shift else Mode.NEW


def invitation() -> str:
    """Return what both tools say of their keys."""
    return _("با Shift افزوده و با Ctrl یا Alt کاسته می‌شود؛ Esc انتخاب را پاک می‌کند.")


class SelectBox(DragBox):
    """One drag, one `Region`; a mere click is left to the map."""

    def on_press(self, pointer: Pointer) -> bool:
        """Begin a box."""
        self.message.emit(invitation())
        return super().on_press(pointer)

    def on_box(self, corner: tuple[float, float], pointer: Pointer) -> None:
        """Finish with the region."""
        x, y = corner
        ring = np.array([(x, y), (pointer.x, y), (pointer.x, pointer.y), (x, pointer.y)])
        self.finished.emit(Region(ring, mode_of(pointer)))

    def on_key(self, key: int) -> bool:
        """Drop a box under way with Esc."""
        if key != Qt.Key.Key_Escape or self._corners is None:
            return False
        self._corners = None
        self.changed.emit()
        return True


class SelectPolygon(SketchTool):
    """Click around a place; a double click or Enter finishes with a `Region`."""

    _mode = Mode.NEW  # what the keys held down at the last place ask for

    def on_move(self, pointer: Pointer) -> None:
        """Stretch the edge to the pointer."""
        if len(self._sketch):
            self._end = pointer.x, pointer.y
            self.changed.emit()

    def on_click(self, pointer: Pointer) -> bool:
        """Add a place; the keys held down at the last one count."""
        self._sketch = self._sketch.add(pointer.x, pointer.y)
        self._mode = mode_of(pointer)
        self.message.emit(invitation())
        self.changed.emit()
        return True

    def marks(self) -> tuple[Mark, ...]:
        """Return the inside, the edge and the places."""
        if not len(self._sketch):
            return ()
        whole = self._sketch.add(*self._end) if self._end else self._sketch
        inside = (area_mark(whole.xy, BOX),) if len(whole) > 2 else ()
        return (*inside, line_mark(whole.xy, EDGE), dots_mark(self._sketch.xy, POINT))

    def _finish(self) -> None:
        if len(self._sketch) < 3:
            self.message.emit(_("برای انتخاب دست‌کم سه نقطه لازم است."))
            return
        region = Region(self._sketch.xy, self._mode)
        self._forget()
        self.changed.emit()
        self.finished.emit(region)
