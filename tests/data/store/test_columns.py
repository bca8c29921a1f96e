"""Instants, days and weekdays as texts and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.columns import (
    BadValue,
    Day,
    Json,
    Weekdays,
    instant_of,
    instant_text,
    instant_texts,
    instants_of,
)

instants = st.integers(-62_135_596_800, 253_402_300_799)


@given(st.lists(instants, max_size=50))
def test_arrays_and_single_instants_agree(utc: list[int]) -> None:
    array = np.array(utc, np.int64)
    texts = instant_texts(array)
    assert texts == [instant_text(second).rjust(24, "0") for second in utc]
    np.testing.assert_array_equal(instants_of("".join(texts).encode()), array)


def test_known_instant() -> None:
    assert instant_texts(np.array([1_758_600_000])) == ["2025-09-23T04:00:00.000Z"]
    assert instant_of("2025-09-23T04:00:00.000Z") == 1_758_600_000


@pytest.mark.parametrize(
    "text", ["2025-09-23T04:00:00Z", "2025-09-23T04:00:00.750Z", "2025-09-23 07:30:00+03:30"]
)
def test_other_programs_forms_are_read(text: str) -> None:
    assert instant_of(text) == 1_758_600_000


@pytest.mark.parametrize(
    "text",
    ["2025-09-23T04:00:00.500Z", "2025-09-23 04:00:00.000Z", "2025-09-2xT04:00:00.000Z", "2025"],
)
def test_the_fast_road_notices_other_forms(text: str) -> None:
    assert instants_of(text.encode()) is None


def test_nonsense_is_a_bad_value() -> None:
    with pytest.raises(BadValue):
        instant_of("yesterday")


@given(st.integers(-100_000, 100_000))
def test_days_come_back(day: int) -> None:
    column = Day()
    assert column.process_result_value(column.process_bind_param(day, None), None) == day


@given(st.frozensets(st.integers(0, 6)))
def test_weekdays_come_back(days: frozenset[int]) -> None:
    column = Weekdays()
    assert column.process_result_value(column.process_bind_param(days, None), None) == days


def test_equal_values_are_equal_bytes() -> None:
    column = Json()
    assert column.process_bind_param({"ب": 1, "a": [2]}, None) == '{"a":[2],"ب":1}'
    assert column.process_bind_param({"a": [2], "ب": 1}, None) == '{"a":[2],"ب":1}'
