"""Boundaries of districts in the course of time.

A replaced boundary is never deleted: ``replaced_by`` holds the batch that took its place, so that
taking back that import restores it. Boundaries still in use have ``replaced_by`` NULL; of these
each holds from ``valid_from`` until, exclusively, ``valid_to``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, Row, delete, insert, select, update

from data.model.city import District
from data.store.schema import Tables


def versions(connection: Connection, tables: Tables) -> tuple[District, ...]:
    """Return every boundary in use, by number and then by the day it begins."""
    table = tables.districts
    query = select(table).where(table.c.replaced_by.is_(None))
    ordered = query.order_by(table.c.number, table.c.valid_from, table.c.id)
    return tuple(_district(row) for row in connection.execute(ordered))


def valid(connection: Connection, tables: Tables, day: int | None) -> tuple[District, ...]:
    """Return the boundaries that hold on a day, or those without an end."""
    found = versions(connection, tables)
    if day is None:
        return tuple(d for d in found if d.valid_to is None)
    return tuple(
        d
        for d in found
        if (d.valid_from is None or d.valid_from <= day)
        and (d.valid_to is None or day < d.valid_to)
    )


def replace_all(
    connection: Connection,
    tables: Tables,
    districts: Sequence[District],
    valid_from: int | None,
    batch: int,
) -> list[District]:
    """Put new boundaries in the place of the present ones and return those as they were.

    Parameters
    ----------
    valid_from : int or None
        Day number from which the new ones hold, the old ones ending there; None when they always
        held and the old ones were wrong.
    """
    table = tables.districts
    old = list(versions(connection, tables))
    in_use = table.c.replaced_by.is_(None)
    kept = [_with_validity(d, valid_from) for d in old if _began_before(d, valid_from)]
    connection.execute(update(table).where(in_use).values(replaced_by=batch))
    _insert(connection, tables, kept, batch)
    _insert(connection, tables, [_starting(d, valid_from) for d in districts], batch)
    return old


def take_back(connection: Connection, tables: Tables, batch: int) -> int:
    """Undo the replacement a batch made; return how many boundaries went."""
    table = tables.districts
    removed = connection.execute(delete(table).where(table.c.batch == batch)).rowcount
    connection.execute(update(table).where(table.c.replaced_by == batch).values(replaced_by=None))
    return removed


def was_replaced(connection: Connection, tables: Tables, batch: int) -> bool:
    """Return whether a later import took the place of a batch's boundaries."""
    table = tables.districts
    query = select(table.c.id).where(table.c.batch == batch, table.c.replaced_by.is_not(None))
    return connection.execute(query.limit(1)).first() is not None


def _began_before(district: District, day: int | None) -> bool:
    return day is not None and (district.valid_from is None or district.valid_from < day)


def _with_validity(district: District, end: int | None) -> District:
    if end is not None and (district.valid_to is None or district.valid_to > end):
        return replace(district, valid_to=end)
    return district


def _starting(district: District, valid_from: int | None) -> District:
    return district if valid_from is None else replace(district, valid_from=valid_from)


def _insert(
    connection: Connection, tables: Tables, districts: Sequence[District], batch: int
) -> None:
    rows = [
        {
            "geom": d.geometry,
            "number": d.number,
            "name": d.name,
            "schematic": d.schematic,
            "residents": d.residents,
            "residents_year": d.residents_year,
            "area_km2": d.area_km2,
            "source": d.source,
            "valid_from": d.valid_from,
            "valid_to": d.valid_to,
            "batch": batch,
        }
        for d in districts
    ]
    if rows:
        connection.execute(insert(tables.districts), rows)


def _district(row: Row) -> District:
    return District(
        row.number,
        row.name,
        row.geom,
        row.schematic,
        row.residents,
        row.residents_year,
        row.area_km2,
        row.source,
        row.valid_from,
        row.valid_to,
    )
