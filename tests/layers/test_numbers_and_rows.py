"""«این عدد از کجاست؟»: the rows behind a number of any layer are as many as it says."""

from __future__ import annotations

import numpy as np
import pytest

from data.demo import generate
from data.feedback import silent
from data.model.events import EventTable, Kind, Source
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from data.profile import load_profile
from layers.catalogue import LAYERS
from layers.picture import Frame, Number

# Numbers that count something else than events: areas, shares, crews, streets, findings.
NO_EVENTS = {"area", "share_missed", "crews", "segments", "length", "landmarks", "peak"}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    profile = load_profile("tabriz")
    demo = generate(profile, events=6_000)
    table = EventTable.concatenate([chunk.table for chunk in demo.event_chunks(silent())])
    columns = {name: getattr(table, name) for name in EventTable.columns()}
    return Snapshot(
        profile.city,
        profile.districts,
        EventTable(**columns | {"id": np.arange(1, len(table) + 1)}),
        now=demo.now,
        streets=demo.streets,
        places=demo.places,
        crews=demo.crews,
        shifts=demo.shifts,
        zones=demo.zones,
        simulated=True,
    )


def rows_of(number: Number, snapshot: Snapshot) -> int:
    if isinstance(number.rows, Filter):
        return int(number.rows.mask(snapshot.events, snapshot.city).sum())
    return len(number.rows)


CHOICES = [
    Filter(),
    Filter(districts=frozenset({4, 8})),
    Filter(sources=frozenset({Source.COMPLAINT}), kinds=frozenset({Kind.DOUBLE_PARKED})),
    Filter(hours=frozenset({17, 18, 19}), weekdays=frozenset({0, 1})),
]


@pytest.mark.parametrize("chosen", CHOICES)
@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_a_number_of_events_has_that_many_rows(
    snapshot: Snapshot, layer: str, chosen: Filter
) -> None:
    frame = Frame((600_000.0, 4_200_000.0, 630_000.0, 4_230_000.0), 25.0)
    picture = LAYERS[layer].build(snapshot.filtered(chosen), None, frame, silent())
    numbers = [n for n in picture.numbers if n.key not in NO_EVENTS]
    numbers += [n for finding in picture.findings for n in finding.numbers if n.key == "count"]
    for number in numbers:
        if number.rows == () or number.key in ("hotspots", "clusters"):
            continue
        assert rows_of(number, snapshot) == number.value, number.key
