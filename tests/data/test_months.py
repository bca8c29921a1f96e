"""Months as numbers and as edges between days."""

from __future__ import annotations

import numpy as np
import pytest

from data.calendar import FIRST_YEAR, LAST_YEAR, gregorian_day, jalali_day, jalali_from_days
from data.months import END_DAY, FIRST_DAY, month_edges, month_numbers


def test_the_days_of_the_calendar() -> None:
    years = jalali_from_days([FIRST_DAY, END_DAY - 1])[0].tolist()
    assert years == [FIRST_YEAR, LAST_YEAR]


@pytest.mark.parametrize(
    ("calendar", "day", "month"),
    [("jalali", jalali_day(1404, 9, 4), 1404 * 12 + 8), ("gregorian", gregorian_day(2025, 11, 25),
                                                          2025 * 12 + 10)],
)  # fmt: skip
def test_a_month_is_counted_from_year_0(calendar: str, day: int, month: int) -> None:
    assert int(month_numbers(day, calendar)) == month


@pytest.mark.parametrize("calendar", ["jalali", "gregorian"])
def test_edges_part_days_into_months(calendar: str) -> None:
    first, end = jalali_day(1403, 11, 5), jalali_day(1404, 2, 3)
    edges = month_edges(first, end, calendar)
    assert (edges[0], edges[-1]) == (first, end)
    for left, right in zip(edges[:-1], edges[1:], strict=True):
        assert len(np.unique(month_numbers(np.arange(left, right), calendar))) == 1
    months = month_numbers(edges[:-1], calendar)
    assert (np.diff(months) == 1).all()


def test_edges_of_no_days_and_of_all() -> None:
    assert month_edges(5, 5, "jalali").tolist() == [5]
    assert len(month_edges(-(2**40), 2**40, "jalali")) == (LAST_YEAR - FIRST_YEAR + 1) * 12 + 1
