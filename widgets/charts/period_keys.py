"""Which period a key asks for on the time bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from widgets.charts.periods import UNITS, Span, nearest_edge, step, unit_of, unit_span, years_away

_SIDES: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


def period_of_key(
    event: QKeyEvent, span: Span, level: str, data: Span, calendar: str
) -> Span | None:
    """Return the period a key asks for, the same one where there is none beyond.

    Left and right go one period back and on; with Shift they move its end by one unit of the
    bars, with Ctrl and Shift its beginning. Up and down take the next larger or smaller unit,
    Home and End the first and last period of the data, PageUp and PageDown the year before and
    after.

    Parameters
    ----------
    level : str
        Unit of the bars.
    data : tuple of int
        First day and end of the data.

    Returns
    -------
    tuple of int or None
        None where the key asks for no period.
    """
    key, held = event.key(), event.modifiers()
    if key in _SIDES and held & Qt.KeyboardModifier.ShiftModifier:
        begins = bool(held & Qt.KeyboardModifier.ControlModifier)
        return _resized(span, _SIDES[key], level, calendar, begins=begins)
    wanted = _moved(key, span, data, calendar)
    if wanted is None:
        return None
    return wanted if wanted[1] > data[0] and wanted[0] < data[1] else span


def _moved(key: int, span: Span, data: Span, calendar: str) -> Span | None:
    if key in _SIDES:
        return step(span, _SIDES[key], calendar)
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        return years_away(span, -1 if key == Qt.Key.Key_PageUp else 1, calendar)
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return _other_unit(span, 1 if key == Qt.Key.Key_Up else -1, data, calendar)
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return _outermost(span, data, calendar, last=key == Qt.Key.Key_End)
    return None


def _resized(span: Span, side: int, level: str, calendar: str, *, begins: bool) -> Span:
    """Return the span with one edge on the next edge of a unit, one unit long at least."""
    edge = span[0] if begins else span[1]
    at = edge if side > 0 else edge - 1
    moved = unit_span(level, at, calendar)[1 if side > 0 else 0]
    first, end = (moved, span[1]) if begins else (span[0], moved)
    return (first, end) if first < end else span


def _other_unit(span: Span, larger: int, data: Span, calendar: str) -> Span:
    """Return the unit around, or within, the span's last day that has data."""
    unit = unit_of(span, calendar)
    at = UNITS.index(unit) + larger if unit else UNITS.index("season")
    last = min(max(span[1], data[0] + 1), data[1]) - 1
    return unit_span(UNITS[min(max(at, 0), len(UNITS) - 1)], last, calendar)


def _outermost(span: Span, data: Span, calendar: str, *, last: bool) -> Span:
    day = data[1] - 1 if last else data[0]
    unit = unit_of(span, calendar)
    if unit:
        return unit_span(unit, day, calendar)
    length = span[1] - span[0]
    first = data[1] - length if last else nearest_edge(data[0], "day", calendar)
    return first, first + length
