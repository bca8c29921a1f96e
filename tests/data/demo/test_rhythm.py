"""Days and hours of the demonstration city."""

from __future__ import annotations

import numpy as np
import pytest

from data.calendar import jalali_day
from data.demo.rhythm import Days, Rhythm, peaks, school_days

FIRST, LAST = jalali_day(1401, 9, 3), jalali_day(1404, 9, 2)


@pytest.fixture
def days() -> Days:
    return Days.between(FIRST, LAST, np.random.default_rng(3))


def at(days: Days, year: int, month: int, date: int) -> int:
    return int(np.flatnonzero(days.number == jalali_day(year, month, date))[0])


def test_fridays_and_holidays_are_quiet(days: Days) -> None:
    assert days.quiet[days.weekday == 6].all()
    for date in ((1403, 1, 1), (1403, 1, 13), (1403, 11, 22), (1404, 4, 15), (1402, 5, 6)):
        assert days.quiet[at(days, *date)]
    assert not days.quiet[at(days, 1404, 9, 1)]


def test_snow_falls_in_dey_and_bahman_only_every_winter(days: Days) -> None:
    assert set(days.month[days.snow]) <= {10, 11}
    for year in (1401, 1402, 1403):
        assert 5 <= days.snow[days.year == year].sum() <= 10


def test_a_rhythm_multiplies_its_factors(days: Days) -> None:
    weight = Rhythm(0.5, 1.2, 2.0, (1.0, 3.0, 1.0, 1.0)).over(days)
    assert weight[at(days, 1404, 9, 1)] == 1.0
    assert weight[at(days, 1404, 8, 8)] == pytest.approx(1.2)  # a Thursday
    assert weight[at(days, 1404, 5, 4)] == 3.0
    assert weight[at(days, 1403, 12, 5)] == 2.0
    assert weight[at(days, 1404, 1, 1)] == pytest.approx(0.5 * 0.55)


def test_schools_are_full_in_mehr_and_empty_in_summer(days: Days) -> None:
    weight = school_days(days)
    assert weight[at(days, 1404, 7, 5)] > 1.5 * weight[at(days, 1404, 8, 5)]
    assert weight[at(days, 1404, 5, 5)] < 0.05
    assert weight[days.weekday >= 5].max() < 0.05


def test_peaks_stand_where_they_should_and_run_over_midnight() -> None:
    weight = peaks((11.0, 1.0, 1.0), (23.9, 1.0, 0.5))
    assert weight.shape == (96,)
    assert abs(int(np.argmax(weight)) - 44) <= 1
    assert weight[0] > weight[24] * 5
    assert weight.min() > 0
