"""Hours of the week as cells and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model.week_hours import rectangle, week_hours_title

CELLS = st.tuples(st.integers(0, 6), st.integers(0, 23))


@given(CELLS, CELLS)
def test_a_rectangle_is_the_same_from_either_corner(one, other):
    cells = rectangle(one, other)
    assert cells == rectangle(other, one)
    assert {24 * one[0] + one[1], 24 * other[0] + other[1]} <= cells
    assert len(cells) == (abs(one[0] - other[0]) + 1) * (abs(one[1] - other[1]) + 1)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (rectangle((0, 7), (4, 13)), "شنبه تا چهارشنبه، ساعت ۷ تا ۱۴"),
        (rectangle((6, 23), (6, 23)), "جمعه، ساعت ۲۳ تا ۲۴"),
        (rectangle((5, 0), (6, 23)), "پنجشنبه تا جمعه، همهٔ ساعت‌ها"),
        (frozenset({1, 2, 30}), "۳ ساعت از هفته"),
        (frozenset({1, 3}), "۲ ساعت از هفته"),
        (frozenset(), "۰ ساعت از هفته"),
    ],
)
def test_words(cells, words):
    assert week_hours_title(cells) == words
