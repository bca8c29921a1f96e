"""What makes a SQLite file an OGC GeoPackage 1.3: its tables, triggers and truths.

Source: OGC 12-128r18, with extensions F.3 (R-tree spatial index) and F.9 (schema), and the
feature counts (``gpkg_ogr_contents``) that GDAL and QGIS keep, so that both and we know the
number of rows without counting. The statements are frozen: files in the field hold their text.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

from data.store.codes import CODED_COLUMNS, Word, words_of
from data.store.rtree import root_bounds

APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10_300
_SPEC = "http://www.geopackage.org/spec130/"

BASE_STATEMENTS = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY"
    " KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT"
    " NOT NULL, description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,"
    " identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT"
    " (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y"
    " DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES"
    " gpkg_spatial_ref_sys(srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
    " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT"
    " NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT"
    " uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES"
    " gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES"
    " gpkg_spatial_ref_sys (srs_id))",
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,"
    " definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name,"
    " column_name, extension_name))",
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name"
    " TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc"
    " PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT"
    " NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive"
    " BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type,"
    " value))",
    "CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER"
    " DEFAULT NULL)",
)


def rtree_table(table: str) -> str:
    """Return the name of a layer's spatial index."""
    return f"rtree_{table}_geom"


def rtree_statement(table: str) -> str:
    """Return the statement that creates a layer's spatial index."""
    return f"CREATE VIRTUAL TABLE {rtree_table(table)} USING rtree(id, minx, maxx, miny, maxy)"


def rtree_triggers(table: str) -> dict[str, str]:
    """Return name and text of the six triggers of extension F.3 for a layer."""
    index = rtree_table(table)
    put = (
        f"INSERT OR REPLACE INTO {index} VALUES (NEW.id, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),"
        " ST_MinY(NEW.geom), ST_MaxY(NEW.geom));"
    )
    take = f"DELETE FROM {index} WHERE id = OLD.id;"
    full = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))"
    none = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
    moved = f"AFTER UPDATE ON {table}"
    shaped = f"AFTER UPDATE OF geom ON {table}"
    bodies = {
        "insert": f"AFTER INSERT ON {table} WHEN {full} BEGIN {put} END",
        "update1": f"{shaped} WHEN OLD.id = NEW.id AND {full} BEGIN {put} END",
        "update2": f"{shaped} WHEN OLD.id = NEW.id AND {none} BEGIN {take} END",
        "update3": f"{moved} WHEN OLD.id != NEW.id AND {full} BEGIN {take} {put} END",
        "update4": f"{moved} WHEN OLD.id != NEW.id AND {none}"
        f" BEGIN DELETE FROM {index} WHERE id IN (OLD.id, NEW.id); END",
        "delete": f"AFTER DELETE ON {table} WHEN OLD.geom NOT NULL BEGIN {take} END",
    }
    return {
        f"{index}_{suffix}": f"CREATE TRIGGER {index}_{suffix} {body}"
        for suffix, body in bodies.items()
    }


def count_triggers(table: str) -> dict[str, str]:
    """Return name and text of the two triggers by which GDAL keeps a layer's row count."""
    made = {}
    for suffix, sign in (("insert", "+"), ("delete", "-")):
        name = f"trigger_{suffix}_feature_count_{table}"
        made[name] = (
            f'CREATE TRIGGER "{name}" AFTER {suffix.upper()} ON "{table}" BEGIN UPDATE'
            f" gpkg_ogr_contents SET feature_count = feature_count {sign} 1"
            f" WHERE lower(table_name) = lower('{table}'); END"
        )
    return made


def triggers(table: str) -> dict[str, str]:
    """Return every trigger of a layer."""
    return rtree_triggers(table) | count_triggers(table)


def active_objects(tables: Iterable[str]) -> dict[str, str]:
    """Return name and text of all triggers and virtual tables a workspace with layers has."""
    made = {}
    for table in tables:
        made[rtree_table(table)] = rtree_statement(table)
        made |= triggers(table)
    return made


def same_statement(found: str, expected: str) -> bool:
    """Return whether two statements are one but for spaces, quotes and case.

    GDAL drops and writes anew some triggers when QGIS edits a layer.
    """
    return _normal(found) == _normal(expected)


def _normal(statement: str) -> str:
    return re.sub(r"\s+", "", statement.replace('"', "")).rstrip(";").casefold()


def reference_systems(epsg: int) -> list[tuple[str, int, str, int, str, str]]:
    """Return the rows of ``gpkg_spatial_ref_sys``: the three required ones and the city's."""
    from pyproj import CRS
    from pyproj.enums import WktVersion

    rows = [
        ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic"),
    ]
    for code in dict.fromkeys((4326, epsg)):
        crs = CRS.from_epsg(code)
        rows.append((crs.name, code, "EPSG", code, crs.to_wkt(WktVersion.WKT1_GDAL), ""))
    return rows


def register(
    cursor: sqlite3.Cursor, table: str, geometry: str | None, epsg: int, title: str
) -> None:
    """List a table in ``gpkg_contents``; a layer also gets its index, triggers and count.

    Parameters
    ----------
    geometry : str or None
        Geometry type name; None for a table without geometry.
    title : str
        Shown by QGIS as the description.
    """
    cursor.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)"
        " VALUES (?, ?, ?, ?, ?)",
        (table, "features" if geometry else "attributes", table, title, epsg if geometry else 0),
    )
    if geometry is None:
        return
    cursor.execute(f"INSERT INTO gpkg_ogr_contents SELECT ?, count(*) FROM {table}", (table,))
    cursor.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (table, geometry, epsg)
    )
    cursor.execute(
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')",
        (table, _SPEC + "#extension_rtree"),
    )
    cursor.execute(rtree_statement(table))
    for statement in triggers(table).values():
        cursor.execute(statement)


def register_words(cursor: sqlite3.Cursor) -> None:
    """Give the small codes of the events their words (extension F.9, schema)."""
    for table in ("gpkg_data_columns", "gpkg_data_column_constraints"):
        cursor.execute(
            "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
            (table, _SPEC + "#extension_schema"),
        )
    for column, title in CODED_COLUMNS.items():
        cursor.execute(
            "INSERT INTO gpkg_data_columns VALUES ('events', ?, ?, ?, NULL, NULL, ?)",
            (column, column, title, f"event_{column}"),
        )
        cursor.executemany(
            "INSERT INTO gpkg_data_column_constraints VALUES (?, 'enum', ?, NULL, NULL, NULL,"
            " NULL, ?)",
            [_enum_row(column, word) for word in words_of(column)],
        )


def _enum_row(column: str, word: Word) -> tuple[str, str, str]:
    return f"event_{column}", str(word.code), word.title


def refresh_contents(cursor: sqlite3.Cursor, table: str, spatial: bool, changed: str) -> None:
    """Keep the row of ``gpkg_contents`` true: time of the last change and extent.

    The extent is that of the index's root node, so a single edit among millions costs nothing.
    """
    box: tuple[float, float, float, float] | None = None
    if spatial:
        root = cursor.execute(
            f"SELECT data FROM {rtree_table(table)}_node WHERE nodeno = 1"
        ).fetchone()
        box = root_bounds(root[0])
    min_x, max_x, min_y, max_y = box or (None,) * 4
    cursor.execute(
        "UPDATE gpkg_contents SET last_change = ?, min_x = ?, min_y = ?, max_x = ?, max_y = ?"
        " WHERE table_name = ?",
        (changed, min_x, min_y, max_x, max_y, table),
    )
