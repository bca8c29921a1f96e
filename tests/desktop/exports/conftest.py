"""A small invented city that every export is written from."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from PySide6.QtGui import QGuiApplication

from data.calendar import Season, days_from_jalali, parse_instant
from data.feedback import Feedback, silent
from data.folding import LONGEST_TEXT, fold
from data.model.city import City, District, Place
from data.model.crews import Crew, Shift
from data.model.events import EventTable, Kind, Outcome, Precision, Source, Status
from data.model.plans import Plan, PlanState
from data.model.roles import Role, User
from data.model.snapshot import Snapshot
from data.model.streets import StreetTable
from data.model.zones import Activity, Rule, Zone, ZoneState
from data.timezones import DAY_SECONDS
from desktop.exports.map_sheet import MapSheet, compose_sheet
from desktop.exports.report import Report, compose_report

EAST, NORTH = 612_000.0, 4_214_000.0
TIMEZONE = "Asia/Tehran"
NOW = parse_instant("1404/10/05 12:00", TIMEZONE)
USER = User("معاون خدمات شهری منطقهٔ ۱", Role.OWNER)
HOTSPOTS = ((0.3, 0.4), (0.7, 0.6), (0.5, 0.8))


@pytest.fixture(scope="session", autouse=True)
def gui(qapp: QGuiApplication) -> QGuiApplication:
    """Fonts need a GUI application, even without a screen."""
    return qapp


def make_city(language: str = "fa") -> City:
    calendar = "jalali" if language == "fa" else "gregorian"
    names = {"fa": "تبریز", "en": "Tabriz"}
    return City(
        "tabriz",
        names,
        (46.29, 38.08),
        (46.1, 37.9, 46.6, 38.3),
        32638,
        TIMEZONE,
        calendar,
        language,
    )


def make_districts(language: str = "fa") -> tuple[District, ...]:
    name = "منطقهٔ {}" if language == "fa" else "District {}"
    digits = "۰۱۲۳۴۵۶۷۸۹" if language == "fa" else "0123456789"
    squares = []
    for i in range(4):
        west, south = EAST + 4_000 * (i % 2), NORTH + 3_000 * (i // 2)
        square = shapely.segmentize(shapely.box(west, south, west + 4_000, south + 3_000), 400)
        squares.append(
            District(i + 1, name.format(digits[i + 1]), square, True, 100_000 + i, "1395", 12.0)
        )
    return tuple(squares)


def make_streets() -> StreetTable:
    lines = [((EAST, NORTH + k * 300), (EAST + 8_000, NORTH + k * 300)) for k in range(21)]
    lines += [((EAST + k * 400, NORTH), (EAST + k * 400, NORTH + 6_000)) for k in range(21)]
    count = len(lines)
    names = tuple(f"خیابان نمایشی {chr(0x0627 + k)}" for k in range(count))
    return StreetTable(
        np.array(lines, float).reshape(-1, 2),
        np.arange(0, 2 * count + 1, 2, dtype=np.int64),
        np.array([0 if k % 5 == 0 else 2 for k in range(count)], np.uint8),
        np.arange(count, dtype=np.int32),
        names,
        np.arange(1, count + 1, dtype=np.int64),
        simulated=True,
    )


def make_events(count: int = 24_000, seed: int = 7) -> EventTable:
    """Return three years of events: a third around three places, the rest anywhere."""
    rng = np.random.default_rng(seed)
    x = EAST + rng.uniform(0, 8_000, count)
    y = NORTH + rng.uniform(0, 6_000, count)
    near = rng.integers(0, 9, count)
    for k, (right, up) in enumerate(HOTSPOTS):
        chosen = near == k
        x[chosen] = EAST + right * 8_000 + rng.normal(0, 120, chosen.sum())
        y[chosen] = NORTH + up * 6_000 + rng.normal(0, 120, chosen.sum())
    district = 1 + (x > EAST + 4_000) + 2 * (y > NORTH + 3_000)
    first, last = (int(days_from_jalali(y)) for y in (1402, 1405))
    time = rng.integers(first * DAY_SECONDS, min(last * DAY_SECONDS, NOW), count)
    source = rng.choice(
        [Source.OBSTRUCTION, Source.COMPLAINT, Source.IMPOUND], count, p=(0.5, 0.4, 0.1)
    )
    kinds = [Kind.DOUBLE_PARKED, Kind.SHOP, Kind.VENDOR, Kind.RUBBLE, Kind.NOT_OBSTRUCTION]
    precision = np.where(rng.random(count) < 0.25, Precision.DISTRICT, Precision.POINT)
    off_map = precision != Precision.POINT
    impound = source == Source.IMPOUND
    return EventTable(
        np.where(off_map, np.nan, x),
        np.where(off_map, np.nan, y),
        precision.astype(np.uint8),
        time.astype(np.int64),
        source.astype(np.uint8),
        rng.choice(kinds, count, p=(0.5, 0.2, 0.15, 0.1, 0.05)).astype(np.uint8),
        rng.choice([Outcome.NOTICE, Outcome.FINE, Outcome.CLEARED], count).astype(np.uint8),
        district.astype(np.int16),
        np.where(impound, Status.IN_LOT, Status.RECEIVED).astype(np.uint8),
        np.ones(count, np.int32),
        np.arange(1, count + 1, dtype=np.int64),
    )


def make_zones(names: tuple[str, ...] = ("گذر بازارچه",)) -> tuple[Zone, ...]:
    rule = Rule(Activity.NO_PARKING, frozenset(range(5)), 7 * 60, 14 * 60, "1404-autumn")
    return tuple(
        Zone(
            f"00000000-0000-4000-8000-{i:012d}",
            name,
            1,
            shapely.box(EAST + 2_000 + 30 * i, NORTH + 2_000, EAST + 2_020 + 30 * i, NORTH + 2_300),
            rule,
            "پارک دوبل روبه‌روی مدرسه‌ها",
            ZoneState.PROPOSED,
            1,
        )
        for i, name in enumerate(names)
    )


def make_crews() -> tuple[tuple[Crew, ...], tuple[Shift, ...]]:
    first, last = int(days_from_jalali(1404, 7)), int(days_from_jalali(1404, 9, 30))
    crews = (
        Crew(1, "اکیپ ۱ بازار", 1, EAST + 1_500, NORTH + 1_500),
        Crew(2, "اکیپ ۲ شب", 1, EAST + 2_600, NORTH + 2_300, contractor=True),
        Crew(3, "اکیپ منطقهٔ دیگر", 2, EAST + 6_000, NORTH + 1_000),
    )
    week = frozenset(range(7))
    shifts = (
        Shift(1, 1, frozenset(range(5)), 8 * 60, 16 * 60, first, last),
        Shift(2, 2, week, 22 * 60, 6 * 60, first, last - 30),
        Shift(3, 1, frozenset({6}), 0, 0, first, last, on_call=True),
        Shift(4, 3, week, 8 * 60, 20 * 60, first, last),
    )
    return crews, shifts


def make_snapshot(language: str = "fa", zones: tuple[Zone, ...] | None = None) -> Snapshot:
    crews, shifts = make_crews()
    return Snapshot(
        city=make_city(language),
        districts=make_districts(language),
        events=make_events(),
        now=NOW,
        streets=make_streets(),
        places=tuple(
            Place("میدان " + "۰۱۲۳"[k], EAST + right * 8_000, NORTH + up * 6_000)
            for k, (right, up) in enumerate(HOTSPOTS, start=1)
        ),
        crews=crews,
        shifts=shifts,
        zones=make_zones() if zones is None else zones,
        simulated=True,
    )


def make_plan(season: str = "1404-autumn", calendar: str = "jalali", **changes: object) -> Plan:
    plan = Plan(
        1,
        1,
        Season.parse(season, calendar),
        "برنامهٔ فصلی رفع سد معبر",
        "با هماهنگی پلیس راهور و معتمدین محله اجرا شود.",
        PlanState.SUBMITTED,
        3,
        NOW,
        "معاون منطقهٔ ۱",
    )
    return replace(plan, **changes)


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Return the makers of the invented city, for tests that need another one."""
    return SimpleNamespace(
        snapshot=make_snapshot, plan=make_plan, zones=make_zones, user=USER, now=NOW
    )


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    return make_snapshot()


@pytest.fixture(scope="session")
def plan() -> Plan:
    return make_plan()


@pytest.fixture(scope="session")
def report(snapshot: Snapshot, plan: Plan) -> Report:
    return compose_report(snapshot, plan, user=USER, feedback=silent())


@pytest.fixture(scope="session")
def sheet(snapshot: Snapshot) -> MapSheet:
    since, until = Season(1404, "autumn").span(TIMEZONE)
    meant = snapshot.filtered(snapshot.filter.replace(since=since, until=until))
    return compose_sheet(meant, ("districts", "streets", "hotspots", "complaints"), silent())


class StopAt(Feedback):
    """A feedback that is cancelled at its n-th look."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.left = looks

    def check(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.cancel()
        super().check()


@pytest.fixture
def stop_at() -> type[StopAt]:
    return StopAt


@pytest.fixture(scope="session")
def read_pdf() -> Callable[[Path], str]:
    """Return a function that reads a document as a searching reader does, folded."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is absent")

    def read(path: Path) -> str:
        done = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=60
        )
        text = done.stdout.decode()
        pieces = [text[i : i + LONGEST_TEXT] for i in range(0, len(text), LONGEST_TEXT)]
        return " ".join(fold(piece) for piece in pieces)

    return read


@pytest.fixture(scope="session")
def holds() -> Callable[[str, str], bool]:
    """Return a function that says whether every word of a text stands in a read document.

    Readers guess where a space or a comma stood between digits and Persian letters; words and
    numbers themselves have to be right.
    """

    def check(text: str, words: str) -> bool:
        parts = re.findall(r"[^\W_]+", fold(words))
        return all(part in text for part in parts)

    return check
