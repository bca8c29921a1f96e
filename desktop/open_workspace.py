"""One workspace as it stands open: what is held in memory, and what can be read from it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import numpy as np
from PySide6.QtCore import QObject, Signal

from data import cache
from data.calendar import iso_utc
from data.clock import Clock
from data.errors import BadInput, NotAllowed, Refused
from data.feedback import Feedback, silent
from data.locating import district_at
from data.model.cells import CellGrid, ordered
from data.model.city import City
from data.model.events import EventTable
from data.model.filters import Filter
from data.model.intake import EventRow
from data.model.plans import Plan
from data.model.roles import Role, User
from data.model.snapshot import Snapshot
from data.model.zones import Zone
from desktop import late
from resources.text import _

OWNER = User("owner", Role.OWNER)


class OpenWorkspace(QObject):
    """One workspace and who looks at it; its store may still be opening.

    Signals
    -------
    opened()
        The store is open; until then the session shows what was saved beside the workspace.
    """

    opened = Signal()

    def __init__(self, path: Path, clock: Clock | None = None, user: str = "") -> None:
        super().__init__()
        self.path = path
        self._clock = clock or Clock()
        self._user_name = user
        self._writing = threading.RLock()
        self._workspace: Any = None
        self._snapshot: Snapshot | None = None
        self._saved_key = ""
        self._demo_now = 0
        # Until the store is open nobody named may do more than look.
        self.user = User(user, Role.VIEWER) if user else OWNER

    # -- opening ---------------------------------------------------------------------------

    @classmethod
    def open(cls, path: Path, clock: Clock | None = None, user: str = "") -> Self:
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
        self._demo_now = snapshot.now
        self._snapshot = replace(snapshot, now=self.now())
        return True

    def open_store(self, feedback: Feedback, events: EventTable | None = None) -> None:
        """Open the store and read what the saved arrays did not hold; may run in a job.

        Parameters
        ----------
        events : EventTable, optional
            All events of the workspace, where they are known because they were just written.
        """
        workspace = late.store().open_workspace(self.path, clock=self._clock)
        try:
            # Who may not act here must not find a desk that works.
            self.user = find_user(workspace.users(), self._user_name)
        except NotAllowed:
            workspace.close()
            raise
        self._workspace = workspace
        self._demo_now = int(workspace.setting("now") or 0) if workspace.simulated else 0
        if self._snapshot is None or workspace.cache_key() != self._saved_key:
            self._snapshot = self._read(feedback, events)
            self._save_cache()
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

    def _read(self, feedback: Feedback, events: EventTable | None = None) -> Snapshot:
        """Read the whole workspace into one snapshot."""
        workspace = self._workspace
        events = workspace.events(feedback) if events is None else events
        districts = workspace.districts()
        return Snapshot(
            city=workspace.city,
            districts=districts,
            events=ordered(events, CellGrid.over_city(districts, events)),
            now=self.now(),
            streets=workspace.streets(),
            places=workspace.places(),
            crews=workspace.crews(),
            shifts=workspace.shifts(),
            lots=workspace.lots(),
            zones=workspace.zones(),
            simulated=workspace.simulated,
            revision=workspace.change_sequence(),
        )

    def now(self) -> int:
        """The fixed clock, or the demonstration's last day, or the time."""
        return self._clock.fixed or self._demo_now or self._clock.now()

    def _save_cache(self) -> None:
        """Save the arrays beside the workspace; a failure costs only the next start's time."""
        key = self._workspace.cache_key()
        if cache.save(self.path, key, replace(self.snapshot, now=self._demo_now)):
            self._saved_key = key

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
        return {**self.store.info(), "now": iso_utc(self.now())}

    def event_ids(self, rows: Filter | Sequence[int]) -> np.ndarray:
        """Return the ids of the events a number stands for."""
        return self._events(rows).id

    def event_rows(self, rows: Filter | Sequence[int], limit: int = 5_000) -> list[EventRow]:
        """Return the rows a number stands for, newest first, at most ``limit``."""
        events = self._events(rows)
        newest = np.lexsort((events.id, events.time))[::-1][:limit]
        return self.store.event_rows(events.id[newest].tolist(), limit)

    def event_table(self, rows: Filter | Sequence[int]) -> EventTable:
        """Return the events a number stands for, newest first."""
        events = self._events(rows)
        return events.take(np.lexsort((events.id, events.time))[::-1])

    def _events(self, rows: Filter | Sequence[int]) -> EventTable:
        """Return the events meant by a filter, or those of some ids that there are."""
        if isinstance(rows, Filter):
            return self.snapshot.filtered(rows).selected
        events = self.snapshot.events
        found = events.take(np.isin(events.id, np.asarray(rows, np.int64)))
        return found.take(np.argsort(found.id))

    def district_at(self, x: float, y: float) -> int:
        """Return the number of the district at a place in metres, 0 outside all of them."""
        return district_at(x, y, self.snapshot.districts)

    def zone(self, id_: str) -> Zone:
        """Return a zone by its id."""
        for zone in self.snapshot.zones:
            if zone.id == id_:
                return zone
        raise BadInput(_("این محدوده دیگر در پروندهٔ کار نیست؛ فهرست را دوباره بخوانید."))

    def plan(self, id_: int) -> Plan:
        """Return a plan by its number."""
        plan = self.store.plan(id_)
        if plan is None:
            raise BadInput(_("برنامه‌ای با این شماره نیست؛ «plan list» شماره‌ها را می‌گوید."))
        return plan


def find_user(users: Sequence[User], name: str) -> User:
    """Return who acts: the named user, or the owner where no name is given.

    Raises
    ------
    NotAllowed
        When there is no such user, or it was disabled.
    """
    known = {user.name: user for user in users}
    if not name:
        return next((u for u in known.values() if u.role is Role.OWNER and u.active), OWNER)
    if name not in known:
        raise NotAllowed(
            _("کاربری به نام «{name}» در این پروندهٔ کار نیست؛ نام را بررسی کنید.").format(name=name)
        )
    if not known[name].active:
        raise NotAllowed(
            _("کاربر «{name}» غیرفعال است؛ از مالک بخواهید او را فعال کند.").format(name=name)
        )
    return known[name]
