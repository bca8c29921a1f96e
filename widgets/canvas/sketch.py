"""The shape in the making: a small, explicit state machine of values.

A sketch is *empty*, *open* (a chain of vertices) or *closed* (a ring of three or more). Every
gesture returns a new sketch; none changes the old one, so undoing a gesture is keeping the old
value. Whether a closed shape is legal is asked of ``data.model.zones``, not decided here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.model.zones import MOST_VERTICES

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Vertices in metres, and whether the last is joined to the first.

    Attributes
    ----------
    vertices : tuple of (float, float)
        Metres, without a closing vertex; no two neighbours are equal while it is drawn.
    closed : bool
        True only with three vertices or more.
    """

    vertices: tuple[Place, ...] = ()
    closed: bool = False

    @classmethod
    def of_ring(cls, ring: Iterable[Iterable[float]]) -> Sketch:
        """Return a closed sketch of a polygon's ring, (n, 2) metres, closing vertex or not."""
        places = [(float(x), float(y)) for x, y in ring]
        if len(places) > 1 and places[0] == places[-1]:
            places.pop()
        return cls(tuple(places), closed=len(places) >= 3)

    def __len__(self) -> int:
        return len(self.vertices)

    @property
    def can_close(self) -> bool:
        """Whether there are three vertices to make a ring of."""
        return len(set(self.vertices)) >= 3

    @property
    def is_full(self) -> bool:
        """Whether a zone may have no more vertices than these."""
        return len(self.vertices) >= MOST_VERTICES

    def add(self, x: float, y: float) -> Sketch:
        """Return the chain with one more vertex; a repeat of the last one changes nothing.

        Raises
        ------
        ValueError
            When the sketch is closed or the place is not finite.
        """
        if self.closed:
            raise ValueError("a closed sketch takes no more vertices; insert one instead")
        place = _finite(x, y)
        if self.is_full or (self.vertices and self.vertices[-1] == place):
            return self
        return replace(self, vertices=(*self.vertices, place))

    def remove_last(self) -> Sketch:
        """Return the sketch one step back: opened when closed, else without its last vertex."""
        if self.closed:
            return replace(self, closed=False)
        return replace(self, vertices=self.vertices[:-1])

    def close(self) -> Sketch:
        """Return the ring; with fewer than three different vertices nothing changes."""
        return replace(self, closed=True) if self.can_close else self

    def move_vertex(self, index: int, x: float, y: float) -> Sketch:
        """Return the sketch with one vertex elsewhere; raises IndexError, ValueError."""
        vertices = list(self.vertices)
        vertices[self._checked(index)] = _finite(x, y)
        return replace(self, vertices=tuple(vertices))

    def insert_vertex(self, index: int, x: float, y: float) -> Sketch:
        """Return the sketch with a new vertex before ``index``; a full one is returned as it is."""
        if not 0 <= index <= len(self.vertices):
            raise IndexError(index)
        if self.is_full:
            return self
        place = _finite(x, y)
        vertices = (*self.vertices[:index], place, *self.vertices[index:])
        return replace(self, vertices=vertices)

    def remove_vertex(self, index: int) -> Sketch:
        """Return the sketch without one vertex; a ring keeps at least three."""
        index = self._checked(index)
        if self.closed and len(self.vertices) <= 3:
            return self
        vertices = self.vertices[:index] + self.vertices[index + 1 :]
        return replace(self, vertices=vertices)

    def moved(self, dx: float, dy: float) -> Sketch:
        """Return the whole sketch shifted by metres."""
        dx, dy = _finite(dx, dy)
        return replace(self, vertices=tuple((x + dx, y + dy) for x, y in self.vertices))

    def ends_near(self, x: float, y: float, reach: float) -> bool:
        """Return whether the last vertex lies within ``reach`` metres of a place."""
        return bool(self.vertices) and math.dist(self.vertices[-1], (x, y)) <= reach

    @property
    def xy(self) -> NDArray[np.float64]:
        """The vertices, shape (n, 2), metres, without the closing one."""
        return np.array(self.vertices, np.float64).reshape(-1, 2)

    @property
    def path(self) -> NDArray[np.float64]:
        """The line to draw, shape (n, 2) or (n + 1, 2) metres: closed rings return to the start."""
        xy = self.xy
        return np.vstack([xy, xy[:1]]) if self.closed else xy

    @property
    def length(self) -> float:
        """Metres along the chain, or around the ring."""
        steps = np.diff(self.path, axis=0)
        return float(np.hypot(steps[:, 0], steps[:, 1]).sum())

    @property
    def area(self) -> float:
        """Square metres inside the ring, as if closed; zero below three vertices."""
        if len(self.vertices) < 3:
            return 0.0
        # About the first vertex: the shoelace sum loses digits at northings of millions of metres.
        x, y = (self.xy - self.xy[0]).T
        return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2

    @property
    def midpoints(self) -> NDArray[np.float64]:
        """Middles of the drawn edges, shape (edges, 2): inserting before i + 1 splits edge i."""
        path = self.path
        return (path[:-1] + path[1:]) / 2

    def _checked(self, index: int) -> int:
        if not 0 <= index < len(self.vertices):
            raise IndexError(index)
        return index


def _finite(x: float, y: float) -> Place:
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("a vertex needs finite coordinates")
    return float(x), float(y)
