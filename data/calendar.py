"""Jalali and Gregorian dates, seasons and city time, on whole arrays.

Days are counted from 1970-01-01 as int64; instants are UTC seconds since 1970 as int64.
Leap years follow the 33-year breaks of Borkowski (1996), "The Persian calendar for 3000 years",
which agree with the official calendar for the years used here; the 2820-year rule does not.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from data.errors import BadInput
from data.folding import clean, latin_digits
from data.timezones import DAY_SECONDS, zone_offsets
from resources.text import _, digits

Days = NDArray[np.int64]

SEASONS = ("spring", "summer", "autumn", "winter")
FIRST_YEAR, LAST_YEAR = 1200, 1500
# 1 Farvardin of year y falls this many days after 1970-01-01; built once from the leap years.
_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192)
_MONTH_STARTS = np.array([0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336, 366], np.int64)


def _nowruz_march_day(year: int) -> int:
    """Return the day of March (Gregorian year ``year + 621``) on which the Jalali year begins."""
    gregorian = year + 621
    leaps, previous = -14, _BREAKS[0]
    for following in _BREAKS[1:]:
        jump = following - previous
        if year < following:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        previous = following
    n = year - previous
    # The correction for a cycle cut short is not needed between FIRST_YEAR and LAST_YEAR.
    leaps += n // 33 * 8 + (n % 33 + 3) // 4
    gregorian_leaps = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return 20 + leaps - gregorian_leaps


@functools.cache
def _year_starts() -> Days:
    """Return the day number of 1 Farvardin for every year from FIRST_YEAR to LAST_YEAR + 1."""
    epoch = dt.date(1970, 1, 1)
    return np.array(
        [
            (dt.date(y + 621, 3, _nowruz_march_day(y)) - epoch).days
            for y in range(FIRST_YEAR, LAST_YEAR + 2)
        ],
        np.int64,
    )


def is_leap(year: int) -> bool:
    """Return whether the Jalali year has 366 days."""
    starts = _year_starts()
    return bool(starts[year - FIRST_YEAR + 1] - starts[year - FIRST_YEAR] == 366)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a Jalali month (1 to 12)."""
    if month <= 6:
        return 31
    if month <= 11:
        return 30
    return 30 if is_leap(year) else 29


def jalali_from_days(days: ArrayLike) -> tuple[Days, Days, Days]:
    """Convert day numbers to Jalali year, month and day.

    Parameters
    ----------
    days : array_like of int
        Days since 1970-01-01.

    Returns
    -------
    year, month, day : ndarray of int64
        Same shape as ``days``.
    """
    days = np.asarray(days, np.int64)
    starts = _year_starts()
    index = np.searchsorted(starts, days, side="right") - 1
    if np.any((index < 0) | (index >= len(starts) - 1)):
        raise BadInput(_("تاریخ بیرون از بازهٔ تقویم است؛ سال آن را بررسی کنید."))
    offset = days - starts[index]
    month = np.searchsorted(_MONTH_STARTS, offset, side="right")
    return index + FIRST_YEAR, month, offset - _MONTH_STARTS[month - 1] + 1


def days_from_jalali(year: ArrayLike, month: ArrayLike = 1, day: ArrayLike = 1) -> Days:
    """Convert valid Jalali dates to day numbers; the caller has checked that they exist."""
    year, month, day = (np.asarray(part, np.int64) for part in (year, month, day))
    return _year_starts()[year - FIRST_YEAR] + _MONTH_STARTS[month - 1] + day - 1


def jalali_day(year: int, month: int, day: int) -> int:
    """Return the day number of one Jalali date, refusing dates that do not exist."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise BadInput(_("این تاریخ در تقویم نیست؛ روز و ماه آن را بررسی کنید."))
    if not 1 <= day <= month_length(year, month):
        raise BadInput(_("این تاریخ در تقویم نیست؛ روز و ماه آن را بررسی کنید."))
    return int(days_from_jalali(year, month, day))


def gregorian_day(year: int, month: int, day: int) -> int:
    """Return the day number of one Gregorian date, refusing dates that do not exist."""
    try:
        return (dt.date(year, month, day) - dt.date(1970, 1, 1)).days
    except (ValueError, OverflowError) as error:
        raise BadInput(_("این تاریخ در تقویم نیست؛ روز و ماه آن را بررسی کنید.")) from error


def weekday(days: ArrayLike) -> Days:
    """Return the day of the week, 0 = Saturday … 6 = Friday."""
    return (np.asarray(days, np.int64) + 5) % 7


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Season:
    """A season of a calendar year: Jalali by default, or its Gregorian counterpart.

    Jalali seasons begin on 1 Farvardin, 1 Tir, 1 Mehr and 1 Dey. Gregorian ones begin on the
    first of March, June, September and December; the winter of a year begins in its December.
    """

    year: int
    name: str
    calendar: str = "jalali"

    def __post_init__(self) -> None:
        if self.name not in SEASONS:
            raise BadInput(_("فصل باید یکی از بهار، تابستان، پاییز یا زمستان باشد."))

    @classmethod
    def parse(cls, text: str, calendar: str = "") -> Season:
        """Read ``1404-autumn``; raises `BadInput` on anything else.

        Without a calendar the year tells it: years below 1700 are Jalali.
        """
        match = re.fullmatch(r"(\d{4})-([a-z]+)", latin_digits(text.strip()))
        if not match:
            raise BadInput(_("فصل را به شکل 1404-autumn بنویسید."))
        year = int(match[1])
        calendar = calendar or ("jalali" if year < 1700 else "gregorian")
        low, high = (FIRST_YEAR, LAST_YEAR) if calendar == "jalali" else (1900, 2100)
        if not low <= year <= high:
            raise BadInput(_("سال فصل در تقویم این شهر نیست؛ سال دیگری بنویسید."))
        return cls(year, match[2], calendar)

    @classmethod
    def of_day(cls, day: int, calendar: str = "jalali") -> Season:
        """Return the season in which a day number falls."""
        if calendar == "jalali":
            year, month, _day = (int(part) for part in jalali_from_days(day))
            return cls(year, SEASONS[(month - 1) // 3], calendar)
        date = dt.date(1970, 1, 1) + dt.timedelta(days=int(day))
        year = date.year - (date.month < 3)
        return cls(year, SEASONS[(date.month - 3) % 12 // 3], calendar)

    def __lt__(self, other: Season) -> bool:
        return self.days() < other.days()

    def days(self) -> tuple[int, int]:
        """Return the first day number and the first one after the season."""
        return self._first_day(), self.next()._first_day()

    def _first_day(self) -> int:
        month = SEASONS.index(self.name) * 3 + 1
        if self.calendar == "jalali":
            return int(days_from_jalali(self.year, month, 1))
        return gregorian_day(self.year, month + 2, 1)

    def span(self, timezone: str) -> tuple[int, int]:
        """Return the season's first UTC second and the first one after it."""
        first, end = self.days()
        start, stop = zone_offsets(timezone).utc(np.array([first, end]) * DAY_SECONDS)
        return int(start), int(stop)

    def next(self) -> Season:
        """Return the season that follows."""
        index = SEASONS.index(self.name)
        return Season(self.year + (index == 3), SEASONS[(index + 1) % 4], self.calendar)

    def last_year(self) -> Season:
        """Return the same season one year before."""
        return Season(self.year - 1, self.name, self.calendar)

    def __str__(self) -> str:
        return f"{self.year}-{self.name}"


def shift_years(day: int, years: int, calendar: str = "jalali") -> int:
    """Return the same date some years away; 30 Esfand and 29 February become the day before."""
    if calendar == "jalali":
        year, month, date = (int(part) for part in jalali_from_days(day))
        return jalali_day(year + years, month, min(date, month_length(year + years, month)))
    base = dt.date(1970, 1, 1) + dt.timedelta(days=int(day))
    last = 28 if (base.month, base.day) == (2, 29) else base.day
    return gregorian_day(base.year + years, base.month, last)


_DATE = re.compile(
    r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*"
)


def parse_instant(text: str, timezone: str) -> int:
    """Read an ISO or Jalali date, with or without a time, as UTC seconds.

    Years below 1700 are Jalali. Digits may be Persian, Arabic or Latin. Without an offset
    the text is in the city's time zone.
    """
    match = _DATE.fullmatch(latin_digits(text))
    if not match:
        raise BadInput(
            _("تاریخ «{text}» خوانده نشد؛ آن را به شکل 1404/07/01 بنویسید.").format(
                text=clean(text[:40])
            )
        )
    year, month, date = int(match[1]), int(match[2]), int(match[3])
    day = jalali_day(year, month, date) if year < 1700 else gregorian_day(year, month, date)
    hour, minute, second = (int(match[i] or 0) for i in (4, 5, 6))
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute + second > 0):
        raise BadInput(
            _("ساعت «{text}» درست نیست؛ آن را به شکل 08:30 بنویسید.").format(text=clean(text[:40]))
        )
    local = day * DAY_SECONDS + hour * 3600 + minute * 60 + second
    zone = match[7]
    if zone is None:
        return int(zone_offsets(timezone).utc(local))
    if zone == "Z":
        return local
    sign = -1 if zone[0] == "-" else 1
    return local - sign * (int(zone[1:3]) * 3600 + int(zone[-2:]) * 60)


def date_parts(day: int, calendar: str = "jalali") -> tuple[int, int, int]:
    """Return year, month and day of a day number in the calendar."""
    if calendar == "jalali":
        year, month, date = jalali_from_days(day)
        return int(year), int(month), int(date)
    date_ = dt.date(1970, 1, 1) + dt.timedelta(days=int(day))
    return date_.year, date_.month, date_.day


def day_of(utc: int, timezone: str) -> int:
    """Return the local day number of a UTC instant."""
    return int(zone_offsets(timezone).local(utc)) // DAY_SECONDS


def iso_utc(utc: int) -> str:
    """Return an instant as ISO 8601 text in UTC, to the second."""
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=int(utc))
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def season_name(name: str) -> str:
    """Return the season's name in the user's language."""
    return {
        "spring": _("بهار"),
        "summer": _("تابستان"),
        "autumn": _("پاییز"),
        "winter": _("زمستان"),
    }[name]


def month_name(month: int, calendar: str = "jalali") -> str:
    """Return the name of a month (1 to 12) in the user's language."""
    if calendar == "jalali":
        return (
            _("فروردین"),
            _("اردیبهشت"),
            _("خرداد"),
            _("تیر"),
            _("مرداد"),
            _("شهریور"),
            _("مهر"),
            _("آبان"),
            _("آذر"),
            _("دی"),
            _("بهمن"),
            _("اسفند"),
        )[month - 1]
    return (
        _("ژانویه"),
        _("فوریه"),
        _("مارس"),
        _("آوریل"),
        _("مه"),
        _("ژوئن"),
        _("ژوئیه"),
        _("اوت"),
        _("سپتامبر"),
        _("اکتبر"),
        _("نوامبر"),
        _("دسامبر"),
    )[month - 1]


def weekday_name(index: int) -> str:
    """Return the name of a weekday, 0 = Saturday."""
    return (
        _("شنبه"),
        _("یکشنبه"),
        _("دوشنبه"),
        _("سه‌شنبه"),
        _("چهارشنبه"),
        _("پنجشنبه"),
        _("جمعه"),
    )[index]


def format_day(day: int, calendar: str = "jalali", *, long: bool = False) -> str:
    """Write a day number as ``۱۴۰۴/۰۷/۰۱`` or, long, as «۱ مهر ۱۴۰۴», in the user's digits."""
    year, month, date = date_parts(day, calendar)
    if long:
        return digits(f"{date} {month_name(month, calendar)} {year}")
    return digits(f"{year:04d}/{month:02d}/{date:02d}")


def format_instant(utc: int, timezone: str, calendar: str = "jalali") -> str:
    """Write an instant in city time as date and minute, in the user's digits."""
    day, second = divmod(int(zone_offsets(timezone).local(utc)), DAY_SECONDS)
    clock = digits(f"{second // 3600:02d}:{second % 3600 // 60:02d}")
    return f"{format_day(day, calendar)} {clock}"
