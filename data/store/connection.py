"""How a workspace file is connected to, and how its troubles are told to the user."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import URL, Connection, CursorResult, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from data.errors import BadInput, GozarError, Refused, WorkspaceBusy, WorkspaceDamaged
from data.folding import fold
from data.store.columns import BadValue
from data.store.geometry import register_functions
from resources.text import _

PATIENCE = 5.0  # seconds to wait for another program's lock
_CACHE_KIB = 32_768


def _plain_integer(value: Any) -> int:
    return int(value)


# Without these the driver takes a NumPy integer for a buffer and stores its bytes.
for _type in (np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32):
    sqlite3.register_adapter(_type, _plain_integer)


def make_engine(path: Path, patience: float = PATIENCE) -> Engine:
    """Return an engine on a workspace file that the caller has found harmless.

    Transactions begin explicitly: reads with BEGIN, so that one read sees one state, writes
    (execution option ``writes``) with BEGIN IMMEDIATE, so that they wait for the lock at once.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": patience, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    register_functions(connection)
    connection.create_function("fold_text", 1, _folded, deterministic=True)
    for statement in (
        # The R-tree's own triggers call our functions; foreign ones were refused before.
        "PRAGMA trusted_schema = ON",
        "PRAGMA foreign_keys = ON",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        f"PRAGMA cache_size = -{_CACHE_KIB}",
        "PRAGMA temp_store = MEMORY",
    ):
        connection.execute(statement)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@functools.lru_cache(maxsize=16_384)
def _folded(text: str | None) -> str | None:
    return None if text is None else fold(str(text))


def driver(connection: Connection) -> sqlite3.Connection:
    """Return Python's own connection under a SQLAlchemy one, for bulk rows."""
    return connection.connection.driver_connection  # type: ignore[return-value]


def new_key(result: CursorResult[Any]) -> int:
    """Return the primary key of the row just inserted."""
    key = result.inserted_primary_key
    if key is None:
        raise ValueError("nothing was inserted")
    return int(key[0])


@contextmanager
def known_trouble() -> Iterator[None]:
    """Raise what SQLite reports as one of the family in `data.errors`."""
    try:
        yield
    except DBAPIError as error:
        known = _translated(error.orig)
        if known is None:
            raise
        raise known from error
    except sqlite3.Error as error:
        known = _translated(error)
        if known is None:
            raise
        raise known from error
    except UnicodeEncodeError as error:
        raise BadInput(_("متن، نویسه‌ای دارد که نمی‌توان نوشت؛ آن را دوباره بنویسید.")) from error
    except BadValue as error:
        raise WorkspaceDamaged(_damaged()) from error


@contextmanager
def garbled_is_damage() -> Iterator[None]:
    """Raise what cannot be understood, when it was read from the file, as `WorkspaceDamaged`.

    A flipped bit in a text or number passes SQLite's own check and shows only here.
    """
    try:
        yield
    except (ValueError, TypeError, OverflowError) as error:
        raise WorkspaceDamaged(_damaged()) from error
    except sqlite3.OperationalError as error:
        # Python's own complaint about a text carries no code of SQLite's.
        if getattr(error, "sqlite_errorcode", None) is not None:
            raise
        raise WorkspaceDamaged(_damaged()) from error


def _damaged() -> str:
    return _("پروندهٔ کار آسیب دیده است؛ آخرین نسخهٔ پشتیبان را باز کنید.")


def _translated(error: BaseException | None) -> GozarError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return WorkspaceBusy(
            _("برنامهٔ دیگری پروندهٔ کار را قفل کرده است؛ آن را ببندید و دوباره بکوشید.")
        )
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return WorkspaceDamaged(_damaged())
    sentences = {
        sqlite3.SQLITE_FULL: _("دیسک پر است و چیزی نوشته نشد؛ جا باز کنید و دوباره بکوشید."),
        sqlite3.SQLITE_IOERR: _("دیسک خطا داد و چیزی نوشته نشد؛ دیسک را بررسی کنید."),
        sqlite3.SQLITE_READONLY: _(
            "پروندهٔ کار فقط‌خواندنی است؛ آن را در پوشهٔ دیگری رونوشت کنید و آن رونوشت را باز کنید."
        ),
        sqlite3.SQLITE_CANTOPEN: _("پروندهٔ کار باز نمی‌شود؛ جای آن و اجازهٔ دسترسی را بررسی کنید."),
    }
    return Refused(sentences[primary]) if primary in sentences else None


@contextmanager
def waiting(connection: Connection, patience: float) -> Iterator[None]:
    """Let a connection wait so many seconds for another program's lock, then as it did before."""
    raw = driver(connection)
    (before,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {before}")
