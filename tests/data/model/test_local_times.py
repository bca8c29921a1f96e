"""Local days and hours of the week."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar import weekday
from data.model.local_times import FARTHEST_DAY, LocalTimes
from data.timezones import DAY_SECONDS, zone_offsets

TEHRAN = "Asia/Tehran"


@settings(deadline=None)
@given(st.lists(st.integers(-(2**40), 2**40), max_size=20))
def test_they_are_those_of_the_time_zone(times: list[int]) -> None:
    time = np.array(times, np.int64)
    day, second = np.divmod(zone_offsets(TEHRAN).local(time), DAY_SECONDS)
    local = LocalTimes.of(time, TEHRAN)
    np.testing.assert_array_equal(local.day, day)
    np.testing.assert_array_equal(local.week_hour, weekday(day) * 24 + second // 3600)


def test_any_number_is_an_instant() -> None:
    local = LocalTimes.of(np.array([-(2**63), 2**63 - 1], np.int64), "UTC")
    assert local.day.tolist() == [-FARTHEST_DAY, FARTHEST_DAY]
    assert local.week_hour.max() < 168
