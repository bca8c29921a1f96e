"""Chips and filter say the same, in both directions."""

from __future__ import annotations

import pytest

from data.model.events import OBSTRUCTION_KINDS, VEHICLE_KINDS, Kind, Outcome, Source
from data.model.filters import Filter
from widgets.controls import Chip
from widgets.panels.filters import FilterPanel


@pytest.fixture
def panel(desk, qtbot):
    made = FilterPanel()
    made.set_districts(range(1, 11))
    qtbot.addWidget(made)
    made.show()
    return made


def click(group, text):
    next(chip for chip in group.findChildren(Chip) if chip.text() == text).click()


def test_kinds(panel, qtbot):
    with qtbot.waitSignal(panel.filter_changed) as blocker:
        click(panel.kinds, "خودرویی")
    assert blocker.args[0].kinds == frozenset(VEHICLE_KINDS)
    with qtbot.waitSignal(panel.filter_changed) as blocker:
        click(panel.kinds, "همه")
    assert blocker.args[0] == Filter(), "all means every kind of obstruction"


def test_other_kinds_can_be_asked_for(panel, qtbot):
    with qtbot.waitSignal(panel.filter_changed) as blocker:
        click(panel.kinds, "غیر سد معبر")
    assert blocker.args[0].kinds == frozenset({Kind.NOT_OBSTRUCTION})


def test_district_source_outcome_and_time(panel, qtbot):
    click(panel.districts, "۴")
    click(panel.sources, "پیام شهروندی")
    click(panel.outcomes, "جریمه")
    click(panel.weekdays, "جمعه")
    with qtbot.waitSignal(panel.filter_changed) as blocker:
        click(panel.hours, "۱۷")
    assert blocker.args[0] == Filter(
        districts=frozenset({4}),
        sources=frozenset({Source.OBSTRUCTION}),
        outcomes=frozenset({Outcome.FINE}),
        weekdays=frozenset({6}),
        hours=frozenset({17}),
    )


def test_period_and_statuses_are_kept(panel, qtbot):
    given = Filter(since=10**10, until=2 * 10**10, statuses=frozenset({21}))
    panel.set_filter(given)
    with qtbot.waitSignal(panel.filter_changed) as blocker:
        click(panel.districts, "۸")
    assert blocker.args[0] == given.replace(districts=frozenset({8}))


@pytest.mark.parametrize(
    "given",
    [
        Filter(),
        Filter(kinds=frozenset({*VEHICLE_KINDS, Kind.SHOP}), districts=frozenset({1, 10})),
        Filter(kinds=frozenset(Kind), hours=frozenset({0, 23})),
        Filter(sources=frozenset(Source), kinds=frozenset(OBSTRUCTION_KINDS)),
    ],
)
def test_shown_filter_reads_back(panel, qtbot, given):
    with qtbot.assertNotEmitted(panel.filter_changed):
        panel.set_filter(given)
    with qtbot.waitSignal(panel.filter_changed) as blocker:
        panel._on_changed()
    assert blocker.args[0] == given


def test_a_restriction_that_works_is_not_hidden(panel):
    assert not panel._time_fold.is_open() and not panel._outcome_fold.is_open()
    panel.set_filter(Filter(hours=frozenset({8}), outcomes=frozenset({Outcome.FINE})))
    assert panel._time_fold.is_open() and panel._outcome_fold.is_open()


def test_districts_of_another_city(panel):
    panel.set_filter(Filter(districts=frozenset({3})))
    panel.set_districts([1, 2, 3])
    assert panel.districts.chosen() == frozenset({3})
