"""SQLite's troubles are told in the user's words; faults of ours are not hidden."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from data.errors import BadInput, Refused, WorkspaceBusy, WorkspaceDamaged
from data.store.columns import BadValue
from data.store.connection import known_trouble

_KNOWN = [
    (sqlite3.SQLITE_BUSY, WorkspaceBusy),
    (sqlite3.SQLITE_LOCKED, WorkspaceBusy),
    (sqlite3.SQLITE_CORRUPT, WorkspaceDamaged),
    (sqlite3.SQLITE_NOTADB, WorkspaceDamaged),
    (sqlite3.SQLITE_FULL, Refused),
    (sqlite3.SQLITE_IOERR_WRITE, Refused),
    (sqlite3.SQLITE_READONLY, Refused),
    (sqlite3.SQLITE_CANTOPEN, Refused),
]


def _error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("made up")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("code, family", _KNOWN)
def test_known_trouble(code: int, family: type[Refused]) -> None:
    with pytest.raises(family) as plain, known_trouble():
        raise _error(code)
    with pytest.raises(family) as wrapped, known_trouble():
        raise OperationalError("SELECT", {}, _error(code))
    assert type(plain.value) is type(wrapped.value) is family
    assert "made up" not in str(plain.value)


def test_bad_values_are_damage() -> None:
    with pytest.raises(WorkspaceDamaged), known_trouble():
        raise BadValue


def test_letters_no_file_can_hold() -> None:
    with pytest.raises(BadInput), known_trouble():
        "\ud800".encode()


def test_a_fault_of_ours_stays_one() -> None:
    with pytest.raises(sqlite3.OperationalError), known_trouble():
        raise _error(sqlite3.SQLITE_ERROR)
    with pytest.raises(OperationalError), known_trouble():
        raise OperationalError("SELECT", {}, _error(sqlite3.SQLITE_ERROR))
