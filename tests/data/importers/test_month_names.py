from __future__ import annotations

import pytest

from data.calendar import gregorian_day, jalali_day
from data.importers.month_names import day_of_words


@pytest.mark.parametrize("text", ["۳ مهر ۱۴۰۴", "3 مهر ماه".replace(" ماه", " 1404"), "1404 مهر 3"])
def test_jalali_months(text: str) -> None:
    assert day_of_words(text) == jalali_day(1404, 7, 3)


@pytest.mark.parametrize(
    "text", ["24 October 2011", "Oct 24, 2011", "۲۴ اکتبر ۲۰۱۱", "24-OCT-2011"]
)
def test_gregorian_months(text: str) -> None:
    assert day_of_words(text) == gregorian_day(2011, 10, 24)


@pytest.mark.parametrize("text", ["30 اسفند 1404", "31 June 2020", "mehr", "May 2020", "1 2 3", ""])
def test_no_such_day(text: str) -> None:
    assert day_of_words(text) is None
