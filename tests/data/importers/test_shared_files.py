"""Files made for no one in particular: each is imported with a count or refused in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import GozarError
from data.importers import layers
from data.importers.checks import CheckedEvents, check_events
from data.importers.columns import suggest_mapping
from data.importers.context import ImportContext
from data.importers.reading import read_table
from data.model.city import City
from data.model.events import Kind, Precision

Find = Callable[[str], Path]
NOW = 1_790_000_000
ROOT = Path(__file__).resolve().parents[4] / "shared" / "data"
EXTENTS = {
    "boston": (-71.20, 42.22, -70.96, 42.41, 32619, "America/New_York"),
    "baltimore": (-76.72, 39.19, -76.52, 39.38, 32618, "America/New_York"),
    "chicago": (-87.95, 41.60, -87.50, 42.05, 32616, "America/Chicago"),
    "montgomery": (-77.60, 38.90, -76.80, 39.40, 32618, "America/New_York"),
    "nyc": (-74.30, 40.45, -73.65, 40.95, 32618, "America/New_York"),
    "tabriz": (46.00, 37.90, 46.60, 38.25, 32638, "Asia/Tehran"),
}
FILES = sorted(
    str(path.relative_to(ROOT))
    for folder in ("importer", "tabriz", "cities", "cds", "open311", "nyc_311", "tows")
    for path in (ROOT / folder).rglob("*")
    if path.is_file()
) or ["importer"]


def context_of(name: str) -> ImportContext:
    key = next((key for key in EXTENTS if key in name), "tabriz")
    west, south, east, north, epsg, zone = EXTENTS[key]
    centre = ((west + east) / 2, (south + north) / 2)
    calendar = "jalali" if key == "tabriz" else "gregorian"
    return ImportContext(
        City(key, {"en": key}, centre, (west, south, east, north), epsg, zone, calendar), (), NOW
    )


def events(path: Path, kind: str) -> CheckedEvents:
    context = context_of(str(path))
    raw = read_table(path)
    result = check_events(raw, kind, suggest_mapping(raw, kind, context.city), context)
    assert len(result.events) + len(result.rejects) + len(result.duplicates) == result.read
    return result


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_counted_or_refused(shared: Find, name: str) -> None:
    path, context = shared(f"data/{name}"), context_of(name)
    try:
        raw = read_table(path)
    except GozarError as refusal:
        assert len(str(refusal)) > 20 and str(path.parent) not in str(refusal)
        return
    for kind in ("complaints", "obstructions", "impounds"):
        mapping = suggest_mapping(raw, kind, context.city)
        if "time" in mapping:
            result = check_events(raw, kind, mapping, context)
            total = len(result.events) + len(result.rejects) + len(result.duplicates)
            assert total == result.read == len(raw)
    for kind in ("districts", "neighbourhoods", "streets", "lots", "crews", "zones"):
        check = getattr(layers, f"check_{kind}")
        try:
            layer = check(raw, suggest_mapping(raw, kind, context.city), context)
        except GozarError as refusal:
            assert "--" in str(refusal)
            continue
        assert layer.accepted + len(layer.rejects) + len(layer.duplicates) == layer.read


@pytest.mark.parametrize(
    ("name", "read", "outside"),
    [("illegal_parking_2008_2016.csv.gz", 36_572, 19), ("illegal_parking_2017.csv.gz", 34_748, 0)],
)
def test_boston(shared: Find, name: str, read: int, outside: int) -> None:
    result = events(shared(f"data/boston_311/{name}"), "complaints")
    assert (result.read, len(result.rejects), len(result.duplicates)) == (read, outside, 0)
    assert {r.reason for r in result.rejects} <= {"نقطه بیرون از محدودهٔ شهر است"}
    assert all(r.original[6].startswith("34.24") for r in result.rejects)
    assert set(result.events.table.kind.tolist()) == {Kind.VEHICLE_OTHER}


@pytest.mark.parametrize("name", ["311_sample.csv", "311_sample.xlsx"])
def test_baltimore(shared: Find, name: str) -> None:
    result = events(shared(f"data/baltimore_311/{name}"), "complaints")
    assert result.read == 10_000 and len(result.duplicates) == 0
    whole = [
        r for r in result.rejects if r.original[19] == "39" and r.original[20] in ("-76", "-77")
    ]
    assert len(whole) == 892
    precisions = Counter(result.events.table.precision.tolist())
    assert sum(precisions.values()) - precisions[Precision.POINT] == 590
    kinds = Counter(result.events.table.kind.tolist())
    assert kinds[Kind.NOT_OBSTRUCTION] > 7_000 and kinds[Kind.ABANDONED] > 100
    assert any("درجه" in warning for warning in result.warnings)


def test_chicago_tows_have_no_place_but_count(shared: Find) -> None:
    name = "data/tows/chicago/towed_vehicles_2018_plates_scrambled.csv"
    result = events(shared(name), "impounds")
    assert (result.read, len(result.events), len(result.duplicates)) == (5_002, 4_997, 5)
    assert set(result.events.texts) >= {"plate", "lot", "external_id"}


def test_new_york_with_newlines_in_its_cells(shared: Find) -> None:
    result = events(shared("data/nyc_311/nyc311_quoted_with_embedded_newlines.csv"), "complaints")
    assert result.read == 1_000
    kinds = Counter(result.events.table.kind.tolist())
    assert 100 < sum(kinds.values()) - kinds[Kind.NOT_OBSTRUCTION] < 300


def test_a_persian_drawing_in_utm(shared: Find) -> None:
    raw = read_table(
        shared("data/importer/gis/persian_gis_fixture/autocad_hatch_epsg32638.geojson")
    )
    context = context_of("tabriz")
    result = layers.check_zones(raw, {"name": "Layer"}, context)
    assert raw.epsg == 32638 and result.accepted + len(result.rejects) == 1
