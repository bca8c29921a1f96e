"""Events come out of the store as they went in, by whichever road."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from data.errors import Cancelled
from data.feedback import Feedback
from data.model.events import EventTable, Precision
from data.model.intake import NewEvents
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]
Outside = Callable[..., None]


def _store(workspace: Workspace, new: NewEvents, batch: int = 0) -> np.ndarray:
    with workspace.transaction("مالک", "import", {}) as transaction:
        return transaction.add_events(new, batch)


def _assert_equal(found: EventTable, expected: EventTable) -> None:
    for name in EventTable.columns():
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), name)


@pytest.mark.parametrize("count", [0, 1, 500, 20_000])
def test_arrays_come_back(workspace: Workspace, make_events: Make, count: int) -> None:
    new = make_events(count)
    ids = _store(workspace, new, batch=300_000)
    batch = np.full(count, 300_000, np.int32)
    _assert_equal(workspace.events(), replace(new.table, id=ids, batch=batch))


@pytest.mark.parametrize(
    "column, value",
    [("district", 32_000), ("district", -5), ("kind", 200), ("batch", 2**31 - 1), ("status", 128)],
)
def test_unusual_numbers_come_back(
    workspace: Workspace, make_events: Make, outside: Outside, column: str, value: int
) -> None:
    new = make_events(30)
    ids = _store(workspace, new)
    change = f"UPDATE events SET {column} = ? WHERE id = ?"
    outside(workspace.path, change, (value, int(ids[7])))
    found = workspace.events()
    assert getattr(found, column)[7] == value
    np.testing.assert_array_equal(found.time, new.table.time)
    np.testing.assert_array_equal(found.x, new.table.x)


def test_gaps_between_ids(workspace: Workspace, make_events: Make, outside: Outside) -> None:
    ids = _store(workspace, make_events(3_000))
    outside(workspace.path, "DELETE FROM events WHERE id % 7 = 0")
    np.testing.assert_array_equal(workspace.events().id, ids[ids % 7 != 0])


def test_other_programs_instants_and_shapes(
    workspace: Workspace, make_events: Make, outside: Outside
) -> None:
    new = make_events(40)
    ids = _store(workspace, new)
    placed = int(np.flatnonzero(new.table.placed)[0])
    change = "UPDATE events SET at = '2024-01-01T00:00:00Z' WHERE id = ?"
    outside(workspace.path, change, (int(ids[0]),))
    outside(workspace.path, "UPDATE events SET geom = x'00' WHERE id = ?", (int(ids[placed]),))
    found = workspace.events()
    assert found.time[0] == 1_704_067_200
    assert found.precision[placed] == Precision.UNKNOWN
    assert np.isnan(found.x[placed])


def test_place_and_precision_hold_together(make_events: Make) -> None:
    table = make_events(2, x=np.array([1.0, np.nan]), y=np.array([2.0, np.nan])).table
    odd = replace(table, precision=np.array([Precision.STREET, Precision.POINT], np.uint8))
    mended = odd.consistent()
    assert np.isnan(mended.x[0])
    assert mended.precision.tolist() == [Precision.STREET, Precision.UNKNOWN]


def test_reading_can_be_stopped(workspace: Workspace, make_events: Make) -> None:
    _store(workspace, make_events(10))
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        workspace.events(feedback)
