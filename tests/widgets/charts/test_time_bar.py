"""The time bar tells the period in seconds of any size, steps, and plays to the end."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from data.calendar import Season, jalali_day
from data.model.filters import Filter
from data.timezones import zone_offsets
from resources.text import speaking
from widgets.charts.time_bar import TimeBar

ZONE = "Asia/Tehran"
FIRST, END = jalali_day(1402, 1, 1), jalali_day(1404, 9, 3)


def second(day):
    return int(zone_offsets(ZONE).utc(day * 86_400))


@pytest.fixture
def bar(desk, qtbot):
    made = TimeBar()
    made.set_city("jalali", ZONE)
    made.set_data(FIRST, np.ones(END - FIRST, np.int64))
    made.set_period(*Season(1404, "autumn").span(ZONE))
    qtbot.addWidget(made)
    made.resize(1366, 136)
    made.show()
    return made


def test_title_total_and_unit(bar):
    assert bar._title.full_text() == "۱ مهر تا ۳۰ آذر ۱۴۰۴"
    assert bar._total.text() == "۶۲ مورد", "days after the data count nothing"
    assert [unit for unit, chip in bar.buttons.units.items() if chip.isChecked()] == ["season"]
    assert bar.period() == Season(1404, "autumn").span(ZONE)


def test_compared(bar):
    since = second(jalali_day(1403, 7, 1))
    bar.set_compared(since, since + 62 * 86_400, unfinished=True)
    assert bar._sub.full_text() == "در برابر: همین روزها در ۱۴۰۳ (دورهٔ ناتمام)"
    bar.set_compared(None)
    assert bar._sub.full_text() == ""


@pytest.mark.parametrize(
    ("unit", "span"),
    [
        ("day", (jalali_day(1404, 9, 2), jalali_day(1404, 9, 3))),
        ("month", (jalali_day(1404, 9, 1), jalali_day(1404, 10, 1))),
        ("week", (jalali_day(1404, 9, 1), jalali_day(1404, 9, 8))),
        ("season", (jalali_day(1404, 7, 1), jalali_day(1404, 10, 1))),
        ("year", (jalali_day(1404, 1, 1), jalali_day(1405, 1, 1))),
    ],
)
def test_units(bar, qtbot, unit, span):
    with qtbot.waitSignal(bar.period_changed) as blocker:
        qtbot.keyClick(bar.buttons.units[unit], Qt.Key.Key_Space)
    assert blocker.args == [second(span[0]), second(span[1])]
    assert bar.buttons.units[unit].isChecked()


def test_steps_stay_within_the_data(bar, qtbot):
    with qtbot.waitSignal(bar.period_changed) as blocker:
        qtbot.mouseClick(bar.buttons.back_button, Qt.MouseButton.LeftButton)
    assert tuple(blocker.args) == Season(1404, "summer").span(ZONE)
    bar.set_period(*Season(1404, "autumn").span(ZONE))
    with qtbot.assertNotEmitted(bar.period_changed):
        qtbot.mouseClick(bar.buttons.next_button, Qt.MouseButton.LeftButton)


def test_seconds_beyond_32_bits(bar, qtbot):
    far = jalali_day(1450, 1, 1)
    bar.set_data(far, np.ones(400))
    with qtbot.waitSignal(bar.period_changed) as blocker:
        bar.choose_unit("week")
    assert blocker.args[0] > 2**31 and isinstance(blocker.args[0], int)


def test_play_goes_on_to_the_last_day_and_can_begin_anew(bar):
    told = []
    bar.period_changed.connect(lambda since, until: told.append((since, until)))
    bar.set_period(*Season(1404, "spring").span(ZONE))
    assert not bar.at_end()
    assert bar.advance() and bar.advance() and not bar.advance()
    assert told == [Season(1404, name).span(ZONE) for name in ("summer", "autumn")]
    assert bar.at_end()
    bar.rewind()
    assert told[-1] == Season(1402, "spring").span(ZONE)


def test_space_asks_for_the_play_and_for_a_pause(bar, qtbot):
    for wanted in (True, False):
        with qtbot.waitSignal(bar.play_asked) as blocker:
            qtbot.keyClick(bar.histogram, Qt.Key.Key_Space)
        assert blocker.args == [wanted]
        bar.buttons.show_playing(wanted)


def test_keys_choose_and_are_told_in_words(bar, qtbot):
    with qtbot.waitSignal(bar.period_changed) as blocker:
        qtbot.keyClick(bar.histogram, Qt.Key.Key_Left)
    assert tuple(blocker.args) == Season(1404, "summer").span(ZONE)
    words = bar.histogram.accessibleDescription()
    assert "۱ تیر تا ۳۱ شهریور ۱۴۰۴" in words and "۹۳ مورد" in words
    with qtbot.assertNotEmitted(bar.period_changed):
        qtbot.keyClick(bar.histogram, Qt.Key.Key_A)


def test_dragged_region_is_told(bar, qtbot):
    span = FIRST + 3, FIRST + 10
    with qtbot.waitSignal(bar.period_changed) as blocker:
        bar.histogram.region_chosen.emit(span)
    assert blocker.args == [second(span[0]), second(span[1])]
    assert bar._total.text() == "۷ مورد"
    assert not any(chip.isChecked() for chip in bar.buttons.units.values())


def test_click_takes_the_unit_of_that_day(bar, qtbot):
    with qtbot.waitSignal(bar.period_changed) as blocker:
        bar.histogram.day_clicked.emit(jalali_day(1403, 2, 2))
    assert tuple(blocker.args) == Season(1403, "spring").span(ZONE)


def test_total_opens_its_rows(bar, qtbot):
    with qtbot.waitSignal(bar.number_clicked) as blocker:
        qtbot.mouseClick(bar._total, Qt.MouseButton.LeftButton)
    since, until = bar.period()
    assert blocker.args[0].rows == Filter(since=since, until=until)


def test_open_period_takes_the_whole_data(bar):
    bar.set_period(None, None)
    assert bar.period() == (second(FIRST), second(END))
    assert bar._total.number().rows == Filter()
    bar.set_data(FIRST - 10, np.ones(END - FIRST + 10))
    assert bar.period() == (second(FIRST - 10), second(END)), "it stays open with other data"


def test_days_without_a_date_count_where_the_period_is_open(bar):
    bar.set_period(None, None)
    bar.set_data(-719_528, np.ones(719_528 + 20_000, np.int64), undated=3)
    assert bar._total.number().value == 719_528 + 20_000 + 3
    bar.grab()
    bar.choose_unit("year")
    assert bar._total.number().value < 367


def test_far_periods_are_cut_to_the_calendar(bar):
    bar.set_period(-(10**11), 10**12)
    first, end = bar._span
    assert -54_000 < first < end < 55_000
    assert bar._title.full_text() and bar._sub.full_text() == ""
    bar.set_period(10**12, 10**12 + 5)
    assert bar._span[1] - bar._span[0] == 1


def test_time_runs_left_to_right(bar):
    assert bar.histogram.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert bar.buttons.back_button.mapToGlobal(bar.buttons.back_button.pos()).x() < (
        bar.buttons.next_button.mapToGlobal(bar.buttons.next_button.pos()).x()
    )


def test_fits_a_small_screen(bar):
    assert bar.minimumSizeHint().width() < 900 and bar.minimumSizeHint().height() <= 136


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_button_has_its_room(desk, qtbot, language):
    with speaking(language):
        made = TimeBar()
        qtbot.addWidget(made)
        made.resize(1366, 136)
        made.show()
    buttons = made.buttons
    for button in (*buttons.units.values(), buttons.speed_button, buttons.back_button):
        assert button.width() >= button.sizeHint().width()
