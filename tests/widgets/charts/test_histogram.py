"""The histogram: bars by the unit of the zoom, the period brushed, moved and stretched by mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from data.calendar import Season, jalali_day
from resources.tokens import DARK, LIGHT
from widgets import theme
from widgets.charts.histogram import ROW, Histogram
from widgets.charts.periods import FIRST_DAY, LAST_DAY, unit_span

FIRST, END = jalali_day(1402, 1, 1), jalali_day(1404, 9, 3)
AUTUMN = Season(1403, "autumn").days()
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def histogram(desk, qtbot):
    made = Histogram()
    qtbot.addWidget(made)
    made.resize(1_000, 124)
    made.set_data(FIRST, np.arange(END - FIRST) % 7 + 1, "jalali")
    made.set_span(AUTUMN)
    made.show()
    return made


def at(histogram, day, y=50.0):
    return QPointF(histogram._scale.x(day), y)


def send(histogram, kind, point, button, buttons, held=PLAIN):
    event = QMouseEvent(kind, point, histogram.mapToGlobal(point), button, buttons, held)
    QApplication.sendEvent(histogram, event)


def drag(histogram, start, end, held=PLAIN, button=LEFT):
    send(histogram, QEvent.Type.MouseButtonPress, start, button, button, held)
    for part in range(1, 9):
        point = start + (end - start) * part / 8
        send(histogram, QEvent.Type.MouseMove, point, NONE, button, held)
    send(histogram, QEvent.Type.MouseButtonRelease, end, button, NONE, held)


def wheel(histogram, point, notches, held=PLAIN):
    event = QWheelEvent(
        point,
        histogram.mapToGlobal(point),
        QPoint(),
        QPoint(0, 120 * notches),
        NONE,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(histogram, event)


def colour_at(histogram, day, y):
    return histogram.grab().toImage().pixelColor(at(histogram, day, y).toPoint()).name()


def test_bars_are_coloured_by_period_to_the_day(histogram):
    histogram.set_compared(Season(1402, "autumn").days())
    bottom = histogram.height() - 2 * ROW - 6
    roles = {
        AUTUMN[0] + 45: "histogram_period",
        jalali_day(1402, 8, 15): "histogram_compared",
        jalali_day(1402, 5, 15): "histogram",
    }
    for day, role in roles.items():
        # The middle of a bar, for there are gaps between them.
        edges, _totals = histogram.bins()
        index = int(np.searchsorted(edges, day)) - 1
        middle = (edges[index] + edges[index + 1]) / 2
        assert colour_at(histogram, middle, bottom) == LIGHT.colour(role)


def test_a_period_that_begins_within_a_bar_colours_only_its_part(histogram):
    week = unit_span("week", FIRST + 300, "jalali")[0]
    histogram.zoom(3, week)
    histogram.set_span((week + 4, week + 60))
    assert histogram.level() == "week"
    bottom = histogram.height() - 2 * ROW - 6
    assert colour_at(histogram, week + 2, bottom) == LIGHT.colour("histogram")
    assert colour_at(histogram, week + 5.6, bottom) == LIGHT.colour("histogram_period")


@pytest.mark.parametrize(("days", "unit"), [(1_000, "week"), (300, "week"), (100, "day")])
def test_bars_hold_every_event_in_sight_whatever_they_stand_for(histogram, days, unit):
    low, high = histogram.view()
    histogram.zoom((high - low) / days, AUTUMN[0])
    assert histogram.level() == unit
    edges, totals = histogram.bins()
    for index in range(1, len(totals) - 1):
        days_of_bar = np.arange(max(edges[index], FIRST), min(edges[index + 1], END))
        assert totals[index] == ((days_of_bar - FIRST) % 7 + 1).sum()


def test_setting_is_silent(histogram, qtbot):
    with qtbot.assertNotEmitted(histogram.region_chosen):
        histogram.set_span((FIRST, FIRST + 7))


def test_brushing_snaps_to_the_bars_units(histogram, qtbot):
    with qtbot.waitSignals([histogram.region_moved, histogram.region_chosen]):
        drag(histogram, at(histogram, FIRST + 100.3), at(histogram, FIRST + 130.8))
    first, end = histogram._span
    assert histogram.level() == "week"
    assert first == unit_span("week", FIRST + 100, "jalali")[0]
    assert end == unit_span("week", FIRST + 130, "jalali")[1]
    assert all(isinstance(edge, int) for edge in (first, end))


def test_dragging_a_handle_moves_one_edge(histogram, qtbot):
    with qtbot.waitSignal(histogram.region_chosen) as blocker:
        drag(histogram, at(histogram, AUTUMN[1]), at(histogram, AUTUMN[1] + 35.4))
    first, end = blocker.args[0]
    assert first == AUTUMN[0] and abs(end - AUTUMN[1] - 35) <= 4
    assert unit_span("week", end, "jalali")[0] == end


def test_dragging_the_body_moves_both_edges(histogram, qtbot):
    with qtbot.waitSignal(histogram.region_chosen) as blocker:
        drag(histogram, at(histogram, AUTUMN[0] + 40), at(histogram, AUTUMN[0] + 61))
    first, end = blocker.args[0]
    assert end - first == AUTUMN[1] - AUTUMN[0] and abs(first - AUTUMN[0] - 21) <= 4


def test_shift_brushes_anew_within_the_period(histogram, qtbot):
    with qtbot.waitSignal(histogram.region_chosen) as blocker:
        drag(histogram, at(histogram, AUTUMN[0] + 30), at(histogram, AUTUMN[0] + 40), SHIFT)
    first, end = blocker.args[0]
    assert AUTUMN[0] < first and end < AUTUMN[1]


def test_a_period_as_wide_as_the_view_is_brushed_anew(histogram):
    histogram.set_span((FIRST - 100, END + 100))
    assert histogram.part_at(at(histogram, FIRST + 300)) == "new"


def test_wheel_zooms_about_the_pointer_and_stays_within_the_data(histogram):
    whole = histogram.view()
    point = at(histogram, FIRST + 400)
    for _notch in range(30):
        wheel(histogram, point, 1)
    low, high = histogram.view()
    assert histogram.level() == "day" and high - low == pytest.approx(7)
    assert low < FIRST + 400 < high
    before = histogram.view()
    wheel(histogram, point, -1, SHIFT)
    assert histogram.view()[0] > before[0], "with Shift it moves"
    for _notch in range(60):
        wheel(histogram, point, -1)
    assert np.allclose(histogram.view(), whole)


def test_dragging_the_dates_moves_and_zooms(histogram, qtbot):
    histogram.zoom(4, FIRST + 400)
    low, high = histogram.view()
    dates = histogram.height() - 8.0
    with qtbot.assertNotEmitted(histogram.region_chosen):
        drag(histogram, QPointF(500, dates), QPointF(600, dates))
        assert histogram.view()[0] < low
        drag(histogram, QPointF(500, dates), QPointF(500, dates - 60))
    new_low, new_high = histogram.view()
    assert new_high - new_low == pytest.approx((high - low) / 2)


def test_keys_zoom(histogram, qtbot):
    whole = histogram.view()
    qtbot.keyClick(histogram, Qt.Key.Key_Plus)
    assert histogram.view()[1] - histogram.view()[0] < whole[1] - whole[0]
    qtbot.keyClick(histogram, Qt.Key.Key_0)
    assert np.allclose(histogram.view(), (histogram._limits))


def test_a_click_names_a_day(histogram, qtbot):
    with qtbot.waitSignal(histogram.day_clicked) as blocker:
        QTest.mouseClick(histogram, LEFT, PLAIN, at(histogram, FIRST + 20.5).toPoint())
    assert abs(blocker.args[0] - (FIRST + 20)) <= 1
    with qtbot.assertNotEmitted(histogram.day_clicked):
        QTest.mouseClick(histogram, LEFT, PLAIN, at(histogram, FIRST + 20, 118).toPoint())


@pytest.mark.parametrize("row", [0, 1])
def test_a_double_click_on_a_name_chooses_its_unit(histogram, qtbot, row):
    band = next(b for b in histogram.bands()[row] if b.span[0] >= FIRST + 100)
    y = histogram.height() - (2 - row) * ROW + 5
    place = at(histogram, sum(band.span) / 2, y).toPoint()
    with qtbot.waitSignal(histogram.region_chosen) as blocker:
        QTest.mouseDClick(histogram, LEFT, PLAIN, place)
    assert blocker.args[0] == band.span


def test_tooltip_tells_days_and_count(histogram):
    edges, totals = histogram.bins()
    text = histogram.text_at(at(histogram, (edges[20] + edges[21]) / 2))
    assert text.endswith("مورد") and "تا" in text
    assert histogram.text_at(QPointF(-500, 20)) == ""


def test_a_period_out_of_sight_is_brought_into_it(histogram):
    histogram.zoom(20, FIRST + 100)
    histogram.set_span(AUTUMN)
    low, high = histogram.view()
    assert low <= AUTUMN[0] and AUTUMN[1] <= high


def test_new_counts_of_the_same_days_leave_the_view(histogram):
    histogram.zoom(5, FIRST + 400)
    before = histogram.view()
    histogram.set_data(FIRST, np.ones(END - FIRST), "jalali")
    assert histogram.view() == before
    histogram.set_data(FIRST + 100, np.ones(300), "jalali")
    assert histogram.view() != before


def test_a_few_false_dates_do_not_hide_the_others(histogram):
    counts = np.zeros(100_000)
    counts[0] = counts[-1] = 1
    counts[80_000:81_000] = 500
    histogram.set_data(LAST_DAY - 100_000, counts, "jalali")
    low, high = histogram.view()
    assert high - low < 1_500
    histogram.show_all()
    assert histogram.level() == "year" and len(histogram.bins()[1]) < 300


def test_theme_and_direction(histogram, desk):
    before = histogram.grab().toImage()
    theme.apply_theme(desk, DARK, rtl=True)
    assert histogram.grab().toImage() != before
    assert histogram.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert at(histogram, FIRST).x() < at(histogram, FIRST + 200).x()


@pytest.mark.parametrize("first", [FIRST_DAY, FIRST, LAST_DAY - 2])
@pytest.mark.parametrize("counts", [np.zeros(0), np.ones(1), np.zeros(3_650)])
def test_little_data_anywhere(histogram, first, counts):
    histogram.set_data(first, counts, "jalali")
    histogram.set_span((first, first + 1))
    histogram.set_now(first)
    histogram.grab()
    wheel(histogram, QPointF(500, 50), 3)
    assert histogram.grab().width() == 1_000


def test_days_after_the_clocks_are_hatched(histogram):
    before = histogram.grab().toImage()
    histogram.set_now(END - 200)
    assert histogram.grab().toImage() != before
