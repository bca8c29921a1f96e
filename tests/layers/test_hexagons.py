from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.feedback import silent
from data.model.snapshot import Snapshot
from layers import hexagons
from layers.hexagons import Choices, suggested_width
from layers.picture import Frame, LayerPicture, Mosaic


def build(town: Snapshot, frame: Frame, width: float | None = None) -> LayerPicture:
    return hexagons.build(town, Choices(width), frame, silent())


def test_every_event_is_in_one_hexagon_that_surrounds_it(town: Snapshot, frame: Frame) -> None:
    picture = build(town, frame, 300.0)
    ids = np.concatenate([finding.ids for finding in picture.findings])
    assert len(ids) == len(town.placed) and len(set(ids.tolist())) == len(ids)
    place = {int(i): (x, y) for i, x, y in zip(town.placed.id, town.placed.x, town.placed.y,
                                               strict=True)}  # fmt: skip
    for finding in picture.findings[:50]:
        for id_ in finding.ids.tolist():
            x, y = place[id_]
            assert np.hypot(x - finding.x, y - finding.y) <= 300 / np.sqrt(3) + 1e-6


def test_the_fullest_has_the_strongest_colour_and_its_rows(town: Snapshot, frame: Frame) -> None:
    picture = build(town, frame, 300.0)
    counts = [finding.numbers[0].value for finding in picture.findings]
    assert counts == sorted(counts, reverse=True)
    strongest = picture.marks[-1]
    assert isinstance(strongest, Mosaic) and strongest.look.fill == "counts:5"
    cell = int(picture.findings[0].key.removeprefix("hexagon:"))
    assert cell in strongest.names
    assert len(picture.findings[0].numbers[0].rows) == counts[0]
    (entry,) = picture.legend
    assert entry.symbol == "ramp" and 0 < entry.high <= 2 * max(counts)


def test_the_suggested_width_is_shown_and_follows_the_events(town: Snapshot, frame: Frame) -> None:
    assert suggested_width(1_000_000, 4e8) < suggested_width(10_000, 4e8)
    assert suggested_width(0, 4e8) == 1_200
    assert suggested_width(10**9, 4e8) == 300
    picture = build(town, frame)
    assert "پهنای پیشنهادی" in picture.remark
    width = picture.card["parameters"]["cell_width_m"]
    assert width == suggested_width(len(town.placed), 36e6)
    assert build(town, frame, 500.0).card["parameters"]["cell_width_m"] == 500


@pytest.mark.parametrize("count", [0, 1])
def test_few_events_are_few_hexagons(town: Snapshot, frame: Frame, count: int) -> None:
    events = town.placed.take(slice(0, count))
    picture = build(replace(town, events=events), frame)
    assert picture.count == count and len(picture.findings) == count


def test_a_tiny_width_over_a_wide_city_is_widened(town: Snapshot, frame: Frame) -> None:
    picture = build(town, frame, 0.5)
    assert picture.card["parameters"]["cell_width_m"] > 20
