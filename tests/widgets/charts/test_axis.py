"""Axes write in the user's digits and never more labels than there is room for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from data.calendar import jalali_day
from resources.text import isolate
from widgets import theme
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
    axis.set_names(["منطقهٔ ۱", "منطقهٔ ۲"], 300)
    assert axis._tickLevels == [[(0, isolate("منطقهٔ ۱")), (1, isolate("منطقهٔ ۲"))]]


def test_names_that_begin_alike_go_without_it_where_room_is_short(qapp):
    axis = NameAxis("bottom")
    axis.set_names(["منطقهٔ ۱", "منطقهٔ ۱۰"], 60)
    assert axis._tickLevels == [[(0, isolate("۱")), (1, isolate("۱۰"))]]


NAMES = ["تذکر", "اخطاریهٔ کتبی", "جریمه", "جابه‌جایی", "جمع‌آوری بساط", "توقیف", "یافت نشد"]


@pytest.mark.parametrize("width", [140, 240, 420, 900])
def test_names_touch_neither_each_other_nor_the_edge(qapp, width):
    metrics = QFontMetricsF(theme.text_font("legend"))
    axis = NameAxis("bottom")
    margin = axis.set_names(NAMES, width)
    column = width / (len(NAMES) + 2 * margin)
    levels: dict[int, float] = {}
    for at, text in axis._tickLevels[0]:
        half = metrics.horizontalAdvance(text.strip("\n")) / 2
        middle = (at + margin + 0.5) * column
        level = text.count("\n")
        assert middle - half >= levels.get(level, 0.0)
        levels[level] = middle + half
    assert all(end <= width for end in levels.values())


@given(st.lists(st.text(max_size=40), max_size=12), st.floats(0, 400))
def test_names_of_any_letters(qapp, names, width):
    axis = NameAxis("bottom")
    assert axis.set_names(names, width) in (0, 0.5)
    assert len(axis._tickLevels[0]) == len(names)
