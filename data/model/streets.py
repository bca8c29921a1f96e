"""The street network in columns: every segment's vertices end to end in one array."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from data.model.street_index import StreetIndex


class StreetClass(IntEnum):
    """Rank of a street, most important first."""

    ARTERIAL = 0
    COLLECTOR = 1
    LOCAL = 2


@dataclass(frozen=True, eq=False)
class StreetTable:
    """Street segments as ragged arrays.

    Attributes
    ----------
    xy : ndarray of float64, shape (v, 2)
        Vertices in metres, segment after segment.
    offsets : ndarray of int64, shape (n + 1,)
        Segment i has vertices ``xy[offsets[i]:offsets[i + 1]]``.
    rank : ndarray of uint8, shape (n,)
        `StreetClass`.
    name : ndarray of int32, shape (n,)
        Index into ``names``; -1 where the street has none.
    names : tuple of str
    id : ndarray of int64, shape (n,)
        Primary key in the workspace.
    simulated : bool
        Whether the network is invented and must be labelled so.
    attribution : str
        What has to be said wherever the network is shown; empty for nothing.
    """

    xy: NDArray[np.float64]
    offsets: NDArray[np.int64]
    rank: NDArray[np.uint8]
    name: NDArray[np.int32]
    names: tuple[str, ...]
    id: NDArray[np.int64]
    simulated: bool = False
    attribution: str = ""

    def __len__(self) -> int:
        return len(self.rank)

    @classmethod
    def empty(cls) -> StreetTable:
        """Return a network without streets."""
        return cls(
            np.empty((0, 2)),
            np.zeros(1, np.int64),
            np.empty(0, np.uint8),
            np.empty(0, np.int32),
            (),
            np.empty(0, np.int64),
        )

    def street_name(self, segment: int) -> str:
        """Return the name of a segment, empty where it has none."""
        index = int(self.name[segment])
        return self.names[index] if index >= 0 else ""

    @cached_property
    def index(self) -> StreetIndex:
        """What finds the segments of a window; made at its first use."""
        return StreetIndex(self.xy, self.offsets, self.rank)

    @cached_property
    def _lengths(self) -> NDArray[np.float64]:
        if not len(self):
            return np.empty(0)
        steps = np.hypot(*np.diff(self.xy, axis=0).T)
        # The step from one segment's end to the next one's start belongs to neither.
        steps = np.append(steps, 0.0)
        steps[self.offsets[1:] - 1] = 0.0
        return np.add.reduceat(steps, self.offsets[:-1])

    def lengths(self) -> NDArray[np.float64]:
        """Return the length of each segment in metres, shape (n,)."""
        return self._lengths
