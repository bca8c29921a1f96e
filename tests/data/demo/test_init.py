"""The whole demonstration city: its size, its honesty, and that it comes out the same again."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from data.calendar import date_parts, day_of, format_instant, parse_instant
from data.demo import MOST_EVENTS, DemoCity, generate
from data.errors import BadInput
from data.feedback import Feedback, silent
from data.model.events import EventTable
from data.profile import Profile, load_profile


def digest(city: DemoCity) -> str:
    """Return one hash of all columns, streets and texts."""
    total = hashlib.sha256(city.streets.xy.tobytes())
    for chunk in city.event_chunks(silent()):
        for name in EventTable.columns():
            total.update(getattr(chunk.table, name).tobytes())
        total.update(repr(chunk.texts).encode())
    return total.hexdigest()


def test_the_same_seed_gives_the_same_city_and_another_one_another(town: Profile) -> None:
    first = digest(generate(town, events=3_000))
    assert digest(generate(town, events=3_000)) == first
    assert digest(generate(town, events=3_000, seed=7)) != first


def test_a_second_call_yields_the_same_events(demo: DemoCity) -> None:
    one, two = (next(demo.event_chunks(silent())).table for _ in range(2))
    assert np.array_equal(one.time, two.time)
    assert np.array_equal(one.x, two.x, equal_nan=True)


def test_now_is_the_demonstrations_last_day(demo: DemoCity) -> None:
    assert format_instant(demo.now, "Asia/Tehran") == "۱۴۰۴/۰۹/۰۲ ۱۰:۴۲"


def test_another_now_moves_the_three_years(town: Profile) -> None:
    now = parse_instant("1403/01/15 20:00", "Asia/Tehran")
    city = generate(town, events=20_000, now=now)
    table = next(city.event_chunks(silent())).table
    assert date_parts(day_of(int(table.time.min()), "Asia/Tehran")) == (1400, 1, 16)
    assert now - 86_400 < table.time.max() <= now


@pytest.mark.parametrize("events", [0, 1])
def test_any_number_of_events_comes_out_exactly(town: Profile, events: int) -> None:
    chunks = list(generate(town, events=events).event_chunks(silent()))
    assert sum(map(len, chunks)) == events


@pytest.mark.parametrize("events", [-1, MOST_EVENTS + 1])
def test_too_many_events_are_refused(town: Profile, events: int) -> None:
    with pytest.raises(BadInput):
        generate(town, events=events)


def test_a_bad_seed_is_refused(town: Profile) -> None:
    with pytest.raises(BadInput):
        generate(town, events=1, seed=-1)


def test_everything_says_that_it_is_invented(demo: DemoCity, tabriz: Profile) -> None:
    assert demo.streets.simulated
    assert all("نمایشی" in name for name in demo.streets.names)
    invented = set(demo.places) - set(tabriz.places)
    assert all("نمایشی" in p.name and p.source == "نمایشی" for p in invented)
    assert all("نمایشی" in lot.name for lot in demo.lots)
    assert all("نمایشی" in zone.name for zone in demo.zones)
    assert all("نمایشی" in plan.notes for plan in demo.plans)


def test_progress_is_told_to_the_end(demo: DemoCity) -> None:
    heard: list[tuple[int, int]] = []
    for _chunk in demo.event_chunks(Feedback(lambda *step: heard.append(step))):
        pass
    assert heard[0] == (0, demo.events)
    assert heard[-1] == (demo.events, demo.events)


def test_another_city_gets_a_demonstration_too(shared) -> None:
    city = generate(load_profile(shared("data/cities/boston.toml")), events=5_000)
    table = next(city.event_chunks(silent())).table
    assert len(table) == 5_000
    assert len(city.streets) > 10_000
    assert set(np.unique(table.district)) <= set(range(1, 11))


def test_a_city_of_one_district_gets_one_too(town: Profile) -> None:
    city = generate(town, events=2_000)
    table = next(city.event_chunks(silent())).table
    assert set(np.unique(table.district)) == {1}
    assert len(city.users) == 2
    assert city.places
