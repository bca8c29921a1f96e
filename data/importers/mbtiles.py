"""MBTiles as a background: pictures of the ground in one SQLite file, never trusted.

Read by Python's own SQLite, read-only, with the schema distrusted, without extensions, with
bounds on the size of every value and on the time of every question (a foreign view may be made
to run for ever).

Notes
-----
https://github.com/mapbox/mbtiles-spec, version 1.3: rows are counted from the south.
"""

from __future__ import annotations

import html
import math
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from data.errors import BadInput
from data.folding import clean
from data.web_mercator import DEEPEST, TileName
from resources.text import _

LARGEST_TILE = 2 << 20  # bytes
LONGEST_TEXT = 200
PATIENCE = 1.0  # seconds of one question
_STEPS = 10_000  # of SQLite's machine between two looks at the clock
_MARK = re.compile(r"<[^>]{0,500}>")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
_PACKED = b"\x1f\x8b"


class MBTiles:
    """A file of tiles that are pictures; any thread may ask.

    Parameters
    ----------
    path : Path

    Attributes
    ----------
    key : str
        Tells this file's tiles from those of others.
    name, attribution : str
        What the file says of itself, without markup.
    zooms : tuple of int
        The coarsest and the finest zoom there are.

    Raises
    ------
    BadInput
        When it is no such file, is damaged, is empty or holds vector tiles.
    """

    def __init__(self, path: Path) -> None:
        path = Path(path)
        self._turn = threading.Lock()
        self._deadline = math.inf
        self._connection = _connect(path)
        try:
            self._connection.set_progress_handler(self._late, _STEPS)
            with self._asking() as connection:
                described = _described(connection)
                self.zooms = _zooms(connection, described)
                _check_pictures(described, _first_tile(connection))
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            self._connection.close()
            raise _damaged() from error
        except BadInput:
            self._connection.close()
            raise
        self.key = f"{path.absolute()}:{path.stat().st_mtime_ns}"
        self.name = _plain(described.get("name", "")) or path.stem
        self.attribution = _plain(described.get("attribution", ""))

    def tile(self, name: TileName, wanted: bool = True) -> bytes | None:
        """Return the picture of a tile, None where there is none that could be shown."""
        try:
            with self._asking() as connection:
                row = connection.execute(
                    "SELECT tile_data FROM tiles"
                    " WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                    (name.zoom, name.x, name.row_from_south),
                ).fetchone()
        except sqlite3.Error:
            return None
        content = row[0] if row else None
        fits = isinstance(content, bytes) and len(content) <= LARGEST_TILE
        return content if fits and content.startswith(_PICTURES) else None

    def close(self) -> None:
        """Let the file go; no tile is found afterwards."""
        with self._turn:
            self._connection.close()

    @contextmanager
    def _asking(self) -> Iterator[sqlite3.Connection]:
        with self._turn:
            self._deadline = time.monotonic() + PATIENCE
            yield self._connection

    def _late(self) -> bool:
        return time.monotonic() > self._deadline


def _connect(path: Path) -> sqlite3.Connection:
    try:
        with path.open("rb") as source:
            start = source.read(16)
    except OSError as error:
        raise BadInput(_("فایل نقشهٔ زمینه پیدا یا باز نشد؛ نام و جای آن را بررسی کنید.")) from error
    if start != b"SQLite format 3\x00":
        raise BadInput(_("این فایل MBTiles نیست؛ فایل دیگری برگزینید."))
    uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA trusted_schema = OFF")
        cursor.execute("PRAGMA query_only = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 2 * LARGEST_TILE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    return connection


def _described(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, value FROM metadata LIMIT 100").fetchall()
    return {str(name): str(value)[:20_000] for name, value in rows}


def _zooms(connection: sqlite3.Connection, described: dict[str, str]) -> tuple[int, int]:
    try:
        low, high = int(described["minzoom"]), int(described["maxzoom"])
    except (KeyError, ValueError):
        query = "SELECT min(zoom_level), max(zoom_level) FROM tiles"
        low, high = connection.execute(query).fetchone()
    if not (isinstance(low, int) and isinstance(high, int) and 0 <= low <= high):
        raise _damaged()
    return min(low, DEEPEST), min(high, DEEPEST)


def _first_tile(connection: sqlite3.Connection) -> bytes:
    row = connection.execute("SELECT tile_data FROM tiles LIMIT 1").fetchone()
    if row is None or not isinstance(row[0], bytes):
        raise BadInput(_("در این MBTiles کاشی‌ای نیست؛ فایل دیگری برگزینید."))
    return row[0]


def _check_pictures(described: dict[str, str], first: bytes) -> None:
    if described.get("format", "").lower() in {"pbf", "mvt"} or first.startswith(_PACKED):
        raise BadInput(
            _("کاشی‌های این MBTiles برداری است و نشان داده نمی‌شود؛ فایلی با تصویر برگزینید.")
        )
    if not first.startswith(_PICTURES):
        raise BadInput(_("کاشی‌های این MBTiles تصویر png یا jpg نیست؛ فایل دیگری برگزینید."))


def _plain(text: str) -> str:
    """Return a text without markup, on one line, not overlong."""
    words = clean(html.unescape(_MARK.sub("", text[:5_000]))).split()
    return " ".join("".join(c for c in word if c.isprintable()) for word in words)[:LONGEST_TEXT]


def _damaged() -> BadInput:
    return BadInput(_("این فایل MBTiles خراب است یا جدول‌های آن درست نیست؛ فایل دیگری برگزینید."))
