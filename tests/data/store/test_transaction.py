"""Changes and their way back: zones, plans, boundaries, places, imports (D7, D8)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
import shapely

from data.calendar import Season
from data.errors import BadInput, Conflict, Refused
from data.model.city import District
from data.model.events import Precision, Status
from data.model.intake import Batch, NewEvents
from data.model.plans import Plan, PlanState
from data.model.zones import Rule, Zone, new_zone
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]


def _rows(workspace: Workspace, table: str, leave_out: tuple[str, ...] = ()) -> list[dict]:
    with closing(sqlite3.connect(workspace.path)) as db:
        db.row_factory = sqlite3.Row
        rows = [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY id")]
    return [{k: v for k, v in row.items() if k not in leave_out} for row in rows]


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


def test_undo_and_redo_bring_back_the_bytes(workspace: Workspace) -> None:
    free = ("version", "changed_at")
    saved = _save(workspace, _zone())
    before = _rows(workspace, "zones", free)
    for _step in range(5):
        with workspace.transaction("مالک", "undo", {}) as transaction:
            transaction.remove_zone(saved.id, saved.version)
        assert workspace.zones() == ()
        saved = _save(workspace, saved)
        assert _rows(workspace, "zones", free) == before
        moved = _save(workspace, replace(saved, shape=shapely.box(0, 0, 50, 50)))
        saved = _save(workspace, replace(moved, shape=saved.shape))
        assert _rows(workspace, "zones", free) == before
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


def test_plans(workspace: Workspace) -> None:
    plan = Plan(0, 2, Season(1404, "autumn"), "پاییز منطقهٔ ۲", created_at=5, created_by="مالک")
    with workspace.transaction("مالک", "save_plan", {}) as transaction:
        first = transaction.save_plan(plan)
    assert (first.id, first.version) == (1, 1)
    with workspace.transaction("مالک", "save_plan", {}) as transaction:
        second = transaction.save_plan(first.moved(PlanState.SUBMITTED))
    assert workspace.plans() == (second,) == (workspace.plan(1),)
    with pytest.raises(Conflict), workspace.transaction("مالک", "save_plan", {}) as transaction:
        transaction.save_plan(first.with_notes("دیر"))


def test_placing_an_event_and_taking_it_back(workspace: Workspace, make_events: Make) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        ids = transaction.add_events(make_events(20))
    waiting = int(ids[np.flatnonzero(~workspace.events().placed)[0]])
    before = _rows(workspace, "events")
    with workspace.transaction("مالک", "place", {}) as transaction:
        old = transaction.place_event(waiting, 613_000.5, 4_215_000.25, Precision.POINT, 2)
    (row,) = workspace.event_rows([waiting])
    assert (row.x, row.y, row.precision, row.district) == (613_000.5, 4_215_000.25, 0, 2)
    assert workspace.check() == []
    with workspace.transaction("مالک", "undo", {}) as transaction:
        transaction.place_event(waiting, *old)
    assert _rows(workspace, "events") == before
    assert workspace.check() == []


def test_placing_what_is_not_there(workspace: Workspace) -> None:
    with pytest.raises(Refused), workspace.transaction("مالک", "place", {}) as transaction:
        transaction.place_event(7, 1.0, 2.0, Precision.POINT, 1)


def test_numpy_numbers_are_stored_as_numbers(workspace: Workspace) -> None:
    zone = replace(_zone(), district=np.int16(3), created_at=np.int64(5))
    with workspace.transaction("مالک", "save_zone", {"n": np.int32(7)}) as transaction:
        transaction.save_zone(zone)
    assert _rows(workspace, "zones")[0]["district"] == 3
    assert workspace.audit_rows(1)[0].detail == '{"n":7}'


def test_status(workspace: Workspace, make_events: Make) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        ids = transaction.add_events(make_events(3))
        transaction.set_status(ids[:2], Status.CLOSED)
    assert workspace.events().status[:2].tolist() == [Status.CLOSED] * 2


def _districts(*numbers: int, size: float = 1_000.0) -> list[District]:
    return [
        District(n, f"منطقهٔ {n}", shapely.box(n * size, 0, (n + 1) * size, size)) for n in numbers
    ]


def test_boundaries_that_were_wrong_are_replaced(workspace: Workspace) -> None:
    with workspace.transaction("مالک", "replace_districts", {}) as transaction:
        assert transaction.replace_districts(_districts(1, 2), None) == []
    with workspace.transaction("مالک", "replace_districts", {}) as transaction:
        old = transaction.replace_districts(_districts(1, 2, 3, size=500.0), None)
    assert [d.number for d in workspace.districts()] == [1, 2, 3]
    with workspace.transaction("مالک", "undo", {}) as transaction:
        transaction.replace_districts(old, None)
    assert [d.geometry.bounds for d in workspace.districts()] == [
        (1_000, 0, 2_000, 1_000),
        (2_000, 0, 3_000, 1_000),
    ]


def test_boundaries_hold_until_a_day(workspace: Workspace) -> None:
    with workspace.transaction("مالک", "replace_districts", {}) as transaction:
        transaction.replace_districts(_districts(1, 2), None)
        transaction.replace_districts(_districts(1, 2, 3), 20_000)
    assert [d.number for d in workspace.districts(19_999)] == [1, 2]
    assert [d.number for d in workspace.districts(20_000)] == [1, 2, 3]
    assert len(workspace.districts()) == 3
    assert len(workspace.district_versions()) == 5


def test_taking_back_boundaries_restores_labels(
    workspace: Workspace, make_events: Make, batch: Batch
) -> None:
    with workspace.transaction("مالک", "replace_districts", {}) as transaction:
        transaction.replace_districts(_districts(1, 2), None)
        ids = transaction.add_events(make_events(50))
    before = _rows(workspace, "events"), workspace.district_versions()
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(replace(batch, kind="districts"))
        transaction.replace_districts(_districts(5), None, number)
        transaction.set_event_districts(ids, np.full(50, 5, np.int16), number)
    assert set(workspace.events().district.tolist()) == {5}
    with workspace.transaction("مالک", "undo", {}) as transaction:
        assert transaction.remove_batch(number) == 1
    assert _rows(workspace, "events") == before[0]
    assert [d.number for d in workspace.districts()] == [1, 2]


def test_boundaries_replaced_since_are_not_taken_back(workspace: Workspace, batch: Batch) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        first = transaction.add_batch(batch)
        transaction.replace_districts(_districts(1), None, first)
        second = transaction.add_batch(batch)
        transaction.replace_districts(_districts(2), None, second)
    with pytest.raises(Refused), workspace.transaction("مالک", "undo", {}) as transaction:
        transaction.remove_batch(first)
    assert [d.number for d in workspace.districts()] == [2]


def test_an_import_used_since_is_not_taken_back(
    workspace: Workspace, make_events: Make, batch: Batch
) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(batch)
        ids = transaction.add_events(make_events(5), number)
        old = transaction.place_event(ids[3], 1.0, 2.0, Precision.POINT, 1)
    with (
        pytest.raises(Refused, match="۴"),
        workspace.transaction("مالک", "undo", {}) as transaction,
    ):
        transaction.remove_batch(number)
    plan = Plan(0, 1, Season(1404, "autumn"), "برنامه", frozen=f'{{"batches": [{number}]}}')
    with workspace.transaction("مالک", "plan", {}) as transaction:
        transaction.place_event(ids[3], *old)
        transaction.save_plan(plan)
    with (
        pytest.raises(Refused, match="برنامه"),
        workspace.transaction("مالک", "undo", {}) as transaction,
    ):
        transaction.remove_batch(number)


def test_unknown_and_undone_imports(workspace: Workspace, batch: Batch) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(batch)
        transaction.remove_batch(number)
    for wrong in (number, 99):
        with pytest.raises(Refused), workspace.transaction("مالک", "undo", {}) as transaction:
            transaction.remove_batch(wrong)


def test_a_batch_is_remembered(workspace: Workspace, batch: Batch) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(batch)
        transaction.update_batch(replace(batch, id=number, accepted=9))
    assert workspace.batches() == (replace(batch, id=1, accepted=9),)
