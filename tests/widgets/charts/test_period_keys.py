"""Keys on the time bar: each asks for a period within the data."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from data.calendar import Season, jalali_day
from widgets.charts.period_keys import period_of_key

DATA = jalali_day(1402, 1, 1), jalali_day(1404, 9, 3)
AUTUMN = Season(1404, "autumn").days()
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def asked(key, span=AUTUMN, level="week", held=Qt.KeyboardModifier.NoModifier):
    event = QKeyEvent(QEvent.Type.KeyPress, key, held)
    return period_of_key(event, span, level, DATA, "jalali")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Left, Season(1404, "summer").days()),
        (Qt.Key.Key_Right, AUTUMN),  # winter has no data yet
        (Qt.Key.Key_Home, Season(1402, "spring").days()),
        (Qt.Key.Key_End, AUTUMN),
        (Qt.Key.Key_PageUp, (jalali_day(1403, 7, 1), jalali_day(1403, 9, 30) + 1)),
        (Qt.Key.Key_PageDown, AUTUMN),
        (Qt.Key.Key_Up, (jalali_day(1404, 1, 1), jalali_day(1405, 1, 1))),
        (Qt.Key.Key_Down, (jalali_day(1404, 9, 1), jalali_day(1404, 10, 1))),
        (Qt.Key.Key_A, None),
    ],
)
def test_plain_keys(key, expected):
    assert asked(key) == expected


def test_shift_moves_the_end_and_control_the_beginning():
    saturday = jalali_day(1404, 7, 5)
    span = saturday, saturday + 14
    assert asked(Qt.Key.Key_Right, span, held=SHIFT) == (saturday, saturday + 21)
    assert asked(Qt.Key.Key_Left, span, held=SHIFT) == (saturday, saturday + 7)
    assert asked(Qt.Key.Key_Right, span, held=SHIFT | CONTROL) == (saturday + 7, saturday + 14)
    assert asked(Qt.Key.Key_Left, span, held=SHIFT | CONTROL) == (saturday - 7, saturday + 14)


def test_a_period_is_one_unit_long_at_least():
    saturday = jalali_day(1404, 7, 5)
    week = saturday, saturday + 7
    assert asked(Qt.Key.Key_Left, week, held=SHIFT) == week


def test_an_own_period_keeps_its_length():
    own = jalali_day(1404, 5, 3), jalali_day(1404, 5, 13)
    first, end = asked(Qt.Key.Key_Home, own)
    assert first == DATA[0] and end - first == 10
    assert asked(Qt.Key.Key_End, own) == (DATA[1] - 10, DATA[1])
    assert asked(Qt.Key.Key_Up, own) == Season(1404, "summer").days()
