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
UNITS = st.sampled_from(periods.UNITS)
CALENDARS = st.sampled_from(["jalali", "gregorian"])
DAYS = st.integers(jalali_day(1390, 1, 1), jalali_day(1420, 1, 1))


@given(DAYS, st.integers(1, 4_000), UNITS, CALENDARS)
def test_bins_hold_every_count_once(first, length, unit, calendar):
    counts = np.arange(length) % 7
    edges = periods.unit_edges(unit, first, first + length, calendar)
    assert edges[0] <= first and edges[-1] >= first + length
    assert len(edges) == 2 or (edges[1] > first and edges[-2] < first + length)
    assert np.all(np.diff(edges) > 0)
    assert periods.bin_counts(edges, first, counts).sum() == counts.sum()


@given(DAYS, st.integers(1, 900), UNITS, CALENDARS)
def test_edges_are_those_of_the_units(first, length, unit, calendar):
    edges = periods.unit_edges(unit, first, first + length, calendar).tolist()
    for at in {0, len(edges) // 2 - 1, len(edges) - 2} - {-1}:
        assert periods.unit_span(unit, edges[at], calendar) == (edges[at], edges[at + 1])


@pytest.mark.parametrize("calendar", ["jalali", "gregorian"])
@pytest.mark.parametrize("unit", periods.UNITS)
def test_far_days_are_cut_to_the_calendar(unit, calendar):
    edges = periods.unit_edges(unit, -(10**9), 10**9, calendar)
    assert edges[0] > -54_400 and edges[-1] < 55_600
    assert periods.unit_span(unit, 10**9, calendar)[0] <= periods.LAST_DAY


def test_weeks_begin_on_saturday_and_months_on_the_first():
    saturday = jalali_day(1404, 7, 5)
    assert periods.unit_edges("week", saturday + 3, saturday + 4, "jalali").tolist() == [
        saturday,
        saturday + 7,
    ]
    edges = periods.unit_edges("month", jalali_day(1395, 5, 9), jalali_day(1404, 2, 1), "jalali")
    assert edges[0] == jalali_day(1395, 5, 1) and edges[-1] == jalali_day(1404, 2, 1)


@given(DAYS, UNITS)
def test_the_nearest_edge_is_none_farther_than_another(day, unit):
    first, end = periods.unit_span(unit, day, "jalali")
    nearest = periods.nearest_edge(day + 0.4, unit, "jalali")
    assert nearest in (first, end)
    assert abs(nearest - day - 0.4) <= min(0.4 + day - first, end - day - 0.4) + 1e-6


def test_a_moved_span_stays_on_the_edges_it_stood_on():
    month_on = jalali_day(1404, 8, 1), jalali_day(1404, 11, 1)
    assert periods.moved(AUTUMN, "month", "jalali") == month_on
    week_on = periods.moved(AUTUMN, "week", "jalali")
    assert week_on == (AUTUMN[0] + 7, AUTUMN[1] + 7)


def test_years_away():
    assert periods.years_away(AUTUMN, -1, "jalali") == (
        jalali_day(1403, 7, 1),
        jalali_day(1403, 9, 30) + 1,
    )
    assert periods.years_away(AUTUMN, 400, "jalali") == AUTUMN, "the calendar ends before"


def test_names_of_units():
    def named(unit, **how):
        return periods.unit_title(unit, AUTUMN[0], "jalali", **how)

    assert named("season", long=True) == "پاییز ۱۴۰۴" and named("season") == "پاییز"
    assert named("month", long=True) == "مهر ۱۴۰۴" and named("year") == "۱۴۰۴"
    assert named("day", long=True) == "سه‌شنبه ۱" and named("day") == "۱"
    assert periods.unit_title("week", jalali_day(1404, 6, 29), "jalali") == "۲۹ تا ۴"


@given(DAYS, UNITS, CALENDARS)
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
