"""Days off in a city: its weekend and its public holidays.

Holidays are dates of the city's calendar, ``(0, month, day)`` for those of every year and
``(year, month, day)`` for those that move, as lunar ones do against the Jalali calendar.
"""

from __future__ import annotations

import functools
import re

import numpy as np
from numpy.typing import NDArray

from data.calendar import FIRST_YEAR, LAST_YEAR, gregorian_day, jalali_day, weekday
from data.errors import BadInput
from data.folding import clean, latin_digits
from data.model.city import City, Holiday
from data.months import END_DAY, FIRST_DAY
from resources.text import _

EVERY_YEAR = 0
_DATE = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})", re.ASCII)
_LEAP = {"jalali": 1403, "gregorian": 2024}  # a year in which every date of every year exists


def parse_holiday(text: str, calendar: str) -> Holiday:
    """Read ``01-13``, of every year, or ``1404-04-14``; raises `BadInput` on anything else."""
    match = _DATE.fullmatch(latin_digits(text.strip()))
    if not match:
        message = _("تعطیلی «{text}» خوانده نشد؛ آن را به شکل 01-13 یا 1404-04-14 بنویسید.")
        raise BadInput(message.format(text=clean(text[:40])))
    year, month, date = int(match[1] or EVERY_YEAR), int(match[2]), int(match[3])
    _day(year or _LEAP[calendar], month, date, calendar)
    return year, month, date


def days_off(city: City) -> tuple[int, NDArray[np.bool_]]:
    """Return a first day number and, from it on, whether each day is a day off.

    The table covers the years of the calendar (`FIRST_YEAR` to `LAST_YEAR` in Jalali), begins
    and ends with False, and is not to be written to. Outside of it every day is a working day.
    """
    return _days_off(city.weekend, city.holidays, city.calendar)


@functools.lru_cache(maxsize=8)
def _days_off(
    weekend: tuple[int, ...], holidays: tuple[Holiday, ...], calendar: str
) -> tuple[int, NDArray[np.bool_]]:
    days = np.arange(FIRST_DAY - 1, END_DAY + 1)
    off = np.isin(weekday(days), weekend)
    for year, month, date in holidays:
        years = (year,) if year else _years(calendar)
        numbers = np.array([_known_day(y, month, date, calendar) for y in years])
        inside = (numbers >= FIRST_DAY) & (numbers < END_DAY)
        off[numbers[inside] - days[0]] = True
    off[0] = off[-1] = False
    off.flags.writeable = False
    return int(days[0]), off


def _years(calendar: str) -> range:
    shift = 0 if calendar == "jalali" else 621
    return range(FIRST_YEAR + shift, LAST_YEAR + shift + 1)


def _known_day(year: int, month: int, date: int, calendar: str) -> int:
    """Return the day number of a date; 30 Esfand of a short year is no day of the table."""
    try:
        return _day(year, month, date, calendar)
    except BadInput:
        return FIRST_DAY - 1


def _day(year: int, month: int, date: int, calendar: str) -> int:
    return (jalali_day if calendar == "jalali" else gregorian_day)(year, month, date)
