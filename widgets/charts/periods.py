"""Periods in whole days: weeks, seasons and years of a calendar, their bins and their names."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.calendar import (
    Season,
    date_parts,
    format_day,
    gregorian_day,
    jalali_day,
    month_name,
    season_name,
    shift_years,
    weekday,
)
from resources.text import _, digits

UNITS = ("week", "season", "year")
# Weekly bars up to this many days, monthly ones beyond: under 3.5 years are 180 bars.
_LONGEST_WEEKLY = 1_280
Span = tuple[int, int]


def day_number(year: int, month: int, day: int, calendar: str) -> int:
    """Return the day number of a date of the calendar."""
    make = jalali_day if calendar == "jalali" else gregorian_day
    return make(year, month, day)


def bin_edges(first: int, end: int, calendar: str) -> NDArray[np.int64]:
    """Return the edges of weekly or monthly bins that cover the days, shape (bins + 1,)."""
    if end - first <= _LONGEST_WEEKLY:
        start = first - int(weekday(first))
        return np.arange(start, end + 7, 7, dtype=np.int64)
    year, month, _day = date_parts(first, calendar)
    edges = [day_number(year, month, 1, calendar)]
    while edges[-1] < end:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        edges.append(day_number(year, month, 1, calendar))
    return np.array(edges, np.int64)


def bin_counts(
    edges: NDArray[np.int64], first: int, counts: NDArray[np.generic]
) -> NDArray[np.float64]:
    """Return the sum of daily counts in each bin, shape (bins,)."""
    total = np.concatenate([[0.0], np.cumsum(np.asarray(counts, float))])
    at = np.clip(edges - first, 0, len(counts))
    return total[at[1:]] - total[at[:-1]]


def unit_span(unit: str, day: int, calendar: str) -> Span:
    """Return the first day and the end of the week, season or year in which a day falls."""
    if unit == "week":
        first = day - int(weekday(day))
        return first, first + 7
    if unit == "season":
        return Season.of_day(day, calendar).days()
    year = date_parts(day, calendar)[0]
    return day_number(year, 1, 1, calendar), day_number(year + 1, 1, 1, calendar)


def unit_of(span: Span, calendar: str) -> str:
    """Return which unit a span is, or an empty text."""
    for unit in UNITS:
        if unit_span(unit, span[0], calendar) == span:
            return unit
    return ""


def step(span: Span, direction: int, calendar: str) -> Span:
    """Return the span before (-1) or after (+1): of the same unit, or of the same length."""
    unit = unit_of(span, calendar)
    if unit:
        return unit_span(unit, span[1] if direction > 0 else span[0] - 1, calendar)
    length = (span[1] - span[0]) * direction
    return span[0] + length, span[1] + length


def span_title(span: Span, calendar: str) -> str:
    """Return a span in words: «۱ مهر تا ۲ آذر ۱۴۰۴»; its end is the last day it holds."""
    first, last = span[0], span[1] - 1
    if last <= first:
        return format_day(first, calendar, long=True)
    begin = format_day(first, calendar, long=True)
    year, month, day = date_parts(first, calendar)
    if year == date_parts(last, calendar)[0]:
        begin = digits(f"{day} {month_name(month, calendar)}")
    return _("{begin} تا {end}").format(begin=begin, end=format_day(last, calendar, long=True))


def compared_title(compared: Span, span: Span, calendar: str) -> str:
    """Return what a span is compared with: «همین روزها در ۱۴۰۳» where only the year differs."""
    year = date_parts(compared[0], calendar)[0]
    years = year - date_parts(span[0], calendar)[0]
    if years and shift_years(span[0], years, calendar) == compared[0]:
        return _("همین روزها در {year}").format(year=digits(year))
    return span_title(compared, calendar)


def season_starts(first: int, end: int, calendar: str) -> list[tuple[int, str]]:
    """Return the first day and the name of every season that begins between two days."""
    season = Season.of_day(first, calendar)
    found = []
    while season.days()[0] < end:
        if season.days()[0] >= first:
            found.append((season.days()[0], f"{season_name(season.name)} {digits(season.year)}"))
        season = season.next()
    return found


def month_starts(first: int, end: int, calendar: str) -> list[tuple[int, str]]:
    """Return the first day and the name of every month that begins between two days."""
    year, month, _day = date_parts(first, calendar)
    found = []
    while (day := day_number(year, month, 1, calendar)) < end:
        if day >= first:
            found.append((day, f"{month_name(month, calendar)} {digits(year)}"))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
