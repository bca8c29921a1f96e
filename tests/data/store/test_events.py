"""Bulk writing and taking away: index, triggers and count stay in step by every road."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from data.errors import BadInput, Cancelled
from data.feedback import Feedback
from data.model.intake import NewEvents
from data.store import events
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]


@pytest.fixture(autouse=True)
def low_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the bulk road from 100 rows on, in pieces of 70, so that small tables show it."""
    monkeypatch.setattr(events, "_FEW", 100)
    monkeypatch.setattr(events, "_PIECE", 70)


def _add(workspace: Workspace, *news: NewEvents, batch: int = 0) -> list[np.ndarray]:
    with workspace.transaction("مالک", "import", {}) as transaction:
        return [transaction.add_events(new, batch) for new in news]


@pytest.mark.parametrize(
    "sizes",
    [[1], [100], [101], [50, 300, 20], [1_000, 120], [2_000, 1], [300, 300], [0]],
    ids=str,
)
def test_every_road_leaves_a_whole_workspace(
    workspace: Workspace, make_events: Make, sizes: list[int]
) -> None:
    for seed, size in enumerate(sizes):
        _add(workspace, make_events(size, seed))
    assert workspace.check() == []
    assert len(workspace.events()) == sum(sizes)


def test_many_pieces_in_one_transaction(workspace: Workspace, make_events: Make) -> None:
    ids = _add(workspace, *(make_events(150, seed) for seed in range(8)))
    np.testing.assert_array_equal(np.concatenate(ids), np.arange(1, 1_201))
    assert workspace.check() == []
    assert len(workspace.audit_rows(10)) == 2


def test_ids_are_never_given_again(workspace: Workspace, make_events: Make, batch) -> None:  # noqa: ANN001
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(batch)
        transaction.add_events(make_events(150), number)
    with workspace.transaction("مالک", "undo", {}) as transaction:
        assert transaction.remove_batch(number) == 150
    (ids,) = _add(workspace, make_events(3))
    assert ids.tolist() == [151, 152, 153]


@pytest.mark.parametrize("sizes", [(60, 500), (150, 2_000), (500, 60), (300, 0)], ids=str)
def test_a_batch_goes_and_the_rest_stays(
    workspace: Workspace,
    make_events: Make,
    batch,
    sizes: tuple[int, int],  # noqa: ANN001
) -> None:
    gone, kept = sizes
    (old,) = _add(workspace, make_events(kept, 5))
    with workspace.transaction("مالک", "import", {}) as transaction:
        number = transaction.add_batch(batch)
        transaction.add_events(make_events(gone, 6), number)
    with workspace.transaction("مالک", "undo", {}) as transaction:
        assert transaction.remove_batch(number) == gone
    assert workspace.check() == []
    np.testing.assert_array_equal(workspace.events().id, old)
    assert workspace.batches()[0].undone


def test_stopped_writing_leaves_nothing(workspace: Workspace, make_events: Make) -> None:
    feedback = Feedback(lambda done, total: feedback.cancel())
    with (
        pytest.raises(Cancelled),
        workspace.transaction("مالک", "import", {}) as transaction,
    ):
        transaction.add_events(make_events(500), 0, feedback)
    assert len(workspace.events()) == 0
    assert workspace.check() == []


def test_instants_beyond_the_calendar_are_refused(workspace: Workspace, make_events: Make) -> None:
    with pytest.raises(BadInput):
        _add(workspace, make_events(2, time=np.array([0, 10**15])))


def test_columns_of_unequal_length_are_a_fault(workspace: Workspace, make_events: Make) -> None:
    new = replace(make_events(5), texts={"address": ["یک"]})
    with pytest.raises(ValueError, match="unequal"):
        _add(workspace, new)


def test_letters_no_file_can_hold_are_refused(workspace: Workspace, make_events: Make) -> None:
    with pytest.raises(BadInput):
        _add(workspace, replace(make_events(1), texts={"address": ["\ud800"]}))


def test_relabelling_tells_what_it_changed(workspace: Workspace, make_events: Make) -> None:
    (ids,) = _add(workspace, make_events(300))
    before = workspace.events().district
    wanted = np.where(np.arange(300) % 2, before, 7).astype(np.int16)
    with workspace.transaction("مالک", "relabel", {}) as transaction:
        changed, old = transaction.set_event_districts(ids[::-1], wanted[::-1])
    np.testing.assert_array_equal(workspace.events().district, wanted)
    assert set(changed.tolist()) == set(ids[before != wanted].tolist())
    with workspace.transaction("مالک", "undo", {}) as transaction:
        transaction.set_event_districts(changed, old)
    np.testing.assert_array_equal(workspace.events().district, before)
