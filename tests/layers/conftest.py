"""A small town for the layers: two districts, streets, crews, and events with a planted truth."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import shapely

from data.calendar import jalali_day
from data.model.city import City, District, Place
from data.model.crews import Crew, Shift
from data.model.events import EventTable, Kind, Source, Status
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from data.model.streets import StreetTable
from data.timezones import zone_offsets
from layers.picture import Frame

WEST, SOUTH, SIDE = 600_000.0, 4_210_000.0, 6_000.0
PLANTED = (601_500.0, 4_213_000.0)  # a dense square around this place, at 10 in the morning
TABRIZ = City(
    "tabriz",
    {"fa": "تبریز", "en": "Tabriz"},
    (46.29, 38.08),
    (46.1, 37.9, 46.5, 38.2),
    32638,
    "Asia/Tehran",
)


def utc(year: int, month: int, day: int, hour: int = 0) -> int:
    """Return UTC seconds of a Jalali date and hour in Tehran."""
    local = jalali_day(year, month, day) * 86_400 + hour * 3600
    return int(zone_offsets("Asia/Tehran").utc(local))


def make_events(count: int, seed: int = 1, planted: int = 1_500) -> EventTable:
    """Return events over two years, spread evenly but for the planted place."""
    rng = np.random.default_rng(seed)
    n = count + planted
    x, y = rng.uniform(WEST, WEST + SIDE, n), rng.uniform(SOUTH, SOUTH + SIDE, n)
    x[count:] = PLANTED[0] + rng.uniform(-150, 150, planted)
    y[count:] = PLANTED[1] + rng.uniform(-150, 150, planted)
    start, end = utc(1403, 1, 1), utc(1405, 1, 1)
    time = rng.integers(start, end, n)
    day = (time[count:] + 12_600) // 86_400 * 86_400 - 12_600
    time[count:] = day + 10 * 3600 + rng.integers(0, 3600, planted)
    precision = np.zeros(n, np.uint8)
    unplaced = rng.random(n) < 0.1
    unplaced[count:] = False
    x[unplaced], y[unplaced], precision[unplaced] = np.nan, np.nan, 1
    kind = rng.choice([Kind.DOUBLE_PARKED, Kind.VENDOR, Kind.SHOP, Kind.MATERIAL], n)
    source = rng.choice([Source.OBSTRUCTION, Source.COMPLAINT, Source.IMPOUND], n)
    status = np.where(
        source == Source.IMPOUND,
        rng.choice([Status.IN_LOT, Status.RELEASE_REQUESTED, Status.RELEASED], n),
        Status.RECEIVED,
    )
    return EventTable(
        x=x,
        y=y,
        precision=precision,
        time=time.astype(np.int64),
        source=source.astype(np.uint8),
        kind=kind.astype(np.uint8),
        outcome=np.zeros(n, np.uint8),
        district=np.where(np.nan_to_num(x, nan=WEST) < WEST + SIDE / 2, 1, 2).astype(np.int16),
        status=status.astype(np.uint8),
        batch=np.zeros(n, np.int32),
        id=np.arange(1, n + 1, dtype=np.int64),
    )


def make_streets() -> StreetTable:
    """Return three named streets, one a rank, and a nameless one."""
    middle, east, north = SOUTH + 3_000, WEST + SIDE, SOUTH + SIDE
    xy = np.array(
        [
            [WEST, middle],
            [WEST + 3_000, middle],
            [east, middle],
            [WEST + 3_000, SOUTH],
            [WEST + 3_000, north],
            [WEST, SOUTH + 500],
            [WEST + 900, SOUTH + 500],
            [WEST, SOUTH + 800],
            [WEST + 900, SOUTH + 800],
        ]
    )
    return StreetTable(
        xy,
        np.array([0, 3, 5, 7, 9]),
        np.array([0, 1, 2, 2], np.uint8),
        np.array([0, 1, 2, -1], np.int32),
        ("خیابان امام", "خیابان شریعتی", "کوچهٔ بهار"),
        np.arange(1, 5),
        simulated=True,
    )


@pytest.fixture(scope="session")
def town() -> Snapshot:
    """Return the town in autumn 1404, on its 40th day."""
    half = WEST + SIDE / 2
    districts = tuple(
        District(number, f"منطقهٔ {number}", shapely.box(*box), schematic=True)
        for number, box in (
            (1, (WEST, SOUTH, half, SOUTH + SIDE)),
            (2, (half, SOUTH, WEST + SIDE, SOUTH + SIDE)),
        )
    )
    since, until = utc(1404, 7, 1), utc(1404, 10, 1)
    first, last = jalali_day(1404, 1, 1), jalali_day(1405, 1, 1)
    return Snapshot(
        TABRIZ,
        districts,
        make_events(6_000),
        Filter(since=since, until=until),
        now=utc(1404, 8, 10, 10),
        streets=make_streets(),
        places=(Place("میدان ساعت", WEST + 4_500, SOUTH + 4_500),),
        crews=(Crew(1, "اکیپ ۱", 1, WEST + 1_500, SOUTH + 1_500),),
        shifts=(Shift(1, 1, frozenset(range(7)), 480, 960, first, last),),
        simulated=True,
    )


@pytest.fixture
def planted() -> tuple[float, float]:
    """Return the middle of the planted place."""
    return PLANTED


@pytest.fixture
def frame() -> Frame:
    """Return the whole town at a middle scale."""
    return Frame((WEST, SOUTH, WEST + SIDE, SOUTH + SIDE), 6.0)


@pytest.fixture
def shuffled() -> Callable[[Snapshot], Snapshot]:
    """Return a function that puts a snapshot's events into another order."""
    from dataclasses import replace

    def shuffle(snapshot: Snapshot) -> Snapshot:
        order = np.random.default_rng(9).permutation(len(snapshot.events))
        return replace(snapshot, events=snapshot.events.take(order))

    return shuffle
