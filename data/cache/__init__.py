"""The desk's arrays beside the workspace, so that the first map need not wait for the store.

``<workspace>.gozar-cache/`` holds a manifest and one folder with two files of plain arrays, mapped
into memory when read, and the small values as JSON. Everything in it can be made again from the
workspace: it is thrown away whenever the key, a size, a type or a checksum does not fit, and
nothing is ever unpickled.
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
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from data.cache import arrays, events, values
from data.model.events import EventTable
from data.model.snapshot import Snapshot
from data.model.streets import StreetTable

_FORMAT = 4
_MANIFEST, _VALUES, _EVENTS, _STREETS = "manifest.json", "values.json", "events.bin", "streets.bin"
_GENERATION = re.compile(r"[0-9a-f]{32}")
_PATIENCE = 0.2  # seconds; a locked workspace is painted later, by the store
_DAMAGE = (OSError, sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError,
           RecursionError, shapely.errors.GEOSException)  # fmt: skip


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
    try:
        manifest, folder = _fitting(Path(path))
        content = (folder / _VALUES).read_bytes()
        if zlib.crc32(content) != manifest["values"]:
            raise ValueError("damaged")
        saved = json.loads(content)
        streets = arrays.read(folder / _STREETS, manifest["streets"], _street_types())
        told = saved["streets"] | {"names": tuple(saved["streets"]["names"])}
        return manifest["key"], Snapshot(
            events=_events(folder, manifest),
            streets=StreetTable(**streets, **told),
            **values.read(saved),
        )
    except _DAMAGE:
        return None


def load_events(path: Path) -> EventTable | None:
    """Return the saved event table alone, None when none fits the workspace's state.

    Costs some two milliseconds at any size; its rows stand in the order of the city's grid.
    """
    try:
        manifest, folder = _fitting(Path(path))
        return _events(folder, manifest)
    except _DAMAGE:
        return None


def save(path: Path, key: str, desk: Snapshot) -> bool:
    """Save a snapshot under the key of the state it was read at; return whether that succeeded.

    A full disk or a read-only folder is no trouble: the next start is only slower.
    """
    folder = folder_of(Path(path))
    generation = uuid.uuid4().hex
    try:
        (folder / generation).mkdir(parents=True)
        _write(folder / generation, key, desk)
    except OSError:
        shutil.rmtree(folder / generation, ignore_errors=True)
        return False
    _sweep(folder, generation)
    return True


def forget(path: Path) -> None:
    """Delete the saved desk of a workspace."""
    shutil.rmtree(folder_of(Path(path)), ignore_errors=True)


def _fitting(path: Path) -> tuple[dict[str, Any], Path]:
    """Return the manifest that fits the workspace's present state, and its folder."""
    manifest = _manifest(folder_of(path))
    if manifest["key"] != _present_key(path):
        raise ValueError("another state")
    return manifest, folder_of(path) / manifest["generation"]


def _present_key(path: Path) -> str:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        return key_of(connection)


def _events(folder: Path, manifest: dict[str, Any]) -> EventTable:
    mapped = arrays.read(folder / _EVENTS, manifest["events"], events.TYPES)
    return events.events_of(mapped, manifest["about"])


def _manifest(folder: Path) -> dict[str, Any]:
    content = (folder / _MANIFEST).read_bytes()
    checksum, _line, body = content.partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(body):
        raise ValueError("damaged")
    manifest = json.loads(body)
    if manifest["format"] != _FORMAT or not _GENERATION.fullmatch(manifest["generation"]):
        raise ValueError("another format")
    return manifest


def _write(folder: Path, key: str, desk: Snapshot) -> None:
    columns, about = events.arrays_of(desk)
    streets = desk.streets
    told = {name: getattr(streets, name) for name in ("names", "simulated", "attribution")}
    content = json.dumps(values.written(desk) | {"streets": told}, ensure_ascii=False).encode()
    (folder / _VALUES).write_bytes(content)
    manifest = {
        "format": _FORMAT,
        "key": key,
        "generation": folder.name,
        "about": about,
        "events": arrays.write(folder / _EVENTS, columns),
        "streets": arrays.write(
            folder / _STREETS, {name: getattr(streets, name) for name in _street_types()}
        ),
        "values": zlib.crc32(content),
    }
    body = json.dumps(manifest).encode()
    unfinished = folder.with_name(f"{folder.name}.part")
    unfinished.write_bytes(b"%08x\n" % zlib.crc32(body) + body)
    os.replace(unfinished, folder.parent / _MANIFEST)


def _sweep(folder: Path, keep: str) -> None:
    """Delete older generations; on Windows one that is still mapped stays until the next time."""
    for old in folder.iterdir():
        if _GENERATION.fullmatch(old.name) and old.name != keep:
            shutil.rmtree(old, ignore_errors=True)


def _street_types() -> dict[str, Any]:
    empty = StreetTable.empty()
    return {
        name: value.dtype for name, value in vars(empty).items() if isinstance(value, np.ndarray)
    }
