"""The two rows of dates under the time bar: named units that never touch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QFontMetricsF

from data.calendar import month_name, season_name
from resources.text import digits, language
from widgets import theme
from widgets.charts.periods import UNIT_DAYS, UNITS, Span, unit_edges, unit_title
from widgets.charts.time_scale import TimeScale

_GAP = 8.0  # px between two names
_YEARS = (1, 2, 5, 10, 20, 50, 100)  # years from one named year to the next


@dataclass(frozen=True, slots=True)
class Band:
    """One unit in a row: the days it covers, its name, empty where there is no room for it."""

    unit: str
    span: Span
    text: str


def rows(scale: TimeScale, calendar: str) -> tuple[tuple[Band, ...], tuple[Band, ...]]:
    """Return the finer row and the coarser one below it; the coarser may be empty."""
    fine = fine_unit(scale, calendar)
    coarse = {"day": "month", "week": "month", "month": "season", "season": "year"}.get(fine)
    if coarse == "season" and UNIT_DAYS["season"] * scale.pixels_a_day < _width(
        "season", calendar, True, language()
    ):
        coarse = "year"
    lower = _row(scale, coarse, calendar, long=True) if coarse else ()
    return _row(scale, fine, calendar, long=_has_room(scale, fine, calendar)), lower


def fine_unit(scale: TimeScale, calendar: str) -> str:
    """Return the finest unit whose names fit side by side, no finer than the bars."""
    for unit in UNITS[UNITS.index(scale.level()) :]:
        room = UNIT_DAYS[unit] * scale.pixels_a_day
        if room >= _width(unit, calendar, False, language()) + _GAP:
            return unit
    return "year"


def _has_room(scale: TimeScale, unit: str, calendar: str) -> bool:
    """Return whether days have room for their weekday; other units are short above a row."""
    room = scale.pixels_a_day
    return unit == "day" and room >= _width("day", calendar, True, language()) + _GAP


def _row(scale: TimeScale, unit: str, calendar: str, *, long: bool) -> tuple[Band, ...]:
    edges = unit_edges(unit, int(scale.low), int(scale.high) + 1, calendar).tolist()
    every = 1
    if unit == "year":
        room = (_width("year", calendar, False, language()) + _GAP) / scale.pixels_a_day
        every = next((n for n in _YEARS if n * UNIT_DAYS["year"] >= room), _YEARS[-1])
    bands = []
    for first, end in zip(edges[:-1], edges[1:], strict=True):
        text = unit_title(unit, first, calendar, long=long)
        if every > 1 and int(text) % every:
            text = ""
        bands.append(Band(unit, (first, end), text))
    return tuple(bands)


@cache
def _width(unit: str, calendar: str, long: bool, _language: str) -> float:
    """Return the width of the widest name of a unit, px."""
    metrics = QFontMetricsF(theme.text_font("legend"))
    year = f" {digits(1404)}" if long else ""
    if unit == "month":
        names = [month_name(month, calendar) + year for month in range(1, 13)]
    elif unit == "season":
        names = [season_name(name) + year for name in ("spring", "summer", "autumn", "winter")]
    elif unit == "year":
        names = [digits(1404)]
    else:
        names = [unit_title(unit, day, calendar, long=long) for day in range(60)]
    return max(metrics.horizontalAdvance(name) for name in names)
