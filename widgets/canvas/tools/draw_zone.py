"""Draw a zone: each click a vertex, a legal polygon at the end."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from shapely.geometry import Polygon

from data.errors import IllegalShape
from data.model.zones import legal_shape
from layers.picture import Look, Mark
from resources.text import _
from widgets.canvas.decorations import area_text, distance_text
from widgets.canvas.sketch import Sketch
from widgets.canvas.snapping import Snap
from widgets.canvas.tools.base import (
    HANDLE,
    HINTS,
    TROUBLE,
    Pointer,
    area_mark,
    dots_mark,
    line_mark,
)
from widgets.canvas.tools.sketching import SketchTool

EDGE = Look(stroke="zone", width=2.2)
GUIDE = Look(stroke="zone", width=1.4, dash=True)
INSIDE = Look(fill="zone", opacity=0.12)


class DrawZone(SketchTool):
    """Click adds a vertex, Backspace takes one back, Esc forgets all, a double click or Enter
    finishes with a shapely Polygon. An illegal shape stays, with the reason and its place shown.
    """

    @property
    def sketch(self) -> Sketch:
        """The shape as far as it is drawn."""
        return self._sketch

    def resume(self, shape: Polygon) -> None:
        """Take up a shape again whose saving was refused, so that nothing drawn is lost."""
        self._sketch = Sketch.of_ring(np.asarray(shape.exterior.coords)[:-1])
        self._end = self._hint = None
        self.changed.emit()

    def on_move(self, pointer: Pointer) -> None:
        """Show where the next vertex would go and what it snaps to."""
        snapped = self._snapped(pointer)
        self._end = (snapped.x, snapped.y) if snapped else (pointer.x, pointer.y)
        self._hint = dots_mark([self._end], HINTS[snapped.kind]) if snapped else None
        self.changed.emit()

    def on_click(self, pointer: Pointer) -> bool:
        """Add a vertex; a click on the first one finishes."""
        snapped = self._snapped(pointer)
        place = (snapped.x, snapped.y) if snapped else (pointer.x, pointer.y)
        if self._sketch.can_close and place == self._sketch.vertices[0]:
            self._finish()
            return True
        if self._sketch.is_full:
            self.message.emit(_("محدوده بیش از این رأس نمی‌پذیرد؛ آن را پایان دهید."))
            return True
        self._trouble = None
        self._sketch = self._sketch.add(*place)
        self._tell()
        return True

    def on_key(self, key: int) -> bool:
        """Finish, take one vertex back with what was wrong about it, or forget all."""
        if key == Qt.Key.Key_Backspace:
            self._trouble = None
        return super().on_key(key)

    def marks(self) -> tuple[Mark, ...]:
        """Return the shape, its vertices, the hint, and the place of trouble."""
        live: list[Mark] = []
        if len(self._sketch):
            whole = self._sketch.add(*self._end) if self._end else self._sketch
            if len(whole) > 2:
                live.append(area_mark(whole.xy, INSIDE))
            live.append(line_mark(self._sketch.xy, EDGE))
            live.append(
                line_mark([*whole.vertices[len(self._sketch) - 1 :], whole.vertices[0]], GUIDE)
            )
            live.append(dots_mark(self._sketch.xy, HANDLE))
        if self._hint is not None:
            live.append(self._hint)
        if self._trouble is not None:
            live.append(dots_mark([self._trouble], TROUBLE))
        return tuple(live)

    def _snapped(self, pointer: Pointer) -> Snap | None:
        """Return the shape's own first vertex when near, else what lies there."""
        if self._sketch.can_close:
            x, y = self._sketch.vertices[0]
            if math.hypot(pointer.x - x, pointer.y - y) <= pointer.reach:
                return Snap(x, y, "vertex", "sketch")
        return self.snap(pointer)

    def _tell(self) -> None:
        self.changed.emit()
        count = len(self._sketch)
        if count == 0:
            self.message.emit(_("نخستین رأس محدوده را روی نقشه بزنید."))
        elif count < 3:
            self.message.emit(_("رأس بعدی را بزنید؛ با Backspace یک گام برمی‌گردید."))
        else:
            ring = self._sketch.close()
            text = _("مساحت: {area} · پیرامون: {length} · با دو بار زدن یا Enter پایان می‌یابد.")
            self.message.emit(
                text.format(area=area_text(ring.area), length=distance_text(ring.length))
            )

    def _finish(self) -> None:
        try:
            polygon = legal_shape(self._sketch.xy)
        except IllegalShape as refusal:
            self._trouble = refusal.at
            self.changed.emit()
            self.message.emit(str(refusal))
            return
        self._forget()
        self.changed.emit()
        self.finished.emit(polygon)

    def _tell_forgotten(self) -> None:
        self._tell()

    def _forget(self) -> None:
        super()._forget()
        self._hint: Mark | None = None
        self._trouble: tuple[float, float] | None = None
