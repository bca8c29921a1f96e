"""Choose events by a box or a polygon; Shift adds to what is chosen, Ctrl or Alt takes away."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from layers.picture import Look, Mark
from resources.text import _
from widgets.canvas.sketch import Sketch
from widgets.canvas.tools.base import Pointer, Tool, area_mark, dots_mark, line_mark

INSIDE = Look(fill="accent", stroke="accent", opacity=0.10, width=1.4, dash=True)
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


class SelectBox(Tool):
    """One drag, one `Region`; a mere click is left to the map."""

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
        self.message.emit(invitation())
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
            ring = np.array([(x, y), (pointer.x, y), (pointer.x, pointer.y), (x, pointer.y)])
            self.finished.emit(Region(ring, mode_of(pointer)))

    def on_key(self, key: int) -> bool:
        """Drop a box under way with Esc."""
        if key != Qt.Key.Key_Escape or self._corners is None:
            return False
        self._corners = None
        self.changed.emit()
        return True

    def marks(self) -> tuple[Mark, ...]:
        """Return the box."""
        if self._corners is None:
            return ()
        (x, y), (to_x, to_y) = self._corners
        return (area_mark([(x, y), (to_x, y), (to_x, to_y), (x, to_y)], INSIDE),)


class SelectPolygon(Tool):
    """Click around a place; a double click or Enter finishes with a `Region`."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._sketch = Sketch()
        self._end: tuple[float, float] | None = None
        self._mode = Mode.NEW

    def let_go(self) -> None:
        """Forget the places."""
        super().let_go()
        self._forget()

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

    def on_double_click(self, pointer: Pointer) -> bool:
        """Finish, with a place here unless the first of the two clicks has just put it."""
        if not self._sketch.ends_near(pointer.x, pointer.y, pointer.reach):
            self.on_click(pointer)
        self._finish()
        return True

    def on_key(self, key: int) -> bool:
        """Finish, take one place back, or forget all."""
        if not len(self._sketch):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif key == Qt.Key.Key_Backspace:
            self._sketch = self._sketch.remove_last()
            self.changed.emit()
        elif key == Qt.Key.Key_Escape:
            self._forget()
            self.changed.emit()
        else:
            return False
        return True

    def marks(self) -> tuple[Mark, ...]:
        """Return the inside, the edge and the places."""
        if not len(self._sketch):
            return ()
        whole = self._sketch.add(*self._end) if self._end else self._sketch
        inside = (area_mark(whole.xy, INSIDE),) if len(whole) > 2 else ()
        return (*inside, line_mark(whole.xy, EDGE), dots_mark(self._sketch.xy, POINT))

    def _finish(self) -> None:
        if len(self._sketch) < 3:
            self.message.emit(_("برای انتخاب دست‌کم سه نقطه لازم است."))
            return
        region = Region(self._sketch.xy, self._mode)
        self._forget()
        self.changed.emit()
        self.finished.emit(region)

    def _forget(self) -> None:
        self._sketch, self._end = Sketch(), None
