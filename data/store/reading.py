"""What may be asked of an open workspace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine

from data import cache
from data.feedback import Feedback, silent
from data.model.city import City, District, Place
from data.model.crews import Crew, Lot, Shift
from data.model.events import EventTable
from data.model.intake import Batch, EventRow
from data.model.plans import Plan
from data.model.roles import User
from data.model.streets import StreetTable
from data.model.zones import Zone
from data.store import (
    audit,
    batches,
    checks,
    districts,
    people,
    places,
    plans,
    rows,
    scan,
    settings,
    streets,
    summary,
    upgrades,
    zones,
)
from data.store.audit import AuditRow
from data.store.connection import driver, garbled_is_damage, known_trouble
from data.store.schema import tables_for


class Reader:
    """The reads of a workspace; each sees one state, and any thread may ask.

    Attributes
    ----------
    path : Path
    city : City
    id : str
        UUID, the same in every copy.
    version : int
        Of its schema.
    simulated : bool
        Whether its events are invented.
    """

    def __init__(self, path: Path, engine: Engine, city: City) -> None:
        self.path = path
        self.city = city
        self.id = ""
        self.version = upgrades.CURRENT
        self.simulated = False
        self._engine = engine
        self._tables = tables_for(city.epsg)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Open a read transaction: everything in it sees one state."""
        with (
            known_trouble(),
            garbled_is_damage(),
            self._engine.connect() as connection,
            connection.begin(),
        ):
            yield connection

    def events(self, feedback: Feedback | None = None) -> EventTable:
        """Return all events as arrays, by id."""
        with self._reading() as connection:
            return scan.read_events(driver(connection), feedback or silent()).consistent()

    def event_rows(self, ids: Sequence[int], limit: int = 1_000) -> list[EventRow]:
        """Return events with their texts, in the order of the ids; unknown ids are left out."""
        with self._reading() as connection:
            return rows.by_ids(connection, self._tables, ids, limit)

    def search_events(self, text: str, limit: int = 100) -> list[EventRow]:
        """Return the newest events whose address, text or own id contains a text, folded."""
        with self._reading() as connection:
            return rows.search(connection, self._tables, text, limit)

    def fingerprints(self, source: int) -> NDArray[np.int64]:
        """Return the known fingerprints of a source, ascending."""
        with self._reading() as connection:
            return rows.fingerprints(connection, source)

    def districts(self, day: int | None = None) -> tuple[District, ...]:
        """Return the boundaries that hold on a day, or those without an end."""
        with self._reading() as connection:
            return districts.valid(connection, self._tables, day)

    def district_versions(self) -> tuple[District, ...]:
        """Return every boundary in use, each with its validity."""
        with self._reading() as connection:
            return districts.versions(connection, self._tables)

    def neighbourhoods(self) -> tuple[District, ...]:
        """Return the neighbourhoods, each with the number of its district."""
        with self._reading() as connection:
            return places.read_neighbourhoods(connection, self._tables)

    def streets(self) -> StreetTable:
        """Return the street network."""
        with self._reading() as connection:
            return streets.read(connection)

    def places(self) -> tuple[Place, ...]:
        """Return the named places."""
        with self._reading() as connection:
            return places.read_places(connection, self._tables)

    def crews(self) -> tuple[Crew, ...]:
        """Return the crews."""
        with self._reading() as connection:
            return people.read_crews(connection, self._tables)

    def shifts(self) -> tuple[Shift, ...]:
        """Return the shifts."""
        with self._reading() as connection:
            return people.read_shifts(connection, self._tables)

    def lots(self) -> tuple[Lot, ...]:
        """Return the lots."""
        with self._reading() as connection:
            return places.read_lots(connection, self._tables)

    def zones(self) -> tuple[Zone, ...]:
        """Return all zones, the oldest first."""
        with self._reading() as connection:
            return zones.read_all(connection, self._tables)

    def zone(self, id: str) -> Zone | None:
        """Return one zone, None when there is none."""
        with self._reading() as connection:
            return zones.read_one(connection, self._tables, id)

    def plans(self) -> tuple[Plan, ...]:
        """Return all plans, the oldest first."""
        with self._reading() as connection:
            return plans.read_all(connection, self._tables)

    def plan(self, id: int) -> Plan | None:
        """Return one plan, None when there is none."""
        with self._reading() as connection:
            return plans.read_one(connection, self._tables, id)

    def users(self) -> tuple[User, ...]:
        """Return all users."""
        with self._reading() as connection:
            return people.read_users(connection, self._tables)

    def batches(self) -> tuple[Batch, ...]:
        """Return all imports, with those that were taken back."""
        with self._reading() as connection:
            return batches.read_all(connection, self._tables)

    def setting(self, key: str) -> str | None:
        """Return a setting, None when it was never written."""
        with self._reading() as connection:
            return settings.read(connection, self._tables, key)

    def audit_rows(self, limit: int = 1_000) -> list[AuditRow]:
        """Return the newest audit rows first."""
        with self._reading() as connection:
            return audit.rows(connection, self._tables, limit)

    def info(self) -> dict[str, Any]:
        """Return what the command line's ``info`` says, but for the clock."""
        with self._reading() as connection:
            found = summary.of_events(driver(connection))
            number = len(districts.valid(connection, self._tables, None))
            size = summary.size_bytes(driver(connection))
        return {
            "id": self.id,
            "version": self.version,
            "city": self.city.key,
            **found,
            "districts": number,
            "size_bytes": size,
            "simulated": self.simulated,
        }

    def check(self, feedback: Feedback | None = None) -> list[str]:
        """Return what is wrong with the workspace; an empty list is good."""
        with self._reading() as connection:
            return checks.findings(connection, self._tables, feedback or silent())

    def change_sequence(self) -> int:
        """Return the number of the last change."""
        return int(self.setting(settings.SEQUENCE) or 0)

    def cache_key(self) -> str:
        """Return what the saved arrays of this state are keyed by (`data.cache`)."""
        with self._reading() as connection:
            return cache.key_of(driver(connection))
