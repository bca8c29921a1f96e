"""The tables of a workspace as SQLAlchemy sees them.

The upgrades create them; a test holds both equal. Names are those of the command line's contract.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)

from data.model.intake import TEXT_COLUMNS
from data.store.columns import Day, Instant, Json, Weekdays
from data.store.geometry import GeoPackageGeometry

# Table -> geometry type; each has an R-tree on its column ``geom``.
SPATIAL = {
    "events": "POINT",
    "districts": "MULTIPOLYGON",
    "neighbourhoods": "MULTIPOLYGON",
    "streets": "LINESTRING",
    "zones": "POLYGON",
    "lots": "POINT",
    "crews": "POINT",
    "places": "POINT",
}
ATTRIBUTES = ("shifts", "plans", "users", "batches", "settings", "audit")
ALL_TABLES = (*SPATIAL, *ATTRIBUTES)
# What an import can bring and an undo takes away.
BATCHED = ("events", "neighbourhoods", "streets", "lots", "crews", "shifts", "places")


@dataclass(frozen=True, slots=True)
class Tables:
    """One SQLAlchemy table a field, for one coordinate system."""

    metadata: MetaData
    epsg: int
    events: Table
    districts: Table
    neighbourhoods: Table
    streets: Table
    zones: Table
    lots: Table
    crews: Table
    places: Table
    shifts: Table
    plans: Table
    users: Table
    batches: Table
    settings: Table
    audit: Table


@functools.lru_cache(maxsize=4)
def tables_for(epsg: int) -> Tables:
    """Return the tables whose geometries are in a coordinate system."""
    metadata = MetaData()
    made = {
        name: Table(name, metadata, *columns)
        for name, columns in (_spatial_columns(epsg) | _attribute_columns()).items()
    }
    return Tables(metadata=metadata, epsg=epsg, **made)


def _key() -> Column:
    return Column("id", Integer, primary_key=True)


def _text(name: str) -> Column:
    return Column(name, Text, nullable=False)


def _whole(name: str) -> Column:
    return Column(name, Integer, nullable=False)


def _spatial_columns(epsg: int) -> dict[str, list[Column]]:
    columns: dict[str, list[Column]] = {
        "events": _event_columns(),
        "districts": _district_columns(),
        "neighbourhoods": [
            _text("name"),
            _whole("district"),
            Column("schematic", Boolean, nullable=False),
            _text("source"),
            _whole("batch"),
        ],
        "streets": [
            Column("name", Text),
            Column("rank", SmallInteger, nullable=False),
            Column("simulated", Boolean, nullable=False),
            _whole("batch"),
        ],
        "zones": _zone_columns(),
        "lots": [_text("name"), Column("capacity", Integer), _whole("batch")],
        "crews": [
            _text("name"),
            _whole("district"),
            Column("contractor", Boolean, nullable=False),
            _whole("batch"),
        ],
        "places": [
            _text("name"),
            _text("kind"),
            Column("aliases", Json, nullable=False),
            _text("source"),
            _text("confidence"),
            _whole("batch"),
        ],
    }
    return {
        name: [_key(), Column("geom", GeoPackageGeometry(kind, epsg)), *columns[name]]
        for name, kind in SPATIAL.items()
    }


def _event_columns() -> list[Column]:
    small = ("source", "kind", "outcome", "status", "precision", "district")
    return [
        Column("at", Instant, nullable=False),
        *[Column(name, SmallInteger, nullable=False) for name in small],
        _whole("batch"),
        Column("fingerprint", Integer),
        *(Column(name, Text) for name in TEXT_COLUMNS),
        Column("placed_by", Text),
    ]


def _district_columns() -> list[Column]:
    return [
        _whole("number"),
        _text("name"),
        Column("schematic", Boolean, nullable=False),
        Column("residents", Integer),
        _text("residents_year"),
        Column("area_km2", Float),
        _text("source"),
        Column("valid_from", Day),
        Column("valid_to", Day),
        _whole("batch"),
        Column("replaced_by", Integer),
    ]


def _zone_columns() -> list[Column]:
    return [
        Column("uuid", Text, nullable=False, unique=True),
        _text("name"),
        _whole("district"),
        _text("activity"),
        Column("weekdays", Weekdays, nullable=False),
        _whole("start_minute"),
        _whole("end_minute"),
        _text("season"),
        _text("reason"),
        _text("state"),
        _whole("version"),
        Column("created_at", Instant, nullable=False),
        _text("created_by"),
        Column("changed_at", Instant, nullable=False),
    ]


def _attribute_columns() -> dict[str, list[Column]]:
    columns = {
        "shifts": [
            _whole("crew"),
            Column("weekdays", Weekdays, nullable=False),
            _whole("start_minute"),
            _whole("end_minute"),
            Column("first_day", Day, nullable=False),
            Column("last_day", Day, nullable=False),
            Column("reach", Float, nullable=False),
            Column("on_call", Boolean, nullable=False),
            _whole("batch"),
        ],
        "plans": _plan_columns(),
        "users": [
            Column("name", Text, nullable=False, unique=True),
            _text("role"),
            Column("district", Integer),
            Column("active", Boolean, nullable=False),
        ],
        "batches": _batch_columns(),
        "settings": [
            Column("key", Text, nullable=False, unique=True),
            _text("value"),
        ],
        "audit": [
            Column("at", Instant, nullable=False),
            _text("actor"),
            _text("action"),
            _text("detail"),
            _text("previous"),
            _text("hash"),
        ],
    }
    return {name: [_key(), *rest] for name, rest in columns.items()}


def _plan_columns() -> list[Column]:
    return [
        _whole("district"),
        _text("season"),
        _text("calendar"),
        _text("title"),
        _text("notes"),
        _text("state"),
        _whole("version"),
        Column("created_at", Instant, nullable=False),
        _text("created_by"),
        _text("frozen"),
    ]


def _batch_columns() -> list[Column]:
    counts = ("rows_read", "accepted", "rejected", "duplicates")
    return [
        _text("kind"),
        _text("file_name"),
        _text("file_hash"),
        Column("imported_at", Instant, nullable=False),
        _text("imported_by"),
        *(_whole(name) for name in counts),
        Column("mapping", Json, nullable=False),
        Column("undone", Boolean, nullable=False),
        Column("relabelled", LargeBinary),
    ]
