"""What the import of a layer writes: every event keeps the boundary of its own time."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.feedback import silent
from data.locating import locate
from data.model.city import District
from data.model.intake import Batch
from data.timezones import DAY_SECONDS, zone_offsets
from desktop.layer_writing import write_districts
from desktop.session import Session

BATCH = Batch(0, "districts", "مرز.geojson", "", 0, "", 10, 10, 0, 0)


@dataclass(frozen=True)
class Checked:
    """What the check of a layer of districts hands over."""

    districts: tuple[District, ...]


def moved(session: Session, east: float, day: int | None) -> Checked:
    """Return the present boundaries moved to the east, valid from a day."""
    return Checked(
        tuple(
            replace(
                d,
                geometry=shapely.transform(d.geometry, lambda xy: xy + [east, 0.0]),
                valid_from=day,
                valid_to=None,
            )
            for d in session.snapshot.districts
        )
    )


def days_of(session: Session) -> np.ndarray:
    return zone_offsets(session.city.timezone).local(session.snapshot.events.time) // DAY_SECONDS


def labels(session: Session) -> dict[int, int]:
    """Return the districts of the placed events by id."""
    events = session.snapshot.events
    placed = events.take(events.placed)
    return dict(zip(placed.id.tolist(), placed.district.tolist(), strict=True))


def expected(session: Session, versions: list[tuple[int, tuple[District, ...]]]) -> dict[int, int]:
    """Return what the newest boundaries that had begun say, asked day by day."""
    events, days = session.snapshot.events, days_of(session)
    result = np.zeros(len(events), np.int16)
    for begin, districts in sorted(versions, key=lambda version: version[0]):
        timeless = [replace(d, valid_from=None, valid_to=None) for d in districts]
        rows = days >= begin
        result[rows] = locate(events.x[rows], events.y[rows], days[rows], timeless)
    keep = events.placed
    return dict(zip(events.id[keep].tolist(), result[keep].tolist(), strict=True))


def test_two_replacements_leave_each_event_the_boundary_of_its_time(session: Session) -> None:
    first, last = int(days_of(session).min()), int(days_of(session).max())
    one, two = first + (last - first) // 3, first + 2 * (last - first) // 3
    old, before = session.snapshot.districts, labels(session)
    second, third = moved(session, 900.0, one), moved(session, 2_100.0, two)
    a = session.add_layer(BATCH, second, silent())
    between = labels(session)
    b = session.add_layer(BATCH, third, silent())
    versions = [(-(10**6), old), (one, second.districts), (two, third.districts)]
    assert labels(session) == expected(session, versions)
    # The oldest events were placed by the oldest boundaries, and stay so.
    early = session.snapshot.events.id[days_of(session) < one].tolist()
    assert {i: before[i] for i in early if i in before} == {
        i: label for i, label in labels(session).items() if i in set(early)
    }
    session.undo_import(b, silent())
    assert labels(session) == between
    session.undo_import(a, silent())
    assert labels(session) == before
    assert session.store.check() == []


class Notes:
    """Stands for a transaction and remembers the districts it is asked to write."""

    def replace_districts(self, new, begin, batch) -> None:
        self.begin = begin

    def set_event_districts(self, ids, labels, batch, feedback) -> None:
        self.labels = dict(zip(ids.tolist(), labels.tolist(), strict=True))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.floats(-3_000, 3_000), st.integers(0, 1_100)), min_size=1, max_size=3
    )
)
def test_any_order_of_replacements_gives_the_newest_boundary_that_had_begun(
    session: Session, steps: list[tuple[float, int]]
) -> None:
    first = int(days_of(session).min())
    kept = [(-(10**6), session.snapshot.districts)]
    versions, notes = session.store.district_versions(), Notes()
    for east, offset in steps:
        new, begin = moved(session, east, first + offset), first + offset
        known = replace(session.snapshot, districts=versions)
        write_districts(notes, new, 1, known, silent())
        assert notes.begin == begin
        # As the store keeps them: what began later than the new ones is gone.
        versions = (
            *(
                replace(d, valid_to=min(begin, begin if d.valid_to is None else d.valid_to))
                for d in versions
                if d.valid_from is None or d.valid_from < begin
            ),
            *new.districts,
        )
        kept = [*((b, d) for b, d in kept if b < begin), (begin, new.districts)]
        assert notes.labels == expected(session, kept)


def test_boundaries_without_a_day_always_held(session: Session) -> None:
    new = moved(session, 1_500.0, None)
    session.add_layer(BATCH, new, silent())
    assert labels(session) == expected(session, [(-(10**6), new.districts)])
    assert {d.valid_to for d in session.store.district_versions()} == {None}
