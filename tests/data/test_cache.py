"""Saved arrays are taken only when they fit, and never harm (F9)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
import shapely

from data import cache
from data.clock import Clock
from data.model.cells import SpatialIndex
from data.model.city import City, District, Place
from data.model.crews import Crew, Lot, Shift
from data.model.events import EventTable
from data.model.intake import NewEvents
from data.model.snapshot import Snapshot
from data.model.streets import StreetTable
from data.model.zones import Rule, Zone
from data.store.workspace import Workspace, create_workspace

CITY = City(
    "boston", {"en": "Boston"}, (-71.0, 42.3), (-72, 42, -70, 43), 26986, "America/New_York"
)


def _events(count: int) -> EventTable:
    columns = {name: np.arange(count).astype(dtype) for name, dtype in EventTable.columns().items()}
    return EventTable(**columns)


def _desk(workspace: Workspace) -> Snapshot:
    area = shapely.box(0.125, 0, 9, 9)
    streets = StreetTable(
        np.array([[0.0, 0.0], [1.0, 1.0]]),
        np.array([0, 2]),
        np.zeros(1, np.uint8),
        np.zeros(1, np.int32),
        ("Main",),
        np.ones(1, np.int64),
        attribution="someone",
    )
    return Snapshot(
        CITY,
        (District(1, "One", area, residents=5, valid_from=3),),
        workspace.events(),
        now=77,
        streets=streets,
        places=(Place("a", 1.0, 2.0, aliases=("b",)),),
        crews=(Crew(1, "c", 1, 3.0, 4.0),),
        shifts=(Shift(1, 1, frozenset({0, 2}), 60, 120, 1, 9),),
        lots=(Lot(1, "l", 5.0, 6.0),),
        zones=(Zone("5f0c2a0e-5d5d-4d0b-9f0e-3b2f1c0d9e8a", "z", 1, area, Rule(start=5)),),
        simulated=True,
        revision=workspace.change_sequence(),
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = create_workspace(tmp_path / "کار.gpkg", CITY, clock=Clock(9))
    with made.transaction("me", "import", {}) as transaction:
        transaction.add_events(NewEvents(_events(100)))
    yield made
    made.close()


@pytest.fixture
def saved(workspace: Workspace) -> Workspace:
    assert cache.save(workspace.path, workspace.cache_key(), _desk(workspace))
    return workspace


def test_what_was_saved_comes_back(saved: Workspace) -> None:
    desk, (key, found) = _desk(saved), cache.load(saved.path)
    assert key == saved.cache_key()
    by_id = found.events.take(np.argsort(found.events.id))
    for name in EventTable.columns():
        np.testing.assert_array_equal(getattr(by_id, name), getattr(desk.events, name))
    for name in (
        "city",
        "places",
        "crews",
        "shifts",
        "lots",
        "zones",
        "simulated",
        "revision",
        "now",
    ):
        assert getattr(found, name) == getattr(desk, name)
    assert found.districts[0].geometry.equals_exact(desk.districts[0].geometry, 0.0)
    assert found.districts[0].valid_from == 3
    np.testing.assert_array_equal(found.streets.xy, desk.streets.xy)
    assert found.streets.names == ("Main",)
    assert found.streets.attribution == "someone" and not found.streets.simulated


def test_columns_are_mapped_and_closed_to_writing(saved: Workspace) -> None:
    _key, found = cache.load(saved.path)
    with pytest.raises(ValueError, match="read-only"):
        found.events.x[0] = 1.0


def test_nothing_saved(workspace: Workspace, tmp_path: Path) -> None:
    assert cache.load(workspace.path) is None
    assert cache.load(tmp_path / "none.gpkg") is None


def test_another_state_is_not_painted(saved: Workspace) -> None:
    with saved.transaction("me", "note", {}):
        pass
    assert cache.load(saved.path) is None
    assert cache.save(saved.path, saved.cache_key(), _desk(saved))
    assert cache.load(saved.path)[1].revision == saved.change_sequence()
    generations = [p for p in cache.folder_of(saved.path).iterdir() if p.is_dir()]
    assert len(generations) == 1


def test_a_copy_of_the_folder_beside_another_workspace(saved: Workspace, tmp_path: Path) -> None:
    other = create_workspace(tmp_path / "other.gpkg", CITY, clock=Clock(9))
    shutil.copytree(cache.folder_of(saved.path), cache.folder_of(other.path))
    assert cache.load(other.path) is None
    other.close()


def _file(saved: Workspace, name: str) -> Path:
    return next(cache.folder_of(saved.path).glob(f"*/{name}"))


@pytest.mark.parametrize("name", ["events.bin", "streets.bin", "values.json"])
class TestDamage:
    def test_a_file_cut_short(self, saved: Workspace, name: str) -> None:
        path = _file(saved, name)
        path.write_bytes(path.read_bytes()[:-8])
        assert cache.load(saved.path) is None

    def test_a_missing_file(self, saved: Workspace, name: str) -> None:
        _file(saved, name).unlink()
        assert cache.load(saved.path) is None

    def test_an_empty_file(self, saved: Workspace, name: str) -> None:
        _file(saved, name).write_bytes(b"")
        assert cache.load(saved.path) is None

    def test_another_file_of_the_same_size(self, saved: Workspace, name: str) -> None:
        path = _file(saved, name)
        path.write_bytes(b"\x07" * path.stat().st_size)
        assert cache.load(saved.path) is None


def test_other_values_with_the_same_time_are_noticed(saved: Workspace) -> None:
    path = _file(saved, "events.bin")
    before = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert cache.load_events(saved.path) is None


def test_any_flipped_byte_of_the_manifest_is_noticed(saved: Workspace) -> None:
    path = cache.folder_of(saved.path) / "manifest.json"
    content = path.read_bytes()
    for position in range(0, len(content), 7):
        flipped = bytearray(content)
        flipped[position] ^= 0x08
        path.write_bytes(bytes(flipped))
        assert cache.load(saved.path) is None
        assert cache.load_events(saved.path) is None
    path.write_bytes(content)
    assert cache.load(saved.path) is not None


def _rewrite(saved: Workspace, change: dict) -> None:
    """Write the manifest anew with a fitting checksum, as one who meddles would."""
    path = cache.folder_of(saved.path) / "manifest.json"
    manifest = json.loads(path.read_bytes().partition(b"\n")[2]) | change
    body = json.dumps(manifest).encode()
    path.write_bytes(b"%08x\n" % zlib.crc32(body) + body)


def _described(saved: Workspace, name: str, entry: object) -> dict:
    path = cache.folder_of(saved.path) / "manifest.json"
    events = json.loads(path.read_bytes().partition(b"\n")[2])["events"]
    events["arrays"][name] = entry
    return {"events": events}


def test_the_rewriting_itself_harms_nothing(saved: Workspace) -> None:
    _rewrite(saved, {})
    assert cache.load(saved.path) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"generation": "../../etc"},
        {"generation": 5},
        {"format": 99},
        {"values": 0},
        {"events": {}},
        {"about": {}},
        {"about": []},
        {"about": {"timezone": "UTC", "grid": [1, 2], "codes": {}}},
        {"streets": None},
        {"key": None},
    ],
    ids=str,
)
def test_a_manifest_that_was_meddled_with(saved: Workspace, change: dict) -> None:
    _rewrite(saved, change)
    assert cache.load(saved.path) is None


@pytest.mark.parametrize(
    "entry",
    [
        ["<f4", [100], 0],
        ["|O", [100], 0],
        ["<f8", [99], 0],
        ["<f8", [-1], 0],
        ["<f8", [10**15], 0],
        ["<f8", [100], 10**9],
        ["<f8", [100], -8],
        ["<f8", "x", 0],
        None,
    ],
    ids=str,
)
def test_an_array_described_wrongly(saved: Workspace, entry: object) -> None:
    _rewrite(saved, _described(saved, "x", entry))
    assert cache.load_events(saved.path) is None


@pytest.mark.parametrize("content", ["", "[]", "{", "null", '{"format": 1}', "00000000\n"])
def test_a_manifest_of_nonsense(saved: Workspace, content: str) -> None:
    (cache.folder_of(saved.path) / "manifest.json").write_text(content, "utf-8")
    assert cache.load(saved.path) is None


def test_nothing_to_save_comes_back(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "empty.gpkg", CITY, clock=Clock(9))
    desk = Snapshot(CITY, (), made.events(), revision=made.change_sequence())
    assert cache.save(made.path, made.cache_key(), desk)
    found = cache.load(made.path)
    made.close()
    assert found is not None and not len(found[1].events) and not len(found[1].streets)


def test_what_was_worked_out_comes_back(saved: Workspace) -> None:
    _key, found = cache.load(saved.path)
    fresh = EventTable(**{name: getattr(found.events, name) for name in EventTable.columns()})
    local, again = found.events.local(CITY.timezone), fresh.local(CITY.timezone)
    np.testing.assert_array_equal(local.day, again.day)
    np.testing.assert_array_equal(local.week_hour, again.week_hour)
    for name in ("source", "kind", "district", "outcome", "status", "precision"):
        assert ("codes", name) in found.events.derived
        assert found.events.codes(name) == fresh.codes(name)
    index, made = found.index, SpatialIndex.of(fresh, found.index.grid)
    assert made.order is None, "saved in the order of the grid"
    np.testing.assert_array_equal(index.starts, made.starts)
    assert not index.starts.flags.writeable


def test_a_folder_that_cannot_be_made_is_no_trouble(workspace: Workspace) -> None:
    cache.folder_of(workspace.path).write_text("in the way")
    assert not cache.save(workspace.path, workspace.cache_key(), _desk(workspace))
    assert cache.load(workspace.path) is None


def test_forgetting(saved: Workspace) -> None:
    cache.forget(saved.path)
    assert not cache.folder_of(saved.path).exists()
    assert cache.load(saved.path) is None


def test_loading_needs_no_sqlalchemy() -> None:
    code = "import sys, data.cache; print('sqlalchemy' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"
