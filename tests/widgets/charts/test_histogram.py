"""The histogram colours its bars by period and lets the region be dragged by the mouse."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from data.calendar import jalali_day
from resources.tokens import DARK
from widgets import theme
from widgets.charts.histogram import Histogram

FIRST = jalali_day(1402, 1, 5)  # a Saturday
SPAN = FIRST + 70, FIRST + 140


@pytest.fixture
def histogram(desk, qtbot):
    made = Histogram()
    qtbot.addWidget(made)
    made.resize(800, 120)
    made.set_data(FIRST, np.arange(210) % 7 + 1, "jalali")
    made.set_span(SPAN)
    made.show()
    qtbot.waitExposed(made)
    made.grab()
    return made


def at(histogram, day):
    """Return the pixel of a day in the middle of the bars' height."""
    top = histogram.plotItem.vb.viewRange()[1][1]
    scene = histogram.plotItem.vb.mapViewToScene(QPointF(day, top / 2))
    return histogram.mapFromScene(scene)


def drag(histogram, start, end):
    """Drag with the left button; events go to the chart itself, whatever window lies above."""
    port, left, none = histogram.viewport(), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def send(kind, point, button, buttons):
        place, shift = QPointF(point), Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, place, port.mapToGlobal(place), button, buttons, shift)
        QApplication.sendEvent(port, event)
        QTest.qWait(15)  # pyqtgraph hears of 100 moves a second

    send(QEvent.Type.MouseMove, start, none, none)
    send(QEvent.Type.MouseButtonPress, start, left, left)
    for part in range(1, 9):
        send(QEvent.Type.MouseMove, start + (end - start) * part / 8, none, left)
    send(QEvent.Type.MouseButtonRelease, end, left, none)


def test_bars_are_coloured_by_period(histogram):
    histogram.set_compared((FIRST, FIRST + 35))
    roles = histogram.bar_roles()
    assert (
        roles
        == ["histogram_compared"] * 5
        + ["histogram"] * 5
        + ["histogram_period"] * 10
        + ["histogram"] * 10
    )
    histogram.set_compared(None)
    assert "histogram_compared" not in histogram.bar_roles()


def test_setting_is_silent(histogram, qtbot):
    with qtbot.assertNotEmitted(histogram.region_chosen):
        histogram.set_span((FIRST, FIRST + 7))
    assert histogram._region.getRegion() == (FIRST, FIRST + 7)


def test_dragging_an_edge_snaps_to_days(histogram, qtbot):
    with qtbot.waitSignals([histogram.region_moved, histogram.region_chosen]):
        drag(histogram, at(histogram, SPAN[1]), at(histogram, FIRST + 175.4))
    first, end = histogram._span
    assert first == SPAN[0] and abs(end - (FIRST + 175)) <= 1
    assert all(isinstance(edge, int) for edge in (first, end))


def test_dragging_the_body_moves_both_edges(histogram, qtbot):
    with qtbot.waitSignal(histogram.region_chosen) as blocker:
        drag(histogram, at(histogram, FIRST + 100), at(histogram, FIRST + 121))
    first, end = blocker.args[0]
    assert end - first == 70 and abs(first - (SPAN[0] + 21)) <= 1


def test_wheel_zooms_within_the_data(histogram):
    box = histogram.plotItem.vb
    whole = box.viewRange()[0]
    box.scaleBy(x=0.2)
    zoomed = box.viewRange()[0]
    assert zoomed[1] - zoomed[0] < whole[1] - whole[0]
    box.scaleBy(x=100)
    assert np.allclose(box.viewRange()[0], whole)


def test_keys(histogram, qtbot):
    with qtbot.waitSignal(histogram.stepped) as blocker:
        qtbot.keyClick(histogram, Qt.Key.Key_Right)
    assert blocker.args == [1]
    histogram.plotItem.vb.scaleBy(x=0.2)
    qtbot.keyClick(histogram, Qt.Key.Key_Home)
    assert np.allclose(histogram.plotItem.vb.viewRange()[0], (FIRST, FIRST + 210))


def test_click_names_a_day(histogram, qtbot):
    with qtbot.waitSignal(histogram.day_clicked) as blocker:
        QTest.mouseClick(
            histogram.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at(histogram, FIRST + 20.5),
        )
    assert abs(blocker.args[0] - (FIRST + 20)) <= 1


def test_bar_under_the_pointer(histogram):
    scene = histogram.mapToScene(at(histogram, FIRST + 10))
    assert histogram._bin_at(scene) == 1
    assert histogram._bin_at(QPointF(-50, -50)) is None
    histogram._show_count(scene)
    histogram._show_count(QPointF(-50, -50))


def test_theme_and_direction(histogram, desk, qtbot):
    before = histogram.grab().toImage()
    theme.apply_theme(desk, DARK, rtl=True)
    qtbot.waitUntil(lambda: histogram.grab().toImage() != before)
    assert histogram.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert at(histogram, FIRST).x() < at(histogram, FIRST + 200).x()


@pytest.mark.parametrize("counts", [np.zeros(0), np.zeros(1), np.zeros(3_650)])
def test_empty_data(histogram, counts):
    histogram.set_data(FIRST, counts, "jalali")
    histogram.grab()
    assert histogram.mapFromScene(QPointF(0, 0)) == QPoint(0, 0)


def test_new_data_tell_of_no_drag(histogram, qtbot):
    with qtbot.assertNotEmitted(histogram.region_moved):
        histogram.set_data(FIRST + 100, np.ones(30), "jalali")


def test_one_change_of_colours_is_drawn_once(histogram, monkeypatch):
    drawn = []
    monkeypatch.setattr(histogram, "_draw", lambda: drawn.append(1))
    monkeypatch.setattr(theme._State, "palette", DARK)
    for _time in range(3):
        QApplication.sendEvent(histogram, QEvent(QEvent.Type.PaletteChange))
    assert len(drawn) == 1
