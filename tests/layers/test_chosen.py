from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.errors import Cancelled
from data.feedback import Feedback, silent
from data.model.snapshot import Snapshot
from layers import chosen
from layers.picture import Frame

BOX = np.array([(600_500.0, 4_212_500.0), (602_500, 4_212_500), (602_500, 4_213_500),
                (600_500, 4_213_500)])  # fmt: skip
TRIANGLE = np.array([(601_000.0, 4_212_000.0), (603_000, 4_213_000), (601_000, 4_214_000)])


def inside_box(town: Snapshot) -> set[int]:
    e = town.placed
    (west, south), (east, north) = BOX[0], BOX[2]
    keep = (e.x >= west) & (e.x <= east) & (e.y >= south) & (e.y <= north)
    return set(e.id[keep].tolist())


def inside_triangle(town: Snapshot) -> set[int]:
    e = town.placed
    keep = (e.x >= 601_000) & (np.abs(e.y - 4_213_000) <= (603_000 - e.x) / 2)
    return set(e.id[keep].tolist())


def ids(town: Snapshot, *regions) -> set[int]:
    return set(chosen.find(town, regions, silent()).events.id.tolist())


def test_regions_choose_add_and_take(town: Snapshot) -> None:
    box, triangle = inside_box(town), inside_triangle(town)
    assert box and triangle and box - triangle and triangle - box
    assert ids(town, (BOX, "new")) == box
    assert ids(town, (BOX, "new"), (TRIANGLE, "add")) == box | triangle
    assert ids(town, (BOX, "new"), (TRIANGLE, "take")) == box - triangle
    assert ids(town, (BOX, "new"), (TRIANGLE, "new")) == triangle
    assert ids(town) == set()


def test_another_filter_chooses_other_events_in_the_same_regions(town: Snapshot) -> None:
    one = town.filtered(town.filter.replace(districts=frozenset({2})))
    assert ids(one, (BOX, "new")) == set()
    wider = town.filtered(replace(town.filter, since=None))
    assert ids(wider, (BOX, "new")) > inside_box(town)


def test_a_ring_that_crosses_itself_or_is_a_line_is_no_trouble(town: Snapshot) -> None:
    bow = np.array([BOX[0], BOX[2], BOX[1], BOX[3]])
    assert ids(town, (bow, "new")) < inside_box(town)
    assert ids(town, (np.array([BOX[0], BOX[1], BOX[0]]), "new")) == set()


def test_chosen_events_are_rings_without_a_key(town: Snapshot, frame: Frame) -> None:
    found = chosen.find(town, [(BOX, "new")], silent())
    picture = chosen.picture(found, frame)
    (mark,) = picture.marks
    assert picture.count == len(found.events) and mark.key == ""
    assert set(mark.ids.tolist()) <= inside_box(town)


def test_choosing_stops_when_told(town: Snapshot) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        chosen.find(town, [(BOX, "new")], feedback)
