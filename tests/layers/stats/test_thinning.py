from __future__ import annotations

import numpy as np

from layers.stats.grid import SquareGrid
from layers.stats.thinning import one_per_cell

GRID = SquareGrid(0, 0, 10, 10, 10)


def test_each_cell_keeps_the_highest() -> None:
    x, y = np.array([1.0, 2, 3, 55, 500]), np.array([1.0, 2, 3, 55, 500])
    assert one_per_cell(x, y, np.array([5, 9, 7, 1, 8]), GRID).tolist() == [1, 3]


def test_the_same_points_stay_in_any_order() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 100, (2, 400))
    priority = rng.permutation(400)
    kept = set(priority[one_per_cell(x, y, priority, GRID)].tolist())
    order = rng.permutation(400)
    again = one_per_cell(x[order], y[order], priority[order], GRID)
    assert set(priority[order][again].tolist()) == kept
    assert len(kept) == (GRID.count(x, y) > 0).sum()


def test_no_points() -> None:
    none = np.empty(0)
    assert len(one_per_cell(none, none, np.empty(0, np.int64), GRID)) == 0
