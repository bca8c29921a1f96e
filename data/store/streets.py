"""The street network between ragged arrays and rows."""

from __future__ import annotations

import numpy as np
import shapely
from sqlalchemy import Connection

from data.model.streets import StreetTable
from data.store.columns import BadValue
from data.store.connection import driver
from data.store.geometry import body_of, encode_all


def add(connection: Connection, streets: StreetTable, batch: int, epsg: int) -> np.ndarray:
    """Write segments and return their ids, shape (n,); the table's own ids are not looked at."""
    cursor = driver(connection).cursor()
    (last,) = cursor.execute("SELECT ifnull(max(id), 0) FROM streets").fetchone()
    ids = np.arange(last + 1, last + 1 + len(streets))
    if not len(streets):
        return ids
    lines = shapely.from_ragged_array(
        shapely.GeometryType.LINESTRING, streets.xy, (streets.offsets,)
    )
    names = [streets.names[i] if i >= 0 else None for i in streets.name.tolist()]
    cursor.executemany(
        "INSERT INTO streets (id, geom, name, rank, simulated, batch) VALUES (?, ?, ?, ?, ?, ?)",
        zip(
            ids.tolist(),
            encode_all(lines, epsg),
            names,
            streets.rank.tolist(),
            [streets.simulated] * len(streets),
            [batch] * len(streets),
            strict=True,
        ),
    )
    return ids


def read(connection: Connection) -> StreetTable:
    """Return the whole network, by id."""
    rows = (
        driver(connection)
        .execute(
            "SELECT id, geom, name, rank, simulated FROM streets WHERE geom IS NOT NULL ORDER BY id"
        )
        .fetchall()
    )
    if not rows:
        return StreetTable.empty()
    ids, blobs, texts, ranks, simulated = zip(*rows, strict=True)
    xy, offsets = _vertices(blobs)
    names = tuple(sorted({text for text in texts if text}))
    position = {name: i for i, name in enumerate(names)}
    return StreetTable(
        xy,
        offsets,
        np.array(ranks, np.uint8),
        np.array([position.get(text, -1) for text in texts], np.int32),
        names,
        np.array(ids, np.int64),
        any(simulated),
    )


def _vertices(blobs: tuple[bytes, ...]) -> tuple[np.ndarray, np.ndarray]:
    try:
        lines = shapely.from_wkb([body_of(blob) for blob in blobs])
    except shapely.errors.GEOSException as error:
        raise BadValue("not a GeoPackage geometry") from error
    if np.any(shapely.get_type_id(lines) != shapely.GeometryType.LINESTRING):
        raise BadValue("not a line")
    _kind, xy, (offsets,) = shapely.to_ragged_array(lines, include_z=False)
    return xy, np.asarray(offsets, np.int64)
