"""Time zones as arrays: the offsets of millions of instants at once.

Instants are UTC seconds since 1970 as int64; local seconds count as if 1970 began at local
midnight.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import ArrayLike, NDArray

from data.errors import BadInput
from data.folding import clean
from resources.text import _

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class ZoneOffsets:
    """The offsets of one time zone as arrays, for converting millions of instants at once.

    Attributes
    ----------
    starts : ndarray of int64, shape (n,)
        UTC seconds from which each offset holds.
    offsets : ndarray of int64, shape (n,)
        Seconds to add to UTC.
    """

    starts: NDArray[np.int64]
    offsets: NDArray[np.int64]

    def at(self, utc: ArrayLike) -> NDArray[np.int64]:
        """Return the offset in seconds at each UTC instant."""
        return self.offsets[np.searchsorted(self.starts, np.asarray(utc), side="right") - 1]

    def local(self, utc: ArrayLike) -> NDArray[np.int64]:
        """Return local seconds (as if 1970 began at local midnight) of UTC instants."""
        utc = np.asarray(utc, np.int64)
        return utc + self.at(utc)

    def utc(self, local: ArrayLike) -> NDArray[np.int64]:
        """Return UTC seconds of local seconds; in a repeated hour the first is meant."""
        local = np.asarray(local, np.int64)
        guess = local - self.at(local - self.offsets.max())
        return local - self.at(guess)


@functools.lru_cache(maxsize=8)
def zone_offsets(name: str) -> ZoneOffsets:
    """Return the offsets of an IANA time zone between 1950 and 2100, found by bisection."""
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(
            _("منطقهٔ زمانی «{name}» شناخته نشد؛ آن را به شکل Asia/Tehran بنویسید.").format(
                name=clean(name[:60])
            )
        ) from error

    def offset(second: int) -> int:
        moment = dt.datetime.fromtimestamp(second, dt.UTC).astimezone(zone)
        return int(moment.utcoffset().total_seconds())  # type: ignore[union-attr]

    first, last, step = -631_152_000, 4_102_444_800, 28 * DAY_SECONDS
    starts, offsets = [-(2**62)], [offset(first)]
    for left in range(first, last, step):
        low, high = left, left + step
        target = offset(high)
        if target == offsets[-1]:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle) == offsets[-1] else (low, middle)
        starts.append(high)
        offsets.append(target)
    return ZoneOffsets(np.array(starts, np.int64), np.array(offsets, np.int64))
