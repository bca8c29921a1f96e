"""When things happen in the demonstration city: days of three years and hours of a day.

Weights are relative. The holidays are those of the official calendars of 1401 to 1404 as far as
they matter for traffic; they serve the invented rhythm only and are no working calendar.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from data.calendar import days_from_jalali, jalali_from_days, weekday

Weights = NDArray[np.float64]

FRIDAY = 6
_EVERY_YEAR = ((1, 1), (1, 2), (1, 3), (1, 4), (1, 12), (1, 13), (3, 14), (3, 15), (11, 22),
               (12, 29))  # fmt: skip
# Days of the lunar calendar: Fitr, Ghorban, Ghadir, Tasua and Ashura, Arbaeen, 28 Safar.
_MOVING = {
    1402: ((2, 2), (2, 3), (4, 8), (4, 16), (5, 5), (5, 6), (6, 15), (6, 23)),
    1403: ((1, 22), (1, 23), (3, 28), (4, 5), (4, 25), (4, 26), (6, 4), (6, 12)),
    1404: ((1, 11), (3, 16), (3, 24), (4, 14), (4, 15), (5, 23), (5, 31)),
}


@dataclass(frozen=True, eq=False)
class Days:
    """The days that are filled, with their place in week, month and year.

    Attributes
    ----------
    number : ndarray of int64, shape (d,)
        Day numbers since 1970, one after the other.
    year, month, date, weekday : ndarray of int64, shape (d,)
        Jalali parts; weekday 0 = Saturday.
    quiet : ndarray of bool, shape (d,)
        Fridays and holidays.
    snow : ndarray of bool, shape (d,)
        Days on which (and after which) much snow fell.
    """

    number: NDArray[np.int64]
    year: NDArray[np.int64]
    month: NDArray[np.int64]
    date: NDArray[np.int64]
    weekday: NDArray[np.int64]
    quiet: NDArray[np.bool_]
    snow: NDArray[np.bool_]

    @classmethod
    def between(cls, first: int, last: int, rng: np.random.Generator) -> Days:
        """Return the days from ``first`` to ``last``, both included."""
        number = np.arange(first, last + 1)
        year, month, date = jalali_from_days(number)
        week = weekday(number)
        quiet = (week == FRIDAY) | np.isin(number, _holidays(int(year[0]), int(year[-1])))
        return cls(number, year, month, date, week, quiet, _snow(number, year, month, rng))

    def between_dates(self, first: tuple[int, int], last: tuple[int, int]) -> NDArray[np.bool_]:
        """Return the days from one (month, date) to a later one of the same year, both included."""
        day = self.month * 100 + self.date
        return (day >= first[0] * 100 + first[1]) & (day <= last[0] * 100 + last[1])

    def since(self, year: int, month: int, date: int) -> NDArray[np.bool_]:
        """Return the days from a Jalali date on."""
        return self.number >= days_from_jalali(year, month, date)

    @property
    def grown(self) -> Weights:
        """Time from 0 on the first day to 1 on the last."""
        return np.linspace(0.0, 1.0, len(self.number))


def _holidays(first_year: int, last_year: int) -> NDArray[np.int64]:
    dates = [
        (year, month, date)
        for year in range(first_year, last_year + 1)
        for month, date in (*_EVERY_YEAR, *_MOVING.get(year, ()))
    ]
    return days_from_jalali(*np.array(dates).T)


def _snow(
    number: NDArray[np.int64],
    year: NDArray[np.int64],
    month: NDArray[np.int64],
    rng: np.random.Generator,
) -> NDArray[np.bool_]:
    """Choose five snowfalls of two days in every Dey and Bahman."""
    snow = np.zeros(len(number), bool)
    for winter in np.unique(year):
        days = np.flatnonzero((year == winter) & np.isin(month, (10, 11)))
        if len(days) > 10:
            falls = rng.choice(len(days) - 1, 5, replace=False)
            snow[days[falls]] = snow[days[falls] + 1] = True
    return snow


@dataclass(frozen=True)
class Rhythm:
    """Factors on an even spread over days.

    Attributes
    ----------
    quiet : float
        Factor on Fridays and holidays.
    thursday : float
    before_nowruz : float
        Factor from 20 Bahman to 28 Esfand, the weeks of shopping.
    seasons : tuple of float
        Spring, summer, autumn, winter.
    """

    quiet: float = 0.5
    thursday: float = 1.0
    before_nowruz: float = 1.0
    seasons: tuple[float, float, float, float] = field(default=(1.0, 1.0, 1.0, 1.0))

    def over(self, days: Days) -> Weights:
        """Return the weight of each day, shape (d,)."""
        weight = np.array(self.seasons)[(days.month - 1) // 3]
        weight = weight * np.where(days.quiet, self.quiet, 1.0)
        weight *= np.where(days.weekday == 5, self.thursday, 1.0)
        shopping = days.between_dates((11, 20), (12, 28))
        weight *= np.where(shopping, self.before_nowruz, 1.0)
        # In the first days of the year the city is away.
        return weight * np.where(days.between_dates((1, 1), (1, 4)), 0.55, 1.0)


def school_days(days: Days) -> Weights:
    """Return the rhythm of schools: Saturday to Wednesday, Mehr to Khordad, thickest in Mehr."""
    open_ = ~days.quiet & (days.weekday < 5) & ~np.isin(days.month, (4, 5, 6))
    open_ &= ~days.between_dates((1, 1), (1, 13))
    welcome = days.between_dates((7, 1), (7, 15))
    return np.where(open_, np.where(welcome, 1.9, 1.0), 0.02)


def peaks(*hours: tuple[float, float, float], floor: float = 0.02) -> Weights:
    """Return weights of 96 quarter hours with bell-shaped peaks (hour, width, height)."""
    hour = (np.arange(96) + 0.5) / 4
    weight = np.full(96, floor)
    for centre, width, height in hours:
        away = (hour - centre + 12) % 24 - 12
        weight += height * np.exp(-((away / width) ** 2) / 2)
    return weight
