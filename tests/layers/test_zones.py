from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from data.feedback import silent
from data.model.snapshot import Snapshot
from data.model.zones import Rule, Zone
from layers import zones
from layers.picture import Area, Frame


@pytest.fixture
def zoned(town: Snapshot) -> Snapshot:
    shapes = (
        shapely.box(601_400, 4_212_900, 601_600, 4_213_100),
        shapely.Polygon([(604_000, 4_211_000), (605_000, 4_211_000), (604_500, 4_212_500)]),
        shapely.box(601_500, 4_212_900, 601_700, 4_213_100),
    )
    made = (
        Zone(f"z{i}", f"محدودهٔ {i}", 1 if i != 1 else 2, shape) for i, shape in enumerate(shapes)
    )
    return replace(town, zones=tuple(made))


def test_what_lies_inside_is_counted_with_its_ids(zoned: Snapshot, frame: Frame) -> None:
    picture = zones.build(zoned, None, frame, silent())
    placed = zoned.placed
    for zone, finding in zip(zoned.zones, picture.findings, strict=True):
        inside = shapely.intersects_xy(zone.shape, placed.x, placed.y)
        assert np.array_equal(finding.ids, np.sort(placed.id[inside]))
        assert finding.numbers[0].value == inside.sum()
        assert finding.numbers[1].value == round(zone.shape.area)
        assert finding.facts["perimeter_m"] == pytest.approx(zone.shape.length, abs=0.01)
    assert len(picture.findings[0].ids) > 0


def test_zones_are_hatched(zoned: Snapshot, frame: Frame) -> None:
    shapes = [m for m in zones.build(zoned, None, frame, silent()).marks if isinstance(m, Area)]
    assert len(shapes) == 3
    assert all(mark.look.hatch and mark.look.stroke == "zone" for mark in shapes)


def test_only_zones_of_the_filtered_district(zoned: Snapshot, frame: Frame) -> None:
    one = zoned.filtered(zoned.filter.replace(districts=frozenset({2})))
    assert [f.key for f in zones.build(one, None, frame, silent()).findings] == ["zone:z1"]


def test_hours_in_words(zoned: Snapshot, frame: Frame) -> None:
    day = replace(zoned.zones[0], rule=Rule(start=7 * 60, end=14 * 60))
    whole, part = zoned.zones[0], day
    picture = zones.build(replace(zoned, zones=(whole, part)), None, frame, silent())
    assert "شبانه‌روز" in picture.findings[0].sentence
    assert "از ۰۷:۰۰ تا ۱۴:۰۰" in picture.findings[1].sentence
