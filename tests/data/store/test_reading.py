"""Reads see one state."""

from __future__ import annotations

import threading
from collections.abc import Callable

from data.model.intake import NewEvents
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]


def test_readers_see_one_state_while_another_thread_writes(
    workspace: Workspace, make_events: Make
) -> None:
    inside, read = threading.Event(), threading.Event()

    def write() -> None:
        with workspace.transaction("مالک", "import", {}) as transaction:
            transaction.add_events(make_events(3_000))
            inside.set()
            assert read.wait(10)

    writer = threading.Thread(target=write)
    writer.start()
    assert inside.wait(10)
    assert len(workspace.events()) == 0
    read.set()
    writer.join(10)
    assert len(workspace.events()) == 3_000
