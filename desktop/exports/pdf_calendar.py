"""The bars of a plan's calendar: what lasts from when to when."""

from __future__ import annotations

from data.calendar import date_parts, month_name
from desktop.exports.paper import CONTENT, Paper
from desktop.exports.report import Report
from layers.words import named
from resources.text import _, number

BAR_LABEL = 46.0  # millimetres for a bar's name
BAR_ROW = 4.6
MOST_BARS = 24


def write_calendar(paper: Paper, report: Report) -> None:
    """Draw what lasts from when to when; time runs from left to right in every language."""
    bars = [(named(line.zone.name), line.first_day, line.last_day, True) for line in report.zones]
    bars += [
        (_("، ").join((named(line.crew.name), line.hours)), line.first_day, line.last_day, False)
        for line in report.shifts
        if not line.shift.on_call
    ]
    if not bars:
        return
    first, end = report.plan.season.days()
    shown = bars[:MOST_BARS]
    paper.section(_("جدول زمان‌بندی"), room=18 + BAR_ROW * len(shown))
    _months(paper, report, first, end)
    for name, start, stop, is_zone in shown:
        _bar(paper, name, ((start - first), (stop + 1 - first)), end - first, is_zone)
    if len(bars) > len(shown):
        words = _("و {count} ردیف دیگر که در جدول‌های بالا آمده است.")
        paper.write(words.format(count=number(len(bars) - len(shown))), size=7.5, role="muted")


def _bar_left(paper: Paper) -> float:
    return paper.x(BAR_LABEL, CONTENT - BAR_LABEL)


def _months(paper: Paper, report: Report, first: int, end: int) -> None:
    calendar = report.city.calendar
    width = CONTENT - BAR_LABEL
    starts = [d for d in range(first, end) if date_parts(d, calendar)[2] == 1]
    edges = [*starts, end]
    top = paper.y
    for start, stop in zip(edges[:-1], edges[1:], strict=True):
        left = _bar_left(paper) + width * (start - first) / (end - first)
        paper.pdf.set_xy(left, top)
        paper.y = top
        # Offsets count from the reading side; months stand from the left.
        span = width * (stop - start) / (end - first)
        paper.write(
            month_name(date_parts(start, calendar)[1], calendar),
            offset=_offset_of(paper, left, span),
            width=span,
            size=7,
            role="muted",
            align="centre",
        )
    paper.y = top + 4.2


def _offset_of(paper: Paper, left: float, width: float) -> float:
    """Return the reading offset of a box whose left edge is known."""
    return paper.x(0, width) - left if paper.rtl else left - paper.x(0, width)


def _bar(paper: Paper, name: str, span: tuple[int, int], days: int, is_zone: bool) -> None:
    width, top = CONTENT - BAR_LABEL, paper.y
    paper.write(paper.elided(name, BAR_LABEL - 3, 7.5), width=BAR_LABEL, size=7.5)
    paper.box(BAR_LABEL, width, 2.6, top=top + 0.9, fill="chip", line="", radius=0.9)
    start, stop = (min(max(day, 0), days) for day in span)
    if stop > start:
        left = _bar_left(paper) + width * start / days
        length = max(width * (stop - start) / days, 0.8)
        offset = _offset_of(paper, left, length)
        role = "zone" if is_zone else "accent"
        paper.box(offset, length, 2.6, top=top + 0.9, fill=role, line="", radius=0.4)
    paper.y = top + BAR_ROW
