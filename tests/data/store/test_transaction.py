"""Everything in a change is committed together, or nothing (D8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import shapely

from data.model.crews import Lot
from data.model.events import Precision
from data.model.intake import Batch, NewEvents
from data.model.streets import StreetTable
from data.model.zones import Zone
from data.store.schema import ALL_TABLES
from data.store.workspace import Workspace

Rows = Callable[..., list[dict]]


@pytest.fixture
def zone() -> Zone:
    shape = shapely.box(600_000, 4_200_000, 600_100, 4_200_050)
    return Zone("5f0c2a0e-5d5d-4d0b-9f0e-3b2f1c0d9e8a", "محدوده", 1, shape)


def test_half_a_change_is_none(
    workspace: Workspace,
    zone: Zone,
    batch: Batch,
    make_events: Callable[..., NewEvents],
    table_rows: Rows,
) -> None:
    before = {name: table_rows(workspace.path, name) for name in ALL_TABLES}
    with pytest.raises(KeyError), workspace.transaction("مالک", "import", {}) as transaction:
        transaction.save_zone(zone)
        transaction.add_batch(batch)
        transaction.add_events(make_events(5_000))
        transaction.finish()
        raise KeyError
    assert {name: table_rows(workspace.path, name) for name in ALL_TABLES} == before
    assert workspace.check() == []


def test_two_hundred_steps_back_and_forth(
    workspace: Workspace,
    zone: Zone,
    make_events: Callable[..., NewEvents],
    table_rows: Rows,
) -> None:
    free = ("version", "changed_at")
    with workspace.transaction("مالک", "import", {}) as transaction:
        transaction.add_events(make_events(5))
        zone = transaction.save_zone(zone)

    def rows() -> list[list[dict]]:
        return [table_rows(workspace.path, name, free) for name in ("events", "zones")]

    start = rows()
    for step in range(100):
        with workspace.transaction("مالک", "edit", {}) as transaction:
            old = transaction.place_event(2, 600_000.0 + step, 4_200_000.0, Precision.POINT, 3)
            moved = transaction.save_zone(replace(zone, name=f"نام {step}"))
        with workspace.transaction("مالک", "undo", {}) as transaction:
            transaction.place_event(2, *old)
            zone = transaction.save_zone(replace(moved, name=zone.name))
        if step % 9 == 0:
            assert rows() == start
    assert rows() == start
    assert workspace.change_sequence() == 202
    assert workspace.check() == []


def test_only_what_was_touched_says_it_changed(
    workspace: Workspace, zone: Zone, outside: Callable[..., None]
) -> None:
    outside(workspace.path, "UPDATE gpkg_contents SET last_change = '2000-01-01T00:00:00.000Z'")
    with workspace.transaction("مالک", "save_zone", {}) as transaction:
        transaction.save_zone(zone)
    with workspace._reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT table_name, min_x, max_y FROM gpkg_contents WHERE last_change > '2001-01-01T'"
        ).fetchall()
    changed = {row[0]: tuple(row[1:]) for row in rows}
    assert set(changed) == {"zones", "audit", "settings"}
    assert changed["zones"] == pytest.approx((600_000, 4_200_050), abs=1.0)


def test_taking_back_an_import_takes_all_kinds(workspace: Workspace, batch: Batch) -> None:
    street = StreetTable(
        np.array([[0.0, 0.0], [9.0, 9.0]]),
        np.array([0, 2]),
        np.zeros(1, np.uint8),
        np.full(1, -1, np.int32),
        (),
        np.zeros(1, np.int64),
    )
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(replace(batch, kind="streets"))
        transaction.add_streets(street, number)
        transaction.add_lots([Lot(0, "توقفگاه", 1.0, 2.0)], number)
        transaction.add_lots([Lot(0, "توقفگاه دیگر", 1.0, 2.0)])
    with workspace.transaction("مالک", "undo", {}) as transaction:
        assert transaction.remove_batch(number) == 2
    assert len(workspace.streets()) == 0
    assert [lot.name for lot in workspace.lots()] == ["توقفگاه دیگر"]
    assert workspace.check() == []
