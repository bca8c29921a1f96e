"""Dates and times of a whole column, by their layout rather than one by one.

The digits of every text are replaced by ``0``; what remains, its layout, is shared by many
texts. Each layout is understood once, and the numbers are then read from all its texts by array
arithmetic. Only layouts with words (month names) are read text by text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.calendar import FIRST_YEAR, LAST_YEAR, days_from_jalali, jalali_from_days
from data.importers.clocks import LONGEST, MISSING, plain_text, read_clock, seconds_of
from data.importers.month_names import day_of_words
from data.timezones import DAY_SECONDS, zone_offsets

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

PIECE = 20_000
_EXCEL_EPOCH = -25_569  # 1899-12-30 as a day number: Excel's day 0 (after its 1900 leap error)

_CLOCK = (
    r"(?P<hour>0{1,2}):(?P<minute>00)(?::(?P<second>00)(?:[.,]0+)?)?"
    r"\s*(?P<half>[APap]\.?[Mm]\.?)?"
)
_AFTER = r"(?:(?:T|,?\s+|\s*-\s+)" + _CLOCK + r")?"
_OFFSET = r"\s*(?P<zone>[Zz]|(?P<sign>[+-])(?P<off_hour>00):?(?P<off_minute>00)?)?"
_YEAR_FIRST = r"(?P<year>0000)(?P<sep>[-/.])(?P<month>0{1,2})(?P=sep)(?P<day>0{1,2})"
_YEAR_LAST = r"(?P<month>0{1,2})(?P<sep>[-/.])(?P<day>0{1,2})(?P=sep)(?P<last_year>0000)"
_COMPACT = (
    r"(?P<year>0000)(?P<month>00)(?P<day>00)"
    r"(?:[T ]?(?P<hour>00):?(?P<minute>00):?(?P<second>00)?)?"
)
_LAYOUTS = tuple(
    re.compile(pattern)
    for pattern in (
        _YEAR_FIRST + _AFTER + _OFFSET,
        _YEAR_LAST + _AFTER + _OFFSET,
        _COMPACT + _OFFSET,
        _CLOCK + r"\s*-?\s+" + _YEAR_FIRST,
        r"(?P<serial>00000)(?:\.(?P<fraction>0+))?",
        r"(?P<epoch>0000000000)(?:000)?(?:\.0+)?",
    )
)


@dataclass(frozen=True, eq=False)
class Times:
    """Instants read from a column.

    Attributes
    ----------
    utc : ndarray of int64, shape (n,)
        UTC seconds; `MISSING` where the text is empty or no date.
    has_clock : ndarray of bool, shape (n,)
        Whether a time of the day was given.
    ambiguous : ndarray of bool, shape (n,)
        Rows left out because nothing in the column tells day from month.
    """

    utc: Ints
    has_clock: Bools
    ambiguous: Bools


class _Parts:
    """What stands in each text of a column before it is known what is day and what month."""

    def __init__(self, size: int) -> None:
        self.year, self.month, self.day = (np.zeros(size, np.int64) for _ in range(3))
        self.seconds = np.full(size, MISSING, np.int64)  # of the day; MISSING without a clock
        self.offset = np.full(size, MISSING, np.int64)  # from UTC; MISSING where it is not said
        self.days = np.full(size, MISSING, np.int64)  # where the day number itself was given
        self.year_last = np.zeros(size, bool)
        self.bad = np.zeros(size, bool)
        self.american = False  # a twelve-hour clock beside a date that ends with its year


def read_times(
    column: Sequence[str | None], timezone: str, clock: Sequence[str | None] | None = None
) -> Times:
    """Read a column of dates, with or without times.

    Parameters
    ----------
    column : sequence of (str or None), length n
        ISO, Jalali (years below 1700), year last, without separators, Excel day numbers, UNIX
        seconds, or with the month's name; digits of any script.
    timezone : str
        IANA name; holds for texts without an offset of their own.
    clock : sequence of (str or None), length n, optional
        A second column with the time of the day. A false time makes the row's date false.

    Notes
    -----
    In dates such as 03/04/2018 the whole column tells which part is the month: parts above 12,
    else a twelve-hour clock (month first). Without either such rows stay unread. Jalali dates
    that end with the year begin with the day unless the column says otherwise.
    """
    parts = _Parts(len(column))
    for start in range(0, len(column), PIECE):
        _read_piece(column[start : start + PIECE], start, parts)
    ambiguous = _settle_months(parts)
    if clock is not None:
        _add_clock(parts, clock)
    days = np.where(parts.days != MISSING, parts.days, _day_numbers(parts))
    known = (days != MISSING) & ~parts.bad & ~ambiguous
    has_clock = parts.seconds != MISSING
    local = np.where(known, days, 0) * DAY_SECONDS + np.where(has_clock, parts.seconds, 0)
    named = parts.offset != MISSING
    utc = np.where(named, local - np.where(named, parts.offset, 0), 0)
    utc = np.where(named, utc, zone_offsets(timezone).utc(local))
    return Times(np.where(known, utc, MISSING), has_clock, ambiguous)


def looks_like_times(sample: Sequence[str]) -> bool:
    """Return whether most texts of a sample are dates that say so by their form."""
    texts = [text for text in sample if not text.strip().isdigit() or len(text.strip()) == 8]
    if not texts or len(texts) * 2 < len(sample):
        return False
    times = read_times(texts, "UTC")
    fine = (times.utc != MISSING) | times.ambiguous
    return bool(np.count_nonzero(fine) * 5 >= len(texts) * 4)


def _read_piece(piece: Sequence[str | None], start: int, parts: _Parts) -> None:
    texts = [plain_text(text) for text in piece]
    short = np.array([t if len(t) <= LONGEST else "?" for t in texts], f"U{LONGEST}")
    codes = short.view(np.uint32).reshape(len(texts), LONGEST)
    is_digit = (codes >= 48) & (codes <= 57)
    numbers = np.where(is_digit, codes - 48, 0).astype(np.int64)
    forms = np.where(is_digit, 48, codes).astype(np.uint32).view(f"U{LONGEST}").ravel()
    layouts, which = np.unique(forms, return_inverse=True)
    order = np.argsort(which, kind="stable")
    groups = np.split(order, np.cumsum(np.bincount(which, minlength=len(layouts)))[:-1])
    for layout, rows in zip(layouts.tolist(), groups, strict=True):
        match = next((m for p in _LAYOUTS if (m := p.fullmatch(layout))), None)
        if match is not None:
            _take(match.groupdict(), match, numbers[rows], rows + start, parts)
        elif layout:
            _take_words([texts[row] for row in rows], rows + start, parts)
        else:
            parts.bad[rows + start] = True


def _take(
    groups: dict[str, str | None],
    match: re.Match[str],
    numbers: Ints,
    rows: NDArray[np.intp],
    parts: _Parts,
) -> None:
    """Read the parts of all texts of one layout; ``numbers`` has one digit a letter."""

    def value(name: str) -> Ints:
        if not groups.get(name):
            return np.zeros(len(rows), np.int64)
        first, last = match.span(name)
        return numbers[:, first:last] @ 10 ** np.arange(last - first - 1, -1, -1)

    if groups.get("epoch"):
        parts.days[rows], parts.seconds[rows] = np.divmod(value("epoch"), DAY_SECONDS)
        parts.offset[rows] = 0
    elif groups.get("serial"):
        _take_serial(value("serial"), value("fraction"), groups.get("fraction"), rows, parts)
    else:
        parts.year[rows] = value("year") + value("last_year")
        parts.month[rows], parts.day[rows] = value("month"), value("day")
        parts.year_last[rows] = bool(groups.get("last_year"))
        if groups.get("hour"):
            seconds, false = _clock_seconds(value, groups.get("half"))
            parts.seconds[rows], parts.bad[rows] = seconds, false
            parts.american |= bool(groups.get("half") and groups.get("last_year"))
        if groups.get("zone"):
            size = value("off_hour") * 3600 + value("off_minute") * 60
            parts.offset[rows] = -size if groups.get("sign") == "-" else size


def _clock_seconds(value: Callable[[str], Ints], half: str | None) -> tuple[Ints, Bools]:
    hour, minute, second = value("hour"), value("minute"), value("second")
    false = (minute > 59) | (second > 59)
    if half:
        false |= (hour < 1) | (hour > 12)
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    seconds = hour * 3600 + minute * 60 + second
    return seconds, false | (seconds > DAY_SECONDS)


def _take_serial(
    serial: Ints, fraction: Ints, digits: str | None, rows: NDArray[np.intp], parts: _Parts
) -> None:
    """Read Excel day numbers of the years 1954 to 2119; other numbers are no dates."""
    parts.days[rows] = serial + _EXCEL_EPOCH
    parts.bad[rows] = (serial < 20_000) | (serial > 80_400)
    if digits:
        parts.seconds[rows] = np.rint(fraction / 10.0 ** len(digits) * DAY_SECONDS).astype(np.int64)


def _take_words(texts: Sequence[str], rows: NDArray[np.intp], parts: _Parts) -> None:
    memory: dict[str, tuple[int, int]] = {}
    for text, row in zip(texts, rows.tolist(), strict=True):
        if text not in memory:
            memory[text] = _by_words(text)
        parts.days[row], parts.seconds[row] = memory[text]
        parts.bad[row] = parts.days[row] == MISSING


def _by_words(text: str) -> tuple[int, int]:
    words, _space, rest = re.sub(r"\s+", " ", text).partition(":")
    hour = words.rsplit(" ", 1)[-1]
    if _space and hour.isdigit():
        seconds = seconds_of(f"{hour}:{rest}".strip())
        day = day_of_words(words[: -len(hour)])
        return (MISSING, MISSING) if day is None or seconds == MISSING else (day, seconds)
    day = day_of_words(text)
    return (MISSING if day is None else day), MISSING


def _settle_months(parts: _Parts) -> Bools:
    """Put day and month in their places; return the rows of which nothing tells them apart."""
    last = parts.year_last & ~parts.bad
    day_first = int(np.count_nonzero(last & (parts.month > 12)))
    month_first = int(np.count_nonzero(last & (parts.day > 12)))
    known = max(day_first, month_first) > 10 * min(day_first, month_first)
    if not known and day_first == month_first == 0 and parts.american:
        known, month_first = True, 1
    jalali = last & (parts.year < 1700)
    swapped = last if known and day_first > month_first else jalali if not known else last & False
    clear = (parts.month > 12) | (parts.day > 12) | (parts.month == parts.day) | jalali
    if not known:
        swapped = swapped | (last & (parts.month > 12) & ~jalali)
    month = np.where(swapped, parts.day, parts.month)
    parts.day = np.where(swapped, parts.month, parts.day)
    parts.month = month
    return last & ~clear if not known else np.zeros(len(last), bool)


def _add_clock(parts: _Parts, clock: Sequence[str | None]) -> None:
    seconds, false = read_clock(clock)
    free = parts.seconds == MISSING
    parts.bad |= false & free
    parts.seconds = np.where(free, seconds, parts.seconds)


def _day_numbers(parts: _Parts) -> Ints:
    """Return day numbers of the dates that exist in their calendar, `MISSING` for the others."""
    year, month, day = parts.year, parts.month, parts.day
    possible = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    result = np.full(len(year), MISSING, np.int64)
    rows = np.flatnonzero(possible & (year >= FIRST_YEAR) & (year < LAST_YEAR))
    made = days_from_jalali(year[rows], month[rows], day[rows])
    # A day beyond its month's end comes back as one of the next month.
    result[rows] = np.where(jalali_from_days(made)[1] == month[rows], made, MISSING)
    rows = np.flatnonzero(possible & (year >= 1900) & (year <= 2200))
    months = ((year[rows] - 1970) * 12 + month[rows] - 1).astype("datetime64[M]")
    made = months.astype("datetime64[D]").astype(np.int64) + day[rows] - 1
    same = made.astype("datetime64[D]").astype("datetime64[M]") == months
    result[rows] = np.where(same, made, MISSING)
    return result
