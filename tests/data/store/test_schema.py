"""The schema SQLAlchemy sees is the one the upgrades make."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from data.store.schema import BATCHED, SPATIAL, tables_for
from data.store.workspace import Workspace


@pytest.fixture
def connection(workspace: Workspace) -> Connection:
    with workspace._engine.connect() as connection:
        yield connection


def _ours(name: str | None, kind: str, parents: dict) -> bool:
    return kind != "table" or not str(name).startswith(("gpkg_", "rtree_", "sqlite_"))


def test_upgrades_and_tables_agree(connection: Connection) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    # GeoPackage's type names (DATETIME, POINT) are not those of the types SQLAlchemy binds.
    options = {"include_name": _ours, "compare_type": False}
    context = MigrationContext.configure(connection, opts=options)
    assert compare_metadata(context, tables_for(32638).metadata) == []


def test_no_column_is_unknown_to_one_side(connection: Connection) -> None:
    for table in tables_for(32638).metadata.sorted_tables:
        rows = connection.exec_driver_sql(f"PRAGMA table_info({table.name})").fetchall()
        assert {row[1] for row in rows} == set(table.columns.keys())


def test_layers_have_a_geometry_and_batches_a_column() -> None:
    tables = tables_for(32638)
    for name, kind in SPATIAL.items():
        assert getattr(tables, name).c.geom.type.kind == kind
    for name in BATCHED:
        assert "batch" in getattr(tables, name).c


def test_another_city_has_its_own_tables() -> None:
    assert tables_for(26986).zones.c.geom.type.srid == 26986
    assert tables_for(32638).zones.c.geom.type.srid == 32638
