"""An import is remembered, and taken back unless it was used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from data.calendar import Season
from data.errors import Refused
from data.model.events import Precision
from data.model.intake import Batch, NewEvents
from data.model.plans import Plan
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]


def test_an_import_used_since_is_not_taken_back(
    workspace: Workspace, make_events: Make, batch: Batch
) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(batch)
        ids = transaction.add_events(make_events(5), number)
        old = transaction.place_event(ids[3], 1.0, 2.0, Precision.POINT, 1)
    with (
        pytest.raises(Refused, match="۴"),
        workspace.transaction("مالک", "undo", {}) as transaction,
    ):
        transaction.remove_batch(number)
    plan = Plan(0, 1, Season(1404, "autumn"), "برنامه", frozen=f'{{"batches": [{number}]}}')
    with workspace.transaction("مالک", "plan", {}) as transaction:
        transaction.place_event(ids[3], *old)
        transaction.save_plan(plan)
    with (
        pytest.raises(Refused, match="برنامه"),
        workspace.transaction("مالک", "undo", {}) as transaction,
    ):
        transaction.remove_batch(number)


def test_unknown_and_undone_imports(workspace: Workspace, batch: Batch) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(batch)
        transaction.remove_batch(number)
    for wrong in (number, 99):
        with pytest.raises(Refused), workspace.transaction("مالک", "undo", {}) as transaction:
            transaction.remove_batch(wrong)


def test_a_batch_is_remembered(workspace: Workspace, batch: Batch) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(batch)
    assert workspace.batches() == (replace(batch, id=number),)
