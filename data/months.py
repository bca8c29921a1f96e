"""Months of a city's calendar, and the days the calendar knows."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import ArrayLike, NDArray

from data.calendar import FIRST_YEAR, LAST_YEAR, jalali_day, jalali_from_days, month_length
from data.timezones import DAY_SECONDS

# Days outside are set aside wherever they would have to be named.
FIRST_DAY = jalali_day(FIRST_YEAR, 1, 1)
END_DAY = jalali_day(LAST_YEAR, 12, month_length(LAST_YEAR, 12)) + 1
FIRST_INSTANT, END_INSTANT = (FIRST_DAY + 1) * DAY_SECONDS, (END_DAY - 1) * DAY_SECONDS


def month_numbers(days: ArrayLike, calendar: str) -> NDArray[np.int64]:
    """Return months counted from year 0, 12 · year + month - 1, of day numbers.

    Raises
    ------
    BadInput
        When a day of a Jalali city is outside `FIRST_DAY` to `END_DAY`.
    """
    days = np.asarray(days, np.int64)
    if calendar == "jalali":
        year, month, _day = jalali_from_days(days)
        return year * 12 + month - 1
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12


@functools.lru_cache(maxsize=32)
def month_edges(first: int, end: int, calendar: str) -> NDArray[np.int64]:
    """Return the day numbers that part the days from ``first`` to before ``end`` into months.

    The first and the last edge are ``first`` and ``end`` themselves, kept within the calendar;
    without a day between them there is one edge.
    """
    first, end = max(first, FIRST_DAY), min(end, END_DAY)
    if first >= end:
        return np.array([first], np.int64)
    days = np.arange(first, end)
    begins = np.flatnonzero(np.diff(month_numbers(days, calendar))) + 1
    edges = np.concatenate([[first], days[begins], [end]])
    edges.flags.writeable = False
    return edges
