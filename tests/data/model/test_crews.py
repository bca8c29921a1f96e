"""Shifts: midnight, the ends of a season, on call, and the sum of a day."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar import jalali_day, weekday
from data.model.crews import Shift

FIRST, LAST = jalali_day(1404, 7, 1), jalali_day(1404, 9, 30)
EVERY_DAY = frozenset(range(7))


def shift(start: int, end: int, days: frozenset[int] = EVERY_DAY, **more: object) -> Shift:
    values = {"first_day": FIRST, "last_day": LAST, **more}
    return Shift(1, 1, days, start, end, **values)


def minutes_of(shifts: list[Shift], day: int) -> list[int]:
    return [sum(s.present(day, minute) for s in shifts) for minute in range(1440)]


@pytest.mark.parametrize(
    "pattern",
    [
        [(360, 840), (840, 1320), (1320, 360)],
        [(0, 360), (360, 720), (720, 1080), (1080, 0)],
        [(450, 450)],
        [(0, 0)],
        [(1439, 1), (1, 1439)],
    ],
)
def test_a_round_the_clock_pattern_covers_every_minute_once(pattern: list[tuple[int, int]]) -> None:
    shifts = [shift(*times) for times in pattern]
    for day in (FIRST + 1, jalali_day(1404, 7, 30), jalali_day(1404, 8, 1), LAST):
        assert minutes_of(shifts, day) == [1] * 1440


@settings(deadline=None)
@given(st.lists(st.integers(0, 1439), min_size=1, max_size=6, unique=True))
def test_shifts_that_hand_over_to_each_other_sum_to_24_hours(starts: list[int]) -> None:
    starts.sort()
    shifts = [
        shift(start, end) for start, end in zip(starts, [*starts[1:], starts[0]], strict=True)
    ]
    assert minutes_of(shifts, FIRST + 40) == [1] * 1440
    assert sum(s.minutes for s in shifts) == 1440


def test_a_night_shift_runs_into_the_day_after_the_season() -> None:
    night = shift(1320, 360)
    assert not night.present(FIRST, 0)
    assert night.present(FIRST, 1320)
    assert night.present(LAST + 1, 359)
    assert not night.present(LAST + 1, 360)
    assert not night.present(LAST + 1, 1320)


def test_the_end_is_exclusive_and_the_start_is_not() -> None:
    morning = shift(420, 840)
    states = [morning.present(FIRST, minute) for minute in (419, 420, 839, 840)]
    assert states == [False, True, True, False]


def test_a_shift_that_crosses_midnight_belongs_to_the_day_it_began() -> None:
    thursdays = shift(1320, 360, frozenset({5}))
    thursday = next(day for day in range(FIRST, LAST) if weekday(day) == 5)
    assert thursdays.present(thursday, 1400)
    assert thursdays.present(thursday + 1, 100)
    assert not thursdays.present(thursday, 100)
    assert not thursdays.present(thursday + 1, 1400)


def test_on_call_is_not_presence() -> None:
    assert sum(minutes_of([shift(0, 0, on_call=True)], FIRST + 1)) == 0


@settings(deadline=None)
@given(st.integers(0, 1439), st.integers(0, 1439), st.frozensets(st.integers(0, 6), min_size=1))
def test_a_week_holds_the_minutes_of_its_shifts(start: int, end: int, days: frozenset[int]) -> None:
    pattern = shift(start, end, days)
    week = range(FIRST + 14, FIRST + 21)
    present = sum(pattern.present(day, minute) for day in week for minute in range(0, 1440, 1))
    assert present == pattern.minutes * len(days)
