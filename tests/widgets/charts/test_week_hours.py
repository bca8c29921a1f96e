"""The hours of the week are brushed by mouse and keys, and say what they let through."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from data.model.week_hours import rectangle
from resources.tokens import DARK
from widgets import theme
from widgets.charts.week_hours import WeekHours

LEFT = Qt.MouseButton.LeftButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
COUNTS = np.arange(168).reshape(7, 24)


@pytest.fixture
def hours(desk, qtbot):
    made = WeekHours()
    qtbot.addWidget(made)
    made.resize(280, 200)
    made.show_counts(COUNTS, None)
    made.show()
    return made


def at(hours, day, hour):
    return hours.grid.box_of(day, hour).center().toPoint()


def drag(hours, start, end, held=PLAIN):
    QTest.mousePress(hours.grid, LEFT, held, at(hours, *start))
    QTest.mouseMove(hours.grid, at(hours, *end))
    QTest.mouseRelease(hours.grid, LEFT, held, at(hours, *end))


def test_a_drag_takes_a_rectangle_and_shift_adds(hours, qtbot):
    with qtbot.waitSignal(hours.chosen_changed) as blocker:
        drag(hours, (4, 13), (0, 7))
    assert blocker.args == [rectangle((0, 7), (4, 13))]
    with qtbot.waitSignal(hours.chosen_changed) as blocker:
        drag(hours, (6, 20), (6, 22), SHIFT)
    assert blocker.args == [rectangle((0, 7), (4, 13)) | rectangle((6, 20), (6, 22))]


def test_a_click_takes_one_hour_and_gives_it_back(hours, qtbot):
    drag(hours, (2, 9), (2, 9))
    assert hours.grid.chosen() == {57}
    with qtbot.waitSignal(hours.chosen_changed) as blocker:
        drag(hours, (2, 9), (2, 9))
    assert blocker.args == [None]


def test_names_take_a_whole_day_or_an_hour_of_every_day(hours):
    QTest.mouseClick(hours.grid, LEFT, PLAIN, QPoint(3, at(hours, 3, 0).y()))
    assert hours.grid.chosen() == rectangle((3, 0), (3, 23))
    foot = QPoint(at(hours, 0, 12).x(), 7 * hours.grid.row_height + 5)
    QTest.mouseClick(hours.grid, LEFT, PLAIN, foot)
    assert hours.grid.chosen() == rectangle((0, 12), (6, 12))


def test_keys_span_take_add_and_clear(hours, qtbot):
    grid = hours.grid
    for _time in range(9):
        qtbot.keyClick(grid, Qt.Key.Key_Left)
    qtbot.keyClick(grid, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(grid, Qt.Key.Key_Right, SHIFT)
    assert grid.accessibleDescription() == "یکشنبه، ساعت ۱ تا ۲: ۲۵ مورد"
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert grid.chosen() == rectangle((0, 0), (1, 1))
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Return, SHIFT)
    assert grid.chosen() == rectangle((0, 0), (1, 1)) | {49}
    with qtbot.waitSignal(hours.chosen_changed) as blocker:
        qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert blocker.args == [None]


def test_a_double_click_and_the_button_clear(hours, qtbot):
    for clear in (
        lambda: QTest.mouseDClick(hours.grid, LEFT, PLAIN, at(hours, 1, 1)),
        hours.clear_button.click,
    ):
        hours.show_counts(COUNTS, frozenset({5}))
        with qtbot.waitSignal(hours.chosen_changed) as blocker:
            clear()
        assert blocker.args == [None]


def test_what_is_shown_from_outside_is_silent_and_counted(hours, qtbot):
    chosen = rectangle((0, 7), (4, 13))
    with qtbot.assertNotEmitted(hours.chosen_changed):
        hours.show_counts(COUNTS, chosen)
    total = sum(COUNTS.ravel()[cell] for cell in chosen)
    assert hours.total() == total
    assert hours._words.full_text().startswith("شنبه تا چهارشنبه، ساعت ۷ تا ۱۴: ")
    hours.show_counts(COUNTS, None)
    assert hours.total() == COUNTS.sum() and not hours.clear_button.isVisible()


def test_hours_that_are_filtered_out_are_pale_not_gone(hours):
    def colour(day, hour):
        return hours.grab().toImage().pixelColor(hours.grid.mapTo(hours, at(hours, day, hour)))

    strong = colour(6, 23)
    hours.show_counts(COUNTS, frozenset({0}))
    pale = colour(6, 23)
    assert pale != strong and pale.lightness() > strong.lightness()
    assert hours.grid._text_at(at(hours, 6, 23)).endswith("۱۶۷ مورد")


def test_time_runs_left_to_right_and_the_theme_is_followed(hours, desk):
    assert at(hours, 0, 1).x() < at(hours, 0, 22).x()
    before = hours.grab().toImage()
    theme.apply_theme(desk, DARK, rtl=True)
    assert hours.grab().toImage() != before


def test_no_events(hours):
    hours.show_counts(np.zeros((7, 24)), frozenset())
    hours.grab()
    assert hours.total() == 0
