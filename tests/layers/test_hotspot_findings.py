from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.feedback import silent
from data.model.events import VEHICLE_KINDS, EventTable
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from layers import hotspots
from layers.picture import Finding
from resources.text import percent


def first(snapshot: Snapshot) -> Finding:
    found = hotspots.find(snapshot, None, silent())
    assert found is not None
    return found.findings[0]


def test_numbers_open_their_own_rows(town: Snapshot) -> None:
    finding = first(town)
    numbers = {number.key: number for number in finding.numbers}
    events = town.events.take(np.isin(town.events.id, finding.ids))
    assert numbers["count"].value == len(finding.ids)
    assert numbers["count"].rows == tuple(finding.ids.tolist())
    vehicles = events.id[np.isin(events.kind, VEHICLE_KINDS)]
    assert set(numbers["vehicle_share"].rows) == set(vehicles.tolist())
    assert numbers["vehicle_share"].value == round(100 * len(vehicles) / len(events))
    assert numbers["dominant_hour"].value == 10


def test_the_same_days_of_last_year_are_compared(town: Snapshot) -> None:
    finding = first(town)
    numbers = {number.key: number for number in finding.numbers}
    before = town.events.take(np.isin(town.events.id, numbers["before"].rows))
    year = 365 * 86_400
    since, until = town.period
    assert numbers["before"].value == len(before) > 0
    assert before.time.min() >= since - year - 86_400
    assert before.time.max() < until - year + 86_400


def test_a_doubled_hotspot_is_a_real_increase(town: Snapshot) -> None:
    finding = first(town)
    rows = np.flatnonzero(np.isin(town.events.id, finding.ids))
    extra = town.events.take(np.concatenate([rows, rows]))
    extra = replace(extra, id=np.arange(len(extra)) + 1_000_000)
    events = EventTable.concatenate([town.events, extra])
    grown = first(replace(town, events=events))
    assert grown.facts["verdict"] == "increase"
    assert "افزایش واقعی است" in grown.sentence
    assert {n.key: n.unit for n in grown.numbers}["count"] == "افزایش واقعی است"


def test_without_a_last_year_nothing_is_said_about_change(town: Snapshot) -> None:
    finding = first(town.filtered(Filter()))
    assert finding.facts["before"] is None
    assert "before" not in {number.key for number in finding.numbers}
    assert "برای سنجش با پارسال داده‌ای نیست" in finding.sentence


def test_the_sentence_has_count_period_confidence_and_family(town: Snapshot) -> None:
    from resources.text import number

    finding = first(town)
    assert f"برای {number(finding.facts['family'])} سلول شبکه" in finding.sentence
    assert f"{number(len(finding.ids))} مورد" in finding.sentence
    assert f"با اطمینان {percent(0.99)}" in finding.sentence
    assert "۱ مهر ۱۴۰۴ تا ۱۰ آبان ۱۴۰۴ (دورهٔ ناتمام)" in finding.sentence


def test_the_week_sums_to_the_count(town: Snapshot) -> None:
    facts = first(town).facts
    assert np.array(facts["hour_of_week"]).shape == (7, 24)
    assert np.sum(facts["hour_of_week"]) == facts["count"] == sum(facts["kinds"].values())


@pytest.mark.parametrize(("adjusted", "level"), [(0.009, 0.99), (0.04, 0.95), (0.08, 0.90)])
def test_levels_of_confidence(adjusted: float, level: float) -> None:
    from layers.hotspot_findings import _confidence

    assert _confidence(adjusted) == level
