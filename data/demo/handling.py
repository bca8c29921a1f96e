"""What became of an event: outcome and status by source and age."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.model.events import KIND_GROUPS, Kind, Outcome, Source, Status
from data.timezones import DAY_SECONDS

Codes = NDArray[np.uint8]
_STEPS = 1_024  # resolution of a table of shares

_CAR = {Outcome.NOTICE: 38, Outcome.WARNING: 6, Outcome.FINE: 24, Outcome.MOVED: 22,
        Outcome.IMPOUNDED: 4, Outcome.NOT_FOUND: 6}  # fmt: skip
_TRADE = {Outcome.NOTICE: 34, Outcome.WARNING: 28, Outcome.CLEARED: 30, Outcome.NOT_FOUND: 8}
_TOLD_CAR = {Outcome.NOTICE: 22, Outcome.FINE: 16, Outcome.MOVED: 20, Outcome.IMPOUNDED: 2,
             Outcome.NOT_FOUND: 40}  # fmt: skip
_TOLD_TRADE = {Outcome.NOTICE: 26, Outcome.WARNING: 22, Outcome.CLEARED: 26, Outcome.NOT_FOUND: 26}

# Age in days below which a row of shares holds, youngest first.
_COMPLAINT_AGES: tuple[tuple[float, dict[Status, float]], ...] = (
    (0.5, {Status.RECEIVED: 55, Status.REFERRED: 38, Status.IN_WORK: 7}),
    (2, {Status.RECEIVED: 8, Status.REFERRED: 42, Status.IN_WORK: 34, Status.DONE: 16}),
    (7, {Status.REFERRED: 12, Status.IN_WORK: 26, Status.DONE: 36, Status.CLOSED: 24,
         Status.MERGED: 2}),
    (30, {Status.REFERRED: 3, Status.IN_WORK: 7, Status.DONE: 24, Status.CLOSED: 58,
          Status.REOPENED: 4, Status.MERGED: 4}),
    (np.inf, {Status.IN_WORK: 0.6, Status.DONE: 6, Status.CLOSED: 86, Status.REOPENED: 1.4,
              Status.MERGED: 6}),
)  # fmt: skip
_IMPOUND_AGES: tuple[tuple[float, dict[Status, float]], ...] = (
    (0.2, {Status.REGISTERED: 60, Status.IN_LOT: 40}),
    (3, {Status.IN_LOT: 82, Status.RELEASE_REQUESTED: 12, Status.RELEASED: 6}),
    (14, {Status.IN_LOT: 44, Status.RELEASE_REQUESTED: 20, Status.RELEASED: 36}),
    (60, {Status.IN_LOT: 13, Status.RELEASE_REQUESTED: 7, Status.RELEASED: 80}),
    (366, {Status.IN_LOT: 4, Status.RELEASE_REQUESTED: 0.6, Status.RELEASED: 95.4}),
    # Unclaimed cars may be auctioned after a year in the lot.
    (np.inf, {Status.IN_LOT: 0.8, Status.RELEASED: 97.4, Status.AUCTIONED: 1.8}),
)  # fmt: skip


def share_table(shares: dict, steps: int = _STEPS) -> Codes:
    """Return codes repeated by their shares, so that an even random index draws one of them."""
    codes = np.array([int(code) for code in shares], np.uint8)
    edges = np.cumsum(list(shares.values())) / sum(shares.values())
    return codes[np.searchsorted(edges, (np.arange(steps) + 0.5) / steps)]


def _outcome_tables() -> Codes:
    """Return shares of outcomes, shape (source, kind, step)."""
    tables = np.zeros((4, 256, _STEPS), np.uint8)
    cars = {*KIND_GROUPS["vehicle"], *KIND_GROUPS["abandoned"]}
    for kind in Kind:
        if kind == Kind.NOT_OBSTRUCTION:
            continue
        seen, told = (_CAR, _TOLD_CAR) if kind in cars else (_TRADE, _TOLD_TRADE)
        tables[Source.OBSTRUCTION, kind] = share_table(seen)
        tables[Source.COMPLAINT, kind] = share_table(told)
        tables[Source.IMPOUND, kind] = Outcome.IMPOUNDED
    return tables


class Handling:
    """Draws outcomes and statuses that fit each other, the source and the age."""

    def __init__(self, now: int) -> None:
        self._now = now
        self._outcomes = _outcome_tables()
        ages = {Source.COMPLAINT: _COMPLAINT_AGES, Source.IMPOUND: _IMPOUND_AGES}
        self._limits = {s: np.array([limit for limit, _ in rows]) for s, rows in ages.items()}
        self._statuses = {
            s: np.stack([share_table(x) for _, x in rows]) for s, rows in ages.items()
        }

    def draw(
        self, source: Codes, kind: Codes, time: NDArray[np.int64], rng: np.random.Generator
    ) -> tuple[Codes, Codes]:
        """Return outcome and status of each event; what the city saw itself has no status."""
        dice = rng.integers(0, _STEPS, (2, len(source)))
        outcome = self._outcomes[source, kind, dice[0]]
        status = np.zeros(len(source), np.uint8)
        for which, table in self._statuses.items():
            rows = np.flatnonzero(source == which)
            age = (self._now - time[rows]) / DAY_SECONDS
            band = np.searchsorted(self._limits[which], age, side="right")
            status[rows] = table[band, dice[1][rows]]
        # Nobody has been there yet: nothing came of it.
        waiting = (source == Source.COMPLAINT) & (status > 0) & (status < Status.DONE)
        outcome[waiting] = Outcome.UNKNOWN
        return outcome, status
