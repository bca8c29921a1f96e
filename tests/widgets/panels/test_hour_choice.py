"""The hour of crew coverage: shown without a signal, told when the user moves it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from widgets.panels.hour_choice import HourChoice


def test_a_moment_is_shown_without_a_signal(qtbot) -> None:
    choice = HourChoice()
    qtbot.addWidget(choice)
    told = []
    choice.hour_chosen.connect(lambda *values: told.append(values))
    choice.set_moment(6, 17 * 60 + 40)
    assert choice.weekday.currentText() == "جمعه"
    assert choice._text.text() == "۱۷:۰۰"
    assert told == []


def test_keys_move_the_hour_to_the_right(qtbot) -> None:
    choice = HourChoice()
    qtbot.addWidget(choice)
    choice.show()
    choice.set_moment(2, 600)
    with qtbot.waitSignal(choice.hour_chosen) as told:
        QTest.keyClick(choice.hour, Qt.Key.Key_Right)
    assert told.args == [2, 660]


def test_now_is_asked_for(qtbot) -> None:
    choice = HourChoice()
    qtbot.addWidget(choice)
    choice.show()
    with qtbot.waitSignal(choice.now_chosen):
        QTest.mouseClick(choice._now, Qt.MouseButton.LeftButton)
