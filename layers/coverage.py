"""Crew coverage: where the shifts of an hour reach, and what demand of that hour they miss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from data.calendar import weekday, weekday_name
from data.feedback import Feedback
from data.model.crews import Crew, Shift
from data.model.events import EventTable
from data.model.snapshot import Snapshot
from data.timezones import DAY_SECONDS, zone_offsets
from layers.card import analysis_card
from layers.coverage_gaps import gap_findings, gap_marks
from layers.picture import Dot, Finding, Frame, LayerPicture, LegendEntry, Mark, Number
from layers.shapes import areas
from layers.stats.coverage import reach_area, within_reach
from layers.stats.hours import hour_of_week
from layers.study import StudyArea, study_area
from layers.style import COVERAGE, CREW_BASE, GAP
from layers.words import FEW, clock_words, remark, share_shown
from resources.text import _, number, percent

id = "coverage"


@dataclass(frozen=True, slots=True)
class Choices:
    """The hour that is looked at; without values it is now.

    Attributes
    ----------
    day : int, optional
        Local day number.
    minute : int, optional
        Minute of that day, 0 to 1439.
    """

    day: int | None = None
    minute: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Who is present and what they reach and miss; none of it depends on the frame.

    Attributes
    ----------
    demand : EventTable
        The placed events of the same hour of the week.
    covered : ndarray of bool, shape (len(demand),)
    """

    snapshot: Snapshot
    study: StudyArea
    day: int
    minute: int
    crews: tuple[tuple[Crew, Shift], ...]
    area: shapely.Geometry
    demand: EventTable
    covered: NDArray[np.bool_]
    gaps: tuple[Finding, ...]
    card: dict[str, Any]

    @property
    def share_missed(self) -> float | None:
        """Share of the demand outside any reach, None without demand."""
        return float(1 - self.covered.mean()) if len(self.demand) else None

    @property
    def share_area(self) -> float:
        """Share of the study area within reach."""
        whole = self.study.shape.area
        return min(self.area.area / whole, 1.0) if whole else 0.0


def title() -> str:
    """Return the layer's name."""
    return _("پوشش اکیپ‌ها")


def build(
    snapshot: Snapshot, choices: Choices | None, frame: Frame, feedback: Feedback
) -> LayerPicture:
    """Return the area within reach, the bases of the crews present, and the gaps."""
    found = find(snapshot, choices, feedback)
    return LayerPicture(
        id,
        marks=_marks(found),
        legend=_legend(found),
        numbers=_numbers(found),
        findings=found.gaps,
        count=len(found.crews),
        remark=remark(_caution(found), share_shown(snapshot)),
        card=found.card,
    )


def find(snapshot: Snapshot, choices: Choices | None, feedback: Feedback) -> Found:
    """Return what the crews present at an hour reach and miss."""
    choices = choices or Choices()
    today, second = divmod(snapshot.local(snapshot.now), DAY_SECONDS)
    day = today if choices.day is None else choices.day
    minute = second // 60 if choices.minute is None else choices.minute
    study, present = study_area(snapshot), _present(snapshot, day, minute)
    centres = np.array([(crew.x, crew.y) for crew, _shift in present]).reshape(-1, 2)
    reach = np.array([shift.reach for _crew, shift in present], float)
    feedback.check()
    demand = _demand(snapshot.placed, snapshot.city.timezone, day, minute)
    covered = within_reach(demand.x, demand.y, centres, reach)
    feedback.check()
    missed = demand.take(~covered)
    return Found(
        snapshot,
        study,
        day,
        minute,
        present,
        reach_area(centres, reach, study.shape),
        demand,
        covered,
        gap_findings(snapshot, missed, len(demand), feedback),
        _card(snapshot, demand, day, minute, len(present)),
    )


def _present(snapshot: Snapshot, day: int, minute: int) -> tuple[tuple[Crew, Shift], ...]:
    """Return the crews in the field with their shift; of two shifts the one that reaches farther.

    A district filter does not take crews away: a neighbour's crew reaches over the border.
    """
    crews = {crew.id: crew for crew in snapshot.crews}
    farthest: dict[int, Shift] = {}
    for shift in snapshot.shifts:
        if shift.crew in crews and shift.present(day, minute):
            known = farthest.get(shift.crew)
            if known is None or shift.reach > known.reach:
                farthest[shift.crew] = shift
    return tuple((crews[crew], farthest[crew]) for crew in sorted(farthest))


def _demand(events: EventTable, timezone: str, day: int, minute: int) -> EventTable:
    """Return the events of the same weekday and hour, in the order of their ids."""
    hours = hour_of_week(zone_offsets(timezone).local(events.time))
    rows = np.flatnonzero(hours == int(weekday(day)) * 24 + minute // 60)
    return events.take(rows[np.argsort(events.id[rows])])


def _card(
    snapshot: Snapshot, demand: EventTable, day: int, minute: int, crews: int
) -> dict[str, Any]:
    parameters = {
        "day": day,
        "minute": minute,
        "weekday": int(weekday(day)),
        "hour": minute // 60,
        "crews_present": crews,
        "presence": "shifts in the field; on call is not presence",
        "reach": "straight circles around the base, clipped to the study area",
        "demand": "placed events of the same weekday and hour",
    }
    method = "share of the hour's demand outside the union of reach circles"
    return analysis_card(snapshot, demand, method, parameters)


def _caution(found: Found) -> str:
    if not found.snapshot.crews:
        return _("هنوز اکیپی ثبت نشده است؛ اکیپ‌ها و شیفت‌ها را وارد کنید.")
    if not found.crews:
        return _("در این ساعت هیچ اکیپی در گشت نیست؛ ساعت دیگری را برگزینید.")
    if len(found.demand) < FEW:
        words = _("تنها {count} مورد در این ساعت هفته؛ برای نتیجه‌گیری کم است.")
        return words.format(count=number(len(found.demand)))
    return ""


def when_words(found: Found) -> str:
    """Return «شنبه ۱۰:۳۰»."""
    day = weekday_name(int(weekday(found.day)))
    return _("{weekday} {clock}").format(weekday=day, clock=clock_words(found.minute))


def _marks(found: Found) -> tuple[Mark, ...]:
    marks: list[Mark] = list(areas(found.area, COVERAGE, "coverage"))
    marks.extend(gap_marks(found.gaps))
    if found.crews:
        xy = np.array([(crew.x, crew.y) for crew, _shift in found.crews])
        ids = np.array([crew.id for crew, _shift in found.crews], np.int64)
        marks.append(Dot(xy, np.zeros(len(ids), np.uint8), (CREW_BASE,), ids, "crew"))
    return tuple(marks)


def _legend(found: Found) -> tuple[LegendEntry, ...]:
    entries = [
        LegendEntry("area", _("در دسترس اکیپ‌ها، {when}").format(when=when_words(found)), COVERAGE),
        LegendEntry("dot", _("پایگاه اکیپ در گشت"), CREW_BASE),
    ]
    if found.gaps:
        entries.append(LegendEntry("area", _("جای خالی پوشش"), GAP))
    return tuple(entries)


def _numbers(found: Found) -> tuple[Number, ...]:
    demand = found.demand
    rows, missed = tuple(demand.id.tolist()), tuple(demand.id[~found.covered].tolist())
    numbers = [
        Number("crews", _("اکیپ در گشت"), len(found.crews)),
        Number("area", _("سهم مساحت در دسترس"), round(found.share_area * 100, 1), _("درصد")),
        Number("demand", _("مورد در این ساعت هفته"), len(demand), rows=rows),
        Number("missed", _("بیرون از دسترس"), len(missed), rows=missed),
    ]
    if found.share_missed is not None:
        share = round(found.share_missed * 100, 1)
        label = _("سهم بیرون از دسترس")
        numbers.append(Number("share_missed", label, share, _("درصد"), missed))
    return tuple(numbers)


def sentence(found: Found) -> str:
    """Return in one sentence what is reached and missed."""
    if found.share_missed is None:
        words = _("{when}: {crews} اکیپ در گشت است و {area} مساحت را در دسترس دارد؛ موردی نیست.")
        return words.format(
            when=when_words(found),
            crews=number(len(found.crews)),
            area=percent(found.share_area),
        )
    words = _(
        "{when}: {crews} اکیپ در گشت است؛ از {count} مورد این ساعت هفته {missed} "
        "بیرون از دسترس است."
    )
    return words.format(
        when=when_words(found),
        crews=number(len(found.crews)),
        count=number(len(found.demand)),
        missed=percent(found.share_missed),
    )
