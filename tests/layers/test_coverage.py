from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.calendar import jalali_day
from data.feedback import silent
from data.model.crews import Crew, Shift
from data.model.snapshot import Snapshot
from layers import coverage

SATURDAY = jalali_day(1404, 7, 5)


def test_reach_and_demand_of_an_hour(town: Snapshot) -> None:
    found = coverage.find(town, coverage.Choices(SATURDAY, 600), silent())
    assert found.area.area == pytest.approx(np.pi * 1_500**2, rel=2e-3)
    assert found.share_area == pytest.approx(np.pi * 1_500**2 / 36e6, rel=2e-3)
    distance = np.hypot(found.demand.x - 601_500, found.demand.y - 4_211_500)
    assert np.array_equal(found.covered, distance <= 1_500)
    assert found.share_missed == pytest.approx((distance > 1_500).mean())


def test_the_demand_is_of_that_weekday_and_hour(town: Snapshot) -> None:
    found = coverage.find(town, coverage.Choices(SATURDAY, 630), silent())
    local = found.demand.time + 12_600
    assert len(local) > 0
    assert set(local // 3600 % 24) == {10}
    assert set((local // 86_400 + 5) % 7) == {0}


def test_now_is_the_hour_without_a_choice(town: Snapshot) -> None:
    found = coverage.find(town, None, silent())
    assert (found.day, found.minute) == (jalali_day(1404, 8, 10), 600)


def test_after_the_shift_nobody_is_there(town: Snapshot) -> None:
    found = coverage.find(town, coverage.Choices(SATURDAY, 960), silent())
    assert found.crews == ()
    assert found.area.is_empty
    assert not found.covered.any()


def test_a_shift_across_midnight_reaches_the_next_day(town: Snapshot) -> None:
    night = Shift(2, 1, frozenset({0}), 22 * 60, 6 * 60, SATURDAY, SATURDAY)
    snapshot = replace(town, shifts=(night,))
    assert coverage.find(snapshot, coverage.Choices(SATURDAY + 1, 300), silent()).crews
    assert not coverage.find(snapshot, coverage.Choices(SATURDAY + 1, 360), silent()).crews


def test_of_two_shifts_the_farther_reach_counts_once(town: Snapshot) -> None:
    first = town.shifts[0]
    wider = replace(first, id=9, reach=2_000.0)
    for shifts in ((first, wider), (wider, first)):
        snapshot = replace(town, shifts=shifts)
        found = coverage.find(snapshot, coverage.Choices(SATURDAY, 600), silent())
        assert [shift.reach for _crew, shift in found.crews] == [2_000]


def test_a_crew_without_a_shift_and_a_shift_without_a_crew(town: Snapshot) -> None:
    lonely = replace(town, crews=(*town.crews, Crew(5, "", 1, 0.0, 0.0)))
    assert len(coverage.find(lonely, coverage.Choices(SATURDAY, 600), silent()).crews) == 1
    orphan = replace(town, crews=())
    assert coverage.find(orphan, coverage.Choices(SATURDAY, 600), silent()).crews == ()
