"""Clipping and hatching on arrays, in painter units; no Qt.

The painter clips geometry itself: a clip path would be lost on the way into a PDF or SVG, and a
line that runs far outside the window costs as much as one inside.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rect = tuple[float, float, float, float]


def visible_parts(xy: Floats, offsets: NDArray[np.int64], rect: Rect) -> NDArray[np.bool_]:
    """Return which polylines' bounding boxes meet a rectangle, shape (n,).

    Polylines without vertices are never visible.
    """
    visible = np.zeros(len(offsets) - 1, bool)
    filled = np.flatnonzero(np.diff(offsets) > 0)
    if not len(filled):
        return visible
    starts = offsets[:-1][filled]
    stop = offsets[filled[-1] + 1]
    low = np.minimum.reduceat(xy[:stop], starts)
    high = np.maximum.reduceat(xy[:stop], starts)
    left, top, right, bottom = rect
    visible[filled] = (
        (low[:, 0] <= right) & (high[:, 0] >= left) & (low[:, 1] <= bottom) & (high[:, 1] >= top)
    )
    return visible


def clip_segments(starts: Floats, ends: Floats, rect: Rect) -> tuple[Floats, Floats, NDArray]:
    """Return the parts of segments inside a rectangle.

    Parameters
    ----------
    starts, ends : ndarray, shape (n, 2)

    Returns
    -------
    starts, ends : ndarray, shape (k, 2)
    kept : ndarray of bool, shape (n,)

    Notes
    -----
    Liang and Barsky, "A new concept and method for line clipping", ACM TOG 3(1), 1984.
    """
    along = ends - starts
    enter, leave = np.zeros(len(starts)), np.ones(len(starts))
    inside = np.ones(len(starts), bool)
    for axis in (0, 1):
        for sign, edge in ((-1.0, -rect[axis]), (1.0, rect[axis + 2])):
            step, room = sign * along[:, axis], edge - sign * starts[:, axis]
            inside &= (step != 0) | (room >= 0)
            share = room / np.where(step == 0, 1.0, step)
            enter = np.where(step < 0, np.maximum(enter, share), enter)
            leave = np.where(step > 0, np.minimum(leave, share), leave)
    kept = inside & (enter <= leave) & np.isfinite(along).all(axis=1)
    enter, leave = enter[kept, None], leave[kept, None]
    first = np.where(enter > 0, starts[kept] + enter * along[kept], starts[kept])
    last = np.where(leave < 1, starts[kept] + leave * along[kept], ends[kept])
    return first, last, kept


def clip_ring(ring: Floats, rect: Rect) -> Floats:
    """Return a ring cut to a rectangle, shape (k, 2), without closing vertex; maybe empty.

    A ring that leaves and comes back keeps edges along the rectangle's border: right for filling,
    not for stroking.

    Notes
    -----
    Sutherland and Hodgman, "Reentrant polygon clipping", CACM 17(1), 1974.
    """
    for axis in (0, 1):
        for sign, edge in ((1.0, rect[axis]), (-1.0, -rect[axis + 2])):
            room = sign * ring[:, axis] - edge
            if len(ring) and (room < 0).any():
                ring = _half_plane(ring, room, axis, sign * edge)
    return ring


def _half_plane(ring: Floats, room: Floats, axis: int, edge: float) -> Floats:
    """Keep the part of a ring with ``room`` >= 0; crossings are put on ``edge`` exactly."""
    following, next_room = np.roll(ring, -1, axis=0), np.roll(room, -1)
    inside = room >= 0
    crosses = inside != (next_room >= 0)
    drop = np.where(crosses, room - next_room, 1.0)
    crossing = ring + (room / drop)[:, None] * (following - ring)
    crossing[:, axis] = edge
    both = np.stack([ring, crossing], axis=1).reshape(-1, 2)
    return both[np.stack([inside, crosses], axis=1).ravel()]


def ring_segments(rings: tuple[Floats, ...]) -> tuple[Floats, Floats]:
    """Return the edges of rings as starts and ends, each (n, 2); closing edges included."""
    rings = tuple(_closed(ring) for ring in rings if len(ring) > 1)
    if not rings:
        return np.empty((0, 2)), np.empty((0, 2))
    return np.vstack([ring[:-1] for ring in rings]), np.vstack([ring[1:] for ring in rings])


def _closed(ring: Floats) -> Floats:
    return ring if np.array_equal(ring[0], ring[-1]) else np.vstack([ring, ring[:1]])


def hatching(rings: tuple[Floats, ...], spacing: float, anchor: Floats) -> tuple[Floats, Floats]:
    """Return the diagonal lines that fill rings by the even-odd rule.

    Parameters
    ----------
    rings : tuple of ndarray, shape (n, 2)
    spacing : float
        Between lines.
    anchor : ndarray, shape (2,)
        A place that a line would pass through: bound to the map, the hatching moves with it.

    Returns
    -------
    starts, ends : ndarray, shape (k, 2)
    """
    starts, ends = ring_segments(rings)
    # Turned by 45 degrees the hatching lines are the whole numbers of the first coordinate.
    turn = np.array([[1.0, 1.0], [1.0, -1.0]]) / np.sqrt(2.0)
    from_, to = ((side - anchor) @ turn / spacing for side in (starts, ends))
    line, place = _crossings(from_, to)
    order = np.lexsort((place, line))
    line, place = line[order], place[order]
    turned = np.column_stack([line, place])
    back = turned * spacing @ turn.T + anchor
    return back[0::2][: len(back) // 2], back[1::2]


def _crossings(from_: Floats, to: Floats) -> tuple[Floats, Floats]:
    """Return where edges cross the lines u = whole number: the line and v, one per crossing."""
    low = np.ceil(np.minimum(from_[:, 0], to[:, 0]))
    # Half open, so that a line through a vertex meets just one of its two edges.
    count = np.maximum(np.ceil(np.maximum(from_[:, 0], to[:, 0])) - low, 0).astype(np.int64)
    edge = np.repeat(np.arange(len(count)), count)
    line = low[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    width = (to - from_)[edge]
    share = (line - from_[edge, 0]) / np.where(width[:, 0] == 0, 1.0, width[:, 0])
    return line, from_[edge, 1] + share * width[:, 1]
