"""A changed or removed audit row shows (W5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data.store.workspace import Workspace


def _changes(workspace: Workspace, count: int) -> None:
    for number in range(count):
        with workspace.transaction("مالک", "note", {"n": number}):
            pass


def test_one_row_a_change(workspace: Workspace) -> None:
    _changes(workspace, 3)
    rows = workspace.audit_rows(2)
    assert [(r.actor, r.action, r.detail) for r in rows] == [
        ("مالک", "note", '{"n":2}'),
        ("مالک", "note", '{"n":1}'),
    ]
    assert rows[0].sequence == workspace.change_sequence() == 4
    assert workspace.check() == []


def test_a_change_that_fails_leaves_no_row(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.transaction("مالک", "note", {}) as transaction:
        transaction.set_setting("a", "b")
        raise RuntimeError
    assert workspace.setting("a") is None
    assert len(workspace.audit_rows(10)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET detail = '{\"n\":9}' WHERE id = 3",
        "UPDATE audit SET actor = 'دیگری' WHERE id = 2",
        "UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE id = 3",
        "UPDATE audit SET hash = previous WHERE id = 4",
        "DELETE FROM audit WHERE id = 3",
        "DELETE FROM audit WHERE id = 1",
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)",
        "DELETE FROM audit",
        "UPDATE audit SET id = 99 WHERE id = 2",
    ],
)
def test_tampering_is_found(
    workspace: Workspace, outside: Callable[..., None], statement: str
) -> None:
    _changes(workspace, 4)
    outside(workspace.path, statement)
    assert workspace.check()
