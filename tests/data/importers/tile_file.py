"""Writes MBTiles for tests, good and hostile."""

from __future__ import annotations

import sqlite3
import struct
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from data.web_mercator import TileName


def png(red: int, green: int, blue: int, side: int = 256, *, claimed: int | None = None) -> bytes:
    """Return a square of one colour; ``claimed`` is the side its head speaks of."""
    size = side if claimed is None else claimed
    rows = (b"\x00" + bytes((red, green, blue)) * side) * side
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def write_mbtiles(path: Path, tiles: Iterable[tuple[TileName, bytes]], **described: object) -> Path:
    """Write a file and return its path."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE metadata (name text, value text)")
        connection.execute(
            "CREATE TABLE tiles"
            " (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
        )
        connection.executemany(
            "INSERT INTO metadata VALUES (?, ?)", [(k, str(v)) for k, v in described.items()]
        )
        connection.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            [(name.zoom, name.x, (1 << name.zoom) - 1 - name.y, data) for name, data in tiles],
        )
        connection.commit()
    return path
