"""Whether a workspace is what it says: SQLite's pages, the indexes, the listing, the audit."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection

from data.feedback import Feedback
from data.model.events import Kind, Outcome, Precision, Source, Status
from data.store import audit, geopackage, rtree, settings
from data.store.connection import driver
from data.store.schema import ALL_TABLES, SPATIAL, Tables
from resources.text import _, number


def findings(connection: Connection, tables: Tables, feedback: Feedback) -> list[str]:
    """Return what is wrong, in the user's language; an empty list is good."""
    db = driver(connection)
    steps = [
        lambda: _pages(db),
        lambda: _schema(db, tables),
        *(lambda layer=layer: _layer(db, layer) for layer in SPATIAL),
        lambda: _codes(db),
        lambda: _listing(db),
        lambda: _audit(connection, tables),
    ]
    found: list[str] = []
    for done, step in enumerate(steps):
        feedback.progress(done, len(steps))
        found += step()
    feedback.progress(len(steps), len(steps))
    return found


def _pages(db: sqlite3.Connection) -> list[str]:
    rows = [row[0] for row in db.execute("PRAGMA integrity_check(10)")]
    return [] if rows == ["ok"] else [_("آسیب در پروندهٔ کار: {what}").format(what=r) for r in rows]


def _schema(db: sqlite3.Connection, tables: Tables) -> list[str]:
    found = []
    for name in ALL_TABLES:
        present = {row[1] for row in db.execute(f"PRAGMA table_info({name})")}
        missing = [c.name for c in getattr(tables, name).columns if c.name not in present]
        if missing:
            found.append(
                _("جدول {table} ستون کم دارد: {columns}").format(
                    table=name, columns=", ".join(missing)
                )
            )
    return found


def _layer(db: sqlite3.Connection, layer: str) -> list[str]:
    """Hold a layer's index, extent and row count against its rows."""
    index, cursor = geopackage.rtree_table(layer), db.cursor()
    found = []
    result = rtree.check(cursor, index)
    if result != "ok":
        found.append(_("نمایهٔ مکانی {table}: {what}").format(table=layer, what=result))
    rows, placed = cursor.execute(f"SELECT count(*), count(geom) FROM {layer}").fetchone()
    (indexed,) = cursor.execute(f"SELECT count(*) FROM {index}_rowid").fetchone()
    if indexed != placed:
        found.append(_("نمایهٔ مکانی {table} با سطرهای آن یکی نیست.").format(table=layer))
    (counted,) = cursor.execute(
        "SELECT max(feature_count) FROM gpkg_ogr_contents WHERE table_name = ?", (layer,)
    ).fetchone()
    if counted != rows:
        found.append(_("شمار سطرهای {table} در فهرست لایه‌ها درست نیست.").format(table=layer))
    if not _extent_holds(cursor, layer):
        found.append(_("گسترهٔ {table} در فهرست لایه‌ها درست نیست.").format(table=layer))
    return found


def _extent_holds(cursor: sqlite3.Cursor, layer: str) -> bool:
    (root,) = cursor.execute(
        f"SELECT data FROM {geopackage.rtree_table(layer)}_node WHERE nodeno = 1"
    ).fetchone()
    listed = cursor.execute(
        "SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name = ?", (layer,)
    ).fetchone()
    box = rtree.root_bounds(root)
    if box is None or listed is None or None in listed:
        return box is None
    return (
        listed[0] <= box[0] and box[1] <= listed[1] and listed[2] <= box[2] and box[3] <= listed[3]
    )


def _codes(db: sqlite3.Connection) -> list[str]:
    """Find events whose words or district nobody knows."""
    words = {"source": Source, "kind": Kind, "outcome": Outcome, "status": Status}
    known = {name: {int(code) for code in codes} for name, codes in words.items()}
    known["precision"] = {int(code) for code in Precision}
    numbers = {row[0] for row in db.execute("SELECT number FROM districts")}
    if numbers:  # a city may have its events before its districts
        known["district"] = {0, *numbers}
    found = []
    for column, codes in known.items():
        listed = ", ".join(str(code) for code in sorted(codes))
        (strange,) = db.execute(
            f"SELECT count(*) FROM events WHERE {column} NOT IN ({listed})"
        ).fetchone()
        if strange:
            found.append(
                _("{n} مورد در ستون {column} مقداری ناشناخته دارد.").format(
                    n=number(strange), column=column
                )
            )
    return found


def _listing(db: sqlite3.Connection) -> list[str]:
    listed = {row[0] for row in db.execute("SELECT table_name FROM gpkg_contents")}
    return [
        _("جدول {table} در فهرست لایه‌ها نیست.").format(table=name)
        for name in ALL_TABLES
        if name not in listed
    ]


def _audit(connection: Connection, tables: Tables) -> list[str]:
    sequence = int(settings.read(connection, tables, settings.SEQUENCE) or 0)
    return audit.findings(connection, tables, sequence)
