"""Seasons and counts of the one filter, also where dates are of no calendar."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.calendar import Season, jalali_day
from data.model.events import EventTable
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from data.profile import load_profile
from desktop.context import MOST_SEASONS, latest_season, season_of, seasons_of, undated_events
from desktop.summary import Summary
from layers.picture import Number

CITY = load_profile("tabriz").city
NOW = Season(1404, "autumn").span(CITY.timezone)[0] + 40 * 86_400
YEAR_0, YEAR_9999 = -62_167_219_200, 253_402_214_400


def snapshot(*times: int) -> Snapshot:
    columns = {name: np.zeros(len(times), kind) for name, kind in EventTable.columns().items()}
    events = EventTable(**columns | {"time": np.array(times, np.int64)})
    return Snapshot(CITY, (), events, now=NOW)


def test_every_season_with_data_is_offered_newest_first() -> None:
    first = Season(1403, "spring").span(CITY.timezone)[0]
    names = [str(season) for season in seasons_of(snapshot(first + 5, NOW - 5))]
    assert names[0] == "1404-autumn" and names[-1] == "1403-spring" and len(names) == 7


@pytest.mark.parametrize("times", [(), (YEAR_0,), (YEAR_9999,), (YEAR_0, NOW - 5, YEAR_9999)])
def test_false_dates_offer_no_thousand_years(times) -> None:
    shown = snapshot(*times)
    seasons = seasons_of(shown)
    assert 1 <= len(seasons) <= MOST_SEASONS
    assert latest_season(shown).span(CITY.timezone)
    assert season_of(Filter(since=YEAR_0, until=YEAR_9999), shown) is None


def summary(first_day: int, per_day: list[int], total: int) -> Summary:
    kinds = (Number("kind:vehicle", "", total),)
    none = np.zeros((7, 24), np.int64)
    return Summary("", first_day, np.array(per_day), (), kinds, (), none, None)


def test_undated_events_are_those_no_day_of_the_bar_holds() -> None:
    first = jalali_day(1404, 7, 1)
    until = Season(1404, "autumn").span(CITY.timezone)[0] + 2 * 86_400
    told = summary(first, [1, 2, 4], 9)
    assert undated_events(told, Filter(), CITY) == 2
    assert undated_events(told, Filter(until=until), CITY) == 6, "of two days and before"
    assert undated_events(told, Filter(since=0), CITY) == 0
    assert undated_events(replace(told, kinds=()), Filter(), CITY) == 0
