"""Measure length and area, live."""

from __future__ import annotations

from dataclasses import dataclass

from layers.picture import Label, Look, Mark
from resources.text import _
from widgets.canvas.decorations import area_text, distance_text
from widgets.canvas.sketch import Sketch
from widgets.canvas.tools.base import Pointer, area_mark, dots_mark, line_mark
from widgets.canvas.tools.sketching import SketchTool

LINE = Look(stroke="accent", width=2.2)
GUIDE = Look(stroke="accent", width=1.4, dash=True)
INSIDE = Look(fill="accent", opacity=0.10)
POINT = Look(fill="panel", stroke="accent", width=2.0, size=8)
TEXT = Look(fill="accent", size=13, bold=True)


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured line; the area is that of its ring, zero below three places.

    Attributes
    ----------
    vertices : tuple of (float, float)
        Metres.
    length, area : float
        Metres, square metres, on the plane of the city's coordinate system.
    """

    vertices: tuple[tuple[float, float], ...]
    length: float
    area: float


class Measure(SketchTool):
    """Click along a line; a double click or Enter finishes with `Measured`."""

    def on_move(self, pointer: Pointer) -> None:
        """Stretch the line to the pointer."""
        if len(self._sketch) and not self._done:
            self._end = self._place(pointer)
            self._say(self._sketch.add(*self._end))

    def on_click(self, pointer: Pointer) -> bool:
        """Add a place; after a finished line begin another."""
        if self._done:
            self._forget()
        self._sketch = self._sketch.add(*self._place(pointer))
        self._tell()
        return True

    def marks(self) -> tuple[Mark, ...]:
        """Return the line, its inside, its places and its length."""
        if not len(self._sketch):
            return ()
        whole = self._sketch.add(*self._end) if self._end else self._sketch
        xy = whole.xy
        inside = (area_mark(xy, INSIDE),) if len(whole) > 2 else ()
        guide = (line_mark(xy[-2:], GUIDE),) if self._end else ()
        x, y = whole.vertices[-1]
        words = Label(x, y, distance_text(whole.length), TEXT)
        line = line_mark(self._sketch.xy, LINE)
        return (*inside, line, *guide, dots_mark(self._sketch.xy, POINT), words)

    @property
    def _open(self) -> bool:
        return not self._done

    def _place(self, pointer: Pointer) -> tuple[float, float]:
        snapped = self.snap(pointer)
        return (snapped.x, snapped.y) if snapped else (pointer.x, pointer.y)

    def _tell(self) -> None:
        self._say(self._sketch)

    def _say(self, sketch: Sketch) -> None:
        self.changed.emit()
        text = _("طول: {length}").format(length=distance_text(sketch.length))
        if len(sketch) > 2:
            text += " · " + _("مساحت: {area}").format(area=area_text(sketch.area))
        self.message.emit(text)

    def _finish(self) -> None:
        if self._done or len(self._sketch) < 2:
            return
        self._done, self._end = True, None
        self._tell()
        sketch = self._sketch
        self.finished.emit(Measured(sketch.vertices, sketch.length, sketch.area))

    def _forget(self) -> None:
        super()._forget()
        self._done = False
