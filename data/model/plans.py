"""A district's plan for one season, and the steps it may take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from data.calendar import Season
from data.errors import Refused
from data.folding import clean
from resources.text import _


class PlanState(StrEnum):
    """The life of a plan."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    EVALUATED = "evaluated"


NEXT_STATES: dict[PlanState, tuple[PlanState, ...]] = {
    PlanState.DRAFT: (PlanState.SUBMITTED,),
    PlanState.SUBMITTED: (PlanState.DRAFT, PlanState.APPROVED),
    PlanState.APPROVED: (PlanState.PUBLISHED,),
    PlanState.PUBLISHED: (PlanState.EVALUATED,),
    PlanState.EVALUATED: (),
}
# From approval on the paper is signed; what it says no longer changes.
FROZEN_STATES = frozenset({PlanState.APPROVED, PlanState.PUBLISHED, PlanState.EVALUATED})


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one district and season.

    Attributes
    ----------
    id : int
        Primary key; 0 before the first saving.
    notes : str
        The deputy's own words, at most 10,000 letters.
    created_at : int
        UTC seconds.
    frozen : str
        JSON of the evidence as it stood at approval; empty while the plan may still change.
    """

    id: int
    district: int
    season: Season
    title: str
    notes: str = ""
    state: PlanState = PlanState.DRAFT
    version: int = 0
    created_at: int = 0
    created_by: str = ""
    frozen: str = ""

    def with_notes(self, notes: str) -> Plan:
        """Return a copy with other notes; refused once the plan is frozen."""
        if self.state in FROZEN_STATES:
            raise Refused(_("این برنامه تصویب شده است و دیگر تغییر نمی‌کند؛ برنامهٔ تازه‌ای بسازید."))
        return replace(self, notes=clean(notes))

    def moved(self, state: PlanState) -> Plan:
        """Return a copy in its next state; a step may not be skipped."""
        if state not in NEXT_STATES[self.state]:
            raise Refused(
                _("برنامه از این وضعیت به آن وضعیت نمی‌رود؛ مرحله‌ها را به ترتیب پیش ببرید.")
            )
        return replace(self, state=state)
