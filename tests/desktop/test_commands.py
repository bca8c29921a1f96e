"""Undo and redo through the session, two hundred steps of them, and refusals on the way."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import shapely

from data.model.zones import Zone
from desktop.commands import new_stack, place_event, set_zone
from desktop.session import Session
from tests.desktop.test_session import zone_in

FREE_COLUMNS = {"version", "changed_at"}


def zone_bytes(path: Path) -> list[tuple]:
    """Return the zones' rows as stored, without version and time of change."""
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(zones)")]
        kept = [name for name in columns if name not in FREE_COLUMNS]
        assert {"geom", "name"} <= set(kept)
        return connection.execute(f"SELECT {', '.join(kept)} FROM zones ORDER BY id").fetchall()


def test_two_hundred_steps_back_and_forth_give_the_original_bytes(
    session: Session, workspace: Path
) -> None:
    chance, stack, told = random.Random(7), new_stack(), []
    before = zone_bytes(workspace)
    for step in range(200):
        old = chance.choice(session.snapshot.zones) if step % 3 else None
        stack.push(set_zone(session, old, _changed(session, old, chance), told.append))
    after = zone_bytes(workspace)
    assert after != before
    for _ in range(200):
        stack.undo()
    assert zone_bytes(workspace) == before
    for _ in range(200):
        stack.redo()
    assert zone_bytes(workspace) == after
    assert told == []


def _changed(session: Session, old: Zone | None, chance: random.Random) -> Zone | None:
    if old is None:
        return zone_in(session, chance.randint(1, 10))
    if chance.random() < 0.3:
        return None
    moved = shapely.affinity.translate(old.shape, chance.uniform(-9, 9), 3)
    return replace(old, shape=moved, reason=f"دلیل {chance.random()}")


def test_redo_brings_the_same_id_back(session: Session) -> None:
    stack, zone = new_stack(), zone_in(session, 4)
    stack.push(set_zone(session, None, zone, print))
    stack.undo()
    assert session.store.zone(zone.id) is None
    stack.redo()
    assert session.store.zone(zone.id).name == zone.name


def test_a_refusal_is_told_and_leaves_the_stack_clean(
    open_session: Callable[..., Session],
) -> None:
    deputy = next(u for u in open_session().store.users() if u.district == 4)
    session = open_session(deputy.name)
    stack, told = new_stack(), []
    stack.push(set_zone(session, None, zone_in(session, 5), told.append))
    assert len(told) == 1
    assert stack.count() == 0
    assert not stack.canUndo()


def test_placing_is_undone(session: Session) -> None:
    events = session.snapshot.events
    row = session.event_rows([int(events.id[~events.placed][0])])[0]
    middle = session.snapshot.districts[2].geometry.representative_point()
    stack = new_stack()
    stack.push(place_event(session, row, middle.x, middle.y, print))
    assert session.event_rows([row.id])[0].x == middle.x
    stack.undo()
    assert session.event_rows([row.id])[0] == row


def test_a_zone_drawn_during_an_import_is_saved_after_it(session: Session, qtbot) -> None:
    stack, told, zone = new_stack(), [], zone_in(session, 4)
    writing, done = threading.Event(), threading.Event()

    def write_long() -> None:
        with session._transaction("import", {}):
            writing.set()
            done.wait(20)

    job = threading.Thread(target=write_long)
    job.start()
    assert writing.wait(10)
    stack.push(set_zone(session, None, zone, told.append))
    assert len(told) == 1
    assert session.store.zone(zone.id) is None
    done.set()
    job.join()
    qtbot.waitUntil(lambda: session.store.zone(zone.id) is not None)
    assert stack.count() == 1


def test_a_lock_of_another_program_does_not_freeze_the_window(
    session: Session, workspace: Path, qtbot
) -> None:
    stack, told, zone = new_stack(), [], zone_in(session, 4)
    with closing(sqlite3.connect(workspace, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        stack.push(set_zone(session, None, zone, told.append))
        assert time.monotonic() - began < 2  # the patience of a job is five seconds
        assert len(told) == 1
        other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: session.store.zone(zone.id) is not None)
