"""Arrays to paths: the elements Qt reads back."""

import numpy as np
from PySide6.QtCore import QPointF

from widgets.canvas.paths import PIECE, path_of, ring_path, segment_paths


def elements(path):
    return [
        (path.elementAt(i).x, path.elementAt(i).y, path.elementAt(i).isMoveTo())
        for i in range(path.elementCount())
    ]


def test_a_path_holds_its_vertices_and_beginnings():
    xy = np.array([[0.0, 1], [2, 3], [4, 5], [6, 7]])
    path = path_of(xy, np.array([False, False, True, False]))
    assert elements(path) == [(0, 1, True), (2, 3, False), (4, 5, True), (6, 7, False)]


def test_no_vertices_no_path():
    assert path_of(np.empty((0, 2)), np.empty(0, bool)).isEmpty()
    assert ring_path((np.zeros((2, 2)),)).isEmpty()


def test_a_hole_is_not_filled():
    square = np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]])
    path = ring_path((square, square * 0.4 + 3))
    assert path.contains(QPointF(1, 1)) and not path.contains(QPointF(5, 5))


def test_segments_that_meet_are_joined_and_pieces_stay_small():
    chain = np.stack([np.arange(PIECE * 2.0 + 1), np.zeros(PIECE * 2 + 1)], axis=1)
    paths = list(segment_paths(chain[:-1], chain[1:]))
    assert len(paths) == 2
    assert [p.elementCount() for p in paths] == [PIECE + 1, PIECE + 1]
    apart = list(segment_paths(chain[:4:2], chain[1:5:2]))
    assert [e[2] for e in elements(apart[0])] == [True, False, True, False]
