"""Hours of the week, 24 · weekday + hour from Saturday midnight, and their words."""

from __future__ import annotations

from collections.abc import Iterable

from data.calendar import weekday_name
from resources.text import _, digits, number

Cell = tuple[int, int]  # weekday, hour


def rectangle(one: Cell, other: Cell) -> frozenset[int]:
    """Return the hours of the week between two cells, both of them with it."""
    days = range(min(one[0], other[0]), max(one[0], other[0]) + 1)
    hours = range(min(one[1], other[1]), max(one[1], other[1]) + 1)
    return frozenset(24 * day + hour for day in days for hour in hours)


def week_hours_title(chosen: Iterable[int]) -> str:
    """Return «شنبه تا چهارشنبه، ساعت ۷ تا ۱۴»; what is no rectangle is only counted."""
    cells = frozenset(chosen)
    days, hours = {cell // 24 for cell in cells}, {cell % 24 for cell in cells}
    if not cells or len(days) * len(hours) != len(cells) or _gaps(days) or _gaps(hours):
        return _("{count} ساعت از هفته").format(count=number(len(cells)))
    first, last = weekday_name(min(days)), weekday_name(max(days))
    day = first if len(days) == 1 else _("{begin} تا {end}").format(begin=first, end=last)
    if len(hours) == 24:
        return _("{day}، همهٔ ساعت‌ها").format(day=day)
    words = _("{day}، ساعت {hour} تا {end}")
    return words.format(day=day, hour=digits(min(hours)), end=digits(max(hours) + 1))


def _gaps(values: set[int]) -> bool:
    return max(values) - min(values) + 1 != len(values)
