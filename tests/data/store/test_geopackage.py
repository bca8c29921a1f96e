"""The workspace is a GeoPackage 1.3 to every other program (OGC 12-128r18)."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.clock import Clock
from data.model.city import City, District, Place
from data.model.crews import Crew, Lot
from data.model.intake import NewEvents
from data.model.streets import StreetTable
from data.model.zones import Zone
from data.store import geopackage
from data.store.schema import ALL_TABLES, SPATIAL
from data.store.workspace import create_workspace, open_workspace

_READ = """
import json, sys
import pyogrio, shapely
path, *layers = sys.argv[1:]
found = {}
for layer in layers:
    meta, fids, blobs, columns = pyogrio.raw.read(path, layer=layer, return_fids=True)
    shapes = shapely.from_wkb(blobs)
    names = meta["fields"].tolist()
    found[layer] = {
        "epsg": meta["crs"],
        "fids": fids.tolist(),
        "wkt": [None if s is None else shapely.to_wkt(s, rounding_precision=9) for s in shapes],
        "columns": {n: [str(v) for v in c] for n, c in zip(names, columns)},
    }
print(json.dumps(found))
"""


@pytest.fixture
def filled(
    tmp_path: Path, city: City, clock: Clock, make_events: Callable[..., NewEvents]
) -> tuple[Path, NewEvents]:
    """Return a closed workspace with something in every layer, and its events."""
    path = tmp_path / "کار.gpkg"
    workspace = create_workspace(path, city, clock=clock, simulated=True)
    new = make_events(5_000, district=np.ones(5_000, np.int16))
    area = shapely.box(600_000, 4_200_000, 610_000, 4_210_000)
    with workspace.transaction("مالک", "fill", {}) as transaction:
        transaction.add_events(new)
        districts = [District(n, f"منطقهٔ {n}", area) for n in range(1, 11)]
        transaction.replace_districts(districts, None)
        transaction.add_neighbourhoods([District(1, "محله", area)])
        transaction.add_streets(_streets())
        transaction.add_lots([Lot(0, "توقفگاه", 600_001.5, 4_200_002.5)])
        transaction.add_crews([Crew(0, "اکیپ", 1, 600_003.0, 4_200_004.0)])
        transaction.add_places([Place("آبرسان", 600_005.0, 4_200_006.0)])
        transaction.save_zone(Zone("5f0c2a0e-5d5d-4d0b-9f0e-3b2f1c0d9e8a", "محدوده", 1, area))
    assert workspace.check() == []
    workspace.close()
    return path, new


def _streets() -> StreetTable:
    return StreetTable(
        np.array([[0, 0], [10, 0], [10, 0], [10, 20], [30, 20]], float),
        np.array([0, 2, 5]),
        np.array([0, 2], np.uint8),
        np.array([0, -1], np.int32),
        ("شریعتی",),
        np.zeros(2, np.int64),
    )


def _read(path: Path, *layers: str) -> dict:
    """Read layers with GDAL in another process."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", _READ, str(path), *layers],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_one_file_with_the_marks_of_a_geopackage(filled: tuple[Path, NewEvents]) -> None:
    path = filled[0]
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    header = path.read_bytes()[:100]
    assert header[:16] == b"SQLite format 3\0"
    assert header[68:72] == b"GPKG"
    assert int.from_bytes(header[60:64], "big") == 10_300


def test_listing_is_complete_and_consistent(filled: tuple[Path, NewEvents]) -> None:
    with closing(sqlite3.connect(filled[0])) as db:
        contents = dict(db.execute("SELECT table_name, data_type FROM gpkg_contents"))
        assert set(contents) == set(ALL_TABLES)
        assert {t for t, kind in contents.items() if kind == "features"} == set(SPATIAL)
        columns = dict(
            db.execute("SELECT table_name, geometry_type_name FROM gpkg_geometry_columns")
        )
        assert columns == SPATIAL
        systems = {r[0] for r in db.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
        assert systems == {-1, 0, 4326, 32638}
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ALL_TABLES:
            keys = [r for r in db.execute(f"PRAGMA table_info({table})") if r[5]]
            assert [(k[1], k[2]) for k in keys] == [("id", "INTEGER")]


def test_every_layer_has_its_index_and_six_triggers(filled: tuple[Path, NewEvents]) -> None:
    with closing(sqlite3.connect(filled[0])) as db:
        found = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        indexed = {
            row[0]
            for row in db.execute(
                "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"
            )
        }
    assert indexed == set(SPATIAL)
    for layer in SPATIAL:
        suffixes = ("insert", "update1", "update2", "update3", "update4", "delete")
        assert {f"rtree_{layer}_geom_{s}" for s in suffixes} <= set(found)


def test_small_codes_have_words(filled: tuple[Path, NewEvents]) -> None:
    with closing(sqlite3.connect(filled[0])) as db:
        word = db.execute(
            "SELECT c.description FROM gpkg_data_columns d JOIN gpkg_data_column_constraints c"
            " USING (constraint_name) WHERE d.table_name = 'events' AND d.column_name = 'kind'"
            " AND c.value = '1'"
        ).fetchone()
    assert word == ("پارک دوبل",)


def test_simulated_data_says_so_in_the_file(filled: tuple[Path, NewEvents]) -> None:
    with closing(sqlite3.connect(filled[0])) as db:
        (text,) = db.execute(
            "SELECT description FROM gpkg_contents WHERE table_name = 'events'"
        ).fetchone()
    assert "دادهٔ نمایشی" in text


def test_gdal_reads_what_was_written(filled: tuple[Path, NewEvents]) -> None:
    path, new = filled
    layers = _read(path, *SPATIAL)
    for layer in layers.values():
        assert layer["epsg"] == "EPSG:32638"
        assert set(layer["wkt"]) - {None}
    found, table = layers["events"], new.table
    assert len(found["fids"]) == len(table)
    x = np.array([np.nan if w is None else shapely.from_wkt(w).x for w in found["wkt"]])
    np.testing.assert_allclose(x, table.x, rtol=0, atol=1e-6)
    assert found["columns"]["kind"] == [str(k) for k in table.kind]
    first = np.datetime64(int(table.time[0]), "s")
    assert np.datetime64(found["columns"]["at"][0].split("+")[0]) == first
    assert found["columns"]["address"][1] == "خیابان امام، نرسیده به آبرسان"


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="gdal-bin is not installed")
def test_ogrinfo_warns_of_nothing(filled: tuple[Path, NewEvents]) -> None:
    run = subprocess.run(
        ["ogrinfo", "-ro", "-al", str(filled[0])], capture_output=True, text=True, check=True
    )
    assert run.stderr == ""
    assert "WARNING" not in run.stdout.upper().replace("OUTCOME", "")
    assert "Feature Count: 5000" in run.stdout


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="gdal-bin is not installed")
def test_edits_by_gdal_are_noticed_and_kept(filled: tuple[Path, NewEvents], clock: Clock) -> None:
    path = filled[0]
    sql = "UPDATE zones SET name = 'از بیرون'"
    subprocess.run(["ogrinfo", str(path), "-sql", sql], capture_output=True, check=True)
    script = (
        "import sys, geopandas\n"
        "new = geopandas.read_file(sys.argv[1], layer='lots')\n"
        "new.to_file(sys.argv[1], layer='lots', mode='a', driver='GPKG')\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, check=True)
    workspace = open_workspace(path, clock=clock)
    try:
        assert workspace.changed_outside
        assert [zone.name for zone in workspace.zones()] == ["از بیرون"]
        assert len(workspace.lots()) == 2
        assert workspace.audit_rows(1)[0].action == "changed_outside"
        assert workspace.check() == []
    finally:
        workspace.close()
    again = open_workspace(path, clock=clock)
    assert not again.changed_outside
    again.close()


def test_two_sqlite_libraries_keep_out_of_each_others_way(
    filled: tuple[Path, NewEvents], clock: Clock, make_events: Callable[..., NewEvents]
) -> None:
    """GDAL, with its own SQLite, is loaded in this process; counts are right after exit."""
    import pyogrio

    path = filled[0]
    assert pyogrio.read_info(path, layer="events")["features"] == 5_000
    workspace = open_workspace(path, clock=clock)
    for seed in range(3):
        with workspace.transaction("مالک", "import", {}) as transaction:
            transaction.add_events(make_events(3_000, seed=seed))
    assert workspace.check() == []
    workspace.close()
    count = "import sys, pyogrio; print(len(pyogrio.raw.read(sys.argv[1], layer='events')[2]))"
    run = subprocess.run([sys.executable, "-c", count, str(path)], capture_output=True, check=True)
    assert int(run.stdout) == 14_000


def test_statements_are_compared_without_spaces_and_quotes() -> None:
    assert geopackage.same_statement(
        'CREATE TRIGGER "a"  AFTER INSERT ON "t" BEGIN SELECT 1; END',
        "CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END",
    )
    assert not geopackage.same_statement("CREATE TRIGGER a BEGIN END", "CREATE TRIGGER b BEGIN END")
