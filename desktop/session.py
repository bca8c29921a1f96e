"""The session: the one writer of the open workspace, asked by the window and the command line.

A change asks the roles, opens one transaction, writes its audit row, commits, and then says with
one typed signal what changed. What it holds in memory is one frozen `Snapshot`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import Signal

from data.calendar import Season
from data.errors import BadInput, Refused, WorkspaceBusy
from data.feedback import Feedback
from data.folding import clean
from data.model.cells import CellGrid, ordered
from data.model.city import LEARNED, Place
from data.model.events import EventTable, Precision, Source
from data.model.intake import Batch, EventRow, NewEvents
from data.model.plans import Plan, PlanState
from data.model.roles import Action, Role, User, require
from data.model.zones import Zone
from desktop.layer_writing import WRITERS, zones_key
from desktop.open_workspace import OpenWorkspace
from resources.text import _

# Seconds to wait for another program's lock: in a job, and in the window's own thread.
LONG, SHORT = 5.0, 0.02


class Session(OpenWorkspace):
    """One open workspace and who acts in it.

    Signals
    -------
    events_changed(object)
        Sources whose events changed.
    zones_changed(object)
        Ids of zones that were saved or removed.
    plans_changed(object)
        Ids of plans.
    districts_changed()
    told(str)
        One sentence for whoever works, about a change that could not be made yet or at all.
    """

    events_changed = Signal(object)
    zones_changed = Signal(object)
    plans_changed = Signal(object)
    districts_changed = Signal()
    told = Signal(str)

    # -- zones and plans -------------------------------------------------------------------

    def save_zone(self, zone: Zone) -> Zone:
        """Save a new or changed zone and return it with its new version."""
        require(self.user, Action.EDIT_ZONE, zone.district)
        with self._turn():
            known = {z.id: z for z in self.snapshot.zones}
            if zone.id in known:
                require(self.user, Action.EDIT_ZONE, known[zone.id].district)
            action = "zone.change" if zone.id in known else "zone.add"
            with self._transaction(action, {"zone": zone.id, "name": zone.name}) as change:
                saved = change.save_zone(zone)
            known[saved.id] = saved
            self._put(zones=tuple(known.values()))
        self.zones_changed.emit({saved.id})
        return saved

    def remove_zone(self, id_: str) -> None:
        """Remove a zone; its audit row keeps that it was there."""
        with self._turn():
            zone = self.zone(id_)
            require(self.user, Action.EDIT_ZONE, zone.district)
            with self._transaction("zone.remove", {"zone": id_, "name": zone.name}) as change:
                change.remove_zone(id_, zone.version)
            self._put(zones=tuple(z for z in self.snapshot.zones if z.id != id_))
        self.zones_changed.emit({id_})

    def new_plan(self, district: int, season: Season) -> Plan:
        """Create and save a draft plan."""
        require(self.user, Action.EDIT_PLAN, district)
        if district not in {d.number for d in self.snapshot.districts}:
            raise BadInput(_("منطقه‌ای با این شماره در این شهر نیست."))
        title = _("برنامهٔ فصلی رفع سد معبر")
        plan = Plan(0, district, season, title, created_at=self.now(), created_by=self.user.name)
        return self.save_plan(plan)

    def save_plan(self, plan: Plan) -> Plan:
        """Save a plan; a frozen one is refused unless only its state moved on."""
        require(self.user, Action.EDIT_PLAN, plan.district)
        if plan.state is PlanState.APPROVED:
            require(self.user, Action.APPROVE_PLAN, plan.district)
        action = "plan.change" if plan.id else "plan.add"
        detail = {"plan": plan.id, "district": plan.district, "season": str(plan.season)}
        with self._transaction(action, detail) as change:
            saved = change.save_plan(plan)
        self.plans_changed.emit({saved.id})
        return saved

    # -- events ----------------------------------------------------------------------------

    def place_event(self, id_: int, x: float, y: float) -> None:
        """Give a waiting event its place, in metres."""
        district = self.district_at(x, y)
        if not district:
            raise BadInput(_("این نقطه بیرون از شهر است؛ نقطه‌ای درون مناطق برگزینید."))
        self._set_place(id_, x, y, Precision.POINT, district)

    def restore_place(self, event: EventRow) -> None:
        """Put an event's place back to what the row says, for undo."""
        self._set_place(event.id, event.x, event.y, Precision(event.precision), event.district)

    def _set_place(
        self, id_: int, x: float | None, y: float | None, precision: Precision, district: int
    ) -> None:
        # An event of no district may be placed, and put back, by whoever may place at all.
        require(self.user, Action.PLACE_EVENT, district or None)
        detail = {"event": id_, "precision": int(precision)}
        with self._turn():
            with self._transaction("event.place", detail) as change:
                change.place_event(id_, x, y, precision, district)
            events = self.snapshot.events
            row = events.id == id_
            self._put(
                events=replace(
                    events,
                    x=np.where(row, np.nan if x is None else x, events.x),
                    y=np.where(row, np.nan if y is None else y, events.y),
                    precision=np.where(row, np.uint8(precision), events.precision),
                    district=np.where(row, np.int16(district), events.district),
                )
            )
        self.events_changed.emit({int(s) for s in np.unique(events.source[row])})

    def add_events(self, batch: Batch, new: NewEvents, feedback: Feedback) -> int:
        """Write one import in one transaction and return its batch number."""
        require(self.user, Action.IMPORT)
        detail = {"kind": batch.kind, "file": batch.file_name}
        with self._turn():
            with self._transaction("import", detail) as change:
                number = change.add_batch(replace(batch, by=self.user.name, at=self._clock.now()))
                ids = change.add_events(new, number, feedback)
            table = new.table.consistent()
            added = replace(table, id=ids, batch=np.full(len(ids), number, np.int32))
            events = EventTable.concatenate([self.snapshot.events, added])
            grid = CellGrid.over_city(self.snapshot.districts, events)
            self._put(events=ordered(events, grid))
            self._save_cache()
        self.events_changed.emit({int(s) for s in np.unique(added.source)})
        return number

    def add_layer(self, batch: Batch, checked: Any, feedback: Feedback) -> int:
        """Write the import of districts, streets, crews … and return its batch number."""
        permission = Action.REPLACE_DISTRICTS if batch.kind == "districts" else Action.IMPORT
        require(self.user, permission)
        detail = {"kind": batch.kind, "file": batch.file_name}
        with self._turn():
            with self._transaction("import", detail) as change:
                number = change.add_batch(replace(batch, by=self.user.name, at=self._clock.now()))
                # With every version of the boundaries, so that old events find theirs.
                known = replace(self.snapshot, districts=self.store.district_versions())
                WRITERS[batch.kind](change, checked, number, known, feedback)
            self._read_again(feedback)
        self._tell_all()
        return number

    def undo_import(self, number: int, feedback: Feedback) -> int:
        """Take a whole import back and return how many rows went."""
        require(self.user, Action.UNDO_IMPORT)
        with self._turn():
            known = {zone.id for zone in self.snapshot.zones}
            zones = json.loads(self.store.setting(zones_key(number)) or "[]")
            with self._transaction("import.undo", {"batch": number}) as change:
                removed = change.remove_batch(number, feedback)
                for id_ in known.intersection(zones):
                    change.remove_zone(id_)
                    removed += 1
            self._read_again(feedback)
        self._tell_all()
        return removed

    def _read_again(self, feedback: Feedback) -> None:
        """Read the workspace after a change that touched more than one kind of thing."""
        read = self._read(feedback)
        self._snapshot = replace(read, revision=max(read.revision, self.snapshot.revision) + 1)
        self._save_cache()

    def _tell_all(self) -> None:
        self.zones_changed.emit({zone.id for zone in self.snapshot.zones})
        self.districts_changed.emit()
        self.events_changed.emit({int(source) for source in Source})

    def learn_place(self, name: str, x: float, y: float) -> None:
        """Remember what place, in metres, people mean by a name, for the next rows that say it."""
        require(self.user, Action.PLACE_EVENT, self.district_at(x, y) or None)
        place = Place(name, x, y, LEARNED)
        with self._turn():
            with self._transaction("place.learn", {"name": name}) as change:
                change.add_places([place])
            self._put(places=(*self.snapshot.places, place))

    # -- users -----------------------------------------------------------------------------

    def add_user(self, name: str, role: str, district: int | None = None) -> None:
        """Add a user; a deputy needs a district, others serve the whole city."""
        if role not in set(Role):
            raise BadInput(_("نقش باید یکی از این‌ها باشد: {names}").format(names=", ".join(Role)))
        if (role == Role.DEPUTY) != (district is not None):
            raise BadInput(_("معاون منطقه شمارهٔ منطقه می‌خواهد و نقش‌های دیگر نمی‌خواهند."))
        if district is not None and district not in {d.number for d in self.snapshot.districts}:
            raise BadInput(_("منطقه‌ای با این شماره در این شهر نیست."))
        name = clean(name).strip()[:100]
        if not name or any(u.name == name for u in self.store.users()):
            raise BadInput(_("نام کاربر خالی است یا از پیش هست؛ نام دیگری بدهید."))
        self._save_user(User(name, Role(role), district))

    def disable_user(self, name: str) -> None:
        """Disable a user; the last active owner stays."""
        users = {u.name: u for u in self.store.users()}
        if name not in users:
            raise BadInput(_("کاربری به نام «{name}» در این پرونده نیست.").format(name=name))
        owners = {u.name for u in users.values() if u.role is Role.OWNER and u.active}
        if owners == {name}:
            raise Refused(_("آخرین مالک غیرفعال نمی‌شود؛ نخست مالک دیگری بیفزایید."))
        self._save_user(replace(users[name], active=False))

    def _save_user(self, user: User) -> None:
        require(self.user, Action.MANAGE_USERS)
        detail = {"user": user.name, "role": user.role.value, "active": user.active}
        with self._transaction("user.save", detail) as change:
            change.save_user(user)

    # -- the one way to write --------------------------------------------------------------

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Hold the right to write from before a transaction until memory says the same.

        The window's own thread never waits for a job that writes: it is told to come back.
        """
        if not self._writing.acquire(blocking=_patient()):
            raise WorkspaceBusy(_("نوشتن دیگری در جریان است؛ این تغییر پس از آن ذخیره می‌شود."))
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _transaction(self, action: str, detail: dict[str, Any]) -> Iterator[Any]:
        """Open one transaction in the user's name; the store writes its audit row."""
        patience = LONG if _patient() else SHORT
        with (
            self._turn(),
            self.store.transaction(self.user.name, action, detail, patience) as change,
        ):
            yield change

    def _put(self, **changes: Any) -> None:
        """Replace parts of the snapshot, under a new revision and at the clock's present."""
        snapshot = self.snapshot
        self._snapshot = replace(
            snapshot, revision=snapshot.revision + 1, now=self.now(), **changes
        )


def _patient() -> bool:
    """Return whether this thread may wait: any but the window's own."""
    return threading.current_thread() is not threading.main_thread()
