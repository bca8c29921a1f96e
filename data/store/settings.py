"""Single values of a workspace: its id, its city, its change sequence."""

from __future__ import annotations

import json
from dataclasses import asdict

from sqlalchemy import Connection, insert, select, update

from data.model.city import City
from data.store.columns import BadValue, canonical
from data.store.schema import Tables

ID, CITY, SIMULATED = "id", "city", "simulated"
SEQUENCE, STAMP = "sequence", "stamp"


def read(connection: Connection, tables: Tables, key: str) -> str | None:
    """Return a setting, None when it was never written."""
    table = tables.settings
    return connection.execute(select(table.c.value).where(table.c.key == key)).scalar()


def write(connection: Connection, tables: Tables, key: str, value: str) -> None:
    """Write a setting in the place of its old value."""
    table = tables.settings
    if not connection.execute(update(table).where(table.c.key == key).values(value=value)).rowcount:
        connection.execute(insert(table).values(key=key, value=value))


def city_text(city: City) -> str:
    """Return a city profile as JSON."""
    return canonical(asdict(city))


def city_of(text: str | None) -> City:
    """Return the city profile of `city_text`; raises `BadValue` on anything else."""
    try:
        return City.from_row(json.loads(text or ""))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadValue("not a city") from error
