"""Single events are found by id and by words, whatever letters and digits are used (T4, W4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from data.errors import Refused
from data.model.events import Precision
from data.model.intake import NewEvents
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]
Rows = Callable[..., list[dict]]


@pytest.fixture
def filled(workspace: Workspace, make_events: Callable[..., NewEvents]) -> Workspace:
    texts = {
        "external_id": ["۱۳۷-۵۵", None, None, "x'y"],
        "address": ["خيابان شريعتي، كوچهٔ ۱۲", None, "میدان ساعت", "%_%"],
        "text": [None, "پارک‌دوبل جلوی بانک", None, "'; DROP TABLE events; --"],
    }
    new = make_events(4, source=np.array([1, 1, 2, 2], np.uint8))
    with workspace.transaction("مالک", "import", {}) as transaction:
        transaction.add_events(replace(new, texts=texts))
    return workspace


@pytest.mark.parametrize(
    "words, ids",
    [
        ("شریعتی", [1]),
        ("کوچه ۱۲", [1]),
        ("كوچهٔ 12", [1]),
        ("١٣٧", [1]),
        ("پارکدوبل", [2]),
        ("ساعت", [3]),
        ("'; drop", [4]),
        ("%", [4]),
        ("_", []),
        ("", []),
        ("   ", []),
        ("' OR 1=1 --", []),
    ],
)
def test_search(filled: Workspace, words: str, ids: list[int]) -> None:
    assert [row.id for row in filled.search_events(words, 10)] == ids


def test_the_newest_come_first_and_no_more_than_asked(
    workspace: Workspace, make_events: Callable[..., NewEvents]
) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        transaction.add_events(make_events(50))
    assert [row.id for row in workspace.search_events("آبرسان", 3)] == [50, 48, 47]


def test_rows_by_id_keep_their_order(filled: Workspace) -> None:
    rows = filled.event_rows([3, 99, 1])
    assert [row.id for row in rows] == [3, 1]
    assert rows[1].texts == {"external_id": "۱۳۷-۵۵", "address": "خيابان شريعتي، كوچهٔ ۱۲"}
    assert [row.id for row in filled.event_rows(range(1, 5), limit=2)] == [1, 2]


def test_rows_equal_arrays(filled: Workspace) -> None:
    table = filled.events()
    for position, row in enumerate(filled.event_rows(table.id)):
        for name in ("id", "time", "source", "kind", "outcome", "status", "district", "precision"):
            assert getattr(row, name) == getattr(table, name)[position]
        assert (row.x is None) == bool(np.isnan(table.x[position]))


def test_fingerprints_by_source(filled: Workspace) -> None:
    first = filled.fingerprints(1)
    assert len(first) == len(filled.fingerprints(2)) == 2
    assert np.all(np.diff(first) >= 0)
    assert filled.fingerprints(3).tolist() == []


def test_placing_an_event_and_taking_it_back(
    workspace: Workspace, make_events: Make, table_rows: Rows
) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        ids = transaction.add_events(make_events(20))
    waiting = int(ids[np.flatnonzero(~workspace.events().placed)[0]])
    before = table_rows(workspace.path, "events")
    with workspace.transaction("مالک", "place", {}) as transaction:
        old = transaction.place_event(waiting, 613_000.5, 4_215_000.25, Precision.POINT, 2)
    (row,) = workspace.event_rows([waiting])
    assert (row.x, row.y, row.precision, row.district) == (613_000.5, 4_215_000.25, 0, 2)
    assert workspace.check() == []
    with workspace.transaction("مالک", "undo", {}) as transaction:
        transaction.place_event(waiting, *old)
    assert table_rows(workspace.path, "events") == before
    assert workspace.check() == []


def test_placing_what_is_not_there(workspace: Workspace) -> None:
    with pytest.raises(Refused), workspace.transaction("مالک", "place", {}) as transaction:
        transaction.place_event(7, 1.0, 2.0, Precision.POINT, 1)
