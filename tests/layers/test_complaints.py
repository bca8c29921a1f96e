from __future__ import annotations

from data.feedback import silent
from data.model.events import Source
from data.model.snapshot import Snapshot
from layers import complaints
from layers.picture import Frame


def test_only_complaints_are_drawn(town: Snapshot, frame: Frame) -> None:
    picture = complaints.build(town, None, frame, silent())
    own = town.placed.take(town.placed.source == Source.COMPLAINT)
    assert picture.count == len(own) > 0
    assert set(picture.marks[0].ids) <= set(own.id)
    assert picture.numbers[0].value == len(own)
