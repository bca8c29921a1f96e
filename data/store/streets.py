"""The street network between ragged arrays and rows."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from sqlalchemy import Connection

from data.feedback import silent
from data.model.street_index import boxes_of
from data.model.streets import StreetTable
from data.store import bulk
from data.store.columns import BadValue
from data.store.connection import driver
from data.store.geometry import body_of, encode_all
from data.store.rtree import Boxes

_FEW = 500  # up to this many rows the triggers are the cheaper road
PIECE = 2_000  # segments between two turns of Python's lock


def add(connection: Connection, streets: StreetTable, batch: int, epsg: int) -> np.ndarray:
    """Write segments and return their ids, shape (n,); the table's own ids are not looked at."""
    cursor = driver(connection).cursor()
    (last,) = cursor.execute("SELECT ifnull(max(id), 0) FROM streets").fetchone()
    ids = np.arange(last + 1, last + 1 + len(streets))
    if not len(streets):
        return ids
    if len(streets) <= _FEW:
        _insert(cursor, streets, ids, batch, epsg)
        return ids
    counted = bulk.lay_aside(cursor, "streets")
    _insert(cursor, streets, ids, batch, epsg)
    low, high = boxes_of(streets.xy, streets.offsets)
    there = np.isfinite(low).all(axis=1)
    (west, south), (east, north) = low[there].T, high[there].T
    boxes = Boxes(ids[there], west, east, south, north)
    (bulk.index_more if counted else bulk.index_all)(cursor, "streets", boxes, silent())
    bulk.take_up(cursor, "streets", counted + len(streets))
    return ids


def _insert(
    cursor: sqlite3.Cursor, streets: StreetTable, ids: np.ndarray, batch: int, epsg: int
) -> None:
    for start in range(0, len(streets), PIECE):
        cursor.executemany(
            "INSERT INTO streets (id, geom, name, rank, simulated, batch)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            _rows(streets, slice(start, start + PIECE), ids, batch, epsg),
        )


def _rows(
    streets: StreetTable, piece: slice, ids: np.ndarray, batch: int, epsg: int
) -> Iterator[tuple[Any, ...]]:
    offsets = streets.offsets[piece.start : piece.stop + 1]
    xy = streets.xy[offsets[0] : offsets[-1]]
    lines = shapely.from_ragged_array(shapely.GeometryType.LINESTRING, xy, (offsets - offsets[0],))
    names = [streets.names[i] if i >= 0 else None for i in streets.name[piece].tolist()]
    return zip(
        ids[piece].tolist(),
        encode_all(lines, epsg),
        names,
        streets.rank[piece].tolist(),
        [streets.simulated] * len(names),
        [batch] * len(names),
        strict=True,
    )


def read(connection: Connection) -> StreetTable:
    """Return the whole network, by id."""
    cursor = driver(connection).execute(
        "SELECT id, geom, name, rank, simulated FROM streets WHERE geom IS NOT NULL ORDER BY id"
    )
    ids, texts, ranks, invented = array("q"), [], array("B"), False
    vertices, counts = [], []
    # In pieces, so that no other thread waits long for Python's lock.
    while rows := cursor.fetchmany(PIECE):
        some_ids, blobs, names, some_ranks, simulated = zip(*rows, strict=True)
        xy, offsets = _vertices(blobs)
        vertices.append(xy)
        counts.append(np.diff(offsets))
        ids.extend(some_ids)
        texts.extend(names)
        ranks.extend(some_ranks)
        invented = invented or any(simulated)
    if not texts:
        return StreetTable.empty()
    names = tuple(sorted({text for text in texts if text}))
    position = {name: i for i, name in enumerate(names)}
    return StreetTable(
        np.concatenate(vertices),
        np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64),
        np.array(ranks, np.uint8),
        np.array([position.get(text, -1) for text in texts], np.int32),
        names,
        np.array(ids, np.int64),
        invented,
        _attribution(connection),
    )


def attribution_key(batch: int) -> str:
    """Return the setting that holds what has to be said of an import's data."""
    return f"batch.{batch}.attribution"


def _attribution(connection: Connection) -> str:
    """Return what has to be said of the network: the words of every import that is part of it."""
    found = driver(connection).execute(
        "SELECT DISTINCT value FROM settings WHERE key IN"
        " (SELECT 'batch.' || batch || '.attribution' FROM (SELECT DISTINCT batch FROM streets))"
        " ORDER BY value"
    )
    return " · ".join(value for (value,) in found)


def _vertices(blobs: tuple[bytes, ...]) -> tuple[np.ndarray, np.ndarray]:
    try:
        lines = shapely.from_wkb([body_of(blob) for blob in blobs])
    except shapely.errors.GEOSException as error:
        raise BadValue("not a GeoPackage geometry") from error
    if np.any(shapely.get_type_id(lines) != shapely.GeometryType.LINESTRING):
        raise BadValue("not a line")
    _kind, xy, (offsets,) = shapely.to_ragged_array(lines, include_z=False)
    return xy, np.asarray(offsets, np.int64)
