from __future__ import annotations

import gc

from data.model.snapshot import Snapshot
from layers.remembered import Remembered
from resources.text import speaking


def test_work_is_done_once_for_a_snapshot_its_choices_and_the_language(town: Snapshot) -> None:
    done: list[str] = []
    kept: Remembered[int] = Remembered()

    def ask(snapshot: Snapshot, choices: str) -> int:
        return kept.get(snapshot, choices, lambda: done.append(choices) or len(done))

    assert [ask(town, "a"), ask(town, "a"), ask(town, "b")] == [1, 1, 2]
    with speaking("en"):
        assert ask(town, "a") == 3
    assert ask(town.filtered(town.filter), "a") == 4


def test_nothing_outlives_its_snapshot(town: Snapshot) -> None:
    kept: Remembered[int] = Remembered()
    other = town.filtered(town.filter)
    kept.get(other, None, lambda: 1)
    assert len(kept._known) == 1
    del other
    gc.collect()
    assert len(kept._known) == 0
