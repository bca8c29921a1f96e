"""Boundaries hold from day to day and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import shapely

from data.errors import Refused
from data.model.city import District
from data.model.intake import Batch, NewEvents
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]
Rows = Callable[..., list[dict]]


def _districts(*numbers: int, size: float = 1_000.0) -> list[District]:
    return [
        District(n, f"منطقهٔ {n}", shapely.box(n * size, 0, (n + 1) * size, size)) for n in numbers
    ]


def test_boundaries_that_were_wrong_are_replaced(workspace: Workspace) -> None:
    with workspace.transaction("مالک", "replace_districts", {}) as transaction:
        assert transaction.replace_districts(_districts(1, 2), None) == []
    with workspace.transaction("مالک", "replace_districts", {}) as transaction:
        old = transaction.replace_districts(_districts(1, 2, 3, size=500.0), None)
    assert [d.number for d in workspace.districts()] == [1, 2, 3]
    with workspace.transaction("مالک", "undo", {}) as transaction:
        transaction.replace_districts(old, None)
    assert [d.geometry.bounds for d in workspace.districts()] == [
        (1_000, 0, 2_000, 1_000),
        (2_000, 0, 3_000, 1_000),
    ]


def test_boundaries_hold_until_a_day(workspace: Workspace) -> None:
    with workspace.transaction("مالک", "replace_districts", {}) as transaction:
        transaction.replace_districts(_districts(1, 2), None)
        transaction.replace_districts(_districts(1, 2, 3), 20_000)
    assert [d.number for d in workspace.districts(19_999)] == [1, 2]
    assert [d.number for d in workspace.districts(20_000)] == [1, 2, 3]
    assert len(workspace.districts()) == 3
    assert len(workspace.district_versions()) == 5


def test_taking_back_boundaries_restores_labels(
    workspace: Workspace, make_events: Make, batch: Batch, table_rows: Rows
) -> None:
    with workspace.transaction("مالک", "replace_districts", {}) as transaction:
        transaction.replace_districts(_districts(1, 2), None)
        ids = transaction.add_events(make_events(50))
    before = table_rows(workspace.path, "events"), workspace.district_versions()
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(replace(batch, kind="districts"))
        transaction.replace_districts(_districts(5), None, number)
        transaction.set_event_districts(ids, np.full(50, 5, np.int16), number)
    assert set(workspace.events().district.tolist()) == {5}
    with workspace.transaction("مالک", "undo", {}) as transaction:
        assert transaction.remove_batch(number) == 1
    assert table_rows(workspace.path, "events") == before[0]
    assert [d.number for d in workspace.districts()] == [1, 2]


def test_boundaries_replaced_since_are_not_taken_back(workspace: Workspace, batch: Batch) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        first = transaction.add_batch(batch)
        transaction.replace_districts(_districts(1), None, first)
        second = transaction.add_batch(batch)
        transaction.replace_districts(_districts(2), None, second)
    with pytest.raises(Refused), workspace.transaction("مالک", "undo", {}) as transaction:
        transaction.remove_batch(first)
    assert [d.number for d in workspace.districts()] == [2]
