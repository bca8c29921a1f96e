"""A million events into arrays without a Python object a row.

SQLite itself lays the values of some thousand rows end to end, each value in a fixed number of
bytes, and NumPy reads the three long strings: ``group_concat`` of the point blobs, of the texts
of the instants, and of one letter below 128 for every seven bits of the small integers. A row
another program wrote in a longer form shows in the strings' lengths; then that piece is read row
by row. One call into SQLite does a whole piece, so the interpreter's lock is free meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.events import EventTable
from data.store.columns import INSTANT_LENGTH, instants_of
from data.store.geometry import POINT, bounds_of, points_of

_PIECE = 8_192
_CODES = ("source", "kind", "outcome", "status", "precision")
# How many letters of seven bits a column takes; the last one is not masked, so that a value
# too large for them makes the string longer and is noticed.
_WIDTHS = {**dict.fromkeys(_CODES, 1), "district": 2, "batch": 3}
_LETTERS = sum(_WIDTHS.values())
_NO_POINT = bytes(POINT.itemsize)


def _letters() -> str:
    parts = []
    for column, width in _WIDTHS.items():
        parts += [f"({column} >> {7 * i}) & 127" for i in range(width - 1)]
        parts.append(f"{column} >> {7 * (width - 1)}" if width > 1 else column)
    return ", ".join(parts)


# The cast keeps the driver from decoding the bytes as text. A range of the primary key is walked
# in its order, and all three strings grow together.
_PACKED = (
    "SELECT count(*), min(id), max(id), CAST(group_concat(ifnull(geom, ?), '') AS BLOB),"
    f" CAST(group_concat(at, '') AS BLOB), CAST(group_concat(char({_letters()}), '') AS BLOB)"
    " FROM events WHERE id BETWEEN ? AND ?"
)
_PLAIN = (
    "SELECT id, geom, CAST(strftime('%s', at) AS INTEGER), "
    + ", ".join(_WIDTHS)
    + " FROM events WHERE id BETWEEN ? AND ? ORDER BY id"
)

Columns = dict[str, Any]  # name -> array of shape (n,)


def read_events(connection: sqlite3.Connection, feedback: Feedback, after: int = 0) -> EventTable:
    """Return the events whose id is greater than ``after``, in the order of their ids."""
    first, last = _range(connection, after)
    if first > last:
        return EventTable.empty()
    pieces = []
    for start in range(first, last + 1, _PIECE):
        feedback.progress(start - first, last - first + 1)
        piece = _read_piece(connection, start, min(start + _PIECE - 1, last))
        if piece is not None:
            pieces.append(piece)
    return EventTable(**_joined(pieces))


def read_points(
    connection: sqlite3.Connection, feedback: Feedback, up_to: int = 2**62
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Return id, x and y of the events that have a place and an id of at most ``up_to``."""
    first, last = _range(connection, 0)
    last = min(last, up_to)
    pieces = [(np.empty(0, np.int64), np.empty(0), np.empty(0))]
    for start in range(first, last + 1, _PIECE):
        feedback.progress(start - first, last - first + 1)
        pieces.append(_points_piece(connection, start, min(start + _PIECE - 1, last)))
    ids, x, y = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return ids, x, y


def _range(connection: sqlite3.Connection, after: int) -> tuple[int, int]:
    """Return the first and the last id greater than ``after``; (1, 0) when there is none."""
    query = "SELECT min(id), max(id) FROM events WHERE id > ?"
    first, last = connection.execute(query, (after,)).fetchone()
    return (1, 0) if first is None else (first, last)


def _points_piece(
    connection: sqlite3.Connection, first: int, last: int
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    rows = connection.execute(
        "SELECT id, geom FROM events WHERE id BETWEEN ? AND ? AND geom IS NOT NULL ORDER BY id",
        (first, last),
    ).fetchall()
    ids = np.fromiter((row[0] for row in rows), np.int64, len(rows))
    joined = b"".join([row[1] for row in rows])
    points = points_of(joined) if len(joined) == len(rows) * POINT.itemsize else None
    x, y = points or _corners([row[1] for row in rows])
    there = np.isfinite(x) & np.isfinite(y)
    return ids[there], x[there], y[there]


def _corners(blobs: Sequence[bytes | None]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y of blobs of any form, NaN where one cannot be read."""
    boxes = [bounds_of(blob) or (np.nan,) * 4 for blob in blobs]
    box = np.array(boxes, np.float64).reshape(-1, 4)
    return box[:, 0], box[:, 2]


def _joined(pieces: list[Columns]) -> Columns:
    """Join the pieces column by column, letting each go as soon as it is copied."""
    joined = {}
    for name, dtype in EventTable.columns().items():
        joined[name] = np.concatenate(
            [piece.pop(name).astype(dtype, copy=False) for piece in pieces]
        )
    return joined


def _read_piece(connection: sqlite3.Connection, first: int, last: int) -> Columns | None:
    row = connection.execute(_PACKED, (_NO_POINT, first, last)).fetchone()
    count, lowest, highest = row[:3]
    if not count:
        return None
    columns = _unpacked(count, *row[3:]) or {}
    if not columns:
        return _row_by_row(connection, first, last)
    if highest - lowest + 1 == count:
        columns["id"] = np.arange(lowest, highest + 1)
    else:
        ids = connection.execute(
            "SELECT id FROM events WHERE id BETWEEN ? AND ? ORDER BY id", (first, last)
        )
        columns["id"] = np.fromiter((row[0] for row in ids), np.int64, count)
    return columns


def _unpacked(count: int, geom: bytes, at: bytes, letters: bytes) -> Columns | None:
    sizes = (POINT.itemsize, INSTANT_LENGTH, _LETTERS)
    if any(
        len(part) != count * size for part, size in zip((geom, at, letters), sizes, strict=True)
    ):
        return None
    points, time = points_of(geom), instants_of(at)
    if points is None or time is None:
        return None
    columns: Columns = {"x": points[0], "y": points[1], "time": time}
    table = np.frombuffer(letters, np.uint8).reshape(count, _LETTERS)
    position = 0
    for column, width in _WIDTHS.items():
        value = table[:, position].astype(np.int32)
        for i in range(1, width):
            value |= table[:, position + i].astype(np.int32) << (7 * i)
        columns[column] = value
        position += width
    return columns


def _row_by_row(connection: sqlite3.Connection, first: int, last: int) -> Columns:
    rows = connection.execute(_PLAIN, (first, last)).fetchall()
    ids, blobs, times, *numbers = zip(*rows, strict=True)
    x, y = _corners(blobs)
    columns: Columns = {"x": x, "y": y, "id": np.array(ids, np.int64)}
    columns["time"] = np.array([time or 0 for time in times], np.int64)
    for (column, dtype), values in zip(_number_types(), numbers, strict=True):
        bounds = np.iinfo(dtype)
        columns[column] = np.clip(np.array(values, np.int64), bounds.min, bounds.max)
    return columns


def _number_types() -> list[tuple[str, type]]:
    return [(column, EventTable.columns()[column]) for column in _WIDTHS]
