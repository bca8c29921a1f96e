"""The desk's arrays beside the workspace, so that the first map need not wait for the store.

``<workspace>.gozar-cache/`` holds a manifest and one folder of plain NumPy files, mapped into
memory when read. Everything in it can be made again from the workspace: it is thrown away
whenever the key, a size, a type or a checksum does not fit, and nothing is ever unpickled.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import uuid
import zlib
from contextlib import closing
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from data.model.city import City, District, Place
from data.model.crews import Crew, Lot, Shift
from data.model.events import EventTable
from data.model.snapshot import Snapshot
from data.model.streets import StreetTable
from data.model.zones import Activity, Rule, Zone, ZoneState

_FORMAT = 2
_MANIFEST = "manifest.json"
_GENERATION = re.compile(r"[0-9a-f]{32}")
_PATIENCE = 0.2  # seconds; a locked workspace is painted later, by the store
_STREET_ARRAYS = ("xy", "offsets", "rank", "name", "id")


def folder_of(path: Path) -> Path:
    """Return where the saved arrays of a workspace lie."""
    return path.with_name(path.name + ".gozar-cache")


def key_of(connection: sqlite3.Connection) -> str:
    """Return what identifies the present state of a workspace.

    Made of its id, change sequence, times of the layers' last changes, and count and highest id
    of the events; read from single rows, so it costs a millisecond at any size. The file's own
    time would not do: in WAL mode a commit does not move it.
    """
    settings = dict(
        connection.execute("SELECT key, value FROM settings WHERE key IN ('id', 'sequence')")
    )
    changes = connection.execute(
        "SELECT table_name, last_change FROM gpkg_contents ORDER BY table_name"
    ).fetchall()
    (count,) = connection.execute(
        "SELECT max(feature_count) FROM gpkg_ogr_contents WHERE table_name = 'events'"
    ).fetchone()
    (highest,) = connection.execute("SELECT max(id) FROM events").fetchone()
    digest = zlib.crc32(repr(changes).encode("utf-8", "surrogatepass"))
    parts = (settings.get("id"), settings.get("sequence"), f"{digest:08x}", count, highest)
    return ":".join(str(part) for part in parts)


def load(path: Path) -> tuple[str, Snapshot] | None:
    """Return the key and the saved snapshot of a workspace, None when none fits its state.

    The event columns are mapped, not read: they may not be written to. The snapshot's ``now`` is
    what it was saved with.
    """
    path = Path(path)
    try:
        manifest = _manifest(folder_of(path))
        if manifest["key"] != _present_key(path):
            return None
        return manifest["key"], _snapshot(folder_of(path) / manifest["generation"], manifest)
    except (OSError, sqlite3.Error, ValueError, KeyError, TypeError, shapely.errors.GEOSException):
        return None


def save(path: Path, key: str, desk: Snapshot) -> bool:
    """Save a snapshot under the key of the state it was read at; return whether that succeeded.

    A full disk or a read-only folder is no trouble: the next start is only slower.
    """
    folder = folder_of(Path(path))
    generation = uuid.uuid4().hex
    try:
        (folder / generation).mkdir(parents=True)
        arrays = _event_arrays(desk.events) | _street_arrays(desk.streets)
        for name, array in arrays.items():
            np.save(folder / generation / f"{name}.npy", array, allow_pickle=False)
        values = _values(desk)
        _write_manifest(
            folder,
            {
                "format": _FORMAT,
                "key": key,
                "generation": generation,
                "arrays": {n: [a.dtype.str, list(a.shape)] for n, a in arrays.items()},
                "values": values,
                "checksum": _checksum(values),
            },
        )
    except OSError:
        shutil.rmtree(folder / generation, ignore_errors=True)
        return False
    _sweep(folder, generation)
    return True


def forget(path: Path) -> None:
    """Delete the saved desk of a workspace."""
    shutil.rmtree(folder_of(Path(path)), ignore_errors=True)


def _present_key(path: Path) -> str:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        return key_of(connection)


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
    if manifest["format"] != _FORMAT or not _GENERATION.fullmatch(manifest["generation"]):
        raise ValueError("another format")
    if manifest["checksum"] != _checksum(manifest["values"]):
        raise ValueError("damaged")
    return manifest


def _write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    unfinished = folder / f"{manifest['generation']}.part"
    unfinished.write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    os.replace(unfinished, folder / _MANIFEST)


def _sweep(folder: Path, keep: str) -> None:
    """Delete older generations; on Windows one that is still mapped stays until the next time."""
    for old in folder.iterdir():
        if _GENERATION.fullmatch(old.name) and old.name != keep:
            shutil.rmtree(old, ignore_errors=True)


def _checksum(values: dict[str, Any]) -> int:
    return zlib.crc32(json.dumps(values, sort_keys=True).encode())


def _array(folder: Path, name: str, manifest: dict[str, Any]) -> Any:
    array = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    if [array.dtype.str, list(array.shape)] != manifest["arrays"][name]:
        raise ValueError("damaged")
    return np.asarray(array)


def _event_arrays(events: EventTable) -> dict[str, NDArray[np.generic]]:
    return {f"events-{name}": getattr(events, name) for name in EventTable.columns()}


def _street_arrays(streets: StreetTable) -> dict[str, NDArray[np.generic]]:
    return {f"streets-{name}": getattr(streets, name) for name in _STREET_ARRAYS}


def _snapshot(folder: Path, manifest: dict[str, Any]) -> Snapshot:
    values = manifest["values"]
    events = {n: _array(folder, f"events-{n}", manifest) for n in EventTable.columns()}
    streets = {n: _array(folder, f"streets-{n}", manifest) for n in _STREET_ARRAYS}
    return Snapshot(
        _city(values["city"]),
        tuple(_district(row) for row in values["districts"]),
        EventTable(**events),
        now=values["now"],
        streets=StreetTable(
            **streets, names=tuple(values["street_names"]), simulated=values["street_simulated"]
        ),
        places=tuple(Place(**row | {"aliases": tuple(row["aliases"])}) for row in values["places"]),
        crews=tuple(Crew(**row) for row in values["crews"]),
        shifts=tuple(
            Shift(**row | {"weekdays": frozenset(row["weekdays"])}) for row in values["shifts"]
        ),
        lots=tuple(Lot(**row) for row in values["lots"]),
        zones=tuple(_zone(row) for row in values["zones"]),
        simulated=values["simulated"],
        revision=values["revision"],
    )


def _values(desk: Snapshot) -> dict[str, Any]:
    return {
        "city": asdict(desk.city),
        "districts": [_shaped(district, "geometry") for district in desk.districts],
        "street_names": list(desk.streets.names),
        "street_simulated": desk.streets.simulated,
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


def _city(row: dict[str, Any]) -> City:
    return City(**row | {"centre": tuple(row["centre"]), "extent": tuple(row["extent"])})


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
