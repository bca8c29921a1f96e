"""Weeks, seasons and years in whole days, their bins and their names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar import gregorian_day, jalali_day
from resources.text import set_language
from widgets.charts import periods

AUTUMN = jalali_day(1404, 7, 1), jalali_day(1404, 10, 1)
DAYS = st.integers(jalali_day(1390, 1, 1), jalali_day(1420, 1, 1))


@given(DAYS, st.integers(1, 4_000), st.sampled_from(["jalali", "gregorian"]))
def test_bins_hold_every_count_once(first, length, calendar):
    counts = np.arange(length) % 7
    edges = periods.bin_edges(first, first + length, calendar)
    assert edges[0] <= first and edges[-1] >= first + length
    assert np.all(np.diff(edges) > 0) and len(edges) < 250
    assert periods.bin_counts(edges, first, counts).sum() == counts.sum()


def test_weeks_begin_on_saturday_and_months_on_the_first():
    saturday = jalali_day(1404, 7, 5)
    assert periods.bin_edges(saturday + 3, saturday + 4, "jalali").tolist() == [
        saturday,
        saturday + 7,
    ]
    edges = periods.bin_edges(jalali_day(1395, 5, 9), jalali_day(1404, 2, 1), "jalali")
    assert edges[0] == jalali_day(1395, 5, 1) and edges[-1] == jalali_day(1404, 2, 1)


@given(DAYS, st.sampled_from(periods.UNITS), st.sampled_from(["jalali", "gregorian"]))
def test_units_hold_their_day_and_step_without_gaps(day, unit, calendar):
    span = periods.unit_span(unit, day, calendar)
    assert span[0] <= day < span[1]
    assert periods.unit_of(span, calendar) == unit
    following = periods.step(span, 1, calendar)
    assert following[0] == span[1] and periods.step(following, -1, calendar) == span


def test_own_spans_step_by_their_length():
    assert periods.step((100, 110), 1, "jalali") == (110, 120)
    assert periods.step((100, 110), -1, "jalali") == (90, 100)
    assert periods.unit_of((100, 110), "jalali") == ""


def test_titles():
    end = jalali_day(1404, 9, 3)
    assert periods.span_title((AUTUMN[0], end), "jalali") == "۱ مهر تا ۲ آذر ۱۴۰۴"
    assert periods.span_title((AUTUMN[0], AUTUMN[0] + 1), "jalali") == "۱ مهر ۱۴۰۴"
    across = jalali_day(1403, 12, 29), jalali_day(1404, 1, 3)
    assert periods.span_title(across, "jalali") == "۲۹ اسفند ۱۴۰۳ تا ۲ فروردین ۱۴۰۴"


def test_titles_in_a_gregorian_city():
    set_language("en")
    span = gregorian_day(2025, 6, 1), gregorian_day(2025, 9, 1)
    assert periods.unit_span("season", span[0], "gregorian") == span
    assert "2025" in periods.span_title(span, "gregorian")


def test_compared_title():
    before = jalali_day(1403, 7, 1), jalali_day(1403, 10, 1)
    assert periods.compared_title(before, AUTUMN, "jalali") == "همین روزها در ۱۴۰۳"
    summer = jalali_day(1404, 4, 1), jalali_day(1404, 7, 1)
    assert periods.compared_title(summer, AUTUMN, "jalali") == "۱ تیر تا ۳۱ شهریور ۱۴۰۴"


@pytest.mark.parametrize("find", [periods.season_starts, periods.month_starts])
def test_starts_lie_inside_and_are_named(find):
    first, end = jalali_day(1402, 2, 10), jalali_day(1404, 8, 1)
    found = find(first, end, "jalali")
    days = [day for day, _name in found]
    assert days == sorted(days) and first <= days[0] and days[-1] < end
    assert dict(found)[jalali_day(1404, 7, 1)] in ("پاییز ۱۴۰۴", "مهر ۱۴۰۴")
    assert len(found) == (10 if find is periods.season_starts else 29)
