"""Arrays to painter paths, in one step and in pieces that never hold Python's lock for long."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

PIECE = 300  # segments a call: under 1 ms of antialiased stroking, and faster than long paths
_ELEMENT = np.dtype([("type", ">i4"), ("x", ">f8"), ("y", ">f8")])


def path_of(xy: NDArray[np.float64], begins: NDArray[np.bool_]) -> QPainterPath:
    """Return a path through vertices; where ``begins`` is true a new line starts.

    Parameters
    ----------
    xy : ndarray, shape (n, 2)
        Finite painter units.
    begins : ndarray of bool, shape (n,)

    Notes
    -----
    The bytes are those of ``QDataStream << QPainterPath``: the count, then type and place of each
    element, then the last start and the fill rule (0: even-odd). A loop of ``lineTo`` would take
    some 50 times as long.
    """
    path = QPainterPath()
    if not len(xy):
        return path
    elements = np.empty(len(xy), _ELEMENT)
    elements["type"] = ~begins
    elements["type"][0] = 0
    elements["x"], elements["y"] = xy[:, 0], xy[:, 1]
    last = int(np.flatnonzero(elements["type"] == 0)[-1])
    content = struct.pack(">i", len(xy)) + elements.tobytes() + struct.pack(">ii", last, 0)
    stream = QDataStream(QByteArray(content))
    stream >> path  # noqa: B018  Qt reads through the operator
    return path


def ring_path(rings: tuple[NDArray[np.float64], ...]) -> QPainterPath:
    """Return the closed path of rings, to be filled by the even-odd rule."""
    rings = tuple(ring for ring in rings if len(ring) > 2)
    if not rings:
        return QPainterPath()
    closed = [np.vstack([ring, ring[:1]]) for ring in rings]
    begins = np.concatenate([np.arange(len(ring)) == 0 for ring in closed])
    return path_of(np.vstack(closed), begins)


def segment_paths(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> Iterator[QPainterPath]:
    """Yield paths of segments; neighbours that meet are joined, at most `PIECE` a path."""
    for at in range(0, len(starts), PIECE):
        first, last = starts[at : at + PIECE], ends[at : at + PIECE]
        begins = np.ones(len(first), bool)
        begins[1:] = (first[1:] != last[:-1]).any(axis=1)
        vertices = np.stack([first, last], axis=1).reshape(-1, 2)
        kind = np.stack([begins, np.zeros(len(first), bool)], axis=1).ravel()
        needed = np.stack([begins, np.ones(len(first), bool)], axis=1).ravel()
        yield path_of(vertices[needed], kind[needed])
