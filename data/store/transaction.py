"""One change of the workspace: everything in it is committed together, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete

from data.errors import Refused
from data.feedback import Feedback, silent
from data.model.city import District, Place
from data.model.crews import Crew, Lot, Shift
from data.model.intake import Batch, NewEvents
from data.model.plans import Plan
from data.model.roles import User
from data.model.streets import StreetTable
from data.model.zones import Zone
from data.store import (
    batches,
    districts,
    people,
    places,
    plans,
    rows,
    settings,
    streets,
    upgrades,
    zones,
)
from data.store.connection import driver
from data.store.events import EventWriter, relabel
from data.store.rows import Placing
from data.store.schema import BATCHED, Tables
from resources.text import _


class Transaction:
    """What may be written; given by `Workspace.transaction`.

    Attributes
    ----------
    touched : set of str
        Tables written so far.
    """

    def __init__(self, connection: Connection, tables: Tables, actor: str, now: int) -> None:
        self._connection = connection
        self._tables = tables
        self._actor = actor
        self._now = now
        self._writer = EventWriter(driver(connection), tables.epsg)
        self.touched: set[str] = set()

    def add_events(
        self, new: NewEvents, batch: int = 0, feedback: Feedback | None = None
    ) -> NDArray[np.int64]:
        """Write events and return their ids, shape (n,); may be called for piece after piece."""
        self.touched.add("events")
        return self._writer.add(new, batch, feedback or silent())

    def add_batch(self, batch: Batch) -> int:
        """Remember an import and return its id."""
        self.touched.add("batches")
        return batches.add(self._connection, self._tables, batch)

    def remove_batch(self, batch_id: int, feedback: Feedback | None = None) -> int:
        """Take a whole import back and return how many rows went.

        Refused when rows were placed by hand since, when the frozen evidence of a plan names the
        batch, or when later boundaries took the place of its own.
        """
        feedback = feedback or silent()
        batches.require_removable(self._connection, self._tables, batch_id)
        if districts.was_replaced(self._connection, self._tables, batch_id):
            raise Refused(
                _("مرزهای این ورود را ورود دیگری جایگزین کرده است؛ نخست آن را پس بگیرید.")
            )
        removed = self._writer.remove_batch(batch_id, feedback)
        for name in BATCHED[1:]:
            table = getattr(self._tables, name)
            removed += self._connection.execute(
                delete(table).where(table.c.batch == batch_id)
            ).rowcount
        removed += districts.take_back(self._connection, self._tables, batch_id)
        labels = batches.kept_labels(self._connection, self._tables, batch_id)
        relabel(driver(self._connection), *labels, feedback)
        batches.mark_undone(self._connection, self._tables, batch_id)
        self.touched |= {*BATCHED, "districts", "batches"}
        return removed

    def place_event(
        self,
        id: int,
        x: float | None,
        y: float | None,
        precision: int,
        district: int,
        placed_by: str | None = "",
    ) -> Placing:
        """Put an event at a point in metres, or nowhere, and return where it stood before.

        ``place_event(id, *placing)`` with a returned value takes the change back. Without
        ``placed_by`` the actor is remembered, or nobody when the event is put nowhere.
        """
        self.finish()
        if placed_by == "":
            placed_by = self._actor if x is not None and not np.isnan(x) else None
        self.touched.add("events")
        new = Placing(x, y, int(precision), int(district), placed_by)
        return rows.place(self._connection, self._tables, int(id), new)

    def set_event_districts(
        self,
        ids: NDArray[np.int64],
        labels: NDArray[np.int16],
        batch: int = 0,
        feedback: Feedback | None = None,
    ) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
        """Write the district of some events; return id and old district of those that changed.

        With a batch the old labels are kept with it, and `remove_batch` restores them.
        """
        self.touched.add("events")
        old = relabel(driver(self._connection), ids, labels, feedback or silent())
        if batch:
            batches.keep_labels(self._connection, self._tables, batch, *old)
        return old

    def replace_districts(
        self, new: Sequence[District], valid_from: int | None, batch: int = 0
    ) -> list[District]:
        """Put new boundaries in the place of the present ones; return those as they were.

        ``replace_districts(old, None)`` with the returned list takes the change back.
        """
        self.touched.add("districts")
        return districts.replace_all(self._connection, self._tables, new, valid_from, batch)

    def save_zone(self, zone: Zone) -> Zone:
        """Write a zone and return it in its next version; raises `Conflict`."""
        self.touched.add("zones")
        return zones.save(self._connection, self._tables, zone, self._now)

    def remove_zone(self, id: str, version: int | None = None) -> None:
        """Delete a zone, with a version only when it is still that one; raises `Conflict`."""
        self.touched.add("zones")
        zones.remove(self._connection, self._tables, id, version)

    def save_plan(self, plan: Plan) -> Plan:
        """Write a plan and return it with its id and in its next version; raises `Conflict`."""
        self.touched.add("plans")
        return plans.save(self._connection, self._tables, plan)

    def save_user(self, user: User) -> None:
        """Write a user, in the place of the one with the same name."""
        self.touched.add("users")
        people.save_user(self._connection, self._tables, user)

    def add_streets(self, table: StreetTable, batch: int = 0) -> NDArray[np.int64]:
        """Write street segments and return their ids, shape (n,)."""
        self.touched.add("streets")
        if batch and table.attribution:
            self.set_setting(streets.attribution_key(batch), table.attribution)
        return streets.add(self._connection, table, batch, self._tables.epsg)

    def remove_streets(self) -> int:
        """Delete the whole network, before another takes its place; return its size."""
        self.touched.add("streets")
        return self._connection.execute(delete(self._tables.streets)).rowcount

    def add_places(self, new: Sequence[Place], batch: int = 0) -> None:
        """Write named places."""
        self.touched.add("places")
        places.add_places(self._connection, self._tables, new, batch)

    def remove_places(self, source: str) -> int:
        """Delete the named places of a source, before newer ones take their place."""
        self.touched.add("places")
        table = self._tables.places
        return self._connection.execute(delete(table).where(table.c.source == source)).rowcount

    def add_neighbourhoods(self, areas: Sequence[District], batch: int = 0) -> None:
        """Write neighbourhoods; the number of each is that of the district it lies in."""
        self.touched.add("neighbourhoods")
        places.add_neighbourhoods(self._connection, self._tables, areas, batch)

    def add_crews(self, crews: Sequence[Crew], batch: int = 0) -> list[int]:
        """Write crews and return their ids; id 0 asks for the next one."""
        self.touched.add("crews")
        return people.add_crews(self._connection, self._tables, crews, batch)

    def add_shifts(self, shifts: Sequence[Shift], batch: int = 0) -> list[int]:
        """Write shifts and return their ids; id 0 asks for the next one."""
        self.touched.add("shifts")
        return people.add_shifts(self._connection, self._tables, shifts, batch)

    def add_lots(self, lots: Sequence[Lot], batch: int = 0) -> list[int]:
        """Write lots and return their ids; id 0 asks for the next one."""
        self.touched.add("lots")
        return places.add_lots(self._connection, self._tables, lots, batch)

    def set_setting(self, key: str, value: str) -> None:
        """Write a setting."""
        settings.write(self._connection, self._tables, key, value)

    def upgrade(self, simulated: bool) -> None:
        """Bring the schema to the present version."""
        upgrades.upgrade(self._connection, epsg=self._tables.epsg, simulated=simulated)

    def finish(self, feedback: Feedback | None = None) -> None:
        """Bring the spatial index in step with the events; the commit does it if nobody else."""
        self._writer.finish(feedback or silent())

    def close(self) -> None:
        """End it; `Workspace.transaction` does."""
        self._writer.close()
