"""Seasonal plans between values and rows."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, Row, insert, select, update

from data.calendar import Season
from data.errors import Conflict
from data.model.plans import Plan, PlanState
from data.store.columns import BadValue
from data.store.connection import new_key
from data.store.schema import Tables
from resources.text import _


def read_all(connection: Connection, tables: Tables) -> tuple[Plan, ...]:
    """Return all plans, the oldest first."""
    query = select(tables.plans).order_by(tables.plans.c.id)
    return tuple(_plan(row) for row in connection.execute(query))


def read_one(connection: Connection, tables: Tables, plan_id: int) -> Plan | None:
    """Return one plan, None when there is none of that id."""
    table = tables.plans
    row = connection.execute(select(table).where(table.c.id == plan_id)).first()
    return None if row is None else _plan(row)


def save(connection: Connection, tables: Tables, plan: Plan) -> Plan:
    """Write a plan and return it with its id and its version counted up.

    Raises `Conflict` when someone else saved it meanwhile.
    """
    saved = replace(plan, version=plan.version + 1)
    if not plan.id:
        result = connection.execute(insert(tables.plans).values(**_values(saved)))
        return replace(saved, id=new_key(result))
    table = tables.plans
    same = (table.c.id == plan.id) & (table.c.version == plan.version)
    if not connection.execute(update(table).where(same).values(**_values(saved))).rowcount:
        raise Conflict(
            _("برنامهٔ «{title}» را شخص دیگری تغییر داده است؛ آن را دوباره بخوانید.").format(
                title=plan.title
            )
        )
    return saved


def _values(plan: Plan) -> dict:
    return {
        "district": plan.district,
        "season": str(plan.season),
        "calendar": plan.season.calendar,
        "title": plan.title,
        "notes": plan.notes,
        "state": str(plan.state),
        "version": plan.version,
        "created_at": plan.created_at,
        "created_by": plan.created_by,
        "frozen": plan.frozen,
    }


def _plan(row: Row) -> Plan:
    try:
        return Plan(
            row.id,
            row.district,
            Season.parse(row.season, row.calendar),
            row.title,
            row.notes,
            PlanState(row.state),
            row.version,
            row.created_at,
            row.created_by,
            row.frozen,
        )
    except ValueError as error:
        raise BadValue("not a word of ours") from error
