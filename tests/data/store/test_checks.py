"""What is wrong with a workspace is found and named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shapely

from data.errors import Cancelled
from data.feedback import Feedback
from data.model.city import District
from data.model.intake import NewEvents
from data.store.workspace import Workspace


@pytest.fixture
def filled(workspace: Workspace, make_events: Callable[..., NewEvents]) -> Workspace:
    with workspace.transaction("مالک", "import", {}) as transaction:
        transaction.add_events(make_events(3_000))
    assert workspace.check() == []
    return workspace


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM rtree_events_geom_rowid WHERE rowid = (SELECT max(rowid)"
        " FROM rtree_events_geom_rowid)",
        "DELETE FROM rtree_events_geom WHERE id = (SELECT max(id) FROM rtree_events_geom)",
        "UPDATE rtree_events_geom_node SET data = zeroblob(length(data)) WHERE nodeno = 3",
        "UPDATE gpkg_ogr_contents SET feature_count = 7 WHERE table_name = 'events'",
        "UPDATE gpkg_contents SET max_x = min_x WHERE table_name = 'events'",
        "UPDATE gpkg_contents SET max_x = NULL WHERE table_name = 'events'",
        "DELETE FROM gpkg_contents WHERE table_name = 'users'",
        "ALTER TABLE users RENAME COLUMN role TO part",
        "UPDATE events SET kind = 200 WHERE id = 5",
        "UPDATE events SET precision = 9 WHERE id = 5",
    ],
)
def test_findings(filled: Workspace, outside: Callable[..., None], statement: str) -> None:
    outside(filled.path, statement)
    assert filled.check()


def test_a_district_nobody_knows_is_found(filled: Workspace, outside: Callable[..., None]) -> None:
    with filled.transaction("مالک", "districts", {}) as transaction:
        transaction.replace_districts([District(1, "منطقهٔ ۱", shapely.box(0, 0, 1, 1))], None)
    outside(filled.path, "UPDATE events SET district = min(district, 1)")
    assert filled.check() == []
    outside(filled.path, "UPDATE events SET district = 77 WHERE id = 5")
    assert len(filled.check()) == 1


def test_progress_and_stop(filled: Workspace) -> None:
    seen: list[tuple[int, int]] = []
    filled.check(Feedback(lambda done, total: seen.append((done, total))))
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1]
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        filled.check(feedback)
