"""The legend of a sheet: every layer's symbols in columns, beside the map or below it.

Where a legend is long its type gets smaller, then it takes another column; what finds no room
even then is counted in words, never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from desktop.exports.fonts import Typeface
from desktop.exports.map_sheet import MapSheet
from desktop.exports.sheet_size import LEGEND
from desktop.exports.sheet_words import ASCENT, LINE, Text, broken
from desktop.exports.swatches import Swatch
from layers.picture import LegendEntry
from resources.text import _, is_rtl, number

GAP = 16.0  # between two columns, and between legend and map
COLUMN = LEGEND - GAP
SWATCH = 20.0
HEADING, ENTRY = 12.0, 11.0  # type sizes
SHRINK = (1.0, 0.9, 0.8)
SPACE = 9.0  # above a layer's name, unless it begins a column


@dataclass(frozen=True, slots=True)
class Row:
    """One line or symbol of a legend, from its own upper left corner."""

    height: float
    texts: tuple[Text, ...]
    swatches: tuple[Swatch, ...] = ()
    space: float = 0.0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend from its own upper left corner."""

    width: float = 0.0
    height: float = 0.0
    texts: tuple[Text, ...] = ()
    swatches: tuple[Swatch, ...] = ()

    def moved(self, x: float, y: float) -> Legend:
        """Return the legend at a place of the sheet."""
        return replace(
            self,
            texts=tuple(replace(t, x=t.x + x, y=t.y + y) for t in self.texts),
            swatches=tuple(replace(s, x=s.x + x, y=s.y + y) for s in self.swatches),
        )


def legend_beside(sheet: MapSheet, typeface: Typeface, width: float, height: float) -> Legend:
    """Return a legend of one column, or two where the sheet's width leaves the map more."""
    most = 2 if width > 5 * COLUMN else 1
    tries = [(columns, shrink) for columns in range(1, most + 1) for shrink in SHRINK[:2]]
    for columns, shrink in [*tries, (most, SHRINK[-1])]:
        rows = list(_rows(sheet, typeface, COLUMN, shrink))
        for whole in (True, False):
            places = _flow(rows, columns, height, whole=whole)
            if places is not None:
                return _set(rows, places, columns)
    return _shortened(rows, most, height, typeface)


def legend_below(sheet: MapSheet, typeface: Typeface, width: float, height: float) -> Legend:
    """Return a legend as wide as the sheet, its columns of about equal length."""
    columns = max(1, int((width + GAP) // (COLUMN + GAP)))
    room = (width + GAP) / columns - GAP
    for shrink in SHRINK:
        rows = list(_rows(sheet, typeface, room, shrink))
        for whole in (True, False):
            if _flow(rows, columns, height, whole=whole) is not None:
                even = _least_height(rows, columns, height, whole=whole)
                places = _flow(rows, columns, even, whole=whole) or []
                return _set(rows, places, columns, room)
    return _shortened(rows, columns, height, typeface, room)


# -- flowing into columns ----------------------------------------------------------------------

Places = list[tuple[int, float]]  # column and top of each row


def _flow(rows: list[Row], columns: int, height: float, *, whole: bool = False) -> Places | None:
    """Return where rows stand, None where they need more columns.

    A layer's name stays with its first symbol, or as a ``whole`` with all of them.
    """
    places: Places = []
    column, y = 0, 0.0
    for index, row in enumerate(rows):
        glued = _glued(rows, index, whole=whole) if row.heading else 0.0
        before = row.space if y else 0.0
        if y and y + before + row.height + glued > height:
            column, y, before = column + 1, 0.0, 0.0
        if column == columns or row.height + glued > height:
            return None
        places.append((column, y + before))
        y += before + row.height
    return places


def _glued(rows: list[Row], index: int, *, whole: bool) -> float:
    """Return the height of what may not be parted from the name at an index."""
    after = rows[index + 1 :]
    symbols = list(takewhile(lambda row: not row.heading, after))
    return sum(row.height for row in (symbols if whole else symbols[:1]))


def _least_height(rows: list[Row], columns: int, highest: float, *, whole: bool) -> float:
    low, high = 0.0, highest
    for _turn in range(12):
        middle = (low + high) / 2
        fits = _flow(rows, columns, middle, whole=whole) is not None
        low, high = (low, middle) if fits else (middle, high)
    return high


def _set(rows: list[Row], places: Places, columns: int, room: float = COLUMN) -> Legend:
    texts: list[Text] = []
    swatches: list[Swatch] = []
    used = columns if room != COLUMN else 1 + max((column for column, _y in places), default=-1)
    width = used * (room + GAP) - GAP
    for row, (column, y) in zip(rows, places, strict=True):
        x = column * (room + GAP)
        x = width - room - x if is_rtl() else x
        part = Legend(texts=row.texts, swatches=row.swatches).moved(x, y)
        texts += part.texts
        swatches += part.swatches
    height = max((y + row.height for row, (_c, y) in zip(rows, places, strict=True)), default=0.0)
    return Legend(max(width, 0.0), height, tuple(texts), tuple(swatches))


def _shortened(
    rows: list[Row], columns: int, height: float, typeface: Typeface, room: float = COLUMN
) -> Legend:
    """Return as many rows as fit and a line that counts the symbols that did not."""
    for kept in range(len(rows) - 1, -1, -1):
        left = sum(not row.heading for row in rows[kept:])
        words = _("… و {count} نشانهٔ دیگر که جا نشد").format(count=number(left))
        shown = [*rows[:kept], _line_row(words, typeface, room, ENTRY * SHRINK[-1])]
        places = _flow(shown, columns, height)
        if places is not None and not (kept and rows[kept - 1].heading):
            return _set(shown, places, columns, room)
    return Legend()


# -- rows --------------------------------------------------------------------------------------


def _rows(sheet: MapSheet, typeface: Typeface, room: float, shrink: float) -> Iterator[Row]:
    for name, entries in sheet.legend():
        lines = broken(name, typeface, HEADING * shrink, room, bold=True, most=2)
        heading = _stack(lines, HEADING * shrink, room, bold=True)
        yield replace(heading, space=SPACE * shrink)
        for entry in entries:
            ramp = entry.symbol == "ramp"
            yield (_ramp if ramp else _entry)(entry, typeface, room, shrink)


def _stack(lines: list[str], size: float, room: float, *, bold: bool) -> Row:
    texts = tuple(
        Text(0.0, (i + ASCENT / LINE + 0.1) * size * LINE, room, line, size, bold)
        for i, line in enumerate(lines)
    )
    return Row(len(lines) * size * LINE, texts, heading=bold)


def _line_row(words: str, typeface: Typeface, room: float, size: float) -> Row:
    return replace(_stack(broken(words, typeface, size, room), size, room, bold=False), space=2.0)


def _entry(entry: LegendEntry, typeface: Typeface, room: float, shrink: float) -> Row:
    size, indent = ENTRY * shrink, SWATCH + 8
    lines = broken(entry.text, typeface, size, room - indent, most=4)
    row = _stack(lines, size, room - indent, bold=False)
    swatch = Swatch(room - SWATCH if is_rtl() else 0.0, 2.0, SWATCH, 14.0 * shrink, entry)
    start = 0.0 if is_rtl() else indent
    texts = tuple(replace(text, x=start) for text in row.texts)
    return Row(max(row.height, swatch.height + 4), texts, (swatch,))


def _ramp(entry: LegendEntry, typeface: Typeface, room: float, shrink: float) -> Row:
    size = ENTRY * shrink
    row = _stack(broken(entry.text, typeface, size, room, most=4), size, room, bold=False)
    # Numbers grow to the right whatever the direction of reading.
    ends = (ramp_end(entry.low), ramp_end(entry.high))
    start, end = ends[::-1] if is_rtl() else ends
    y = row.height + 10 + size * 1.2
    numbers = (
        Text(0.0, y, room, start, size, role="muted"),
        Text(0.0, y, room, end, size, role="muted", side="end"),
    )
    swatch = Swatch(0.0, row.height + 1, room, 10.0, entry)
    return Row(y + size * 0.5, row.texts + numbers, (swatch,))


def ramp_end(value: float) -> str:
    """Write the number at an end of a ramp with as many decimals as it needs."""
    return number(value, 0 if abs(value) >= 20 or value == round(value) else 1)
