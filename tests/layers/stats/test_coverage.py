from __future__ import annotations

import numpy as np
import pytest
import shapely

from layers.stats.coverage import reach_area, within_reach

CENTRES = np.array([[0.0, 0.0], [1_000.0, 0.0]])


def test_the_border_is_within_reach() -> None:
    x, y = np.array([0.0, 300.0, 300.1, 1_000.0, 500.0]), np.array([300.0, 0, 0, 100, 0])
    reach = np.array([300.0, 100.0])
    assert within_reach(x, y, CENTRES, reach).tolist() == [True, True, False, True, False]


def test_nobody_present_reaches_nothing() -> None:
    none = np.empty((0, 2))
    assert not within_reach(np.zeros(3), np.zeros(3), none, np.empty(0)).any()
    assert reach_area(none, np.empty(0), shapely.box(0, 0, 1, 1)).is_empty


def test_overlaps_count_once_and_the_city_clips() -> None:
    half_plane = shapely.box(-5_000, 0, 5_000, 5_000)
    apart = reach_area(CENTRES, np.array([400.0, 400.0]), half_plane)
    assert apart.area == pytest.approx(np.pi * 400**2, rel=2e-3)
    same = reach_area(np.zeros((2, 2)), np.array([400.0, 400.0]), half_plane)
    assert same.area == pytest.approx(np.pi * 400**2 / 2, rel=2e-3)
