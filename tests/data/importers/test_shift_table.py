from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.importers.columns import suggest_mapping
from data.importers.context import ImportContext
from data.importers.reading import read_table
from data.importers.shift_table import check_shifts, minutes_of, weekdays_of
from data.model.crews import Crew

WEEK = frozenset(range(7))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", WEEK),
        ("همه روزه", WEEK),
        ("هر روز", WEEK),
        ("شنبه تا چهارشنبه", {0, 1, 2, 3, 4}),
        ("شنبه، دوشنبه و چهارشنبه", {0, 2, 4}),
        ("سه‌شنبه", {3}),
        ("سه شنبه", {3}),
        ("پنج‌شنبه و جمعه", {5, 6}),
        ("۵شنبه", {5}),
        ("0,2", {0, 2}),
        ("Sat-Mon", {0, 1, 2}),
        ("چهارشنبه تا شنبه", {4, 5, 6, 0}),
    ],
)
def test_weekdays(text: str, days: set[int]) -> None:
    assert weekdays_of(text) == days


@pytest.mark.parametrize("text", ["فردا", "شنبه تا", "9", "a to b to c"])
def test_no_weekdays(text: str) -> None:
    assert weekdays_of(text) is None


def test_minutes() -> None:
    assert minutes_of("۸:۳۰") == 510 and minutes_of("22") == 1320 and minutes_of("x") is None


def test_a_duty_table(csv_file: Callable[..., Path], context: ImportContext) -> None:
    text = (
        "اکیپ,روزها,از ساعت,تا ساعت,از تاریخ,تا تاریخ,آماده‌باش\n"
        "گشت ۱,شنبه تا چهارشنبه,22:00,06:00,1404/07/01,1404/09/30,\n"
        "گشت 1,شنبه تا چهارشنبه,22:00,06:00,1404/07/01,1404/09/30,\n"
        "2,جمعه,8,24:00,1404/07/01,1404/07/01,بله\n"
        "گشت ۹,,8:00,16:00,1404/07/01,1404/09/30,\n"
        "گشت ۱,,8:00,16:00,1404/09/30,1404/07/01,\n"
        "گشت ۱,,8:00,,1404/07/01,1404/09/30,\n"
        "گشت ۱,فردا,8:00,9:00,1404/07/01,1404/09/30,\n"
    )
    raw = read_table(csv_file(text))
    crews = [Crew(1, "گشت ۱", 4, 0, 0), Crew(2, "گشت ۲", 4, 0, 0)]
    result = check_shifts(raw, suggest_mapping(raw, "shifts", context.city), crews, context)
    night, standby = result.shifts
    assert (night.start, night.end, night.minutes) == (1320, 360, 480)
    assert (standby.crew, standby.end, standby.on_call) == (2, 0, True)
    assert result.duplicates.tolist() == [3] and [r.line for r in result.rejects] == [5, 6, 7, 8]
