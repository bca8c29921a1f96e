"""What comes into the workspace: checked events with their texts, and the batch they came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from data.model.events import EventTable

# Texts of an event, kept in the store and read only for the rows a user opens.
TEXT_COLUMNS = (
    "external_id",
    "address",
    "text",
    "kind_text",
    "referrer",
    "neighbourhood",
    "plate",
    "lot",
)


@dataclass(frozen=True, eq=False)
class NewEvents:
    """Events on their way into the workspace.

    Attributes
    ----------
    table : EventTable
        ``id`` and ``batch`` are zero; the store gives both.
    texts : dict of str to sequence
        Some of `TEXT_COLUMNS`, each with one text or None a row; a missing column is all None.
    fingerprint : ndarray of int64, shape (n,), optional
        Equal for rows that are duplicates of each other: made from the source and the source's
        own id, or from all mapped fields where there is none. Without it nothing is recognised.
    """

    table: EventTable
    texts: dict[str, Sequence[str | None]] = field(default_factory=dict)
    fingerprint: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.table)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event with its texts, as a table shows it; times in UTC seconds, places in metres."""

    id: int
    source: int
    kind: int
    outcome: int
    status: int
    district: int
    precision: int
    time: int
    batch: int
    x: float | None
    y: float | None
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """One import, so that every number can name its source and a whole import can be undone.

    Attributes
    ----------
    kind : str
        ``complaints``, ``districts`` …
    file_name, file_hash : str
        Name without folders and SHA-256 of the content.
    mapping : dict of str
        Field to column.
    """

    id: int
    kind: str
    file_name: str
    file_hash: str
    at: int
    by: str
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates: int = 0
    mapping: dict[str, str] = field(default_factory=dict)
    undone: bool = False
