from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from data.errors import BadInput
from data.feedback import silent
from data.importers.geopackage import read_geopackage
from data.importers.shapes import UNREADABLE


def blob(x: float, y: float) -> bytes:
    header = b"GP\x00\x03" + struct.pack("<i", 32638) + struct.pack("<4d", x, x, y, y)
    return header + shapely.to_wkb(shapely.Point(x, y))


@pytest.fixture
def gpkg(tmp_path: Path) -> Path:
    """Return a small GeoPackage with one layer of points."""
    path = tmp_path / "a #1?.gpkg"
    with sqlite3.connect(path) as db:
        db.executescript(
            """
            CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT,
                organization_coordsys_id INTEGER);
            INSERT INTO gpkg_spatial_ref_sys VALUES (32638, 'EPSG', 32638), (0, 'NONE', 0);
            CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
            CREATE TABLE "پیام‌ها" (fid INTEGER PRIMARY KEY, geom BLOB, "تاریخ" TEXT);
            INSERT INTO gpkg_contents VALUES ('پیام‌ها', 'features'), ('hidden', 'features');
            INSERT INTO gpkg_geometry_columns VALUES ('پیام‌ها', 'geom', 32638);
            """
        )
        rows = [(1, blob(1.0, 2.0), "1404/07/01"), (2, None, None), (3, b"junk", "x")]
        db.executemany('INSERT INTO "پیام‌ها" VALUES (?, ?, ?)', rows)
    db.close()
    return path


def change(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as db:
        db.executescript(sql)
    db.close()


def test_a_layer_is_read_with_its_shapes_and_system(gpkg: Path) -> None:
    raw = read_geopackage(gpkg, None, None, silent())
    assert raw.columns == ("fid", "تاریخ") and raw.sheets == ("پیام‌ها",)
    assert raw.cells == (("1", "2", "3"), ("1404/07/01", None, "x"))
    assert raw.epsg == 32638
    assert raw.geometry[0].equals(shapely.Point(1, 2))
    assert raw.geometry[1] is None and raw.geometry[2].equals(UNREADABLE)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE VIEW hidden AS SELECT load_extension('/tmp/evil.so') AS geom;",
        "CREATE VIRTUAL TABLE hidden USING fts5(x);",
    ],
)
def test_views_and_virtual_tables_are_no_layers(gpkg: Path, sql: str) -> None:
    change(gpkg, sql)
    assert read_geopackage(gpkg, None, None, silent()).sheets == ("پیام‌ها",)
    with pytest.raises(BadInput, match="hidden"):
        read_geopackage(gpkg, None, "hidden", silent())


def test_triggers_do_not_run_and_nothing_is_written(gpkg: Path) -> None:
    change(gpkg, 'CREATE TRIGGER evil AFTER INSERT ON "پیام‌ها" BEGIN DELETE FROM "پیام‌ها"; END;')
    before = gpkg.read_bytes()
    assert len(read_geopackage(gpkg, None, None, silent())) == 3
    assert gpkg.read_bytes() == before
    assert [p.name for p in gpkg.parent.iterdir()] == [gpkg.name]


def test_generated_columns_are_left_out(gpkg: Path) -> None:
    change(gpkg, 'ALTER TABLE "پیام‌ها" ADD COLUMN evil AS (hex(zeroblob(10))) VIRTUAL;')
    assert "evil" not in read_geopackage(gpkg, None, None, silent()).columns


def test_a_name_with_a_quotation_mark_is_only_a_name(gpkg: Path) -> None:
    change(
        gpkg,
        """CREATE TABLE "a""; DROP" (x TEXT); INSERT INTO "a""; DROP" VALUES ('1');
        INSERT INTO gpkg_contents VALUES ('a"; DROP', 'attributes');""",
    )
    raw = read_geopackage(gpkg, None, 'a"; DROP', silent())
    assert raw.cells == (("1",),) and raw.geometry is None


def test_an_undefined_system_is_not_guessed(gpkg: Path) -> None:
    change(gpkg, "UPDATE gpkg_geometry_columns SET srs_id = 0;")
    assert read_geopackage(gpkg, None, None, silent()).epsg is None


def test_damage_is_refused(gpkg: Path, tmp_path: Path) -> None:
    broken = tmp_path / "b.gpkg"
    broken.write_bytes(gpkg.read_bytes()[:6000])
    with pytest.raises(BadInput):
        read_geopackage(broken, None, None, silent())
    broken.write_bytes(b"no database")
    with pytest.raises(BadInput):
        read_geopackage(broken, None, None, silent())


def test_a_curve_is_set_aside_and_not_a_crash(shared: Callable[[str], Path]) -> None:
    raw = read_geopackage(shared("data/importer/gis/curvepolygon.gpkg"), None, None, silent())
    assert raw.geometry[0].equals(UNREADABLE)
