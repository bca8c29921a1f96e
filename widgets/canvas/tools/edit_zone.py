"""Edit a zone's shape: drag its vertices, its edges' middles, or all of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from shapely.geometry import Polygon

from data.errors import IllegalShape
from data.model.zones import legal_shape
from layers.picture import Look, Mark
from resources.text import _
from widgets.canvas.decorations import area_text, distance_text
from widgets.canvas.hits import contains
from widgets.canvas.sketch import Sketch
from widgets.canvas.tools.base import (
    HANDLE,
    HINTS,
    MIDPOINT,
    TROUBLE,
    Pointer,
    Tool,
    area_mark,
    dots_mark,
)

SHAPE = Look(fill="zone", stroke="zone", opacity=0.12, width=2.2)
ACTIVE = Look(fill="zone", stroke="panel", width=2.0, size=12)
WHOLE = -1


@dataclass(frozen=True, slots=True)
class _Grasp:
    """What a drag holds: a vertex, or the `WHOLE`; where it began and from which shape."""

    vertex: int
    x: float
    y: float
    before: Sketch


class EditZone(Tool):
    """Each drag or deletion that leaves a legal shape finishes with one Polygon.

    A drag of a vertex moves it, of an edge's middle inserts one, inside moves the zone; Delete
    removes the vertex touched last; Esc takes back what is not legal. The tool stays in hand.

    Parameters
    ----------
    polygon : shapely Polygon
        The shape to begin with, metres; its shell is edited.
    """

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, polygon: Polygon, parent=None) -> None:
        super().__init__(parent)
        self._legal = self._sketch = Sketch.of_ring(polygon.exterior.coords)
        self._grasp: _Grasp | None = None
        self._active: int | None = None
        self._hint: Mark | None = None
        self._trouble: tuple[float, float] | None = None

    @property
    def sketch(self) -> Sketch:
        """The shape as it is now, legal or not."""
        return self._sketch

    def let_go(self) -> None:
        """Go back to the last legal shape."""
        super().let_go()
        self._sketch = self._legal
        self._forget()

    def on_press(self, pointer: Pointer) -> bool:
        """Grasp a vertex, an edge's middle, or the inside."""
        before = self._sketch
        vertex = _nearest(before.xy, pointer)
        if vertex is None:
            edge = _nearest(before.midpoints, pointer)
            if edge is not None and not before.is_full:
                vertex = edge + 1
                self._sketch = before.insert_vertex(vertex, *before.midpoints[edge])
        if vertex is None and contains((before.xy,), pointer.x, pointer.y):
            vertex = WHOLE
        if vertex is None:
            return False
        self._active = None if vertex == WHOLE else vertex
        self._grasp = _Grasp(vertex, pointer.x, pointer.y, before)
        self.changed.emit()
        return True

    def on_move(self, pointer: Pointer) -> None:
        """Follow the drag; a vertex snaps."""
        grasp = self._grasp
        if grasp is None:
            return
        if grasp.vertex == WHOLE:
            self._sketch = grasp.before.moved(pointer.x - grasp.x, pointer.y - grasp.y)
        else:
            snapped = self.snap(pointer)
            place = (snapped.x, snapped.y) if snapped else (pointer.x, pointer.y)
            self._hint = dots_mark([place], HINTS[snapped.kind]) if snapped else None
            self._sketch = self._sketch.move_vertex(grasp.vertex, *place)
        self._tell()

    def on_release(self, pointer: Pointer) -> None:
        """End the drag; all its steps are one change, a press without a move is none."""
        grasp = self._grasp
        if grasp is None:
            return
        if (pointer.x, pointer.y) == (grasp.x, grasp.y):
            self._sketch = grasp.before
        else:
            self.on_move(pointer)
        self._grasp = self._hint = None
        self._settle()

    def on_double_click(self, _pointer: Pointer) -> bool:
        """Use it up: a double click on a handle must not move the map."""
        return True

    def on_key(self, key: int) -> bool:
        """Remove the vertex touched last, or go back to the last legal shape."""
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._active is not None:
            self._remove(self._active)
            return True
        if key == Qt.Key.Key_Escape and (self._grasp or self._sketch != self._legal):
            self._sketch = self._legal
            self._forget()
            self.changed.emit()
            return True
        return False

    def marks(self) -> tuple[Mark, ...]:
        """Return the shape with its handles, the hint, and the place of trouble."""
        xy = self._sketch.xy
        live: list[Mark] = [
            area_mark(xy, SHAPE),
            dots_mark(self._sketch.midpoints, MIDPOINT),
            dots_mark(xy, HANDLE),
        ]
        if self._active is not None:
            live.append(dots_mark(xy[self._active], ACTIVE))
        if self._hint is not None:
            live.append(self._hint)
        if self._trouble is not None:
            live.append(dots_mark([self._trouble], TROUBLE))
        return tuple(live)

    def _remove(self, vertex: int) -> None:
        fewer = self._sketch.remove_vertex(vertex)
        if fewer == self._sketch:
            self.message.emit(_("محدوده دست‌کم سه رأس می‌خواهد؛ این رأس برداشته نشد."))
            return
        self._sketch, self._active, self._grasp = fewer, None, None
        self._settle()

    def _settle(self) -> None:
        """Finish with the shape if it is legal and new, else show what is wrong."""
        self._trouble = None
        if self._sketch == self._legal:
            self.changed.emit()
            return
        try:
            polygon = legal_shape(self._sketch.xy)
        except IllegalShape as refusal:
            self._trouble = refusal.at
            self.changed.emit()
            self.message.emit(str(refusal))
            return
        self._legal = self._sketch
        self.changed.emit()
        self.finished.emit(polygon)

    def _tell(self) -> None:
        self.changed.emit()
        text = _("مساحت: {area} · پیرامون: {length}")
        sketch = self._sketch
        self.message.emit(
            text.format(area=area_text(sketch.area), length=distance_text(sketch.length))
        )

    def _forget(self) -> None:
        self._grasp = self._active = self._hint = self._trouble = None


def _nearest(places: np.ndarray, pointer: Pointer) -> int | None:
    if not len(places):
        return None
    distance = np.hypot(*(places - (pointer.x, pointer.y)).T)
    best = int(np.argmin(distance))
    return best if distance[best] <= pointer.reach else None
