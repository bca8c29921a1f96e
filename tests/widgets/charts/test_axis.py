"""Axes write in the user's digits and never more labels than there is room for."""

from __future__ import annotations

import pytest

from data.calendar import jalali_day
from widgets.charts.axis import DateAxis, NameAxis, style_axis

FIRST = jalali_day(1402, 1, 1)


@pytest.fixture
def axis(qapp):
    return DateAxis()


@pytest.mark.parametrize("days", [3, 14, 40, 120, 400, 1_000, 4_000, 20_000])
@pytest.mark.parametrize("width", [80, 300, 1_000])
def test_labels_fit(axis, days, width):
    [(spacing, values)] = axis.tickValues(FIRST + 0.3, FIRST + days, width)
    names = axis.tickStrings(values, 1, spacing)
    assert len(values) <= max(width / 60, 2)
    assert all(names) and not any(letter in "0123456789" for name in names for letter in name)


def test_seasons_months_and_days_by_zoom(axis):
    def names(days):
        [(spacing, values)] = axis.tickValues(FIRST, FIRST + days, 1_000)
        return axis.tickStrings(values, 1, spacing)

    assert names(1_000)[0] == "بهار ۱۴۰۲"
    assert names(200)[0] == "فروردین ۱۴۰۲"
    assert names(20)[0] == "۱ فروردین"


def test_far_out_views_do_not_fail(axis):
    axis.tickValues(-1e12, 1e12, 500)
    assert axis.tickStrings([123.0], 1, 1) == [""]


def test_names(qapp):
    axis = NameAxis("bottom")
    style_axis(axis)
    axis.set_names(["منطقهٔ ۱", "منطقهٔ ۲"])
    assert axis._tickLevels == [[(0, "منطقهٔ ۱"), (1, "منطقهٔ ۲")]]
