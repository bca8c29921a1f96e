"""Single events with their texts: the rows behind a number, found by id or by words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from shapely import Point
from sqlalchemy import Connection, Row, func, or_, select, update

from data.errors import Refused
from data.folding import fold
from data.model.events import Precision
from data.model.intake import TEXT_COLUMNS, EventRow
from data.store.connection import driver
from data.store.schema import Tables
from resources.text import _

_PIECE = 500
_SEARCHED = ("address", "text", "external_id")


class Placing(NamedTuple):
    """Where an event stands, how precisely, and who put it there by hand."""

    x: float | None
    y: float | None
    precision: int
    district: int
    placed_by: str | None


def by_ids(
    connection: Connection, tables: Tables, ids: Sequence[int], limit: int
) -> list[EventRow]:
    """Return events by their ids, in that order; unknown ids are left out."""
    table = tables.events
    wanted = [int(i) for i in ids[:limit]]
    found: dict[int, EventRow] = {}
    for start in range(0, len(wanted), _PIECE):
        query = select(table).where(table.c.id.in_(wanted[start : start + _PIECE]))
        found |= {row.id: _event(row) for row in connection.execute(query)}
    return [found[i] for i in wanted if i in found]


def search(connection: Connection, tables: Tables, text: str, limit: int) -> list[EventRow]:
    """Return the newest events whose address, text or own id contains a text.

    Letters and digits are made one first (`data.folding`); the text is bound, never spelt.
    """
    needle = fold(text)
    if not needle:
        return []
    table = tables.events
    contains = [func.instr(func.fold_text(table.c[name]), needle) > 0 for name in _SEARCHED]
    query = select(table).where(or_(*contains)).order_by(table.c.id.desc()).limit(limit)
    return [_event(row) for row in connection.execute(query)]


def fingerprints(connection: Connection, source: int) -> NDArray[np.int64]:
    """Return the known fingerprints of a source, ascending."""
    rows = driver(connection).execute(
        "SELECT fingerprint FROM events WHERE source = ? AND fingerprint IS NOT NULL", (source,)
    )
    return np.sort(np.fromiter((row[0] for row in rows), np.int64))


def placing(connection: Connection, tables: Tables, event_id: int) -> Placing:
    """Return where an event stands; raises `Refused` when there is no such event."""
    event = tables.events.c
    query = select(event.geom, event.precision, event.district, event.placed_by)
    row = connection.execute(query.where(event.id == event_id)).first()
    if row is None:
        raise Refused(_("این مورد دیگر در پروندهٔ کار نیست؛ فهرست را دوباره بخوانید."))
    x, y = (None, None) if row.geom is None else (row.geom.x, row.geom.y)
    return Placing(x, y, row.precision, row.district, row.placed_by)


def place(connection: Connection, tables: Tables, event_id: int, new: Placing) -> Placing:
    """Put an event somewhere, or nowhere, and return where it stood before."""
    old = placing(connection, tables, event_id)
    nowhere = new.x is None or new.y is None or not np.isfinite([new.x, new.y]).all()
    if nowhere and new.precision == Precision.POINT:
        raise ValueError("a point needs a place")
    values = {
        "geom": None if nowhere else Point(new.x, new.y),
        "precision": new.precision,
        "district": new.district,
        "placed_by": new.placed_by,
    }
    connection.execute(update(tables.events).where(tables.events.c.id == event_id).values(**values))
    return old


def _event(row: Row) -> EventRow:
    return EventRow(
        row.id,
        row.source,
        row.kind,
        row.outcome,
        row.status,
        row.district,
        row.precision,
        row.at,
        row.batch,
        None if row.geom is None else row.geom.x,
        None if row.geom is None else row.geom.y,
        {name: getattr(row, name) for name in TEXT_COLUMNS if getattr(row, name)},
    )
