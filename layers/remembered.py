"""What a layer worked out from a snapshot, kept while the snapshot lives: frames come and go."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from data.model.snapshot import Snapshot
from resources.text import language

Found = TypeVar("Found")


class Remembered(Generic[Found]):
    """Results by snapshot, choices and language of the words in them."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Snapshot, dict[Hashable, Found]] = WeakKeyDictionary()

    def get(self, snapshot: Snapshot, choices: Hashable, work: Callable[[], Found]) -> Found:
        """Return what was found before, else work it out now."""
        known = self._known.setdefault(snapshot, {})
        key = choices, language()
        if key not in known:
            known[key] = work()
        return known[key]
