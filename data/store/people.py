"""Users, crews and their shifts."""

from __future__ import annotations

from collections.abc import Sequence

from shapely import Point
from sqlalchemy import Connection, insert, select, update

from data.model.crews import Crew, Shift
from data.model.roles import Role, User
from data.store.columns import BadValue
from data.store.places import insert_each
from data.store.schema import Tables


def save_user(connection: Connection, tables: Tables, user: User) -> None:
    """Write a user, in the place of the one with the same name."""
    table = tables.users
    values = {"role": str(user.role), "district": user.district, "active": user.active}
    changed = connection.execute(
        update(table).where(table.c.name == user.name).values(**values)
    ).rowcount
    if not changed:
        connection.execute(insert(table).values(name=user.name, **values))


def read_users(connection: Connection, tables: Tables) -> tuple[User, ...]:
    """Return all users, in the order they were added."""
    table = tables.users
    rows = connection.execute(select(table).order_by(table.c.id)).all()
    try:
        return tuple(User(r.name, Role(r.role), r.district, r.active) for r in rows)
    except ValueError as error:
        raise BadValue("not a role of ours") from error


def add_crews(
    connection: Connection, tables: Tables, crews: Sequence[Crew], batch: int
) -> list[int]:
    """Write crews and return their ids; a crew whose id is 0 gets the next one."""
    rows = [
        {
            "id": crew.id or None,
            "geom": Point(crew.x, crew.y),
            "name": crew.name,
            "district": crew.district,
            "contractor": crew.contractor,
            "batch": batch,
        }
        for crew in crews
    ]
    return insert_each(connection, tables.crews, rows)


def read_crews(connection: Connection, tables: Tables) -> tuple[Crew, ...]:
    """Return the crews that start from somewhere."""
    table = tables.crews
    query = select(table).where(table.c.geom.is_not(None)).order_by(table.c.id)
    return tuple(
        Crew(r.id, r.name, r.district, r.geom.x, r.geom.y, r.contractor)
        for r in connection.execute(query)
    )


def add_shifts(
    connection: Connection, tables: Tables, shifts: Sequence[Shift], batch: int
) -> list[int]:
    """Write shifts and return their ids; a shift whose id is 0 gets the next one."""
    rows = [
        {
            "id": shift.id or None,
            "crew": shift.crew,
            "weekdays": shift.weekdays,
            "start_minute": shift.start,
            "end_minute": shift.end,
            "first_day": shift.first_day,
            "last_day": shift.last_day,
            "reach": shift.reach,
            "on_call": shift.on_call,
            "batch": batch,
        }
        for shift in shifts
    ]
    return insert_each(connection, tables.shifts, rows)


def read_shifts(connection: Connection, tables: Tables) -> tuple[Shift, ...]:
    """Return all shifts."""
    table = tables.shifts
    return tuple(
        Shift(
            r.id,
            r.crew,
            r.weekdays,
            r.start_minute,
            r.end_minute,
            r.first_day,
            r.last_day,
            r.reach,
            r.on_call,
        )
        for r in connection.execute(select(table).order_by(table.c.id))
    )
