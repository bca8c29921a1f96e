"""GeoJSON feature collections (RFC 7946, or with the older ``crs`` member), as plain JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import shapely.geometry

from data.errors import BadInput
from data.feedback import Feedback
from data.importers.headers import MOST_COLUMNS
from data.importers.shapes import from_blobs
from data.importers.spreadsheets import cell_text
from data.importers.tables import Column, RawTable
from resources.text import _

LARGEST = 512 << 20
_NO_SHAPE = (ValueError, TypeError, KeyError, AttributeError, IndexError)
Parsed = tuple[tuple[str, ...], tuple[Column, ...], list[bytes | None], int | None]


def read_geojson(
    path: Path, encoding: str | None, sheet: str | None, feedback: Feedback
) -> RawTable:
    """Read the features of a file; their properties become the columns."""
    if path.stat().st_size > LARGEST:
        raise BadInput(_("این GeoJSON بیش از اندازه بزرگ است؛ آن را GeoPackage کنید."))
    columns, cells, blobs, epsg = feedback.heavy(parse_geojson, str(path))
    line = np.arange(1, len(blobs) + 1, dtype=np.int64)
    return RawTable(columns, cells, line, from_blobs(blobs, feedback), epsg, encoding="utf-8")


def parse_geojson(path: str) -> Parsed:
    """Return the columns, their texts, WKB a feature and the EPSG code of a GeoJSON file."""
    try:
        document = json.loads(Path(path).read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadInput(_("این فایل GeoJSON درستی نیست؛ آن را دوباره بسازید.")) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise BadInput(
            _("این فایل JSON، GeoJSON از نوع FeatureCollection نیست؛ آن را با QGIS دوباره بسازید.")
        )
    # A feature that is no object still counts as a row, without texts and shape.
    features = [feature if isinstance(feature, dict) else {} for feature in features]
    rows = [feature.get("properties") for feature in features]
    rows = [row if isinstance(row, dict) else {} for row in rows]
    columns = tuple(dict.fromkeys(str(key) for row in rows for key in row))
    if len(columns) > MOST_COLUMNS:
        raise BadInput(_("این جدول بیش از اندازه ستون دارد؛ ستون‌های بی‌کاربرد را بردارید."))
    cells = tuple(tuple(_property(row.get(name)) for row in rows) for name in columns)
    return columns, cells, [_wkb(f.get("geometry")) for f in features], _epsg(document)


def _property(value: object) -> str | None:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return cell_text(value)


def _wkb(geometry: Any) -> bytes | None:
    """Return the WKB of a geometry object; empty bytes where it is none."""
    if geometry is None:
        return None
    try:
        return shapely.to_wkb(shapely.geometry.shape(geometry))
    except (*_NO_SHAPE, shapely.errors.ShapelyError):
        return b""


def _epsg(document: dict[str, Any]) -> int | None:
    """Return the code of the ``crs`` member; without one, degrees by RFC 7946."""
    crs = document.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    if not isinstance(properties, dict):
        return 4326
    name = str(properties.get("name", "")).upper()
    code = name.rsplit(":", 1)[-1]
    if "EPSG" in name and code.isdigit():
        return int(code)
    return 4326 if "CRS84" in name else None
