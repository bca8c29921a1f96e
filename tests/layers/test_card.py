from __future__ import annotations

import json
from dataclasses import replace

import numpy as np

from data.model.filters import DayKind, Filter
from data.model.snapshot import Snapshot
from layers.card import analysis_card, filter_facts, fingerprint


def test_the_card_names_what_went_in(town: Snapshot) -> None:
    card = analysis_card(town, town.placed, "method", {"radius": 3})
    assert json.loads(json.dumps(card, allow_nan=False)) == card
    assert card["source"] == ["obstruction", "complaint"]
    assert card["period"] == ["2025-09-22T20:30:00Z", "2025-11-01T06:30:00Z"]
    assert card["simulated"] is True
    assert card["schematic_districts"] is True
    assert card["events"] == len(town.placed)


def test_a_filter_without_sources_means_all(town: Snapshot) -> None:
    card = analysis_card(town.filtered(Filter(sources=None)), town.placed, "", {})
    assert card["source"] == ["obstruction", "complaint", "impound"]


def test_only_what_restricts_is_written() -> None:
    facts = filter_facts(Filter(sources=None, kinds=None, hours=frozenset({9, 8})))
    assert facts == {"hours": [8, 9]}
    week = Filter(sources=None, kinds=None, week_hours=frozenset({25, 2}), day_kind=DayKind.OFF)
    assert filter_facts(week) == {"week_hours": [2, 25], "day_kind": "off"}


def test_the_fingerprint_is_of_the_rows_not_of_their_order(town: Snapshot) -> None:
    events = town.placed
    order = np.random.default_rng(1).permutation(len(events))
    assert fingerprint(events.take(order)) == fingerprint(events)
    assert len(fingerprint(events)) == 16


def test_the_fingerprint_sees_every_column_that_counts(town: Snapshot) -> None:
    events = town.placed
    seen = {fingerprint(events), fingerprint(events.take(slice(1, None)))}
    for name in ("x", "y", "time", "kind", "source", "id"):
        column = getattr(events, name).copy()
        column[0] += 1
        seen.add(fingerprint(replace(events, **{name: column})))
    assert len(seen) == 8


def test_the_fingerprint_of_nothing(town: Snapshot) -> None:
    assert fingerprint(town.placed.take(slice(0))) == "0" * 16
