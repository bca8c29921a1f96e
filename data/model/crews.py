"""Crews and the shifts in which they are present in the field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crew:
    """A crew (اکیپ) and where it starts from, in metres."""

    id: int
    name: str
    district: int
    x: float
    y: float
    contractor: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """A repeated presence of one crew in the field.

    Attributes
    ----------
    weekdays : frozenset of int
        Days on which the shift begins, 0 = Saturday.
    start, end : int
        Minutes of the day; an end at or before the start is on the next day.
    first_day, last_day : int
        Day numbers between which the pattern holds, both included.
    reach : float
        Metres the crew covers around its base.
    on_call : bool
        On call is not presence and covers nothing.
    """

    id: int
    crew: int
    weekdays: frozenset[int]
    start: int
    end: int
    first_day: int
    last_day: int
    reach: float = 1_500.0
    on_call: bool = False

    @property
    def minutes(self) -> int:
        """Length in minutes; equal start and end mean a whole day."""
        return (self.end - self.start) % 1440 or 1440

    def present(self, day: int, minute: int) -> bool:
        """Return whether the crew is in the field at a local minute of a day.

        Parameters
        ----------
        day : int
            Local day number.
        minute : int
            Minute of that day, 0 to 1439.
        """
        if self.on_call:
            return False
        for began in (day, day - 1):
            elapsed = (day - began) * 1440 + minute - self.start
            if 0 <= elapsed < self.minutes and self._begins_on(began):
                return True
        return False

    def _begins_on(self, day: int) -> bool:
        return self.first_day <= day <= self.last_day and (day + 5) % 7 in self.weekdays


@dataclass(frozen=True, slots=True)
class Lot:
    """A place where impounded vehicles are kept (توقفگاه), in metres."""

    id: int
    name: str
    x: float
    y: float
    capacity: int | None = None
