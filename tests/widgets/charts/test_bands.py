"""The two rows of dates: every level is named in its calendar, and no name touches another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from data.calendar import jalali_day
from resources.text import speaking
from widgets import theme
from widgets.charts import bands
from widgets.charts.time_scale import TimeScale

FIRST = jalali_day(1402, 1, 1)


def scale_of(days, width=1_060.0):
    return TimeScale(float(FIRST), float(FIRST + days), width)


@pytest.mark.parametrize(
    ("days", "fine", "coarse", "name", "wider"),
    [
        (8, "day", "month", "سه‌شنبه ۱", "فروردین ۱۴۰۲"),
        (40, "day", "month", "۱", "فروردین ۱۴۰۲"),
        (150, "week", "month", "۵ تا ۱۱", "اردیبهشت ۱۴۰۲"),
        (400, "month", "season", "فروردین", "بهار ۱۴۰۲"),
        (1_100, "season", "year", "بهار", "۱۴۰۲"),
        (9_000, "year", "", "۱۴۰۲", ""),
    ],
)
def test_levels(desk, days, fine, coarse, name, wider):
    upper, lower = bands.rows(scale_of(days), "jalali")
    assert {band.unit for band in upper} == {fine}
    assert {band.unit for band in lower} == ({coarse} if coarse else set())
    assert name in {band.text for band in upper}
    assert not wider or wider in {band.text for band in lower}


def test_months_of_a_gregorian_city(desk):
    with speaking("en"):
        upper, lower = bands.rows(scale_of(300), "gregorian")
    assert "April" in {band.text for band in upper}
    assert "Spring 2023" in {band.text for band in lower}


@given(
    st.floats(7, 110_000),
    st.floats(300, 2_500),
    st.sampled_from(["jalali", "gregorian"]),
    st.sampled_from(["fa", "en"]),
)
def test_names_never_touch_and_are_few(qapp, days, width, calendar, language):
    with speaking(language):
        metrics = QFontMetricsF(theme.text_font("legend"))
        scale = TimeScale(-53_000.0, -53_000.0 + days, width)
        for row in bands.rows(scale, calendar):
            assert len(row) <= max(width / 2, 310), "never a band for every day of the calendar"
            end = -1e9
            # Shorter units at the ends of a calendar's months are shorter than the average.
            for band in (band for band in row if band.text):
                middle = (scale.x(band.span[0]) + scale.x(band.span[1])) / 2
                half = metrics.horizontalAdvance(band.text) / 2
                assert middle - half >= end - 1
                end = middle + half


def test_bands_lie_side_by_side(desk):
    for row in bands.rows(scale_of(500), "jalali"):
        for one, other in zip(row, row[1:], strict=False):
            assert one.span[1] == other.span[0]
