from __future__ import annotations

import numpy as np
import pytest

from layers.style import HOTSPOT_OPACITY, ramp_ends


def test_one_extreme_place_does_not_leave_the_rest_pale() -> None:
    values = np.append(np.linspace(0, 10, 1_000), 10_000).astype(np.float32)
    low, high = ramp_ends(values)
    assert high == pytest.approx(10, abs=0.1)
    assert low == high / 50


def test_the_top_is_a_number_of_two_digits() -> None:
    assert ramp_ends(np.array([0.0, 123.456]))[1] == 120
    assert ramp_ends(np.array([0.001234]))[1] == 0.0012


def test_a_flat_surface_has_ends_too() -> None:
    assert ramp_ends(np.zeros(4)) == (0, 1)


def test_streets_are_seen_through_the_core_of_a_hotspot() -> None:
    assert HOTSPOT_OPACITY <= 0.75
