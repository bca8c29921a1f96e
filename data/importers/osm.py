"""OpenStreetMap extracts (``.osm.pbf``): streets as lines, named places as points.

GDAL reads them in the worker process, with tags chosen by a configuration of our own; before
that the file's frames were walked here (`data.importers.osm_blocks`).
"""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from data.errors import BadInput
from data.feedback import Feedback
from data.importers.osm_blocks import check_blocks
from data.importers.osm_tags import (
    ATTRIBUTION,
    KEYS,
    LANDMARKS,
    MINOR,
    NEIGHBOURHOODS,
    QUARTERS,
    STREETS,
    place_kind,
    shown_name,
)
from data.importers.shapes import POLYGONS, from_blobs
from data.importers.tables import RawTable
from resources.text import _

# Name (Persian, else local), class of a street, kind of a place, number in OpenStreetMap.
COLUMNS = ("name", "highway", "place", "osm_id")
MOST_FEATURES = 3_000_000
PIECE = 2_000  # rows unpacked in one call

Rows = list[tuple[str | None, str | None, str | None, str | None]]


def read_osm(path: Path, encoding: str | None, sheet: str | None, feedback: Feedback) -> RawTable:
    """Read the streets and the named places of an extract, streets first.

    The rows of a street have a ``highway``, those of a place a ``place``.
    """
    check_blocks(path, feedback)
    columns: tuple[list[str | None], ...] = tuple([] for _name in COLUMNS)
    blobs: list[bytes | None] = []
    # Each look at the file is a call of its own, between which it can be stopped.
    for layer in ("lines", "points", "multipolygons"):
        feedback.progress(0, 0)
        for piece in feedback.heavy(parse_osm, str(path.absolute()), layer):
            # One piece after the other: unpacking all at once would stop every thread.
            feedback.check()
            *cells, shapes = pickle.loads(piece)
            for column, texts in zip(columns, cells, strict=True):
                column.extend(texts)
            blobs.extend(shapes)
    if not blobs:
        raise BadInput(_("در این فایل هیچ معبر یا نامی نیست؛ برش دیگری دریافت کنید."))
    geometry = from_blobs(blobs, feedback)
    area = np.isin(shapely.get_type_id(geometry), POLYGONS)
    geometry[area] = shapely.point_on_surface(geometry[area])
    return RawTable(
        COLUMNS,
        tuple(tuple(column) for column in columns),
        np.arange(1, len(blobs) + 1, dtype=np.int64),
        geometry,
        4326,
        encoding="",
        attribution=ATTRIBUTION,
    )


def part_of(raw: RawTable, kind: str) -> RawTable:
    """Return the rows of an extract that an import of a kind is about; of other files all."""
    if raw.columns != COLUMNS:
        return raw
    if kind == "streets":
        return raw.take(np.array([text is not None for text in raw.column("highway")], bool))
    if kind == "neighbourhoods":
        quarters = ("quarter", "neighbourhood")
        return raw.take(np.array([text in quarters for text in raw.column("place")], bool))
    return raw


def parse_osm(path: str, layer: str) -> list[bytes]:
    """Return the rows of one of GDAL's layers in packed pieces.

    Each piece holds a column of texts for each of `COLUMNS`, then WKB a row, in degrees.
    """
    with tempfile.TemporaryDirectory(prefix="gozar-") as folder:
        configuration = Path(folder) / "osm.ini"
        configuration.write_text(_CONFIGURATION, "utf-8")
        names, blobs, columns = _read(path, layer, folder, str(configuration))
    if len(blobs) > MOST_FEATURES:
        raise BadInput(_("این برش بیش از اندازه بزرگ است؛ تنها برش شهر را دریافت کنید."))
    cells = {name: column.tolist() for name, column in zip(names, columns, strict=True)}
    make = _streets if layer == "lines" else _places
    rows = [
        (*row, blob)
        for row, blob in zip(make(cells), blobs.tolist(), strict=True)
        if row is not None
    ]
    return [
        pickle.dumps(tuple(zip(*rows[start : start + PIECE], strict=True)))
        for start in range(0, len(rows), PIECE)
    ]


def _read(path: str, layer: str, folder: str, configuration: str) -> tuple[Any, Any, Any]:
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError
    from pyogrio.raw import read

    # Numbers of nodes are kept in a file where they are many: in our folder, not in the user's.
    pyogrio.set_gdal_config_options({"CPL_TMPDIR": folder})
    problem: Exception | None = None
    # The faster index wants the nodes in rising order, as most extracts have them.
    for rising in ("YES", "NO"):
        try:
            meta, _ids, blobs, columns = read(
                path,
                layer=layer,
                where=_wanted(layer),
                CONFIG_FILE=configuration,
                USE_CUSTOM_INDEXING=rising,
            )
            return meta["fields"], blobs, columns
        except (DataSourceError, DataLayerError, FeatureError, GeometryError, ValueError) as error:
            problem = error
        finally:
            pyogrio.set_gdal_config_options({"CPL_TMPDIR": None})
    raise BadInput(_("این فایل osm.pbf ناتمام یا خراب است؛ آن را دوباره دریافت کنید.")) from problem


def _streets(cells: dict[str, list[str | None]]) -> Rows:
    return [
        (shown_name(persian, local) or None, highway, None, number)
        for persian, local, highway, number in zip(
            cells["name_fa"], cells["name"], cells["highway"], cells["osm_id"], strict=True
        )
    ]


def _places(cells: dict[str, list[str | None]]) -> list[Any]:
    """Return the row of each named place, None for what is no place of the map."""
    # A way that is an area has its number in a column of its own.
    numbers = [cells["osm_id"], cells.get("osm_way_id", cells["osm_id"])]
    tags = [cells[key] for key in KEYS]
    rows: list[Any] = []
    for row, (persian, local) in enumerate(zip(cells["name_fa"], cells["name"], strict=True)):
        name = shown_name(persian, local)
        kind = place_kind({k: t[row] for k, t in zip(KEYS, tags, strict=True)})
        number = numbers[0][row] or numbers[1][row]
        rows.append((name, None, kind, number) if name and kind else None)
    return rows


def _wanted(layer: str) -> str:
    if layer == "lines":
        return f"highway IN ({_listed(STREETS)})"
    values: dict[str, set[str]] = {key: set() for key in KEYS}
    for table in (LANDMARKS, MINOR):
        for key, found in table.items():
            values[key].update(found)
    values["place"].update(QUARTERS, NEIGHBOURHOODS)
    return " OR ".join(f"{key} IN ({_listed(sorted(found))})" for key, found in values.items())


def _listed(values: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


_ATTRIBUTES = f"name,name:fa,{','.join(KEYS)}"
_CONFIGURATION = f"""[general]
closed_ways_are_polygons=amenity,leisure,place,railway,tourism
[points]
osm_id=yes
attributes={_ATTRIBUTES}
other_tags=no
[lines]
osm_id=yes
attributes=name,name:fa,highway
other_tags=no
[multipolygons]
osm_id=yes
attributes={_ATTRIBUTES}
other_tags=no
[multilinestrings]
osm_id=no
other_tags=no
[other_relations]
osm_id=no
other_tags=no
"""
