"""Zones come back as they were, after any number of steps, and are not overwritten (D7, D8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import shapely

from data.errors import BadInput, Conflict
from data.model.intake import NewEvents
from data.model.zones import Rule, Zone, new_zone
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]
Rows = Callable[..., list[dict]]


def _zone() -> Zone:
    shape = shapely.Polygon([(613_000.125, 4_215_000), (613_100, 4_215_000), (613_050, 4_215_080)])
    zone = new_zone("محدودهٔ شریعتی", 2, shape, at=1_758_000_000, by="مالک")
    return replace(zone, rule=Rule(weekdays=frozenset({0, 3}), start=480, season="1404-autumn"))


def _save(workspace: Workspace, zone: Zone) -> Zone:
    with workspace.transaction("مالک", "save_zone", {"id": zone.id}) as transaction:
        return transaction.save_zone(zone)


def test_a_zone_comes_back_as_it_was(workspace: Workspace) -> None:
    saved = _save(workspace, _zone())
    assert saved.version == 1
    assert workspace.zone(saved.id) == saved
    assert workspace.zones() == (saved,)
    assert workspace.zone("none") is None


def test_undo_and_redo_bring_back_the_bytes(workspace: Workspace, table_rows: Rows) -> None:
    free = ("version", "changed_at")
    saved = _save(workspace, _zone())
    before = table_rows(workspace.path, "zones", free)
    for _step in range(5):
        with workspace.transaction("مالک", "undo", {}) as transaction:
            transaction.remove_zone(saved.id, saved.version)
        assert workspace.zones() == ()
        saved = _save(workspace, saved)
        assert table_rows(workspace.path, "zones", free) == before
        moved = _save(workspace, replace(saved, shape=shapely.box(0, 0, 50, 50)))
        saved = _save(workspace, replace(moved, shape=saved.shape))
        assert table_rows(workspace.path, "zones", free) == before
    assert workspace.check() == []


def test_two_desks_and_one_zone(workspace: Workspace) -> None:
    saved = _save(workspace, _zone())
    _save(workspace, saved.renamed("نخست"))
    with pytest.raises(Conflict):
        _save(workspace, saved.renamed("دوم"))
    with (
        pytest.raises(Conflict),
        workspace.transaction("مالک", "remove_zone", {}) as transaction,
    ):
        transaction.remove_zone(saved.id, saved.version)
    assert [zone.name for zone in workspace.zones()] == ["نخست"]


def test_a_zone_needs_a_uuid(workspace: Workspace) -> None:
    with pytest.raises(BadInput):
        _save(workspace, replace(_zone(), id="1; DROP TABLE zones"))


def test_numpy_numbers_are_stored_as_numbers(workspace: Workspace, table_rows: Rows) -> None:
    zone = replace(_zone(), district=np.int16(3), created_at=np.int64(5))
    with workspace.transaction("مالک", "save_zone", {"n": np.int32(7)}) as transaction:
        transaction.save_zone(zone)
    assert table_rows(workspace.path, "zones")[0]["district"] == 3
    assert workspace.audit_rows(1)[0].detail == '{"n":7}'
