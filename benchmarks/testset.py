"""The city both sides of a comparison are measured on, the same on every machine.

Four fifths of the events lie along sixty streets, the rest anywhere; ten districts with jagged
borders tile the box. Three years, six kinds, four states. No program's own format is favoured:
Gozar gets a workspace, the others a plain GeoPackage without a workspace's further columns, and
who computes in memory gets the same arrays.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from data.clock import Clock
from data.feedback import silent
from data.model.city import District
from data.model.events import EventTable, Precision, Source
from data.model.intake import NewEvents
from data.profile import load_profile
from data.timezones import DAY_SECONDS, zone_offsets

WEST, SOUTH, EAST, NORTH = 600_900.0, 4_206_600.0, 627_200.0, 4_223_200.0
EPSG, TIMEZONE = 32_638, "Asia/Tehran"
SEED = 20_240_321
STREETS = 60
FIRST_DAY, DAYS = 18_707, 3 * 365  # 21 March 2021
KINDS = (1, 2, 3, 20, 30, 40)
STATES = (1, 3, 4, 5)
CORNERS = 2_000  # of each district
ACROSS, UP = 5, 2
COLUMNS = ("x", "y", "local", "kind", "district", "status")
WORKSPACE, PLAIN, DISTRICTS = "workspace.gpkg", "events.gpkg", "districts.gpkg"

Floats = NDArray[np.float64]


def prepare(folder: Path, events: int) -> Path:
    """Return the folder with the test set of a size, made at the first call."""
    made = folder / f"testset-{events}"
    if not (made / WORKSPACE).exists():
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        _write(made, events)
    return made


def table(folder: Path) -> EventTable:
    """Return the events of a prepared test set as Gozar holds them."""
    x, y, local, kind, district, status = (np.load(folder / f"{name}.npy") for name in COLUMNS)
    count = len(x)
    return EventTable(
        x=x,
        y=y,
        precision=np.full(count, Precision.POINT, np.uint8),
        time=zone_offsets(TIMEZONE).utc(local),
        source=np.full(count, Source.COMPLAINT, np.uint8),
        kind=kind,
        outcome=np.zeros(count, np.uint8),
        district=district,
        status=status,
        batch=np.zeros(count, np.int32),
        id=np.arange(1, count + 1),
    )


def _write(folder: Path, events: int) -> None:
    areas = districts()
    lottery = np.random.default_rng(SEED)
    x, y = _places(events, lottery)
    local = FIRST_DAY * DAY_SECONDS + lottery.integers(0, DAYS * DAY_SECONDS, events)
    kind = np.array(KINDS, np.uint8)[lottery.integers(0, len(KINDS), events)]
    status = np.array(STATES, np.uint8)[lottery.integers(0, len(STATES), events)]
    columns = (x, y, local, kind, _district(x, y, areas), status)
    for name, column in zip(COLUMNS, columns, strict=True):
        np.save(folder / f"{name}.npy", column)
    _write_plain(folder, areas)
    _write_workspace(folder, areas)


def _places(events: int, lottery: np.random.Generator) -> tuple[Floats, Floats]:
    """Return x and y: clusters as long and narrow as streets, and a thin spread over all."""
    shape, size = (WEST, SOUTH), (EAST - WEST, NORTH - SOUTH)
    middle = np.array(shape) + lottery.uniform(0.06, 0.94, (STREETS, 2)) * size
    turned = lottery.choice([0.35, 0.35 + np.pi / 2], STREETS) + lottery.normal(0, 0.08, STREETS)
    spread = np.stack([lottery.uniform(300, 1_200, STREETS), lottery.uniform(30, 120, STREETS)], 1)
    street = lottery.choice(STREETS, events * 4 // 5, p=lottery.dirichlet(np.full(STREETS, 1.2)))
    along, beside = (lottery.normal(size=(len(street), 2)) * spread[street]).T
    cosine, sine = np.cos(turned[street]), np.sin(turned[street])
    on_streets = middle[street] + np.stack(
        [along * cosine - beside * sine, along * sine + beside * cosine], 1
    )
    xy = np.concatenate(
        [on_streets, lottery.uniform(0, 1, (events - len(street), 2)) * size + shape]
    )
    # What fell beyond the box, or on its border, lies anywhere instead.
    out = np.any((xy <= shape) | (xy >= np.add(shape, size)), axis=1)
    xy[out] = lottery.uniform(0.001, 0.999, (int(out.sum()), 2)) * size + shape
    xy = lottery.permutation(xy)
    return xy[:, 0].copy(), xy[:, 1].copy()


def districts() -> list[shapely.Polygon]:
    """Return ten polygons of some two thousand corners; neighbours share one jagged line."""
    lottery = np.random.default_rng(7)
    xs, ys = np.linspace(WEST, EAST, ACROSS + 1), np.linspace(SOUTH, NORTH, UP + 1)
    level = [
        [_border((xs[i], ys[j]), (xs[i + 1], ys[j]), 0 < j < UP, lottery) for i in range(ACROSS)]
        for j in range(UP + 1)
    ]
    upright = [
        [_border((xs[i], ys[j]), (xs[i], ys[j + 1]), 0 < i < ACROSS, lottery) for j in range(UP)]
        for i in range(ACROSS + 1)
    ]
    rings = (
        (level[j][i], upright[i + 1][j], level[j + 1][i][::-1], upright[i][j][::-1])
        for j in range(UP)
        for i in range(ACROSS)
    )
    return [shapely.Polygon(np.concatenate([side[:-1] for side in sides])) for sides in rings]


def _border(
    start: tuple[float, float], end: tuple[float, float], jagged: bool, lottery: np.random.Generator
) -> Floats:
    steps = CORNERS // 4
    share = np.linspace(0, 1, steps + 1)[:, None]
    line = (1 - share) * start + share * np.array(end)
    if jagged:
        walk = np.cumsum(lottery.normal(size=steps + 1))
        walk -= np.linspace(walk[0], walk[-1], steps + 1)
        aside = walk / np.abs(walk).max() * 550 + lottery.normal(0, 10, steps + 1)
        ahead, length = np.subtract(end, start), np.hypot(*np.subtract(end, start))
        # Within these bounds borders that meet never cross: the districts tile the box.
        most = np.minimum(share, 1 - share).ravel() * length / 2
        aside = np.clip(aside, -most, most)
        line += aside[:, None] * np.array([-ahead[1], ahead[0]]) / length
    return line


def _district(x: Floats, y: Floats, areas: list[shapely.Polygon]) -> NDArray[np.int16]:
    result = np.ones(len(x), np.int16)
    for number, area in enumerate(areas, 1):
        shapely.prepare(area)
        result[shapely.contains_xy(area, x, y)] = number
    return result


def _write_plain(folder: Path, areas: list[shapely.Polygon]) -> None:
    import geopandas
    import pandas

    columns = {name: np.load(folder / f"{name}.npy") for name in COLUMNS[2:]}
    columns["at"] = pandas.to_datetime(columns.pop("local"), unit="s")
    places = geopandas.points_from_xy(np.load(folder / "x.npy"), np.load(folder / "y.npy"))
    frame = geopandas.GeoDataFrame(columns, geometry=places, crs=EPSG)
    frame.to_file(folder / PLAIN, layer="events", engine="pyogrio")
    numbers = {"number": np.arange(1, len(areas) + 1)}
    geopandas.GeoDataFrame(numbers, geometry=areas, crs=EPSG).to_file(
        folder / DISTRICTS, layer="districts", engine="pyogrio"
    )


def _write_workspace(folder: Path, areas: list[shapely.Polygon]) -> None:
    from desktop.session import Session

    write_workspace(folder / WORKSPACE, table(folder), areas)
    Session.open(folder / WORKSPACE, Clock()).close()  # saves the arrays beside it


def write_workspace(path: Path, events: EventTable, areas: list[shapely.Polygon]) -> None:
    """Write events into a new workspace, spatial index included, as an import does."""
    from data.store.workspace import create_workspace

    named = [District(number, str(number), area) for number, area in enumerate(areas, 1)]
    # The others know only the months of this calendar.
    city = replace(load_profile("tabriz").city, epsg=EPSG, calendar="gregorian")
    workspace = create_workspace(path, city, clock=Clock())
    try:
        with workspace.transaction("benchmark", "import", {}) as change:
            change.replace_districts(named, None)
            change.add_events(NewEvents(events), feedback=silent())
    finally:
        workspace.close()
