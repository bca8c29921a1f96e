"""No-parking zones between values and rows, one version after the other."""

from __future__ import annotations

import uuid
from dataclasses import replace

from sqlalchemy import Connection, Row, delete, insert, select, update

from data.errors import BadInput, Conflict
from data.model.zones import Activity, Rule, Zone, ZoneState
from data.store.columns import BadValue
from data.store.schema import Tables
from resources.text import _


def row_id(zone_id: str) -> int:
    """Return the primary key of a zone, made from its UUID so that a redo restores it.

    53 bits: whole in JSON and in every program that keeps numbers as doubles.
    """
    try:
        return (uuid.UUID(zone_id).int & ((1 << 53) - 1)) or 1
    except ValueError as error:
        raise BadInput(_("شناسهٔ محدوده درست نیست؛ فهرست را دوباره بخوانید.")) from error


def read_all(connection: Connection, tables: Tables) -> tuple[Zone, ...]:
    """Return all zones, the oldest first."""
    table = tables.zones
    query = select(table).order_by(table.c.created_at, table.c.uuid)
    return tuple(_zone(row) for row in connection.execute(query))


def read_one(connection: Connection, tables: Tables, zone_id: str) -> Zone | None:
    """Return one zone, None when there is none of that id."""
    table = tables.zones
    row = connection.execute(select(table).where(table.c.uuid == zone_id)).first()
    return None if row is None else _zone(row)


def save(connection: Connection, tables: Tables, zone: Zone, at: int) -> Zone:
    """Write a zone and return it with its version counted up.

    A zone that is not there (any more) is written as new under its own id, whatever its version,
    so that taking back a removal works. Raises `Conflict` when someone else saved it meanwhile.
    """
    table = tables.zones
    query = select(table.c.version).where(table.c.uuid == zone.id)
    stored = connection.execute(query).scalar_one_or_none()
    saved = replace(zone, version=zone.version + 1)
    values = _values(saved) | {"changed_at": at}
    if stored is None:
        connection.execute(insert(table).values(id=row_id(zone.id), **values))
    elif stored != zone.version:
        raise _conflict(zone.name)
    else:
        connection.execute(update(table).where(table.c.uuid == zone.id).values(**values))
    return saved


def remove(connection: Connection, tables: Tables, zone_id: str, version: int | None) -> None:
    """Delete a zone; with a version only when it is still that one, else `Conflict`."""
    zone = read_one(connection, tables, zone_id)
    if zone is None or version not in (None, zone.version):
        raise _conflict(zone.name if zone else "")
    connection.execute(delete(tables.zones).where(tables.zones.c.uuid == zone_id))


def _conflict(name: str) -> Conflict:
    return Conflict(
        _("محدودهٔ «{name}» را شخص دیگری تغییر داده است؛ آن را دوباره بخوانید.").format(name=name)
    )


def _values(zone: Zone) -> dict:
    return {
        "uuid": zone.id,
        "geom": zone.shape,
        "name": zone.name,
        "district": zone.district,
        "activity": str(zone.rule.activity),
        "weekdays": zone.rule.weekdays,
        "start_minute": zone.rule.start,
        "end_minute": zone.rule.end,
        "season": zone.rule.season,
        "reason": zone.reason,
        "state": str(zone.state),
        "version": zone.version,
        "created_at": zone.created_at,
        "created_by": zone.created_by,
    }


def _zone(row: Row) -> Zone:
    try:
        rule = Rule(
            Activity(row.activity), row.weekdays, row.start_minute, row.end_minute, row.season
        )
        return Zone(
            row.uuid,
            row.name,
            row.district,
            row.geom,
            rule,
            row.reason,
            ZoneState(row.state),
            row.version,
            row.created_at,
            row.created_by,
        )
    except ValueError as error:
        raise BadValue("not a word of ours") from error
