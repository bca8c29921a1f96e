"""The street network comes back as it was."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data.model.intake import NewEvents
from data.model.streets import StreetTable
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]


def test_streets_come_back(workspace: Workspace) -> None:
    streets = StreetTable(
        np.array([[0, 0], [10, 0], [10, 0], [10, 20], [30, 20]], float),
        np.array([0, 2, 5]),
        np.array([0, 2], np.uint8),
        np.array([1, -1], np.int32),
        ("الف", "شریعتی"),
        np.zeros(2, np.int64),
        simulated=True,
    )
    with workspace.transaction("مالک", "fill", {}) as transaction:
        assert transaction.add_streets(streets).tolist() == [1, 2]
    found = workspace.streets()
    np.testing.assert_array_equal(found.xy, streets.xy)
    np.testing.assert_array_equal(found.offsets, streets.offsets)
    assert [found.street_name(i) for i in range(2)] == ["شریعتی", ""]
    assert found.simulated
    with workspace.transaction("مالک", "fill", {}) as transaction:
        assert transaction.remove_streets() == 2
    assert workspace.check() == []
