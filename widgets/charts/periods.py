"""Periods in whole days: the units of a calendar, their edges, their names, their neighbours.

Time units are ``day``, ``week`` (Saturday first), ``month``, ``season`` and ``year``. Days are
numbers since 1970-01-01; a span is its first day and the day after its last.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.calendar import (
    Season,
    date_parts,
    days_from_jalali,
    format_day,
    gregorian_day,
    jalali_day,
    month_name,
    season_name,
    shift_years,
    weekday,
    weekday_name,
)
from data.errors import BadInput
from resources.text import _, digits

UNITS = ("day", "week", "month", "season", "year")
UNIT_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "season": 91.3, "year": 365.25}
# What both calendars can name, with a year to spare at both ends; other days are set aside.
FIRST_DAY, LAST_DAY = -53_500, 54_500
_MONTHS_A_STEP = {"month": 1, "season": 3, "year": 12}
Span = tuple[int, int]


def day_number(year: int, month: int, day: int, calendar: str) -> int:
    """Return the day number of a date of the calendar."""
    make = jalali_day if calendar == "jalali" else gregorian_day
    return make(year, month, day)


def within_calendar(span: Span) -> Span:
    """Return a span cut to the days that have a date, one day long at least."""
    first = min(max(span[0], FIRST_DAY), LAST_DAY - 1)
    return first, max(min(span[1], LAST_DAY), first + 1)


def unit_edges(unit: str, first: int, end: int, calendar: str) -> NDArray[np.int64]:
    """Return the edges of the units that cover the days, shape (units + 1,)."""
    first, end = within_calendar((first, end))
    if unit == "day":
        return np.arange(first, end + 1, dtype=np.int64)
    if unit == "week":
        return np.arange(first - int(weekday(first)), end + 7, 7, dtype=np.int64)
    begin, stop = (
        _months(edge, calendar)
        for edge in (unit_span(unit, first, calendar)[0], unit_span(unit, end - 1, calendar)[1])
    )
    return _month_starts(np.arange(begin, stop + 1, _MONTHS_A_STEP[unit]), calendar)


def _months(day: int, calendar: str) -> int:
    """Return the month of a day, counted from year 0."""
    year, month, _day = date_parts(day, calendar)
    return year * 12 + month - 1


def _month_starts(months: NDArray[np.int64], calendar: str) -> NDArray[np.int64]:
    """Return the first day of months counted from year 0, shape (n,)."""
    if calendar == "jalali":
        return days_from_jalali(months // 12, months % 12 + 1)
    return (months - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def bin_counts(
    edges: NDArray[np.int64], first: int, counts: NDArray[np.generic]
) -> NDArray[np.float64]:
    """Return the sum of daily counts in each bin, shape (bins,)."""
    total = np.concatenate([[0.0], np.cumsum(np.asarray(counts, float))])
    at = np.clip(edges - first, 0, len(counts))
    return total[at[1:]] - total[at[:-1]]


def unit_span(unit: str, day: int, calendar: str) -> Span:
    """Return the first day and the end of the unit in which a day falls."""
    day = min(max(int(day), FIRST_DAY), LAST_DAY)
    if unit == "day":
        return day, day + 1
    if unit == "week":
        first = day - int(weekday(day))
        return first, first + 7
    if unit == "season":
        return Season.of_day(day, calendar).days()
    year, month, _day = date_parts(day, calendar)
    if unit == "year":
        return day_number(year, 1, 1, calendar), day_number(year + 1, 1, 1, calendar)
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return day_number(year, month, 1, calendar), day_number(*following, 1, calendar)


def unit_of(span: Span, calendar: str) -> str:
    """Return which unit a span is, or an empty text."""
    for unit in UNITS:
        if unit_span(unit, span[0], calendar) == span:
            return unit
    return ""


def nearest_edge(day: float, unit: str, calendar: str) -> int:
    """Return the edge of a unit that is nearest to a moment in days."""
    first, end = unit_span(unit, int(np.floor(day)), calendar)
    return first if day - first < end - day else end


def step(span: Span, direction: int, calendar: str) -> Span:
    """Return the span before (-1) or after (+1): of the same unit, or of the same length."""
    unit = unit_of(span, calendar)
    if unit:
        return unit_span(unit, span[1] if direction > 0 else span[0] - 1, calendar)
    length = (span[1] - span[0]) * direction
    return within_calendar((span[0] + length, span[1] + length))


def moved(span: Span, unit: str, calendar: str) -> Span:
    """Return a span one unit later: on the unit's edges where it stood on them."""
    end = unit_span(unit, span[1], calendar)[1]
    if unit_span(unit, span[0], calendar)[0] == span[0]:
        return unit_span(unit, span[0], calendar)[1], end
    days = end - unit_span(unit, span[1], calendar)[0]
    return span[0] + days, span[1] + days


def years_away(span: Span, years: int, calendar: str) -> Span:
    """Return the same dates some years away, or the span itself where the calendar ends."""
    try:
        return (
            shift_years(span[0], years, calendar),
            shift_years(span[1] - 1, years, calendar) + 1,
        )
    except BadInput:
        return span


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
    if years and years_away((span[0], span[0] + 1), years, calendar)[0] == compared[0]:
        return _("همین روزها در {year}").format(year=digits(year))
    return span_title(compared, calendar)


def unit_title(unit: str, first: int, calendar: str, *, long: bool = False) -> str:
    """Return the name of the unit that begins on a day, long with what it belongs to."""
    if unit == "week":
        _year, _month, last = date_parts(first + 6, calendar)
        begin = digits(date_parts(first, calendar)[2])
        return _("{begin} تا {end}").format(begin=begin, end=digits(last))
    year, month, day = date_parts(first, calendar)
    if unit == "day":
        return f"{weekday_name(int(weekday(first)))} {digits(day)}" if long else digits(day)
    if unit == "year":
        return digits(year)
    if unit == "month":
        name = month_name(month, calendar)
    else:
        season = Season.of_day(first, calendar)
        name, year = season_name(season.name), season.year
    return f"{name} {digits(year)}" if long else name


def unit_name(unit: str) -> str:
    """Return what a unit is called."""
    return {
        "day": _("روز"),
        "week": _("هفته"),
        "month": _("ماه"),
        "season": _("فصل"),
        "year": _("سال"),
    }[unit]
