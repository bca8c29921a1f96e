"""Which days are off in a city."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.calendar import gregorian_day, jalali_day, weekday
from data.errors import BadInput
from data.holidays import days_off, parse_holiday
from data.model.city import City
from data.profile import load_profile

CITY = City("t", {}, (46.3, 38.0), (46, 37, 47, 39), 32638, "Asia/Tehran")


def off(city: City, day: int) -> bool:
    first, table = days_off(city)
    return bool(table[day - first])


def test_the_weekend_is_off_and_nothing_else() -> None:
    first, table = days_off(CITY)
    days = first + np.arange(len(table))
    np.testing.assert_array_equal(table[1:-1], (weekday(days) == 6)[1:-1])
    longer = replace(CITY, weekend=(5, 6))
    assert off(longer, jalali_day(1404, 9, 6)) and not off(CITY, jalali_day(1404, 9, 6))


def test_a_holiday_of_every_year_and_one_of_a_single_year() -> None:
    city = replace(CITY, weekend=(), holidays=((0, 12, 30), (1404, 4, 14)))
    assert off(city, jalali_day(1403, 12, 30)), "a leap year has 30 Esfand"
    assert not off(city, jalali_day(1404, 12, 29)) and not off(city, jalali_day(1405, 1, 1))
    assert off(city, jalali_day(1404, 4, 14)) and not off(city, jalali_day(1403, 4, 14))


def test_a_gregorian_city_has_gregorian_holidays() -> None:
    city = replace(CITY, calendar="gregorian", weekend=(0, 1), holidays=((0, 12, 25),))
    assert off(city, gregorian_day(2025, 12, 25)) and not off(city, gregorian_day(2025, 12, 24))


def test_years_beyond_the_calendar_harm_nothing() -> None:
    city = replace(CITY, weekend=(), holidays=((9999, 1, 1), (1, 1, 1), (1404, 13, 77)))
    assert not days_off(city)[1].any()


def test_tabriz_has_its_solar_holidays() -> None:
    city = load_profile("tabriz").city
    assert all(off(city, jalali_day(1404, *date)) for date in ((1, 1), (3, 14), (11, 22), (12, 29)))
    assert not off(city, jalali_day(1404, 1, 5))


def test_holidays_are_read_as_written() -> None:
    assert parse_holiday("01-13", "jalali") == (0, 1, 13)
    assert parse_holiday("۱۴۰۴-۰۴-۱۴", "jalali") == (1404, 4, 14)
    assert parse_holiday("12-25", "gregorian") == (0, 12, 25)


@pytest.mark.parametrize("text", ["", "1-1", "13-01", "12-31", "1404-12-30", "0000-01-01x", "x"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_holiday(text, "jalali")
