"""The session: the one writer of the open workspace, asked by the window and the command line.

A change asks the roles, opens one transaction, writes its audit row, commits, and then says with
one typed signal what changed. What it holds in memory is one frozen `Snapshot`.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QObject, Signal

from data import cache
from data.calendar import Season, iso_utc
from data.clock import Clock
from data.errors import BadInput, NotAllowed, Refused
from data.feedback import Feedback, silent
from data.folding import clean
from data.model.city import City
from data.model.events import EventTable, Precision, Source
from data.model.filters import Filter
from data.model.intake import Batch, EventRow, NewEvents
from data.model.plans import Plan, PlanState
from data.model.roles import Action, Role, User, require
from data.model.snapshot import Snapshot
from data.model.zones import Zone
from desktop import late
from desktop.layer_writing import WRITERS, zones_key
from resources.text import _

log = logging.getLogger(__name__)

OWNER = User("owner", Role.OWNER)


class Session(QObject):
    """One open workspace and who acts in it.

    Signals
    -------
    opened()
        The store is open; until then the session shows what was saved beside the workspace.
    events_changed(object)
        Sources whose events changed.
    zones_changed(object)
        Ids of zones that were saved or removed.
    plans_changed(object)
        Ids of plans.
    districts_changed()
    """

    opened = Signal()
    events_changed = Signal(object)
    zones_changed = Signal(object)
    plans_changed = Signal(object)
    districts_changed = Signal()

    def __init__(self, path: Path, clock: Clock | None = None, user: str = "") -> None:
        super().__init__()
        self.path = path
        self._clock = clock or Clock()
        self._user_name = user
        self._writing = threading.RLock()
        self._workspace: Any = None
        self._snapshot: Snapshot | None = None
        self._saved_key = ""
        self.user = OWNER

    # -- opening ---------------------------------------------------------------------------

    @classmethod
    def open(cls, path: Path, clock: Clock | None = None, user: str = "") -> Session:
        """Open a workspace at once, for the command line and the tests."""
        session = cls(path, clock, user)
        session.open_store(silent())
        return session

    def show_saved(self) -> bool:
        """Show what was saved beside the workspace, before the store is open."""
        saved = cache.load(self.path)
        if saved is None:
            return False
        self._saved_key, snapshot = saved
        now = self._clock.fixed or snapshot.now or self._clock.now()
        self._snapshot = replace(snapshot, now=now)
        return True

    def open_store(self, feedback: Feedback) -> None:
        """Open the store and read what the saved arrays did not hold; may run in a job."""
        workspace = late.store().open_workspace(self.path, clock=self._clock)
        self._workspace = workspace
        if self._snapshot is None or workspace.cache_key() != self._saved_key:
            self._snapshot = self._read(feedback)
            self._save_cache()
        self.user = self._find_user(self._user_name)
        self.opened.emit()

    def close(self) -> None:
        """Save the arrays for the next start and close the file."""
        if self._workspace is None:
            return
        with self._writing:
            if self._workspace.cache_key() != self._saved_key:
                self._save_cache()
            self._workspace.close()
            self._workspace = None

    def _read(self, feedback: Feedback) -> Snapshot:
        """Read the whole workspace into one snapshot."""
        workspace = self._workspace
        return Snapshot(
            city=workspace.city,
            districts=workspace.districts(),
            events=workspace.events(feedback),
            now=self._now(),
            streets=workspace.streets(),
            places=workspace.places(),
            crews=workspace.crews(),
            shifts=workspace.shifts(),
            lots=workspace.lots(),
            zones=workspace.zones(),
            simulated=workspace.simulated,
            revision=workspace.change_sequence(),
        )

    def _now(self) -> int:
        """The fixed clock, or the demonstration's last day, or the time."""
        if self._clock.fixed is None and self._workspace.simulated:
            stored = self._workspace.setting("now")
            if stored:
                return int(stored)
        return self._clock.now()

    def _save_cache(self) -> None:
        """Save the arrays beside the workspace; a failure costs only the next start's time."""
        key = self._workspace.cache_key()
        stored = self._workspace.setting("now") if self.snapshot.simulated else None
        if cache.save(self.path, key, replace(self.snapshot, now=int(stored or 0))):
            self._saved_key = key

    def _find_user(self, name: str) -> User:
        users = {u.name: u for u in self._workspace.users()}
        if not name:
            return next((u for u in users.values() if u.role is Role.OWNER and u.active), OWNER)
        if name not in users:
            raise NotAllowed(_("کاربری به نام «{name}» در این پرونده نیست.").format(name=name))
        if not users[name].active:
            raise NotAllowed(_("کاربر «{name}» غیرفعال است.").format(name=name))
        return users[name]

    # -- reading ---------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether the store is open and changes can be made."""
        return self._workspace is not None

    @property
    def store(self) -> Any:
        """The open workspace, for reading only."""
        if self._workspace is None:
            raise Refused(_("پرونده هنوز باز نشده است؛ چند لحظه صبر کنید."))
        return self._workspace

    @property
    def snapshot(self) -> Snapshot:
        """What the session holds, under the default filter."""
        if self._snapshot is None:
            raise Refused(_("پرونده هنوز باز نشده است؛ چند لحظه صبر کنید."))
        return self._snapshot

    @property
    def city(self) -> City:
        """The workspace's city."""
        return self.snapshot.city

    def info(self) -> dict[str, Any]:
        """Return what `info --json` says."""
        return {**self.store.info(), "now": iso_utc(self._now())}

    def event_ids(self, rows: Filter | Sequence[int]) -> np.ndarray:
        """Return the ids of the events a number stands for."""
        if isinstance(rows, Filter):
            events = self.snapshot.events
            return events.id[rows.mask(events, self.city.timezone)]
        return np.asarray(rows, np.int64)

    def event_rows(self, rows: Filter | Sequence[int], limit: int = 5_000) -> list[EventRow]:
        """Return the rows a number stands for, newest first, at most ``limit``."""
        events = self.snapshot.events
        chosen = np.flatnonzero(np.isin(events.id, self.event_ids(rows)))
        newest = chosen[np.lexsort((events.id[chosen], events.time[chosen]))[::-1][:limit]]
        return self.store.event_rows(events.id[newest].tolist(), limit)

    def district_at(self, x: float, y: float) -> int:
        """Return the number of the district at a place in metres, 0 outside all of them."""
        point = shapely.Point(x, y)
        numbers = [d.number for d in self.snapshot.districts if d.geometry.covers(point)]
        return min(numbers, default=0)

    def zone(self, id_: str) -> Zone:
        """Return a zone by its id."""
        for zone in self.snapshot.zones:
            if zone.id == id_:
                return zone
        raise BadInput(_("این محدوده دیگر در پرونده نیست."))

    # -- zones and plans -------------------------------------------------------------------

    def save_zone(self, zone: Zone) -> Zone:
        """Save a new or changed zone and return it with its new version."""
        require(self.user, Action.EDIT_ZONE, zone.district)
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
        plan = Plan(0, district, season, title, created_at=self._now(), created_by=self.user.name)
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

    def plan(self, id_: int) -> Plan:
        """Return a plan by its number."""
        plan = self.store.plan(id_)
        if plan is None:
            raise BadInput(_("برنامه‌ای با این شماره نیست؛ «plan list» شماره‌ها را می‌گوید."))
        return plan

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
        require(self.user, Action.PLACE_EVENT, district)
        detail = {"event": id_, "precision": int(precision)}
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
        with self._transaction("import", {"kind": batch.kind, "file": batch.file_name}) as change:
            number = change.add_batch(replace(batch, by=self.user.name, at=self._clock.now()))
            ids = change.add_events(new, number, feedback)
        added = replace(new.table, id=ids, batch=np.full(len(ids), number, np.int32))
        self._put(events=EventTable.concatenate([self.snapshot.events, added]))
        self._save_cache()
        self.events_changed.emit({int(s) for s in np.unique(added.source)})
        return number

    def add_layer(self, batch: Batch, checked: Any, feedback: Feedback) -> int:
        """Write the import of districts, streets, crews … and return its batch number."""
        permission = Action.REPLACE_DISTRICTS if batch.kind == "districts" else Action.IMPORT
        require(self.user, permission)
        with self._transaction("import", {"kind": batch.kind, "file": batch.file_name}) as change:
            number = change.add_batch(replace(batch, by=self.user.name, at=self._clock.now()))
            WRITERS[batch.kind](change, checked, number, self.snapshot, feedback)
        self._read_again(feedback)
        return number

    def undo_import(self, number: int, feedback: Feedback) -> int:
        """Take a whole import back and return how many rows went."""
        require(self.user, Action.UNDO_IMPORT)
        known = {zone.id for zone in self.snapshot.zones}
        zones = json.loads(self.store.setting(zones_key(number)) or "[]")
        with self._transaction("import.undo", {"batch": number}) as change:
            removed = change.remove_batch(number, feedback)
            for id_ in known.intersection(zones):
                change.remove_zone(id_)
                removed += 1
        self._read_again(feedback)
        return removed

    def _read_again(self, feedback: Feedback) -> None:
        """Read the workspace after a change that touched more than one kind of thing."""
        self._snapshot = self._read(feedback)
        self._save_cache()
        self.zones_changed.emit({zone.id for zone in self.snapshot.zones})
        self.districts_changed.emit()
        self.events_changed.emit({int(source) for source in Source})

    # -- users -----------------------------------------------------------------------------

    def add_user(self, name: str, role: str, district: int | None = None) -> None:
        """Add a user; a deputy needs a district, others serve the whole city."""
        if role not in set(Role):
            raise BadInput(_("نقش باید یکی از این‌ها باشد: {names}").format(names=", ".join(Role)))
        if (role == Role.DEPUTY) != (district is not None):
            raise BadInput(_("معاون منطقه شمارهٔ منطقه می‌خواهد و نقش‌های دیگر نمی‌خواهند."))
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

    def _transaction(self, action: str, detail: dict[str, Any]) -> Any:
        """Open one transaction in the user's name; the store writes its audit row."""
        return self.store.transaction(self.user.name, action, detail)

    def _put(self, **changes: Any) -> None:
        """Replace parts of the snapshot, under a new revision."""
        snapshot = self.snapshot
        self._snapshot = replace(snapshot, revision=snapshot.revision + 1, **changes)
