"""When in the week: counts by weekday and hour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.calendar import weekday
from data.timezones import DAY_SECONDS


def hour_of_week(local: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return 24 · weekday + hour of local seconds, 0 = Saturday midnight, shape (n,)."""
    day, second = np.divmod(local, DAY_SECONDS)
    return weekday(day) * 24 + second // 3600


def week_matrix(hours: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count hours of the week, shape (7, 24): rows Saturday first, columns from midnight."""
    return np.bincount(hours, minlength=168).reshape(7, 24)


def busiest_hour(matrix: NDArray[np.int64]) -> int | None:
    """Return the hour of the day with the most events, the earliest of equals; None if empty."""
    by_hour = matrix.sum(axis=0)
    return int(by_hour.argmax()) if by_hour.any() else None
