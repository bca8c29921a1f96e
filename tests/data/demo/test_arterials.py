"""The hand-drawn main roads."""

from __future__ import annotations

import numpy as np
import shapely

from data.demo.arterials import main_roads

BOUNDS = (1_000.0, 2_000.0, 21_000.0, 22_000.0)


def test_roads_are_smooth_and_lie_about_the_city() -> None:
    lines, kinds = main_roads(BOUNDS)
    assert len(lines) == len(kinds) > 15
    for line in lines:
        assert line.is_valid
        assert shapely.box(*BOUNDS).buffer(400).contains(line)
        step = np.diff(shapely.get_coordinates(line), axis=0)
        turn = np.diff(np.unwrap(np.arctan2(step[:, 1], step[:, 0])))
        assert np.abs(turn).max() < np.radians(45)


def test_rings_close() -> None:
    rings = [line for line in main_roads(BOUNDS)[0] if line.is_ring]
    assert len(rings) == 2
    assert shapely.Polygon(rings[1]).contains(shapely.Polygon(rings[0]))


def test_roads_scale_with_the_city() -> None:
    small = main_roads((0.0, 0.0, 1.0, 1.0))[0]
    large = main_roads((0.0, 0.0, 9.0, 9.0))[0]
    assert np.allclose([line.length * 9 for line in small], [line.length for line in large])
