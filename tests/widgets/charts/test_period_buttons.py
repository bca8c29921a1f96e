"""The buttons of the time bar step, play at a speed, and run with time from left to right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from widgets.charts.period_buttons import PeriodButtons
from widgets.charts.play_options import SPEEDS


@pytest.fixture
def buttons(desk, qtbot):
    made = PeriodButtons()
    qtbot.addWidget(made)
    made.show()
    return made


def test_steps_and_units(buttons, qtbot):
    with qtbot.waitSignal(buttons.stepped) as blocker:
        qtbot.mouseClick(buttons.back_button, Qt.MouseButton.LeftButton)
    assert blocker.args == [-1]
    with qtbot.waitSignal(buttons.stepped) as blocker:
        qtbot.keyClick(buttons.next_button, Qt.Key.Key_Space)
    assert blocker.args == [1]
    with qtbot.waitSignal(buttons.unit_chosen) as blocker:
        buttons.units["year"].click()
    assert blocker.args == ["year"]


def test_shown_unit_is_silent(buttons, qtbot):
    with qtbot.assertNotEmitted(buttons.unit_chosen):
        buttons.show_unit("week")
    assert [unit for unit, chip in buttons.units.items() if chip.isChecked()] == ["week"]
    buttons.show_unit("")
    assert not any(chip.isChecked() for chip in buttons.units.values())


def test_play_is_asked_for(buttons, qtbot):
    for wanted in (True, False):
        with qtbot.waitSignal(buttons.play_asked) as blocker:
            qtbot.mouseClick(buttons.play_button, Qt.MouseButton.LeftButton)
        assert blocker.args == [wanted]


def test_playing_is_shown_silently(buttons, qtbot):
    with qtbot.assertNotEmitted(buttons.play_asked):
        buttons.show_playing(True)
    assert buttons.play_button.isChecked()


def test_speeds_follow_each_other(buttons):
    slowest = buttons.options().milliseconds
    for speed in (*SPEEDS[1:], SPEEDS[0]):
        buttons.speed_button.click()
        assert buttons.options().milliseconds == slowest // speed
    assert buttons.speed_button.text() == "×۱"


def test_back_stands_at_the_left(buttons):
    places = [
        button.mapTo(buttons, button.rect().topLeft()).x()
        for button in (buttons.back_button, buttons.play_button, buttons.next_button)
    ]
    assert places == sorted(places)
