"""Plans keep their version."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data.calendar import Season
from data.errors import Conflict
from data.model.intake import NewEvents
from data.model.plans import Plan, PlanState
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]


def test_plans(workspace: Workspace) -> None:
    plan = Plan(0, 2, Season(1404, "autumn"), "پاییز منطقهٔ ۲", created_at=5, created_by="مالک")
    with workspace.transaction("مالک", "save_plan", {}) as transaction:
        first = transaction.save_plan(plan)
    assert (first.id, first.version) == (1, 1)
    with workspace.transaction("مالک", "save_plan", {}) as transaction:
        second = transaction.save_plan(first.moved(PlanState.SUBMITTED))
    assert workspace.plans() == (second,) == (workspace.plan(1),)
    with pytest.raises(Conflict), workspace.transaction("مالک", "save_plan", {}) as transaction:
        transaction.save_plan(first.with_notes("دیر"))
