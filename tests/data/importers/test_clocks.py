from __future__ import annotations

import pytest

from data.importers.clocks import MISSING, plain_text, read_clock


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("8:05", 485), ("۱۷:۳۰", 1050), ("0830", 510), ("5:30 PM", 1050), ("12:10 am", 10)]
    + [("24:00", 1440), ("0.5", 720), ("8", 480), ("08:05:59", 485)],
)
def test_forms_of_a_time(text: str, minutes: int) -> None:
    seconds, false = read_clock([text])
    assert seconds[0] // 60 == minutes
    assert not false[0]


@pytest.mark.parametrize("text", ["25:00", "8:61", "صبح", "noon", "24:01", "2.5"])
def test_false_times_are_marked(text: str) -> None:
    seconds, false = read_clock([text])
    assert seconds[0] == MISSING and false[0]


def test_empty_cells_are_missing_and_not_false() -> None:
    seconds, false = read_clock([None, "", "  "])
    assert (seconds == MISSING).all() and not false.any()


def test_marks_of_direction_are_taken_off() -> None:
    assert plain_text("\u200f۱۲\u202c ") == "12"
