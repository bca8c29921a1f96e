"""The street network as ragged arrays."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model.streets import StreetTable


def table(lines: list[list[tuple[float, float]]]) -> StreetTable:
    count = len(lines)
    return StreetTable(
        xy=np.array([xy for line in lines for xy in line], float).reshape(-1, 2),
        offsets=np.cumsum([0, *map(len, lines)]),
        rank=np.zeros(count, np.uint8),
        name=np.arange(-1, count - 1, dtype=np.int32),
        names=tuple(f"خیابان {i}" for i in range(count)),
        id=np.arange(count),
    )


def test_the_empty_network() -> None:
    empty = StreetTable.empty()
    assert len(empty) == 0
    assert len(empty.lengths()) == 0
    assert not empty.simulated


def test_a_street_without_name_says_nothing() -> None:
    streets = table([[(0, 0), (1, 0)], [(0, 0), (3, 4)]])
    assert [streets.street_name(i) for i in (0, 1)] == ["", "خیابان 0"]


COORDINATE = st.floats(-1e6, 1e6)
LINE = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=2, max_size=6)


@settings(deadline=None)
@given(st.lists(LINE, min_size=1, max_size=8))
def test_lengths_equal_shapely(lines: list[list[tuple[float, float]]]) -> None:
    expected = [shapely.LineString(line).length for line in lines]
    assert table(lines).lengths() == pytest.approx(expected, rel=1e-12, abs=1e-9)
