"""GeoPackages as a source: base tables that `gpkg_contents` lists, and nothing that could run.

Python's own SQLite reads them, read-only and with the schema distrusted; views, virtual tables,
generated columns and triggers of a foreign file are never touched (TRIALS F4).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import numpy as np

from data.errors import BadInput
from data.feedback import Feedback
from data.importers.headers import MOST_COLUMNS
from data.importers.shapes import PIECE, from_blobs
from data.importers.spreadsheets import cell_text
from data.importers.tables import Column, RawTable
from resources.text import _

# Bytes of the envelope by the code in bits 1 to 3 of the flags (GeoPackage 1.3, 2.1.3).
_ENVELOPE = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_LONGEST = 64 << 20

_LISTED = """
    SELECT c.table_name, g.column_name, g.srs_id
    FROM gpkg_contents AS c
    JOIN sqlite_master AS m ON m.name = c.table_name AND m.type = 'table'
    LEFT JOIN gpkg_geometry_columns AS g ON g.table_name = c.table_name
    WHERE c.data_type IN ('features', 'attributes')
      AND m.sql IS NOT NULL AND upper(m.sql) NOT LIKE 'CREATE VIRTUAL%'
    ORDER BY c.data_type DESC, c.rowid
"""


def read_geopackage(
    path: Path, encoding: str | None, sheet: str | None, feedback: Feedback
) -> RawTable:
    """Read one layer of a GeoPackage: the named one, else the first with shapes."""
    with path.open("rb") as source:
        if not source.read(16).startswith(b"SQLite format 3"):
            raise BadInput(_("این فایل GeoPackage نیست؛ آن را دوباره بسازید."))
    try:
        with closing(_connect(path)) as connection:
            return _read(connection, sheet, feedback)
    except sqlite3.Error as error:
        raise BadInput(_("این GeoPackage خراب است؛ آن را در QGIS دوباره ذخیره کنید.")) from error


def _connect(path: Path) -> sqlite3.Connection:
    # A file without a write-ahead log is read as it is, and nothing is made beside it.
    wal = path.with_name(path.name + "-wal")
    mode = "mode=ro" if wal.exists() else "mode=ro&immutable=1"
    connection = sqlite3.connect(f"file:{quote(str(path))}?{mode}", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection


def _read(connection: sqlite3.Connection, sheet: str | None, feedback: Feedback) -> RawTable:
    layers = {name: (column, srs) for name, column, srs in connection.execute(_LISTED)}
    if not layers:
        raise BadInput(_("در این GeoPackage جدولی که بتوان خواند نیست؛ فایل دیگری برگزینید."))
    if sheet is not None and sheet not in layers:
        raise BadInput(
            _("لایهٔ «{sheet}» در این فایل نیست؛ لایه‌ها: {sheets}").format(
                sheet=sheet, sheets=_("، ").join(layers)
            )
        )
    name = sheet if sheet is not None else next(iter(layers))
    shape_column, srs = layers[name]
    # table_info leaves generated columns out: their expressions are not run.
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(name)})")]
    if len(columns) > MOST_COLUMNS:
        raise BadInput(_("این جدول بیش از اندازه ستون دارد؛ ستون‌های بی‌کاربرد را بردارید."))
    plain = [column for column in columns if column != shape_column]
    has_shapes = shape_column in columns
    cells, blobs = _columns(connection, name, plain, shape_column if has_shapes else None, feedback)
    return RawTable(
        tuple(plain),
        cells,
        np.arange(1, len(blobs) + 1, dtype=np.int64),
        from_blobs(blobs, feedback) if has_shapes else None,
        _epsg(connection, srs) if has_shapes else None,
        encoding="utf-8",
        sheet=name,
        sheets=tuple(layers),
    )


def _columns(
    connection: sqlite3.Connection,
    name: str,
    plain: list[str],
    shape_column: str | None,
    feedback: Feedback,
) -> tuple[tuple[Column, ...], list[bytes | None]]:
    wanted = [_quoted(column) for column in plain]
    wanted.append("NULL" if shape_column is None else _quoted(shape_column))
    cursor = connection.execute(f"SELECT {', '.join(wanted)} FROM {_quoted(name)}")
    cells: tuple[list[str | None], ...] = tuple([] for _column in plain)
    blobs: list[bytes | None] = []
    while rows := cursor.fetchmany(PIECE // 10):
        feedback.progress(len(blobs), 0)
        *columns, shapes = zip(*rows, strict=True)
        for target, column in zip(cells, columns, strict=True):
            target.extend(_text(value) for value in column)
        blobs.extend(_wkb(blob) for blob in shapes)
    return tuple(tuple(column) for column in cells), blobs


def _text(value: object) -> str | None:
    return None if isinstance(value, bytes) else cell_text(value)


def _wkb(blob: object) -> bytes | None:
    """Return the WKB inside a GeoPackage blob; empty bytes where it is none."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return b""
    return blob[8 + _ENVELOPE.get(blob[3] >> 1 & 7, len(blob)) :]


def _epsg(connection: sqlite3.Connection, srs: int | None) -> int | None:
    row = connection.execute(
        "SELECT organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?",
        (srs,),
    ).fetchone()
    known = row is not None and str(row[0]).upper() == "EPSG" and isinstance(row[1], int)
    return row[1] if known and row[1] > 0 else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
