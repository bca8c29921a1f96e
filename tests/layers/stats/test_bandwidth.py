from __future__ import annotations

import numpy as np
import pytest

from layers.stats.bandwidth import default_bandwidth


def test_square_with_its_centre() -> None:
    x, y = np.array([0, 100, 0, 100, 50.0]), np.array([0, 0, 100, 100, 50.0])
    assert default_bandwidth(x, y) == pytest.approx(41.25518, rel=1e-6)


@pytest.mark.parametrize("count", [0, 1, 7])
def test_points_without_spread_have_no_bandwidth(count: int) -> None:
    assert default_bandwidth(np.full(count, 3.0), np.full(count, 4.0)) == 0


def test_even_number_takes_the_middle_of_two_distances() -> None:
    x = np.array([-4.0, -1.0, 1.0, 4.0, 9.0, -9.0])
    y = np.zeros(6)
    distances = np.abs(x)
    rule = 0.9 * min(np.sqrt(np.mean(x**2)), np.sqrt(1 / np.log(2)) * np.median(distances))
    assert default_bandwidth(x, y) == pytest.approx(rule * 6**-0.2)


def test_one_far_point_does_not_widen_it() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(2, 500)) * 100
    near = default_bandwidth(x, y)
    far = default_bandwidth(np.append(x, 1e6), np.append(y, 0.0))
    assert far == pytest.approx(near, rel=50)
    assert far < 100 * near
