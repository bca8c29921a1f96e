"""One workspace: a GeoPackage file that is created, opened, read, changed and closed."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from data import cache
from data.clock import Clock
from data.errors import Refused
from data.model.city import City
from data.store import audit, geopackage, opening, settings, upgrades
from data.store.columns import instant_text
from data.store.connection import PATIENCE, driver, known_trouble, make_engine, waiting
from data.store.reading import Reader
from data.store.schema import SPATIAL
from data.store.transaction import Transaction
from resources.text import _

_SYSTEM = "system"  # the actor of what no user asked for


def create_workspace(path: Path, city: City, *, clock: Clock, simulated: bool = False) -> Workspace:
    """Create a workspace and open it.

    It is built beside its place and renamed, so that it is whole or absent.

    Parameters
    ----------
    path : Path
        Must not exist.
    simulated : bool
        Whether its events will be invented; said wherever they show, and in the file.

    Raises
    ------
    Refused
        When there is something at the path, or it is on a network share.
    """
    path = Path(path)
    if path.exists():
        raise Refused(_("اینجا فایلی به این نام هست؛ نام دیگری بدهید."))
    if not path.parent.is_dir():
        raise Refused(_("پوشهٔ پروندهٔ کار پیدا نشد؛ نخست آن را بسازید."))
    opening.require_local(path)
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        with known_trouble():
            _build(unfinished, city, clock, simulated)
        os.replace(unfinished, path)
    finally:
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(f"{unfinished}{suffix}")
    return open_workspace(path, clock=clock)


def _build(path: Path, city: City, clock: Clock, simulated: bool) -> None:
    engine = make_engine(path)
    with engine.connect() as connection:
        raw = driver(connection)
        raw.execute(f"PRAGMA application_id = {geopackage.APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version = {geopackage.USER_VERSION}")
    workspace = Workspace(path, engine, city, clock)
    with workspace._changing(_SYSTEM, "create", {"city": city.key}) as transaction:
        transaction.upgrade(simulated)
        transaction.set_setting(settings.ID, str(uuid.uuid4()))
        transaction.set_setting(settings.CITY, settings.city_text(city))
        transaction.set_setting(settings.SIMULATED, str(int(simulated)))
    workspace.close()


def open_workspace(path: Path, *, clock: Clock, patience: float = PATIENCE) -> Workspace:
    """Open a workspace after looking at it (`data.store.opening.inspect`).

    An older one is copied beside itself and upgraded. What another program changed meanwhile is
    noticed and written into the audit.

    Parameters
    ----------
    patience : float
        Seconds to wait for another program's lock.
    """
    path = Path(path)
    found = opening.inspect(path, patience)
    with known_trouble():
        workspace = Workspace(path, make_engine(path, patience), found.city, clock)
        try:
            if found.version < upgrades.CURRENT:
                opening.back_up(path, found.version, clock)
                workspace._upgrade(found.version)
            workspace._begin()
        except BaseException:
            workspace.close()
            raise
    return workspace


class Workspace(Reader):
    """An open workspace. Reads may come from any thread; changes wait for each other.

    Attributes
    ----------
    changed_outside : bool
        Whether another program changed it since it was last closed.
    """

    def __init__(self, path: Path, engine: Engine, city: City, clock: Clock) -> None:
        super().__init__(path, engine, city)
        self.changed_outside = False
        self._clock = clock
        self._file = _file_identity(path)

    def close(self) -> None:
        """Write the log back into the one file and let it go."""
        with suppress(Refused), known_trouble(), self._engine.connect() as connection:
            driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._engine.dispose()

    @contextmanager
    def transaction(
        self, actor: str, action: str, detail: dict[str, Any], patience: float = PATIENCE
    ) -> Iterator[Transaction]:
        """Change the workspace: one commit with its audit row, or nothing at all.

        Parameters
        ----------
        actor : str
            Name of the user.
        action : str
            A word of `data.model.roles.Action`, or another.
        detail : dict
            Plain values for the audit; read at the commit, so it may be filled meanwhile.
        patience : float
            Seconds to wait for another program's lock before `WorkspaceBusy` is raised.
        """
        with self._changing(actor, action, detail, patience) as transaction:
            yield transaction

    @contextmanager
    def _changing(
        self, actor: str, action: str, detail: dict[str, Any], patience: float = PATIENCE
    ) -> Iterator[Transaction]:
        now = self._clock.now()
        if _file_identity(self.path) != self._file:
            raise Refused(
                _("پروندهٔ کار جابه‌جا یا پاک شده است؛ آن را برگردانید یا دوباره باز کنید.")
            )
        with (
            known_trouble(),
            self._engine.connect().execution_options(writes=True) as connection,
            waiting(connection, patience),
            connection.begin(),
            closing(Transaction(connection, self._tables, actor, now)) as transaction,
        ):
            yield transaction
            transaction.finish()
            sequence = audit.append(
                connection, self._tables, at=now, actor=actor, action=action, detail=detail
            )
            settings.write(connection, self._tables, settings.SEQUENCE, str(sequence))
            self._refresh(connection, transaction.touched | {"audit", "settings"}, now)
            stamp = cache.key_of(driver(connection))
            settings.write(connection, self._tables, settings.STAMP, stamp)

    def _refresh(self, connection: Connection, touched: set[str], now: int) -> None:
        cursor = driver(connection).cursor()
        for table in sorted(touched):
            geopackage.refresh_contents(cursor, table, table in SPATIAL, instant_text(now))

    def _upgrade(self, version: int) -> None:
        detail = {"from": version, "to": upgrades.CURRENT}
        with self._changing(_SYSTEM, "upgrade", detail) as transaction:
            upgrades.upgrade(transaction._connection, epsg=self.city.epsg, simulated=self.simulated)

    def _begin(self) -> None:
        with self._reading() as connection:
            self.id = settings.read(connection, self._tables, settings.ID) or ""
            self.simulated = settings.read(connection, self._tables, settings.SIMULATED) == "1"
            stamp = settings.read(connection, self._tables, settings.STAMP)
            self.changed_outside = stamp != cache.key_of(driver(connection))
        if self.changed_outside:
            with self._changing(_SYSTEM, "changed_outside", {}):
                pass


def _file_identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another at the same place, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
