from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.calendar import date_parts, day_of, parse_instant
from data.model.events import EventTable
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from layers import counts

TEHRAN = "Asia/Tehran"


def at(text: str) -> int:
    return parse_instant(text, TEHRAN)


def test_the_parts_sum_to_the_whole(town: Snapshot) -> None:
    events = town.selected
    assert sum(counts.by_district(events).values()) == len(events)
    assert sum(counts.by_kind_group(events).values()) == len(events)
    assert sum(counts.by_kind(events.kind).values()) == len(events)
    assert sum(counts.by_month(events, town.city).values()) == len(events)
    assert counts.by_day(events, TEHRAN)[1].sum() == len(events)


def test_a_kind_of_no_group_counts_as_other(town: Snapshot) -> None:
    events = replace(town.selected, kind=np.full(len(town.selected), 77, np.uint8))
    assert counts.by_kind_group(events)["other"] == len(events)


def test_days_are_local_days(town: Snapshot) -> None:
    rows = town.events.take(slice(2))
    times = np.array([at("1404/07/01 23:59"), at("1404/07/03 00:00")])
    first, days = counts.by_day(replace(rows, time=times), TEHRAN)
    assert first == day_of(at("1404/07/01"), TEHRAN)
    assert days.tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [("jalali", {(1404, 12): 1, (1405, 1): 1}), ("gregorian", {(2026, 3): 2})],
)
def test_months_follow_the_calendar(town: Snapshot, calendar: str, expected: dict) -> None:
    rows = town.events.take(slice(2))
    times = np.array([at("1404/12/29 12:00"), at("1405/01/01 12:00")])
    city = replace(town.city, calendar=calendar)
    assert counts.by_month(replace(rows, time=times), city) == expected


def test_months_without_events_stand_between(town: Snapshot) -> None:
    rows = town.events.take(slice(2))
    times = np.array([at("1404/11/05"), at("1405/02/05")])
    months = counts.by_month(replace(rows, time=times), town.city)
    assert list(months.items()) == [
        ((1404, 11), 1),
        ((1404, 12), 0),
        ((1405, 1), 0),
        ((1405, 2), 1),
    ]


def test_nothing_counts_as_nothing(town: Snapshot) -> None:
    none = EventTable.empty()
    assert counts.by_district(none) == {}
    assert counts.by_month(none, town.city) == {}
    assert counts.by_day(none, TEHRAN)[1].sum() == 0
    assert set(counts.by_kind_group(none).values()) == {0}


def test_an_unfinished_season_is_compared_with_the_days_elapsed(town: Snapshot) -> None:
    filter_ = Filter(since=at("1404/07/01"), until=at("1404/10/01"))
    before, unfinished = counts.same_period_last_year(filter_, at("1404/08/10 10:30"), town.city)
    assert unfinished
    assert before.since == at("1403/07/01")
    assert before.until == at("1403/08/10 10:30")


def test_a_finished_period_keeps_its_end(town: Snapshot) -> None:
    filter_ = Filter(since=at("1403/12/01"), until=at("1404/01/01"))
    before, unfinished = counts.same_period_last_year(filter_, at("1404/08/10"), town.city)
    assert not unfinished
    assert (before.since, before.until) == (at("1402/12/01"), at("1403/01/01"))


def test_other_conditions_stay_and_an_open_beginning_too(town: Snapshot) -> None:
    filter_ = Filter(districts=frozenset({4}))
    before, unfinished = counts.same_period_last_year(filter_, at("1404/08/10"), town.city)
    assert unfinished
    assert before.since is None
    assert before.districts == {4}


@pytest.mark.parametrize(
    "filter_",
    [
        Filter(),
        Filter(until=at("1404/07/01")),
        Filter(since=at("1403/02/01"), until=at("1403/03/01")),
        Filter(since=at("1403/01/01"), until=at("1404/08/01")),
    ],
)
def test_what_has_no_counterpart_is_not_compared(town: Snapshot, filter_: Filter) -> None:
    assert counts.last_year(town.filtered(filter_)) is None


def test_last_year_holds_the_same_days(town: Snapshot) -> None:
    before = counts.last_year(town)
    assert before is not None
    since, until = before.period
    assert date_parts(day_of(since, TEHRAN)) == (1403, 7, 1)
    assert date_parts(day_of(until, TEHRAN)) == (1403, 8, 10)
