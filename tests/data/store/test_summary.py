"""The numbers of the whole equal those of the arrays."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data.model.intake import NewEvents
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]


def test_info_counts(workspace: Workspace, make_events: Make) -> None:
    table = make_events(400).table
    with workspace.transaction("مالک", "import", {}) as transaction:
        transaction.add_events(make_events(400))
    info = workspace.info()
    assert list(info["counts"].values()) == np.bincount(table.source)[1:].tolist()
    assert info["placed"] == int(table.placed.sum())
    assert info["placed"] + info["unplaced"] == 400
    first = np.datetime64(int(table.time.min()), "s")
    assert np.datetime64(info["period"][0].rstrip("Z")) == first
