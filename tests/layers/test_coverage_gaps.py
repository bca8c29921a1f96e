from __future__ import annotations

import numpy as np

from data.feedback import silent
from data.model.snapshot import Snapshot
from layers.coverage_gaps import LEAST, MOST, gap_findings, gap_marks


def test_the_planted_place_is_the_greatest_gap(
    town: Snapshot, planted: tuple[float, float]
) -> None:
    missed = town.placed
    gaps = gap_findings(town, missed, 2 * len(missed), silent())
    assert 0 < len(gaps) <= MOST
    assert np.hypot(gaps[0].x - planted[0], gaps[0].y - planted[1]) < 600
    counts = [len(gap.ids) for gap in gaps]
    assert counts == sorted(counts, reverse=True)
    assert gaps[0].facts["share"] == round(counts[0] / (2 * len(missed)), 4)


def test_one_or_two_missed_events_make_no_gap(town: Snapshot) -> None:
    few = town.placed.take(slice(LEAST - 1))
    assert gap_findings(town, few, 10, silent()) == ()
    assert gap_findings(town, town.placed.take(slice(0)), 0, silent()) == ()


def test_marks_carry_their_gaps_key(town: Snapshot) -> None:
    gaps = gap_findings(town, town.placed, len(town.placed), silent())
    assert {mark.key for mark in gap_marks(gaps)} == {gap.key for gap in gaps}
