"""Tests of columns, joined in one scan."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model.matching import among, between, looked_up, matching, present_codes

CODES = st.lists(st.integers(-300, 300), max_size=60)


@settings(deadline=None)
@given(CODES, st.frozensets(st.integers(-300, 300)))
def test_codes_pass_exactly_when_chosen(codes: list[int], chosen: frozenset[int]) -> None:
    column = np.array(codes, np.int16)
    tests = tuple(among(column, present_codes(column), chosen))
    assert matching(tests, len(codes)).tolist() == [code in chosen for code in codes]


@pytest.mark.parametrize("chosen", [range(0, 256, 2), range(256), (), (255,)])
def test_bytes_of_every_value(chosen: range) -> None:
    column = np.arange(256, dtype=np.uint8)
    tests = tuple(among(column, present_codes(column), frozenset(chosen)))
    assert np.flatnonzero(matching(tests, 256)).tolist() == list(chosen)


def test_pieces_join_without_a_seam() -> None:
    column = np.arange(200_000)
    tests = tuple(between(column, 65_535, 131_073))
    assert np.flatnonzero(matching(tests, len(column))).tolist() == list(range(65_535, 131_073))
    assert matching((), 3).all() and not len(matching(tests, 0))


def test_codes_beyond_a_table_take_its_ends() -> None:
    column = np.array([-5, 9, 10, 11, 40], np.int32)
    table = np.array([False, True, True])
    assert matching((looked_up(column, 9, table),), 5).tolist() == [False, False, True, True, True]
