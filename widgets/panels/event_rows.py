"""Rows of a table by the million: columns in memory, texts fetched for the rows that are looked at.

An `EventRow` is made when a cell asks for it, so that a table of a million rows opens at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.model.events import EventTable
from data.model.intake import EventRow

AROUND = 100  # rows before and behind a row whose texts are fetched with it
MOST_KEPT = 20_000  # rows whose texts are kept


class EventRows(Sequence[EventRow]):
    """Events in an order, with the texts that were fetched so far.

    Parameters
    ----------
    events : EventTable
    order : ndarray of int64, shape (n,)
        Rows of ``events`` from the first shown to the last.
    """

    def __init__(self, events: EventTable, order: NDArray[np.int64]) -> None:
        self.events = events
        self.order = order
        self._texts: dict[int, dict[str, str]] = {}
        self._asked: set[int] = set()

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, place: Any) -> Any:
        """Return one row; its texts are empty until they were fetched."""
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        row, events = int(self.order[place]), self.events
        id_, x, y = int(events.id[row]), float(events.x[row]), float(events.y[row])
        return EventRow(
            id=id_,
            source=int(events.source[row]),
            kind=int(events.kind[row]),
            outcome=int(events.outcome[row]),
            status=int(events.status[row]),
            district=int(events.district[row]),
            precision=int(events.precision[row]),
            time=int(events.time[row]),
            batch=int(events.batch[row]),
            x=x if np.isfinite(x) else None,
            y=y if np.isfinite(y) else None,
            texts=self._texts.get(id_, {}),
        )

    def missing(self, places: Sequence[int]) -> list[int]:
        """Return the ids among some rows whose texts are not here."""
        ids = self.events.id[self.order[np.asarray(places, np.int64)]].tolist()
        return [id_ for id_ in ids if id_ not in self._texts]

    def wanted_around(self, place: int) -> list[int]:
        """Return the ids to fetch because a row is looked at; nothing that was asked for before."""
        first, last = max(0, place - AROUND), min(len(self), place + AROUND)
        ids = [id_ for id_ in self.missing(range(first, last)) if id_ not in self._asked]
        self._asked.update(ids)
        return ids

    def has_texts(self, place: int) -> bool:
        """Return whether a row's texts are here."""
        return int(self.events.id[self.order[place]]) in self._texts

    def add_texts(self, rows: Sequence[EventRow]) -> None:
        """Take the texts of some rows; those looked at long ago are forgotten."""
        if len(self._texts) + len(rows) > MOST_KEPT:
            self._texts.clear()
        self._asked.clear()
        self._texts |= {row.id: row.texts for row in rows}


def ordered(
    events: EventTable,
    column: str,
    descending: bool,
    rank: Callable[[str, Sequence[int]], Mapping[int, int]],
) -> NDArray[np.int64]:
    """Return the rows of a table in the order of a column; equal ones keep their order.

    Parameters
    ----------
    column : str
        ``date``, ``district``, ``origin`` or a column of codes.
    rank : callable
        Given a column and the codes that occur in it, returns each code's place by its name.
    """
    if column == "date":
        keys = events.time
    elif column == "district":
        keys = events.district
    else:
        codes = events.batch if column == "origin" else getattr(events, column)
        present, where = np.unique(codes, return_inverse=True)
        ranks = rank(column, present.tolist())
        keys = np.array([ranks[int(code)] for code in present], np.int32)[where]
    # Of whole numbers the negative turns the order around and leaves equal ones as they are.
    signed = keys.astype(np.int64)
    return np.argsort(-signed if descending else signed, kind="stable")
