"""The steps of a plan."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from data.calendar import Season
from data.errors import Refused
from data.model.plans import FROZEN_STATES, NEXT_STATES, Plan, PlanState

ORDER = list(PlanState)
# Written by hand: what may follow what.
ALLOWED = {
    ("draft", "submitted"),
    ("submitted", "draft"),
    ("submitted", "approved"),
    ("approved", "published"),
    ("published", "evaluated"),
}


def plan(state: PlanState = PlanState.DRAFT) -> Plan:
    return Plan(1, 4, Season(1404, "autumn"), "برنامه", state=state)


@pytest.mark.parametrize("target", ORDER)
@pytest.mark.parametrize("state", ORDER)
def test_every_step_is_allowed_or_refused_as_written(state: PlanState, target: PlanState) -> None:
    if (state.value, target.value) in ALLOWED:
        assert plan(state).moved(target).state is target
    else:
        with pytest.raises(Refused):
            plan(state).moved(target)


@pytest.mark.parametrize("state", ORDER)
def test_notes_change_only_before_approval(state: PlanState) -> None:
    if state in (PlanState.DRAFT, PlanState.SUBMITTED):
        assert plan(state).with_notes("تازه\u202e").notes == "تازه"
    else:
        with pytest.raises(Refused):
            plan(state).with_notes("تازه")


class LifeOfAPlan(RuleBasedStateMachine):
    """However the steps are tried, a frozen plan never becomes free again."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = plan()
        self.frozen = False

    @rule(following=st.sampled_from(ORDER))
    def step(self, following: PlanState) -> None:
        try:
            self.plan = self.plan.moved(following)
        except Refused:
            assert following not in NEXT_STATES[self.plan.state]

    @rule(text=st.text(max_size=5))
    def write(self, text: str) -> None:
        try:
            self.plan = self.plan.with_notes(text)
        except Refused:
            assert self.plan.state in FROZEN_STATES

    @invariant()
    def frozen_stays_frozen(self) -> None:
        assert not self.frozen or self.plan.state in FROZEN_STATES
        self.frozen = self.plan.state in FROZEN_STATES


TestLifeOfAPlan = LifeOfAPlan.TestCase
TestLifeOfAPlan.settings = settings(deadline=None, max_examples=40)
