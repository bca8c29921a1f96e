from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data.model.street_index import BLOCK, DENSITY_CELL, StreetIndex, curve_order


def network(count: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return segments of two to five vertices in ten kilometres."""
    generator = np.random.default_rng(seed)
    length = generator.integers(2, 6, count)
    offsets = np.concatenate([[0], np.cumsum(length)])
    begin = np.repeat(generator.random((count, 2)) * 10_000, length, axis=0)
    xy = begin + generator.normal(0, 60, begin.shape)
    return xy, offsets, generator.integers(0, 3, count).astype(np.uint8)


place = st.floats(-1_000, 11_000)


@given(st.tuples(place, place), st.tuples(place, place), st.integers(0, 400), st.integers(0, 9))
def test_the_index_finds_what_a_look_at_all_finds(
    one: tuple[float, float], other: tuple[float, float], count: int, seed: int
) -> None:
    xy, offsets, rank = network(count, seed)
    (west, east), (south, north) = (sorted(side) for side in zip(one, other, strict=True))
    index = StreetIndex(xy, offsets, rank)
    for value in (0, 1, 2):
        expected = [
            row
            for row in range(count)
            if rank[row] == value
            and (part := xy[offsets[row] : offsets[row + 1]]) is not None
            and part[:, 0].max() >= west
            and part[:, 0].min() <= east
            and part[:, 1].max() >= south
            and part[:, 1].min() <= north
        ]
        assert index.near(value, (west, south, east, north)).tolist() == expected


def test_neighbours_share_a_block() -> None:
    xy, _offsets, _rank = network(5_000)
    ordered = xy[curve_order(xy)]
    ends = len(ordered) - len(ordered) % BLOCK
    span = np.ptp(ordered[:ends].reshape(-1, BLOCK, 2), axis=1).max(axis=1)
    assert np.median(span) < 2_000 < np.ptp(xy[:, 0])


def test_density_is_that_of_the_ground_covered() -> None:
    xy = np.array([[10.0, 10.0], [20.0, 10.0], [9_010.0, 10.0], [9_020.0, 10.0]])
    index = StreetIndex(xy, np.array([0, 2, 4]), np.array([2, 2], np.uint8))
    assert index.density(2) == 1 / DENSITY_CELL**2
    assert index.density(0) == 0
    assert len(index.near(0, (0, 0, 1e4, 1e4))) == 0


def test_no_streets_are_found_in_none() -> None:
    index = StreetIndex(np.empty((0, 2)), np.zeros(1, np.int64), np.empty(0, np.uint8))
    assert len(index.near(1, (0, 0, 1, 1))) == 0 and index.density(1) == 0
