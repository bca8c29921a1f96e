"""Named places, neighbourhoods and lots."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import Point
from sqlalchemy import Connection, Table, insert, select

from data.model.city import District, Place
from data.model.crews import Lot
from data.store.connection import new_key
from data.store.schema import Tables


def add_places(connection: Connection, tables: Tables, places: Sequence[Place], batch: int) -> None:
    """Write named places."""
    rows = [
        {
            "geom": Point(p.x, p.y),
            "name": p.name,
            "kind": p.kind,
            "aliases": list(p.aliases),
            "source": p.source,
            "confidence": p.confidence,
            "batch": batch,
        }
        for p in places
    ]
    if rows:
        connection.execute(insert(tables.places), rows)


def read_places(connection: Connection, tables: Tables) -> tuple[Place, ...]:
    """Return the named places that lie somewhere."""
    table = tables.places
    query = select(table).where(table.c.geom.is_not(None)).order_by(table.c.id)
    return tuple(
        Place(r.name, r.geom.x, r.geom.y, r.kind, tuple(r.aliases), r.source, r.confidence)
        for r in connection.execute(query)
    )


def add_neighbourhoods(
    connection: Connection, tables: Tables, areas: Sequence[District], batch: int
) -> None:
    """Write neighbourhoods; the number of each is that of the district it lies in."""
    rows = [
        {
            "geom": a.geometry,
            "name": a.name,
            "district": a.number,
            "schematic": a.schematic,
            "source": a.source,
            "batch": batch,
        }
        for a in areas
    ]
    if rows:
        connection.execute(insert(tables.neighbourhoods), rows)


def read_neighbourhoods(connection: Connection, tables: Tables) -> tuple[District, ...]:
    """Return the neighbourhoods, each with the number of its district."""
    table = tables.neighbourhoods
    return tuple(
        District(r.district, r.name, r.geom, r.schematic, source=r.source)
        for r in connection.execute(select(table).order_by(table.c.id))
    )


def add_lots(connection: Connection, tables: Tables, lots: Sequence[Lot], batch: int) -> list[int]:
    """Write lots and return their ids; a lot whose id is 0 gets the next one."""
    rows = [
        {
            "id": lot.id or None,
            "geom": Point(lot.x, lot.y),
            "name": lot.name,
            "capacity": lot.capacity,
            "batch": batch,
        }
        for lot in lots
    ]
    return insert_each(connection, tables.lots, rows)


def insert_each(connection: Connection, table: Table, rows: Sequence[dict]) -> list[int]:
    """Insert rows one by one and return the primary keys they got."""
    return [new_key(connection.execute(insert(table), row)) for row in rows]


def read_lots(connection: Connection, tables: Tables) -> tuple[Lot, ...]:
    """Return the lots that lie somewhere."""
    table = tables.lots
    query = select(table).where(table.c.geom.is_not(None)).order_by(table.c.id)
    return tuple(
        Lot(r.id, r.name, r.geom.x, r.geom.y, r.capacity) for r in connection.execute(query)
    )
