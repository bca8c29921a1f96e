"""The heartbeat finds a stall, and tells work of the window's thread from waiting."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer

from benchmarks.heartbeat import Heartbeat, Stall


def test_work_in_this_thread_is_found(qtbot) -> None:
    beat = Heartbeat()
    beat.start()
    qtbot.wait(20)
    end = time.thread_time() + 0.05
    while time.thread_time() < end:
        pass
    stall = beat.stop()
    assert stall.own >= 50
    assert stall.pause >= stall.made >= 45


def test_sleep_is_a_pause_that_this_program_did_not_make(qtbot) -> None:
    beat = Heartbeat()
    beat.start()
    time.sleep(0.06)
    stall = beat.stop()
    assert stall.pause >= 60
    assert stall.own < 30


def test_the_longest_of_each_part_is_kept() -> None:
    stall = Stall().longest(20.0, 30.0, 5.0).longest(10.0, 4.0, 8.0)
    assert stall == Stall(pause=20.0, made=20.0, own=8.0)


def test_a_deliberate_stall_of_80_ms_is_told_in_full(qtbot) -> None:
    beat = Heartbeat()
    beat.start()
    qtbot.wait(10)
    QTimer.singleShot(5, _work_for_80_ms)
    qtbot.wait(150)
    stall = beat.stop()
    assert stall.pause >= stall.made >= 80
    assert stall.own >= 80


def _work_for_80_ms() -> None:
    end = time.thread_time() + 0.08
    while time.thread_time() < end:
        pass
