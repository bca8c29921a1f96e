from __future__ import annotations

import numpy as np

from data.calendar import jalali_day
from data.timezones import DAY_SECONDS
from layers.stats.hours import busiest_hour, hour_of_week, week_matrix

SATURDAY = jalali_day(1404, 7, 5)  # 27 September 2025


def test_the_week_begins_on_saturday() -> None:
    local = np.array([0, 3599, 3600, 10 * 3600, 6 * DAY_SECONDS + 23 * 3600])
    hours = hour_of_week(SATURDAY * DAY_SECONDS + local)
    assert hours.tolist() == [0, 0, 1, 10, 167]


def test_days_before_1970_have_hours_too() -> None:
    # 31 December 1969 was a Wednesday.
    assert hour_of_week(np.array([-1])).tolist() == [4 * 24 + 23]


def test_every_event_stands_in_the_matrix_once() -> None:
    hours = np.random.default_rng(1).integers(0, 168, 500)
    matrix = week_matrix(hours)
    assert matrix.shape == (7, 24)
    assert matrix.sum() == 500
    assert matrix[2, 5] == (hours == 53).sum()


def test_the_busiest_hour_is_the_earliest_of_equals() -> None:
    matrix = week_matrix(np.array([9, 24 + 9, 15, 48 + 15]))
    assert busiest_hour(matrix) == 9
    assert busiest_hour(week_matrix(np.empty(0, np.int64))) is None
