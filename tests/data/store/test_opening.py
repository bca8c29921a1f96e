"""What is refused before anything is written: damage, foreign content, later versions, locks."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from data.clock import Clock
from data.errors import (
    BadInput,
    ForeignContent,
    Refused,
    WorkspaceBusy,
    WorkspaceDamaged,
    WorkspaceNewer,
)
from data.model.city import City
from data.model.intake import NewEvents
from data.store import opening, upgrades
from data.store.workspace import Workspace, create_workspace, open_workspace


@pytest.fixture
def closed(workspace: Workspace, make_events: Callable[..., NewEvents]) -> Path:
    with workspace.transaction("مالک", "import", {}) as transaction:
        transaction.add_events(make_events(3_000))
    workspace.close()
    return workspace.path


def _refused(path: Path, error: type[Refused], clock: Clock) -> str:
    """Open in vain, see that nothing was written, and return the sentence."""
    before = path.read_bytes()
    with pytest.raises(error) as caught:
        open_workspace(path, clock=clock, patience=0.2)
    assert path.read_bytes() == before
    assert str(path.parent) not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.999])
def test_truncated(closed: Path, clock: Clock, share: float) -> None:
    whole = closed.read_bytes()
    closed.write_bytes(whole[: int(len(whole) * share)])
    _refused(closed, Refused, clock)


def test_bits_flipped_in_the_pages_structure(closed: Path, clock: Clock) -> None:
    whole = bytearray(closed.read_bytes())
    rng = np.random.default_rng(3)
    for page in rng.choice(len(whole) // 4096 - 1, 20, replace=False) + 1:
        whole[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    closed.write_bytes(bytes(whole))
    _refused(closed, WorkspaceDamaged, clock)


def test_damage_among_the_rows(closed: Path, clock: Clock) -> None:
    """Only reading the page itself shows it; nothing else on the way in looks at it."""
    with closing(sqlite3.connect(closed)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events'").fetchone()
    whole = bytearray(closed.read_bytes())
    interior = whole[(root - 1) * 4096 : root * 4096]
    cell = int.from_bytes(interior[12:14], "big")
    leaf = int.from_bytes(interior[cell : cell + 4], "big")  # the left-most child
    whole[(leaf - 1) * 4096 + 3 : (leaf - 1) * 4096 + 5] = b"\x7f\xff"  # its count of cells
    closed.write_bytes(bytes(whole))
    _refused(closed, WorkspaceDamaged, clock)


def test_damage_offers_the_newest_backup(closed: Path, clock: Clock) -> None:
    opening.back_up(closed, 1, Clock(1_000_000_000))
    newest = opening.back_up(closed, 1, clock)
    closed.write_bytes(closed.read_bytes()[:20_000])
    assert newest.name in _refused(closed, WorkspaceDamaged, clock)
    copy = open_workspace(newest, clock=clock)
    assert copy.check() == []
    copy.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER sneak AFTER INSERT ON zones BEGIN DELETE FROM audit; END",
        "CREATE TRIGGER sneak AFTER UPDATE ON settings BEGIN DELETE FROM events; END",
        "CREATE VIEW seen AS SELECT * FROM users",
        "CREATE VIRTUAL TABLE words USING fts5(body)",
        "CREATE VIRTUAL TABLE boxes USING rtree(id, a, b)",
    ],
)
def test_foreign_content(
    closed: Path, clock: Clock, outside: Callable[..., None], statement: str
) -> None:
    outside(closed, statement)
    with closing(sqlite3.connect(closed)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _refused(closed, ForeignContent, clock)


def test_a_trigger_of_ours_with_another_body(closed: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(closed)) as db, db:
        db.execute("DROP TRIGGER rtree_zones_geom_insert")
        db.execute(
            "CREATE TRIGGER rtree_zones_geom_insert AFTER INSERT ON zones"
            " BEGIN DELETE FROM audit; END"
        )
    assert "rtree_zones_geom_insert" in _refused(closed, ForeignContent, clock)


def test_a_trigger_of_ours_that_is_missing(
    closed: Path, clock: Clock, outside: Callable[..., None]
) -> None:
    outside(closed, "DROP TRIGGER rtree_zones_geom_insert")
    _refused(closed, WorkspaceDamaged, clock)


def test_a_later_version(closed: Path, clock: Clock, outside: Callable[..., None]) -> None:
    outside(closed, "UPDATE alembic_version SET version_num = '9999'")
    _refused(closed, WorkspaceNewer, clock)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"SQLite format 3\0" + bytes(500)])
def test_other_files(tmp_path: Path, clock: Clock, content: bytes) -> None:
    path = tmp_path / "x.gpkg"
    path.write_bytes(content)
    _refused(path, Refused, clock)


def test_another_geopackage_is_sent_to_the_import(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "x.gpkg"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA application_id = 1196444487")
        db.execute("CREATE TABLE gpkg_contents (table_name TEXT)")
    assert "ورود داده" in _refused(path, BadInput, clock)


def test_nothing_there(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(Refused):
        open_workspace(tmp_path / "none.gpkg", clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_a_locked_workspace_is_waited_for_but_not_for_ever(closed: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as db:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with pytest.raises(WorkspaceBusy):
            open_workspace(closed, clock=clock, patience=0.3)
        assert 0.2 < time.monotonic() - began < 3


def test_a_writer_elsewhere_makes_a_change_wait(closed: Path, clock: Clock) -> None:
    workspace = open_workspace(closed, clock=clock, patience=0.2)
    with closing(sqlite3.connect(closed, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceBusy), workspace.transaction("مالک", "note", {}):
            pass
        assert len(workspace.events()) == 3_000
        db.execute("ROLLBACK")
    with workspace.transaction("مالک", "note", {}):
        pass
    workspace.close()


def test_an_older_version_is_copied_first(
    closed: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def upgrade(connection, *, epsg: int, simulated: bool = False) -> None:  # noqa: ANN001
        connection.exec_driver_sql("CREATE TABLE later (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")

    monkeypatch.setattr(upgrades, "CURRENT", 2)
    monkeypatch.setattr(opening, "CURRENT", 2)
    monkeypatch.setattr(upgrades, "upgrade", upgrade)
    workspace = open_workspace(closed, clock=clock)
    assert workspace.version == 2
    assert workspace.audit_rows(1)[0].action == "upgrade"
    workspace.close()
    copy = opening.newest_backup(closed)
    assert ".backup-v1-" in copy.name
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_an_upgrade_that_fails_changes_nothing(
    closed: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def upgrade(connection, *, epsg: int, simulated: bool = False) -> None:  # noqa: ANN001
        connection.exec_driver_sql("DROP TABLE plans")
        raise RuntimeError

    monkeypatch.setattr(upgrades, "CURRENT", 2)
    monkeypatch.setattr(opening, "CURRENT", 2)
    monkeypatch.setattr(upgrades, "upgrade", upgrade)
    with pytest.raises(RuntimeError):
        open_workspace(closed, clock=clock)
    monkeypatch.undo()
    workspace = open_workspace(closed, clock=clock)
    assert workspace.plans() == ()
    workspace.close()


def test_a_network_share_is_refused(
    closed: Path, city: City, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "is_network_path", lambda path: True)
    _refused(closed, Refused, clock)
    with pytest.raises(Refused):
        create_workspace(closed.with_name("new.gpkg"), city, clock=clock)


def test_the_city_is_read_from_one_row(closed: Path, city: City, tmp_path: Path) -> None:
    before = closed.read_bytes()
    assert opening.city_at(closed) == city
    assert closed.read_bytes() == before
    other = tmp_path / "other.gpkg"
    other.write_bytes(b"")
    with pytest.raises(BadInput):
        opening.city_at(other)
