"""What is asked of a file before anything is written to it."""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from data.clock import Clock
from data.errors import BadInput, ForeignContent, Refused, WorkspaceDamaged, WorkspaceNewer
from data.model.city import City
from data.store import geopackage, settings
from data.store.columns import BadValue, instant_text
from data.store.connection import PATIENCE, garbled_is_damage, known_trouble
from data.store.network import is_network_path
from data.store.schema import ALL_TABLES, SPATIAL
from data.store.upgrades import CURRENT, VERSION_TABLE
from resources.text import _, isolate

_GUARDED = (
    "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    " OR (type = 'table' AND ifnull(rootpage, 0) = 0)"
)


class Found(NamedTuple):
    """What a workspace file says of itself."""

    version: int
    city: City


def inspect(path: Path, patience: float) -> Found:
    """Look at a workspace without writing or running anything that is in it.

    Parameters
    ----------
    patience : float
        Seconds to wait for another program's lock.

    Raises
    ------
    Refused
        When the file is absent or on a network share.
    BadInput
        When it is some other file.
    ForeignContent
        When it has triggers, views or virtual tables that are not ours.
    WorkspaceNewer, WorkspaceDamaged, WorkspaceBusy
    """
    if not path.is_file():
        raise Refused(_("پروندهٔ کار پیدا نشد؛ جای آن را بررسی کنید."))
    require_local(path)
    with _damage_offers_backup(path), known_trouble(), closing(_cautious(path, patience)) as db:
        _require_workspace(db)
        _require_own_content(db)
        version = _version(db)
        _require_whole(db)
        return Found(version, _city(db))


def city_at(path: Path) -> City:
    """Return the city of a workspace, read from one row; `inspect` looks at the rest.

    Raises
    ------
    BadInput
        When it is some other file.
    WorkspaceDamaged, WorkspaceBusy
    """
    with _damage_offers_backup(path), known_trouble(), closing(_cautious(path, PATIENCE)) as db:
        _require_workspace(db)
        return _city(db)


def require_local(path: Path) -> None:
    """Refuse a path on a network share, saying the way out."""
    if is_network_path(path):
        raise Refused(
            _("پروندهٔ کار در پوشهٔ شبکه است؛ آن را در همین رایانه رونوشت کنید و باز کنید.")
        )


def back_up(path: Path, version: int, clock: Clock) -> Path:
    """Copy a workspace beside itself before an upgrade; return the copy, whole or absent."""
    stamp = "".join(c for c in instant_text(clock.now())[:19] if c.isdigit())
    target = path.with_name(f"{path.stem}.backup-v{version}-{stamp}{path.suffix}")
    unfinished = target.with_name(target.name + ".part")
    try:
        with (
            known_trouble(),
            closing(sqlite3.connect(path)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
            # A copy in one file, without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def newest_backup(path: Path) -> Path | None:
    """Return the newest copy that `back_up` made of a workspace."""
    pattern = f"{glob.escape(path.stem)}.backup-*{glob.escape(path.suffix)}"
    copies = sorted(path.parent.glob(pattern), key=lambda copy: copy.stat().st_mtime)
    return copies[-1] if copies else None


def _cautious(path: Path, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=patience, isolation_level=None
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


@contextmanager
def _damage_offers_backup(path: Path) -> Iterator[None]:
    try:
        with garbled_is_damage():
            yield
    except (WorkspaceDamaged, BadValue) as error:
        backup = newest_backup(path)
        sentence = _("پروندهٔ کار آسیب دیده است و چیزی در آن نوشته نشد؛")
        if backup is None:
            advice = _("نسخهٔ پشتیبان آن را باز کنید.")
        else:
            advice = _("نسخهٔ پشتیبان {name} را باز کنید.").format(
                name=isolate(backup.name, ltr=True)
            )
        raise WorkspaceDamaged(f"{sentence} {advice}") from error


def _require_workspace(db: sqlite3.Connection) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if application != geopackage.APPLICATION_ID or not {VERSION_TABLE, "settings"} <= names:
        raise BadInput(_("این پرونده، پروندهٔ کار گذر نیست؛ دادهٔ آن را با «ورود داده» بیاورید."))


def _require_own_content(db: sqlite3.Connection) -> None:
    expected = geopackage.active_objects(SPATIAL)
    found = dict(db.execute(_GUARDED).fetchall())
    foreign = [
        name
        for name, sql in found.items()
        if name not in expected or not geopackage.same_statement(sql or "", expected[name])
    ]
    if foreign:
        raise ForeignContent(
            _("پروندهٔ کار چیزهایی دارد که از گذر نیست ({names})؛").format(
                names=isolate(", ".join(sorted(foreign)[:3]), ltr=True)
            )
            + " "
            + _("باز نشد. دادهٔ آن را با «ورود داده» به پروندهٔ کار تازه‌ای بیاورید.")
        )
    if len(found) < len(expected):
        raise BadValue("triggers or indexes are missing")


def _version(db: sqlite3.Connection) -> int:
    rows = db.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()
    if len(rows) != 1 or not str(rows[0][0]).isdigit():
        raise BadValue("not a version")
    version = int(rows[0][0])
    if version > CURRENT:
        raise WorkspaceNewer(
            _("این پروندهٔ کار با نسخهٔ تازه‌تری از گذر ساخته شده است؛ برنامه را به‌روز کنید.")
        )
    return version


def _require_whole(db: sqlite3.Connection) -> None:
    (finding,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if finding != "ok":
        raise BadValue("quick_check")
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not set(ALL_TABLES) <= names:
        raise BadValue("tables are missing")


def _city(db: sqlite3.Connection) -> City:
    row = db.execute("SELECT value FROM settings WHERE key = ?", (settings.CITY,)).fetchone()
    return settings.city_of(row[0] if row else None)
