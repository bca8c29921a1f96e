from __future__ import annotations

import numpy as np
import pytest

from layers.stats.grid import HexGrid
from layers.stats.hotspots import _most_first, hot_cells, peaks

SIDE = 6_000.0
GRID = HexGrid.over((0, 0, SIDE, SIDE), 300)


def shares() -> np.ndarray:
    x, y = GRID.centres()
    return ((x >= 0) & (x <= SIDE) & (y >= 0) & (y <= SIDE)).astype(float)


def scattered(seed: int, count: int = 2_000) -> tuple[np.ndarray, np.ndarray]:
    return tuple(np.random.default_rng(seed).uniform(0, SIDE, (2, count)))


def test_two_planted_places_are_found_most_events_first() -> None:
    x, y = scattered(1)
    rng = np.random.default_rng(2)
    for at, count in ((1_500, 60), (4_500, 120)):
        x = np.append(x, at + rng.normal(0, 80, count))
        y = np.append(y, 3_000 + rng.normal(0, 80, count))
    index = GRID.index(x, y)
    found = hot_cells(index, GRID, shares(), 0.05)
    assert found.groups == 2
    first, second = (x[found.group[index] == group].mean() for group in (0, 1))
    assert first == pytest.approx(4_500, abs=150)
    assert second == pytest.approx(1_500, abs=150)
    assert np.all(found.scores[found.cells_of(0)] > 0)
    assert np.all(found.adjusted[found.cells_of(0)] <= 0.05)


def test_scattered_events_make_false_alarms_in_few_maps() -> None:
    maps = [hot_cells(GRID.index(*scattered(s, 800)), GRID, shares(), 0.05) for s in range(60)]
    assert sum(found.groups > 0 for found in maps) <= 6


def test_cells_cut_by_the_border_look_no_emptier_than_the_rest() -> None:
    x, y = GRID.centres()
    to_border = np.minimum(np.minimum(x, SIDE - x), np.minimum(y, SIDE - y))
    share = np.clip((to_border + 150) / 300, 0, 1)
    counts = np.random.default_rng(5).poisson(60 * share)
    index = np.repeat(np.arange(counts.size, dtype=np.int32), counts.ravel())
    found = hot_cells(index, GRID, share, 0.05)
    cut = found.inside & (share.ravel() < 1)
    assert found.groups == 0
    assert abs(found.scores[cut].mean()) < 0.3


def test_the_family_is_the_study_area() -> None:
    found = hot_cells(GRID.index(*scattered(1)), GRID, shares(), 0.05)
    assert found.family == int(shares().sum())
    assert np.all(found.adjusted[~found.inside] == 1)


def test_no_event_no_hotspot() -> None:
    found = hot_cells(np.empty(0, np.int32), GRID, shares(), 0.05)
    assert found.groups == 0
    assert found.group[-1] == -1


def test_peaks_take_the_first_of_equals() -> None:
    values = np.array([1.0, 5, 5, 9, 2, 9])
    group = np.array([0, 0, 0, -1, 1, 1], np.int32)
    assert peaks(values, group, 2).tolist() == [1, 5]


def test_significant_cells_without_events_are_no_hotspot() -> None:
    group = np.array([0, 0, 1, 2, 2, -1], np.int32)
    counts = np.array([0, 0, 5, 3, 4, 0])
    assert _most_first(group, counts).tolist() == [-1, -1, 1, 0, 0, -1]
