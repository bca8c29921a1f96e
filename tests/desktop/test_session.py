"""The session: roles asked, one transaction and audit row a change, one signal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import box

from data.calendar import Season
from data.errors import BadInput, Conflict, NotAllowed, Refused
from data.model.events import Precision, Source
from data.model.filters import Filter
from data.model.plans import PlanState
from data.model.zones import Zone, new_zone
from desktop.session import Session


def zone_in(session: Session, district: int) -> Zone:
    """Return a new legal zone in a district."""
    area = next(d.geometry for d in session.snapshot.districts if d.number == district)
    middle = area.representative_point()
    shape = box(middle.x, middle.y, middle.x + 80, middle.y + 40)
    return new_zone("محدودهٔ آزمون", district, shape, at=0, by=session.user.name)


def test_the_demonstration_is_whole(session: Session) -> None:
    snapshot = session.snapshot
    assert len(snapshot.events) == 4_000
    assert len(snapshot.districts) == 10
    assert len(snapshot.streets) > 15_000
    assert snapshot.simulated and snapshot.schematic
    assert len(session.store.users()) == 12  # the owner and eleven
    assert session.store.check() == []


def test_the_demonstrations_now_is_its_last_day(session: Session) -> None:
    last = int(session.snapshot.events.time.max())
    assert 0 <= session.snapshot.now - last < 86_400


def test_a_zone_is_saved_told_and_audited(session: Session, qtbot) -> None:
    zone = zone_in(session, 4)
    before = len(session.store.audit_rows())
    with qtbot.waitSignal(session.zones_changed) as told:
        saved = session.save_zone(zone)
    assert told.args == [{zone.id}]
    assert saved.version == 1
    assert session.zone(zone.id) == saved
    assert session.store.zone(zone.id) == saved
    assert len(session.store.audit_rows()) == before + 1


def test_a_zone_that_was_saved_elsewhere_is_not_overwritten(session: Session) -> None:
    saved = session.save_zone(zone_in(session, 4))
    session.save_zone(replace(saved, reason="نخست"))
    with pytest.raises(Conflict):
        session.save_zone(replace(saved, reason="دوم"))
    assert session.store.zone(saved.id).reason == "نخست"


def test_a_deputy_draws_only_in_the_own_district(open_session: Callable[..., Session]) -> None:
    deputy = next(u for u in open_session().store.users() if u.district == 4)
    session = open_session(deputy.name)
    session.save_zone(zone_in(session, 4))
    with pytest.raises(NotAllowed):
        session.save_zone(zone_in(session, 5))
    foreign = next(z for z in session.snapshot.zones if z.district != 4)
    with pytest.raises(NotAllowed):
        session.remove_zone(foreign.id)
    with pytest.raises(NotAllowed):
        session.save_zone(replace(foreign, district=4))


def test_a_refused_change_leaves_no_trace(open_session: Callable[..., Session]) -> None:
    deputy = next(u for u in open_session().store.users() if u.district == 4)
    session = open_session(deputy.name)
    zones, audit = session.snapshot.zones, len(session.store.audit_rows())
    with pytest.raises(NotAllowed):
        session.save_zone(zone_in(session, 5))
    assert session.snapshot.zones == zones
    assert len(session.store.audit_rows()) == audit


def test_an_unknown_or_disabled_user_does_not_act(
    open_session: Callable[..., Session], session: Session
) -> None:
    with pytest.raises(NotAllowed):
        open_session("nobody")
    name = next(u.name for u in session.store.users() if u.district == 3)
    session.disable_user(name)
    with pytest.raises(NotAllowed):
        open_session(name)


def test_the_last_owner_stays(session: Session) -> None:
    with pytest.raises(Refused):
        session.disable_user("owner")


@pytest.mark.parametrize(
    ("name", "role", "district"),
    [("x", "king", None), ("x", "deputy", None), ("x", "viewer", 3), (" ", "viewer", None)],
)
def test_impossible_users_are_refused(
    session: Session, name: str, role: str, district: int | None
) -> None:
    with pytest.raises(BadInput):
        session.add_user(name, role, district)


def test_a_plan_is_numbered_and_versioned(session: Session) -> None:
    plan = session.new_plan(4, Season(1404, "autumn"))
    changed = session.save_plan(plan.with_notes("گشت عصر در خیابان نمایشی"))
    assert plan.id > 0 and changed.version == plan.version + 1
    assert session.plan(plan.id).notes.startswith("گشت")
    with pytest.raises(BadInput):
        session.new_plan(44, Season(1404, "autumn"))
    with pytest.raises(BadInput):
        session.plan(9_999)


def test_a_deputy_does_not_approve(open_session: Callable[..., Session]) -> None:
    deputy = next(u for u in open_session().store.users() if u.district == 4)
    session = open_session(deputy.name)
    plan = session.new_plan(4, Season(1404, "autumn"))
    submitted = session.save_plan(plan.moved(PlanState.SUBMITTED))
    with pytest.raises(NotAllowed):
        session.save_plan(submitted.moved(PlanState.APPROVED))


def test_a_waiting_event_is_placed_and_waits_again(session: Session) -> None:
    events = session.snapshot.events
    row = int(np.flatnonzero(~events.placed)[0])
    id_ = int(events.id[row])
    before = session.event_rows([id_])[0]
    middle = session.snapshot.districts[0].geometry.representative_point()
    session.place_event(id_, middle.x, middle.y)
    after = session.event_rows([id_])[0]
    assert (after.x, after.y, after.precision) == (middle.x, middle.y, Precision.POINT)
    assert after.district == session.snapshot.districts[0].number
    assert session.snapshot.events.placed[row]
    session.restore_place(before)
    assert session.event_rows([id_])[0] == before
    assert not session.snapshot.events.placed[row]
    with pytest.raises(BadInput):
        session.place_event(id_, 0.0, 0.0)


def test_a_numbers_rows_are_as_many_as_the_number(session: Session) -> None:
    chosen = Filter(sources=frozenset({Source.IMPOUND}), kinds=None)
    ids = session.event_ids(chosen)
    assert len(ids) == session.info()["counts"]["impound"]
    rows = session.event_rows(chosen, limit=20)
    assert len(rows) == 20
    times = [row.time for row in rows]
    assert times == sorted(times, reverse=True)
    assert times[0] == session.snapshot.events.time[np.isin(session.snapshot.events.id, ids)].max()
    assert session.event_rows([row.id for row in rows]) == rows
    assert all(row.source == Source.IMPOUND for row in rows)


def test_what_was_saved_beside_the_workspace_is_shown_first(
    workspace: Path, session: Session
) -> None:
    session.save_zone(zone_in(session, 4))
    expected = session.snapshot
    session.close()
    again = Session(workspace)
    assert again.show_saved()
    assert not again.ready
    shown = again.snapshot
    np.testing.assert_array_equal(shown.events.x, expected.events.x)
    assert set(shown.zones) == set(expected.zones)
    assert shown.now == expected.now
    with pytest.raises(Refused):
        again.save_zone(zone_in(again, 4))


def test_stale_arrays_are_not_shown(workspace: Path, session: Session) -> None:
    stale = Session(workspace)
    session.save_zone(zone_in(session, 4))
    assert not stale.show_saved()
