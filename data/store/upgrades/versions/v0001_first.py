"""The first workspace: every table of the desk inside a GeoPackage."""

from __future__ import annotations

from alembic import context, op

from data.store import geopackage
from data.store.connection import driver

revision = "0001"
down_revision = None

_KEY = "id INTEGER PRIMARY KEY NOT NULL"
_TABLES = {
    # AUTOINCREMENT: the id of a removed event is never given to another one.
    "events": (
        "POINT",
        "id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, at DATETIME NOT NULL,"
        " source SMALLINT NOT NULL, kind SMALLINT NOT NULL, outcome SMALLINT NOT NULL,"
        " status SMALLINT NOT NULL, precision SMALLINT NOT NULL, district SMALLINT NOT NULL,"
        " batch MEDIUMINT NOT NULL, fingerprint INTEGER, external_id TEXT, address TEXT,"
        " text TEXT, kind_text TEXT, referrer TEXT, neighbourhood TEXT, plate TEXT, lot TEXT,"
        " placed_by TEXT",
        "گزارش‌های سد معبر، پیام‌های شهروندی و خودروهای توقیفی",
    ),
    "districts": (
        "MULTIPOLYGON",
        f"{_KEY}, geom MULTIPOLYGON, number MEDIUMINT NOT NULL, name TEXT NOT NULL,"
        " schematic BOOLEAN NOT NULL, residents MEDIUMINT, residents_year TEXT NOT NULL,"
        " area_km2 DOUBLE, source TEXT NOT NULL, valid_from DATE, valid_to DATE,"
        " batch MEDIUMINT NOT NULL, replaced_by MEDIUMINT",
        "مرز منطقه‌ها با تاریخ اعتبار",
    ),
    "neighbourhoods": (
        "MULTIPOLYGON",
        f"{_KEY}, geom MULTIPOLYGON, name TEXT NOT NULL, district MEDIUMINT NOT NULL,"
        " schematic BOOLEAN NOT NULL, source TEXT NOT NULL, batch MEDIUMINT NOT NULL",
        "محله‌ها",
    ),
    "streets": (
        "LINESTRING",
        f"{_KEY}, geom LINESTRING, name TEXT, rank SMALLINT NOT NULL,"
        " simulated BOOLEAN NOT NULL, batch MEDIUMINT NOT NULL",
        "معبرها",
    ),
    "zones": (
        "POLYGON",
        f"{_KEY}, geom POLYGON, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
        " district MEDIUMINT NOT NULL, activity TEXT NOT NULL, weekdays TEXT NOT NULL,"
        " start_minute MEDIUMINT NOT NULL, end_minute MEDIUMINT NOT NULL, season TEXT NOT NULL,"
        " reason TEXT NOT NULL, state TEXT NOT NULL, version MEDIUMINT NOT NULL,"
        " created_at DATETIME NOT NULL, created_by TEXT NOT NULL, changed_at DATETIME NOT NULL",
        "محدوده‌های توقف ممنوع",
    ),
    "lots": (
        "POINT",
        f"{_KEY}, geom POINT, name TEXT NOT NULL, capacity MEDIUMINT, batch MEDIUMINT NOT NULL",
        "توقفگاه‌ها",
    ),
    "crews": (
        "POINT",
        f"{_KEY}, geom POINT, name TEXT NOT NULL, district MEDIUMINT NOT NULL,"
        " contractor BOOLEAN NOT NULL, batch MEDIUMINT NOT NULL",
        "اکیپ‌ها",
    ),
    "places": (
        "POINT",
        f"{_KEY}, geom POINT, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL,"
        " source TEXT NOT NULL, confidence TEXT NOT NULL, batch MEDIUMINT NOT NULL",
        "جاهای شناخته‌شده",
    ),
    "shifts": (
        None,
        f"{_KEY}, crew INTEGER NOT NULL, weekdays TEXT NOT NULL, start_minute MEDIUMINT NOT NULL,"
        " end_minute MEDIUMINT NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL,"
        " reach DOUBLE NOT NULL, on_call BOOLEAN NOT NULL, batch MEDIUMINT NOT NULL",
        "شیفت‌ها",
    ),
    "plans": (
        None,
        f"{_KEY}, district MEDIUMINT NOT NULL, season TEXT NOT NULL, calendar TEXT NOT NULL,"
        " title TEXT NOT NULL, notes TEXT NOT NULL, state TEXT NOT NULL,"
        " version MEDIUMINT NOT NULL, created_at DATETIME NOT NULL, created_by TEXT NOT NULL,"
        " frozen TEXT NOT NULL",
        "برنامه‌های فصلی",
    ),
    "users": (
        None,
        f"{_KEY}, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, district MEDIUMINT,"
        " active BOOLEAN NOT NULL",
        "کاربران",
    ),
    "batches": (
        None,
        f"{_KEY}, kind TEXT NOT NULL, file_name TEXT NOT NULL, file_hash TEXT NOT NULL,"
        " imported_at DATETIME NOT NULL, imported_by TEXT NOT NULL, rows_read INTEGER NOT NULL,"
        " accepted INTEGER NOT NULL, rejected INTEGER NOT NULL, duplicates INTEGER NOT NULL,"
        " mapping TEXT NOT NULL, undone BOOLEAN NOT NULL, relabelled BLOB",
        "ورود داده‌ها",
    ),
    "settings": (None, f"{_KEY}, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL", "تنظیمات"),
    "audit": (
        None,
        f"{_KEY}, at DATETIME NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,"
        " detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL",
        "رد کارها",
    ),
}


def upgrade() -> None:
    """Create the GeoPackage's own tables, then ours, and list them."""
    attributes = context.config.attributes
    epsg, simulated = attributes["epsg"], attributes["simulated"]
    cursor = driver(op.get_bind()).cursor()
    for statement in geopackage.BASE_STATEMENTS:
        cursor.execute(statement)
    cursor.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
        geopackage.reference_systems(epsg),
    )
    for table, (geometry, columns, title) in _TABLES.items():
        cursor.execute(f"CREATE TABLE {table} ({columns})")
        label = f"{title} (دادهٔ نمایشی)" if simulated else title
        geopackage.register(cursor, table, geometry, epsg, label)
    geopackage.register_words(cursor)
    cursor.close()
