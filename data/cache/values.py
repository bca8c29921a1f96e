"""The small values of a desk as JSON and back: city, districts, places, crews, zones."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

import shapely

from data.model.city import City, District, Place
from data.model.crews import Crew, Lot, Shift
from data.model.snapshot import Snapshot
from data.model.zones import Activity, Rule, Zone, ZoneState


def read(values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a `Snapshot` that `written` wrote, by name.

    Raises
    ------
    KeyError, TypeError, ValueError, shapely.errors.GEOSException
        When something is absent or not what it should be.
    """
    return {
        "city": City.from_row(values["city"]),
        "districts": tuple(_district(row) for row in values["districts"]),
        "now": values["now"],
        "places": tuple(
            Place(**row | {"aliases": tuple(row["aliases"])}) for row in values["places"]
        ),
        "crews": tuple(Crew(**row) for row in values["crews"]),
        "shifts": tuple(
            Shift(**row | {"weekdays": frozenset(row["weekdays"])}) for row in values["shifts"]
        ),
        "lots": tuple(Lot(**row) for row in values["lots"]),
        "zones": tuple(_zone(row) for row in values["zones"]),
        "simulated": values["simulated"],
        "revision": values["revision"],
    }


def written(desk: Snapshot) -> dict[str, Any]:
    """Return the values in JSON types; the arrays of events and streets lie elsewhere."""
    return {
        "city": asdict(desk.city),
        "districts": [_shaped(district, "geometry") for district in desk.districts],
        "places": [asdict(place) for place in desk.places],
        "crews": [asdict(crew) for crew in desk.crews],
        "shifts": [asdict(s) | {"weekdays": sorted(s.weekdays)} for s in desk.shifts],
        "lots": [asdict(lot) for lot in desk.lots],
        "zones": [_zone_row(zone) for zone in desk.zones],
        "simulated": desk.simulated,
        "revision": desk.revision,
        "now": desk.now,
    }


def _shaped(value: District | Zone, geometry: str) -> dict[str, Any]:
    """Return the fields of a value with its geometry as hexadecimal well-known binary."""
    row = {f.name: getattr(value, f.name) for f in fields(value)}
    row[geometry] = shapely.to_wkb(row[geometry], hex=True)
    return row


def _district(row: dict[str, Any]) -> District:
    return District(**row | {"geometry": shapely.from_wkb(row["geometry"])})


def _zone_row(zone: Zone) -> dict[str, Any]:
    rule = asdict(zone.rule) | {"weekdays": sorted(zone.rule.weekdays)}
    return _shaped(zone, "shape") | {"rule": rule}


def _zone(row: dict[str, Any]) -> Zone:
    rule = row["rule"]
    changes = {"weekdays": frozenset(rule["weekdays"]), "activity": Activity(rule["activity"])}
    return Zone(
        **row
        | {
            "shape": shapely.from_wkb(row["shape"]),
            "rule": Rule(**rule | changes),
            "state": ZoneState(row["state"]),
        }
    )
