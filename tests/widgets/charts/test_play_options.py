"""The steps of a play: a moving or a growing period, and the end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar import Season, jalali_day
from widgets.charts.periods import UNITS
from widgets.charts.play_options import PlayMenu, PlayOptions, first_span, next_span

DATA = jalali_day(1402, 1, 10), jalali_day(1404, 9, 3)
SPRING = Season(1404, "spring").days()


def played(span, options):
    spans = []
    while (span := next_span(span, options, DATA[1], "jalali")) is not None:
        spans.append(span)
    return spans


def test_seasons_follow_each_other_up_to_the_last_day():
    assert played(SPRING, PlayOptions()) == [
        Season(1404, name).days() for name in ("summer", "autumn")
    ]


def test_a_season_moves_by_months():
    spans = played(SPRING, PlayOptions(step="month"))
    assert spans[0] == (jalali_day(1404, 2, 1), jalali_day(1404, 5, 1))
    assert spans[-1][1] == jalali_day(1404, 10, 1) and len(spans) == 6


@given(st.integers(*DATA), st.integers(1, 400), st.sampled_from(("", *UNITS)), st.booleans())
def test_every_play_goes_on_and_ends(first, length, unit, cumulative):
    options = PlayOptions(step=unit, cumulative=cumulative)
    span = (first, first + length)
    spans = played(span, options)
    assert len(spans) <= DATA[1] - DATA[0]
    for before, after in zip([span, *spans], spans, strict=False):
        assert after[1] > before[1] and after[0] >= before[0]
        assert not cumulative or after[0] == first
        assert before[1] < DATA[1], "nothing follows what reaches the last day"


@pytest.mark.parametrize("cumulative", [False, True])
def test_a_play_over_all_time_begins_at_the_first_day(cumulative):
    first, end = first_span(SPRING, PlayOptions(cumulative=cumulative), DATA[0], "jalali")
    assert first <= DATA[0] < end
    own = first_span((100, 110), PlayOptions(), DATA[0], "jalali")
    assert own == (DATA[0], DATA[0] + 10)


def test_choices_are_told_and_marked(desk, qtbot):
    menu = PlayMenu()
    qtbot.addWidget(menu)
    action = next(a for a in menu.actions() if a.data() == ("step", "week"))
    with qtbot.waitSignal(menu.options_changed) as blocker:
        action.trigger()
    assert blocker.args == [PlayOptions(step="week")]
    menu.choose(cumulative=True)
    marked = {a.data() for a in menu.actions() if a.isChecked()}
    assert marked == {
        ("step", "week"), ("cumulative", True), ("restore", False), ("loop", False)
    }  # fmt: skip
