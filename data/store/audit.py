"""Who did what: rows chained by their hashes, so that a changed or removed row shows.

Every transaction writes exactly one row, whose id is the workspace's change sequence; so a row
missing at the end shows against the sequence kept in the settings. Whoever rewrites the whole
chain and the settings is not found out by the file alone: that needs a copy kept elsewhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, Row, insert, select

from data.store.columns import canonical, instant_text
from data.store.schema import Tables
from resources.text import _, digits

GENESIS = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One finished change; ``sequence`` counts up by one, ``at`` is in UTC seconds."""

    sequence: int
    at: int
    actor: str
    action: str
    detail: str
    hash: str


def append(
    connection: Connection, tables: Tables, *, at: int, actor: str, action: str, detail: dict
) -> int:
    """Write one row and return its sequence."""
    last = connection.execute(
        select(tables.audit.c.id, tables.audit.c.hash).order_by(tables.audit.c.id.desc()).limit(1)
    ).first()
    sequence, previous = (last.id + 1, last.hash) if last else (1, GENESIS)
    text = canonical(detail)
    connection.execute(
        insert(tables.audit).values(
            id=sequence,
            at=at,
            actor=actor,
            action=action,
            detail=text,
            previous=previous,
            hash=_hash(sequence, at, actor, action, text, previous),
        )
    )
    return sequence


def rows(connection: Connection, tables: Tables, limit: int) -> list[AuditRow]:
    """Return the newest rows first."""
    audit = tables.audit.c
    query = select(audit.id, audit.at, audit.actor, audit.action, audit.detail, audit.hash)
    return [
        AuditRow(*row) for row in connection.execute(query.order_by(audit.id.desc()).limit(limit))
    ]


def findings(connection: Connection, tables: Tables, sequence: int) -> list[str]:
    """Return where the chain is broken; an unbroken chain gives an empty list.

    Parameters
    ----------
    sequence : int
        The last change the settings know of.
    """
    found, expected, previous = [], 1, GENESIS
    for row in connection.execute(select(tables.audit).order_by(tables.audit.c.id)):
        if row.id != expected:
            found.append(_missing(expected, row.id - 1))
        elif row.previous != previous:
            found.append(_("رد کارها: سطر {n} به سطر پیش از خود نمی‌خورد.").format(n=digits(row.id)))
        if row.hash != _hash_of(row):
            found.append(_("رد کارها: سطر {n} دست‌کاری شده است.").format(n=digits(row.id)))
        expected, previous = row.id + 1, row.hash
    if expected <= sequence:
        found.append(_missing(expected, sequence))
    return found


def _missing(first: int, last: int) -> str:
    return _("رد کارها: سطرهای {first} تا {last} برداشته شده است.").format(
        first=digits(first), last=digits(last)
    )


def _hash_of(row: Row) -> str:
    return _hash(row.id, row.at, row.actor, row.action, row.detail, row.previous)


def _hash(sequence: int, at: int, actor: str, action: str, detail: str, previous: str) -> str:
    fields = canonical([sequence, instant_text(at), actor, action, detail, previous])
    return hashlib.sha256(fields.encode("utf-8", "surrogatepass")).hexdigest()
