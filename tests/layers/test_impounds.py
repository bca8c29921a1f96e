from __future__ import annotations

from dataclasses import replace

import numpy as np

from data.feedback import silent
from data.model.events import Source, Status
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from layers import impounds
from layers.picture import Frame


def test_impounds_are_shown_whatever_sources_the_filter_has(town: Snapshot, frame: Frame) -> None:
    picture = impounds.build(town, None, frame, silent())
    events = town.filtered(town.filter.replace(sources=frozenset({Source.IMPOUND}))).placed
    assert picture.count == len(events) > 0
    assert set(picture.marks[0].ids) <= set(events.id)


def test_states_sum_to_all(town: Snapshot, frame: Frame) -> None:
    numbers = {n.key: n for n in impounds.build(town, None, frame, silent()).numbers}
    parts = ("in_lot", "waiting", "released", "other")
    assert sum(numbers[key].value for key in parts) == numbers["count"].value
    assert numbers["released"].rows.statuses == {Status.RELEASED}


def test_other_conditions_hold(town: Snapshot, frame: Frame) -> None:
    one = town.filtered(Filter(districts=frozenset({2})))
    (dot,) = impounds.build(one, None, frame, silent()).marks
    assert np.all(dot.xy[:, 0] >= 603_000)


def test_a_state_of_no_name_is_other(town: Snapshot, frame: Frame) -> None:
    events = replace(town.events, status=np.full(len(town.events), Status.AUCTIONED, np.uint8))
    picture = impounds.build(replace(town, events=events), None, frame, silent())
    assert {n.key: n.value for n in picture.numbers}["other"] == picture.count
    assert len(picture.legend) == 1
