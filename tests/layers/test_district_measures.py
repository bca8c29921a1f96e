from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.feedback import silent
from data.model.snapshot import Snapshot
from layers import districts
from layers.district_measures import MEASURES, UNKNOWN, measure_districts, measure_name
from layers.districts import Choices
from layers.picture import Frame
from layers.shading import steps, top_of


def counts(town: Snapshot) -> dict[int, int]:
    return {d.number: int((town.selected.district == d.number).sum()) for d in town.districts}


def with_residents(town: Snapshot, *residents: int | None) -> Snapshot:
    known = zip(town.districts, residents, strict=True)
    return replace(town, districts=tuple(replace(d, residents=r) for d, r in known))


def test_counts_are_those_of_the_filter_with_their_rows(town: Snapshot) -> None:
    measured = measure_districts(town, town.districts, "count")
    for number, (count,) in measured.of.items():
        assert count.value == counts(town)[number]
        assert int(count.rows.mask(town.events, town.city).sum()) >= count.value
        assert count.rows.districts == {number}


@pytest.mark.parametrize("measure", MEASURES)
def test_rates_divide_by_what_they_say(town: Snapshot, measure: str) -> None:
    city = with_residents(town, 1_000, 50_000)
    measured = measure_districts(city, city.districts, measure)
    base = {"count": (1, 1), "residents": (1, 50), "area": (18, 18)}[measure]
    for (number, values), of in zip(measured.of.items(), base, strict=True):
        assert values[-1].value == pytest.approx(counts(town)[number] / of, abs=0.005)
    assert measured.legend[0].text == measure_name(measure)
    assert all(look.fill.startswith("counts:") for look in measured.looks.values())


def test_unknown_residents_are_said_and_not_taken_for_none(town: Snapshot) -> None:
    city = with_residents(town, 1_000, None)
    measured = measure_districts(city, city.districts, "residents")
    assert measured.looks[2] is UNKNOWN and len(measured.of[2]) == 1
    assert measured.remark and len(measured.legend) == 2


def test_the_layer_shows_the_measure_and_only_the_filters_districts(
    town: Snapshot, frame: Frame
) -> None:
    one = town.filtered(town.filter.replace(districts=frozenset({2})))
    picture = districts.build(one, Choices(measure="area"), frame, silent())
    fills = {m.key: m.look.fill for m in picture.marks if hasattr(m, "rings") and m.look.fill}
    assert fills["district:2"].startswith("counts:") and fills["district:1"] == "land"
    assert picture.legend[0].symbol == "ramp"
    assert picture.findings[1].numbers[0].value == counts(one)[2]
    assert len(picture.findings[0].numbers) < len(picture.findings[1].numbers)
    assert picture.card["shading"]["measure"] == "area"


def test_steps_are_equal_parts_and_odd_values_are_set_aside() -> None:
    assert steps(np.array([0, 1, 5.9, 6, 100, np.nan]), 6.0).tolist() == [0, 1, 5, 5, 5, -1]
    assert top_of(np.array([])) == 1.0
    assert top_of(np.array([np.nan, 0, 123.0])) == 130.0
