"""Events that a user chose by regions of the map: which they are, and how they are pointed out.

No layer of the catalogue: it has no switch, it is there while something is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.events import EventTable
from data.model.snapshot import Snapshot
from layers.dots import Crowd
from layers.picture import Frame, LayerPicture
from layers.style import CHOSEN

id = "chosen"

ADD, TAKE = "add", "take"
PIECE = 20_000  # points tested in one call


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The chosen events, ready to be drawn for any frame."""

    crowd: Crowd

    @property
    def events(self) -> EventTable:
        """The events, in the order of the snapshot."""
        return self.crowd.events


def find(
    snapshot: Snapshot, regions: Sequence[tuple[NDArray[np.float64], str]], feedback: Feedback
) -> Chosen:
    """Return the placed events under the filter that regions choose, one after the other.

    Parameters
    ----------
    regions : sequence of (ring, mode)
        A ring is (n, 2) metres; ``add`` and ``take`` change what the earlier ones chose, any
        other mode begins anew. Edges count as inside.
    """
    keep = np.zeros(len(snapshot.events), bool)
    for ring, mode in regions:
        if mode not in (ADD, TAKE):
            keep[:] = False
        keep[_inside(snapshot, ring, feedback)] = mode != TAKE
    return Chosen(Crowd.of(snapshot, snapshot.events.take(keep)))


def _inside(snapshot: Snapshot, ring: NDArray[np.float64], feedback: Feedback) -> NDArray[np.int64]:
    shape = shapely.make_valid(shapely.Polygon(ring))
    if shape.is_empty:
        return np.empty(0, np.int64)
    west, south, east, north = shape.bounds
    rows = snapshot.rows_in((west, south, east, north))
    shapely.prepare(shape)
    found = [np.empty(0, np.int64)]
    for first in range(0, len(rows), PIECE):
        feedback.check()
        part = rows[first : first + PIECE]
        x, y = snapshot.events.x[part], snapshot.events.y[part]
        found.append(part[shapely.intersects_xy(shape, x, y)])
    return np.concatenate(found)


def picture(chosen: Chosen, frame: Frame) -> LayerPicture:
    """Return rings around the chosen events, as thinned as the layers thin them."""
    drawn = chosen.crowd.draw(lambda rows: np.zeros(len(rows), np.uint8), (CHOSEN,), frame)
    # Without a key they are rings only: the events below them answer the pointer.
    marks = tuple(replace(mark, key="") for mark in drawn.marks)
    return LayerPicture(id, marks, count=len(chosen.events), remark=drawn.remark)
