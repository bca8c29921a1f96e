"""The workspace as the layers see it."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import box

from data.model.city import City, District
from data.model.events import EventTable, Kind, Precision, Source
from data.model.filters import Filter
from data.model.snapshot import Snapshot

CITY = City("t", {"fa": "ت"}, (46.3, 38.0), (46, 37, 47, 39), 32638, "Asia/Tehran")
DAY = 86_400


def snapshot(times: list[int], *, source: int = Source.COMPLAINT, **more: object) -> Snapshot:
    columns = {name: np.zeros(len(times), dtype) for name, dtype in EventTable.columns().items()}
    columns["time"] = np.array(times, np.int64)
    columns["source"][:] = source
    columns["kind"][:] = Kind.SHOP
    columns["precision"][::2] = Precision.STREET
    districts = (District(1, "منطقهٔ ۱", box(0, 0, 1, 1), schematic=True),)
    return Snapshot(CITY, districts, EventTable(**columns), **more)


def test_selected_passes_the_filter_and_placed_can_be_drawn() -> None:
    view = snapshot([1, 2, 3, 4, 5], filter=Filter(since=2))
    assert view.selected.time.tolist() == [2, 3, 4, 5]
    assert view.placed.time.tolist() == [2, 4]
    assert view.share_placed == 0.5


def test_a_clock_set_back_sees_the_workspace_as_it_stood() -> None:
    assert snapshot([1, 2, 3, 4], now=3).selected.time.tolist() == [1, 2]


def test_without_rows_everything_counts_as_shown() -> None:
    view = snapshot([], now=9 * DAY)
    assert view.share_placed == 1.0
    assert view.period == (9 * DAY, 9 * DAY)
    assert view.weeks > 0


@pytest.mark.parametrize(
    ("since", "until", "now", "period"),
    [
        (None, None, 0, (DAY, 5 * DAY + 1)),
        (2 * DAY, None, 0, (2 * DAY, 5 * DAY + 1)),
        (2 * DAY, 9 * DAY, 4 * DAY, (2 * DAY, 4 * DAY)),
        (2 * DAY, 3 * DAY, 4 * DAY, (2 * DAY, 3 * DAY)),
        (6 * DAY, 9 * DAY, 4 * DAY, (6 * DAY, 6 * DAY)),
    ],
)
def test_the_period_never_ends_after_now(since, until, now: int, period: tuple) -> None:
    view = snapshot([DAY, 5 * DAY], filter=Filter(since=since, until=until), now=now)
    assert view.period == period


def test_weeks_are_those_that_have_passed() -> None:
    view = snapshot([0], filter=Filter(since=0, until=90 * DAY), now=14 * DAY)
    assert view.weeks == pytest.approx(2.0)


def test_another_filter_leaves_the_first_view_as_it_was() -> None:
    view = snapshot([1, 2, 3])
    assert len(view.selected) == 3
    other = view.filtered(view.filter.replace(since=3))
    assert (len(view.selected), len(other.selected)) == (3, 1)
    assert other.events is view.events


def test_schematic_boundaries_are_known() -> None:
    assert snapshot([]).schematic
    assert snapshot([]).local(0) == 12_600


def test_rows_of_an_extent_are_placed_pass_and_lie_there() -> None:
    view = snapshot([0, 1, 3, 2, 5, 4], filter=Filter(since=2), now=4)
    rows = view.rows_in((-np.inf, -np.inf, np.inf, np.inf))
    assert view.events.time[rows].tolist() == [2], "3 has no place, 4 is not yet, 1 is too early"
    assert view.cell_counts.counts.sum() == len(view.placed) == 1
    assert view.filtered(Filter()).cell_counts.counts.sum() == 2


def test_instants_of_no_calendar_do_not_stretch_the_period() -> None:
    year_0, year_9999 = -62_167_219_200, 253_402_300_799
    view = snapshot([year_0, 5 * DAY, 9 * DAY, year_9999], filter=Filter())
    assert view.period == (5 * DAY, 9 * DAY + 1)
    assert snapshot([year_0], now=DAY).period == (DAY, DAY)
