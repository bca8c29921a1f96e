"""How much of a season's demand falls where and when a crew is in the field."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.calendar import Season, weekday
from data.feedback import Feedback
from data.model.snapshot import Snapshot
from data.timezones import zone_offsets
from layers.coverage_gaps import gap_findings
from layers.picture import Finding
from layers.stats.coverage import within_reach
from layers.stats.hours import hour_of_week
from resources.text import _, digits, number, percent

WINDOW = 3  # hours of the day that are named as the gap


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """What the shifts of a season would have reached of the events of the evidence.

    Attributes
    ----------
    reached, missed : tuple of int
        Ids of the placed events.
    window : int or None
        First hour of the day of the three in which most is missed; None where nothing is.
    missed_in_window : int
    gap : Finding or None
        The place where most is missed in those hours.
    """

    reached: tuple[int, ...]
    missed: tuple[int, ...]
    window: int | None
    missed_in_window: int
    gap: Finding | None

    @property
    def share(self) -> float | None:
        """Share of the events that are reached, None without events."""
        count = len(self.reached) + len(self.missed)
        return len(self.reached) / count if count else None


def season_presence(snapshot: Snapshot, season: Season, feedback: Feedback) -> Presence:
    """Hold the shifts of a season's middle week against the events of the snapshot's filter.

    An event is reached when a crew is in the field at its weekday and hour, at half past, and
    its place lies within that crew's reach. On call is not presence. Crews of all districts
    count: a neighbour's crew reaches over the border.

    Parameters
    ----------
    snapshot : Snapshot
        Under the filter of the evidence.
    season : Season
        Whose shifts are held against it.
    """
    events = snapshot.placed
    hours = hour_of_week(zone_offsets(snapshot.city.timezone).local(events.time))
    saturday = _middle_saturday(season)
    reached = np.zeros(len(events), bool)
    for hour in range(168):
        feedback.check()
        rows = np.flatnonzero(hours == hour)
        centres, reach = _present(snapshot, saturday + hour // 24, hour % 24 * 60 + 30)
        reached[rows] = within_reach(events.x[rows], events.y[rows], centres, reach)
    return _presence(snapshot, reached, hours % 24, feedback)


def presence_in_words(presence: Presence) -> str:
    """Return one sentence: what share is reached, and when and where most is missed."""
    if presence.share is None:
        return _("موردی با نقطه نیست تا پوشش اکیپ‌ها با آن سنجیده شود.")
    words = _("{share} موارد در ساعت حضور و در دسترس یک اکیپ بوده است.")
    sentence = words.format(share=percent(presence.share))
    if presence.window is None:
        return sentence
    words = _("بیشترین کمبود ساعت {start} تا {end} است: {count} مورد بیرون از دسترس")
    sentence += " " + words.format(
        start=digits(presence.window),
        end=digits(presence.window + WINDOW),
        count=number(presence.missed_in_window),
    )
    if presence.gap is None:
        return sentence + _(".")
    place = presence.gap.facts["place"]
    return sentence + _("، بیش از همه در {place}.").format(place=place)


def _presence(
    snapshot: Snapshot,
    reached: NDArray[np.bool_],
    hour: NDArray[np.int64],
    feedback: Feedback,
) -> Presence:
    events = snapshot.placed
    missed = np.bincount(hour[~reached], minlength=24)
    windows = np.convolve(missed, np.ones(WINDOW, np.int64), mode="valid")
    start = int(np.argmax(windows))
    count = int(windows[start])
    within = ~reached & (hour >= start) & (hour < start + WINDOW)
    gaps = gap_findings(snapshot, events.take(within), count, feedback)
    return Presence(
        tuple(events.id[reached].tolist()),
        tuple(events.id[~reached].tolist()),
        start if count else None,
        count,
        gaps[0] if gaps else None,
    )


def _middle_saturday(season: Season) -> int:
    first, end = season.days()
    middle = (first + end) // 2
    return middle - int(weekday(middle))


def _present(
    snapshot: Snapshot, day: int, minute: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return base and reach, in metres, of every crew in the field."""
    crews = {crew.id: crew for crew in snapshot.crews}
    shifts = [s for s in snapshot.shifts if s.crew in crews and s.present(day, minute)]
    centres = [(crews[s.crew].x, crews[s.crew].y) for s in shifts]
    return np.array(centres, float).reshape(-1, 2), np.array([s.reach for s in shifts], float)
