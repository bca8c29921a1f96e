"""What lies here: answers from the marks themselves, the highest layer first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from layers.picture import Area, Dot, Label, LayerPicture, Mosaic

REACH = 6.0  # pixels around a dot
NO_ID = -1


@dataclass(frozen=True, slots=True)
class Hit:
    """A mark under the pointer; ``id`` is the event's, `NO_ID` for marks that are no events."""

    layer: str
    key: str
    id: int = NO_ID


@dataclass(frozen=True, slots=True)
class Click:
    """A place in metres and what lies there, the highest layer first."""

    x: float
    y: float
    hits: tuple[Hit, ...] = ()


class HitIndex:
    """A frozen index of one picture's marks; built with the picture, off the GUI thread."""

    def __init__(self, picture: LayerPicture) -> None:
        self.layer = picture.layer
        marks = tuple(reversed(picture.marks))
        dots = (m for m in marks if isinstance(m, Dot) and m.key)
        self._dots = tuple(_SortedDots(m) for m in dots if len(m.xy))
        self._areas = tuple(m for m in marks if isinstance(m, Area) and m.key and len(m.rings))
        self._mosaics = tuple(_Mosaic(m) for m in marks if isinstance(m, Mosaic) and len(m.names))
        self._labels = tuple(m for m in marks if isinstance(m, Label) and m.key)
        boxes = [(*m.rings[0].min(axis=0), *m.rings[0].max(axis=0)) for m in self._areas]
        self._boxes = np.array(boxes, np.float64).reshape(-1, 4)

    def at(self, x: float, y: float, metres_per_pixel: float) -> Iterator[Hit]:
        """Yield hits: the nearest dot of each mark, then labels, then areas."""
        for dots in self._dots:
            nearest = dots.nearest(x, y, REACH * metres_per_pixel)
            if nearest is not None:
                yield Hit(self.layer, dots.key, nearest)
        seen = set()
        of_tiles = (key for mosaic in self._mosaics for key in mosaic.keys_at(x, y))
        for key in (*self._label_keys(x, y, metres_per_pixel), *of_tiles, *self._area_keys(x, y)):
            if key not in seen:
                seen.add(key)
                yield Hit(self.layer, key)

    def _area_keys(self, x: float, y: float) -> Iterator[str]:
        west, south, east, north = self._boxes.T
        for i in np.flatnonzero((west <= x) & (x <= east) & (south <= y) & (y <= north)):
            area = self._areas[i]
            if contains(area.rings, x, y):
                yield area.key

    def _label_keys(self, x: float, y: float, metres_per_pixel: float) -> Iterator[str]:
        for label in self._labels:
            reach = label.look.size * metres_per_pixel
            if abs(label.x - x) <= 1.5 * reach and abs(label.y - y) <= reach:
                yield label.key


class _SortedDots:
    """Points sorted by x: a question looks at the strip around it only."""

    def __init__(self, dots: Dot) -> None:
        self.key = dots.key
        order = np.argsort(dots.xy[:, 0], kind="stable")
        self._x = np.asarray(dots.xy[order, 0], np.float64)
        self._y = np.asarray(dots.xy[order, 1], np.float64)
        self._ids = dots.ids[order]

    def nearest(self, x: float, y: float, reach: float) -> int | None:
        """Return the id of the nearest point within reach metres, None where there is none."""
        first, last = np.searchsorted(self._x, [x - reach, x + reach])
        if first >= last:
            return None
        distance = np.hypot(self._x[first:last] - x, self._y[first:last] - y)
        best = int(np.argmin(distance))
        return int(self._ids[first + best]) if distance[best] <= reach else None


class _Mosaic:
    """The boxes of many polygons."""

    def __init__(self, mosaic: Mosaic) -> None:
        self._mosaic = mosaic
        starts = mosaic.offsets[:-1]
        self._low = np.minimum.reduceat(mosaic.xy, starts)
        self._high = np.maximum.reduceat(mosaic.xy, starts)

    def keys_at(self, x: float, y: float) -> Iterator[str]:
        """Yield the keys of the polygons at a place."""
        place, mosaic = np.array([x, y]), self._mosaic
        for i in np.flatnonzero(((self._low <= place) & (self._high >= place)).all(axis=1)):
            ring = mosaic.xy[mosaic.offsets[i] : mosaic.offsets[i + 1]]
            if contains((ring,), x, y):
                yield f"{mosaic.key}:{mosaic.names[i]}"


def contains(rings: Iterable[NDArray[np.float64]], x: float, y: float) -> bool:
    """Return whether a place lies inside rings by the even-odd rule."""
    crossings = 0
    for ring in rings:
        ax, ay = ring[:, 0], ring[:, 1]
        bx, by = np.roll(ax, -1), np.roll(ay, -1)
        spans = (ay > y) != (by > y)
        slope = (bx - ax) / np.where(by == ay, 1.0, by - ay)
        crossings += int(np.count_nonzero(spans & (x < ax + (y - ay) * slope)))
    return crossings % 2 == 1
