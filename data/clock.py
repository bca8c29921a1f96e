"""The one source of "now", so that every screen, test and report can be run again."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that runs, or one that stands still.

    Parameters
    ----------
    fixed : int, optional
        UTC seconds since 1970 at which the clock stands; without it the system's time is used.
    """

    fixed: int | None = None

    def now(self) -> int:
        """Return the present instant in whole UTC seconds since 1970."""
        return int(time.time()) if self.fixed is None else self.fixed
