"""The play goes on by itself, waits for the map, stops at the last day, and gives back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from data.calendar import Season
from desktop.main_window import MainWindow

ZONE = "Asia/Tehran"
SPRING, SUMMER, AUTUMN = (Season(1404, n).span(ZONE) for n in ("spring", "summer", "autumn"))


@pytest.fixture
def window(window: MainWindow, settled) -> MainWindow:
    """The desk in the spring, its play without a pause between steps."""
    window.time_bar.buttons.menu.choose(speed=8)
    window.context.choose_period(*SPRING)
    settled()
    return window


def period(window: MainWindow) -> tuple[int | None, int | None]:
    return window.maps.filter.since, window.maps.filter.until


def wait_for_end(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.playing.is_playing(), timeout=60_000)


def test_no_step_begins_before_the_last_is_shown(window, qtbot, monkeypatch) -> None:
    shown, step = [], window.playing._step

    def noted(*, rewinding: bool) -> None:
        shown.append(window.maps.idle() and window.canvas.painted())
        step(rewinding=rewinding)

    monkeypatch.setattr(window.playing, "_step", noted)
    told = []
    window.time_bar.period_changed.connect(lambda since, until: told.append((since, until)))
    window.time_bar.play_asked.emit(True)
    assert window.time_bar.buttons.play_button.isChecked()
    wait_for_end(window, qtbot)
    assert told == [SUMMER, AUTUMN] and all(shown)
    assert period(window) == AUTUMN
    assert not window.time_bar.buttons.play_button.isChecked()


def test_a_slow_layer_is_waited_for(window, qtbot) -> None:
    ready = []
    window.playing.wait_for(lambda: bool(ready))
    window.playing.play()
    qtbot.wait(600)
    assert period(window) == SUMMER, "the first step, and no other"
    ready.append(1)
    qtbot.waitUntil(lambda: period(window) == AUTUMN)
    wait_for_end(window, qtbot)


def test_the_period_stands_on_the_map_while_it_plays(window, qtbot) -> None:
    window.playing.play()
    assert window.playing._caption.text() == "۱ تیر تا ۳۱ شهریور ۱۴۰۴"
    assert window.playing._caption.isVisible()
    window.playing.play(False)
    assert not window.playing._caption.isVisible()


@pytest.mark.parametrize(("restore", "left"), [(False, SUMMER), (True, SPRING)])
def test_escape_ends_it_and_gives_back_by_choice(window, qtbot, restore, left) -> None:
    window.time_bar.buttons.menu.choose(restore=restore)
    window.playing.play()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not window.playing.is_playing()
    assert period(window) == left


def test_space_pauses_and_goes_on(window, qtbot) -> None:
    window.time_bar.buttons.menu.choose(restore=True)
    histogram = window.time_bar.histogram
    qtbot.keyClick(histogram, Qt.Key.Key_Space)
    assert window.playing.is_playing() and period(window) == SUMMER
    qtbot.keyClick(histogram, Qt.Key.Key_Space)
    assert not window.playing.is_playing() and period(window) == SUMMER
    qtbot.keyClick(histogram, Qt.Key.Key_Space)
    wait_for_end(window, qtbot)
    assert period(window) == SPRING, "the period of before the pause"


def test_a_period_taken_by_hand_ends_the_play_for_good(window, qtbot) -> None:
    window.time_bar.buttons.menu.choose(restore=True)
    window.playing.play()
    window.time_bar.choose_unit("week")
    assert not window.playing.is_playing()
    week = period(window)
    window.playing.stop()
    assert period(window) == week, "nothing is restored over what was chosen"


def test_another_district_does_not_end_it(window, qtbot) -> None:
    window.playing.play()
    window.context.choose_district(4)
    assert window.playing.is_playing()
    window.playing.stop()


def test_at_the_last_day_it_begins_anew_and_a_loop_goes_on(window, qtbot, settled) -> None:
    window.context.choose_period(*AUTUMN)
    settled()
    window.playing.play()
    first = Season.parse("1401-autumn").span(ZONE)
    assert period(window) == first
    window.playing.stop()
    window.time_bar.buttons.menu.choose(loop=True, step="year")
    window.context.choose_period(*AUTUMN)
    settled()
    window.playing.play()
    qtbot.waitUntil(lambda: period(window) != first)
    assert window.playing.is_playing()
    window.playing.stop()
