"""The local day and the hour of the week of every event, made once a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.timezones import DAY_SECONDS, zone_offsets

# Day numbers stay where a difference of two of them fits 32 bits, whatever instant a row has.
FARTHEST_DAY = 2**30 - 1
WEEK_HOURS = 168
_PIECE = 1 << 16  # rows whose temporaries stay in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class LocalTimes:
    """When in the city's own time, both of shape (n,).

    Attributes
    ----------
    day : ndarray of int32
        Local day number since 1970-01-01, kept within `FARTHEST_DAY` of it.
    week_hour : ndarray of uint8
        24 · weekday + hour, 0 = Saturday midnight.
    """

    day: NDArray[np.int32]
    week_hour: NDArray[np.uint8]

    @classmethod
    def of(cls, time: NDArray[np.int64], timezone: str) -> LocalTimes:
        """Compute both from UTC seconds, shape (n,)."""
        offsets = zone_offsets(timezone)
        day = np.empty(len(time), np.int32)
        week_hour = np.empty(len(time), np.uint8)
        farthest = FARTHEST_DAY * DAY_SECONDS
        for start in range(0, len(time), _PIECE):
            part = slice(start, start + _PIECE)
            # Hours since Saturday, 1969-12-27: five days before 1970.
            hours = offsets.local(np.clip(time[part], -farthest, farthest)) // 3600
            day[part] = hours // 24
            week_hour[part] = (hours + 120) % WEEK_HOURS
        return cls(day, week_hour)

    def take(self, rows: NDArray[np.generic] | slice) -> LocalTimes:
        """Return the rows chosen by positions or by a slice."""
        return LocalTimes(self.day[rows], self.week_hour[rows])
