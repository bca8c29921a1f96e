"""GeoPackage geometry blobs: one SQLAlchemy type, and whole arrays of points at once.

A blob is the header of OGC 12-128r18 (GeoPackage 1.3), clause 2.1.3, and ISO well-known binary.
Points carry no envelope, so that every point blob has 29 bytes and a million of them are one
NumPy array; everything else carries minx, maxx, miny, maxy.
"""

from __future__ import annotations

import math
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry
from sqlalchemy.types import LargeBinary, TypeDecorator

from data.store.columns import BadValue

POINT = np.dtype(
    [
        ("magic", "S2"),
        ("version", "u1"),
        ("flags", "u1"),
        ("srid", "<i4"),
        ("order", "u1"),
        ("type", "<u4"),
        ("x", "<f8"),
        ("y", "<f8"),
    ]
)
_POINT_START = struct.Struct("<2sBBi")
_ENVELOPE_SIZES = (0, 32, 48, 48, 64)
_LITTLE, _EMPTY, _XY_ENVELOPE = 0b1, 0b1_0000, 0b10


def point_array(x: NDArray[np.float64], y: NDArray[np.float64], srid: int) -> NDArray[np.void]:
    """Return point blobs as one array of `POINT` records.

    Parameters
    ----------
    x, y : ndarray of float64, shape (n,)
        Metres.
    srid : int
        EPSG code written into every header.
    """
    blobs = np.zeros(len(x), POINT)
    blobs["magic"] = b"GP"
    blobs["flags"] = _LITTLE
    blobs["srid"] = srid
    blobs["order"] = 1
    blobs["type"] = 1
    blobs["x"] = x
    blobs["y"] = y
    return blobs


def point_blobs(x: NDArray[np.float64], y: NDArray[np.float64], srid: int) -> list[bytes]:
    """Return one blob a point, no bytes where x or y is not finite."""
    blobs: list[bytes] = point_array(x, y, srid).view(f"V{POINT.itemsize}").tolist()
    for row in np.flatnonzero(~(np.isfinite(x) & np.isfinite(y))).tolist():
        blobs[row] = b""
    return blobs


def points_of(joined: bytes) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Return x and y of point blobs laid end to end; None when they are not all plain points.

    A blob of zeros stands for a missing point and becomes NaN.
    """
    if len(joined) % POINT.itemsize:
        return None
    blobs = np.frombuffer(joined, POINT)
    missing = blobs["magic"] == b""
    plain = (blobs["magic"] == b"GP") & (blobs["flags"] == _LITTLE) & (blobs["type"] == 1)
    if not np.all(missing | (plain & (blobs["order"] == 1))):
        return None
    x, y = blobs["x"].copy(), blobs["y"].copy()
    x[missing] = y[missing] = np.nan
    return x, y


def encode(geometry: Geometry | None, srid: int) -> bytes | None:
    """Return the blob of a geometry; None stays None."""
    return None if geometry is None else next(encode_all([geometry], srid))


def encode_all(geometries: Sequence[Geometry], srid: int) -> Iterator[bytes]:
    """Yield the blobs of many geometries."""
    array = np.asarray(geometries, dtype=object)
    bodies = shapely.to_wkb(array, byte_order=1, output_dimension=2)
    boxes = shapely.bounds(array)[:, [0, 2, 1, 3]]
    points = shapely.get_type_id(array) == shapely.GeometryType.POINT
    for body, box, is_point in zip(bodies, boxes.tolist(), points.tolist(), strict=True):
        if math.isnan(box[0]):
            yield _POINT_START.pack(b"GP", 0, _LITTLE | _EMPTY, srid) + body
        elif is_point:
            yield _POINT_START.pack(b"GP", 0, _LITTLE, srid) + body
        else:
            start = _POINT_START.pack(b"GP", 0, _LITTLE | _XY_ENVELOPE, srid)
            yield start + struct.pack("<4d", *box) + body


def body_of(blob: bytes) -> bytes:
    """Return the well-known binary inside a blob; raises `BadValue` when the header is wrong."""
    if len(blob) < 8 or blob[:2] != b"GP":
        raise BadValue("not a GeoPackage geometry")
    size = (blob[3] >> 1) & 0b111
    if size >= len(_ENVELOPE_SIZES) or len(blob) <= 8 + _ENVELOPE_SIZES[size]:
        raise BadValue("not a GeoPackage geometry")
    return bytes(blob[8 + _ENVELOPE_SIZES[size] :])


def decode(blob: bytes | None) -> Geometry | None:
    """Return the geometry of a blob; raises `BadValue` when it cannot be read."""
    if blob is None:
        return None
    try:
        return shapely.from_wkb(body_of(blob))
    except shapely.errors.GEOSException as error:
        raise BadValue("not a GeoPackage geometry") from error


def bounds_of(blob: bytes | None) -> tuple[float, float, float, float] | None:
    """Return minx, maxx, miny, maxy of a blob; None for a missing, empty or unreadable one."""
    if blob is None:
        return None
    try:
        body = body_of(blob)
        if (blob[3] >> 1) & 0b111:
            return struct.unpack_from("<4d" if blob[3] & _LITTLE else ">4d", blob, 8)
        west, south, east, north = shapely.from_wkb(body).bounds
    except (ValueError, struct.error, shapely.errors.GEOSException):
        return None
    return None if math.isnan(west) else (west, east, south, north)


def register_functions(connection: sqlite3.Connection) -> None:
    """Give SQLite the functions that the R-tree triggers call (GeoPackage 1.3, annex F.3)."""
    for position, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, _bound(position), deterministic=True)
    connection.create_function("ST_IsEmpty", 1, _is_empty, deterministic=True)


def _bound(position: int) -> Any:
    def bound(blob: bytes | None) -> float | None:
        box = bounds_of(blob)
        return None if box is None else box[position]

    return bound


def _is_empty(blob: bytes | None) -> int | None:
    return None if blob is None else int(bounds_of(blob) is None)


class GeoPackageGeometry(TypeDecorator[Geometry]):
    """A geometry column.

    Parameters
    ----------
    kind : str
        ``POINT``, ``LINESTRING``, ``POLYGON`` or ``MULTIPOLYGON``; a single polygon is stored in
        a MULTIPOLYGON column as a collection of one, and read as the single polygon it was.
    srid : int
        EPSG code of its coordinates.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: str = "GEOMETRY", srid: int = 0) -> None:
        super().__init__()
        self.kind = kind
        self.srid = srid

    def process_bind_param(self, value: Geometry | None, dialect: Any) -> bytes | None:
        if value is not None and self.kind == "MULTIPOLYGON" and value.geom_type == "Polygon":
            value = shapely.multipolygons([value])
        return encode(value, self.srid)

    def process_result_value(self, value: bytes | None, dialect: Any) -> Geometry | None:
        geometry = decode(value)
        if geometry is None:
            return None
        if geometry.is_empty or geometry.geom_type.upper() != self.kind:
            raise BadValue(f"not a {self.kind}")
        if self.kind == "MULTIPOLYGON" and len(geometry.geoms) == 1:
            return geometry.geoms[0]
        return geometry
