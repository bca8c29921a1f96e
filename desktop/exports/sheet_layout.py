"""Where the words and symbols around a map stand; the same for pixels, SVG and PDF.

Everything is in logical pixels of 96 to the inch from the sheet's upper left corner. Lines are
broken here, by the metrics of the typeface that every format uses.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from desktop.exports.fonts import Typeface
from desktop.exports.line_breaking import Measure, break_lines, elide, text_width
from desktop.exports.line_order import carried
from desktop.exports.map_sheet import EDGE, FOOTER, HEADER, LEGEND, MapSheet
from desktop.exports.paper import line_text
from layers.picture import LegendEntry
from resources.text import _, is_rtl, number

SWATCH = 20.0
LINE = 1.6  # line height over type size
_loaded: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text in a box; ``y`` is its baseline. It begins at the reading side or ends."""

    x: float
    y: float
    width: float
    text: str
    size: float
    bold: bool = False
    role: str = "text"
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Swatch:
    """The symbol of a legend entry in its box."""

    x: float
    y: float
    width: float
    height: float
    entry: LegendEntry


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The map's box, an accent line under the title, and what stands around."""

    map_box: QRectF
    texts: tuple[Text, ...]
    swatches: tuple[Swatch, ...]
    accent_y: float | None


def qt_font(typeface: Typeface, size: float, bold: bool = False) -> QFont:
    """Return the typeface for Qt, in logical pixels; its files are registered on first use."""
    if typeface.family not in _loaded:
        ids = [QFontDatabase.addApplicationFont(str(f)) for f in (typeface.regular, typeface.bold)]
        families = QFontDatabase.applicationFontFamilies(ids[0]) if ids[0] >= 0 else []
        _loaded[typeface.family] = families[0] if families else typeface.family
    font = QFont(_loaded[typeface.family])
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    return font


def load_typeface(typeface: Typeface) -> None:
    """Make the typeface known to Qt, for the labels of the map too."""
    qt_font(typeface, 12)


def lay_out(sheet: MapSheet, typeface: Typeface) -> SheetLayout:
    """Return where everything on the sheet stands."""
    map_width, map_height = sheet.size.map_size()
    if not sheet.size.framed:
        return SheetLayout(QRectF(0, 0, map_width, map_height), (), (), None)
    left = EDGE if is_rtl() else EDGE + LEGEND
    box = QRectF(left, HEADER, map_width, map_height)
    width, height = sheet.size.logical
    texts = _header(sheet, typeface, width) + _footer(sheet, typeface, width, height)
    words, swatches = _legend(sheet, typeface, width, box)
    return SheetLayout(box, tuple(texts + words), tuple(swatches), HEADER - 14.0)


def _header(sheet: MapSheet, typeface: Typeface, width: float) -> list[Text]:
    room = width - 2 * EDGE
    title = _elided(sheet.title, typeface, 20, room, bold=True)
    under = _(" · ").join(part for part in (sheet.period, sheet.subtitle) if part)
    return [
        Text(EDGE, 30, room, title, 20, bold=True),
        Text(EDGE, 51, room, _elided(under, typeface, 12, room), 12, role="muted"),
    ]


def _footer(sheet: MapSheet, typeface: Typeface, width: float, height: float) -> list[Text]:
    room, top = width - 2 * EDGE, height - FOOTER
    texts = []
    remark = _(" · ").join(sheet.remarks)
    for row, line in enumerate(_broken(remark, typeface, 11, room)[:2]):
        texts.append(Text(EDGE, top + 18 + row * 14, room, line, 11, role="warning"))
    made = _("تاریخ تهیه: {date}").format(date=sheet.made_on)
    source = _("منبع: {source}").format(source=sheet.source) if sheet.source else ""
    bottom = height - 10
    source = _elided(source, typeface, 11, room - _width(made, typeface, 11) - 24)
    texts.append(Text(EDGE, bottom, room, source, 11, role="muted"))
    texts.append(Text(EDGE, bottom, room, made, 11, role="muted", at_end=True))
    return texts


def _legend(
    sheet: MapSheet, typeface: Typeface, width: float, box: QRectF
) -> tuple[list[Text], list[Swatch]]:
    """Stack each layer's name and entries beside the map until its foot is reached."""
    gap = 16.0
    left = box.right() + gap if is_rtl() else float(EDGE)
    room = LEGEND - gap
    texts: list[Text] = []
    swatches: list[Swatch] = []
    y = box.top()
    for name, entries in sheet.legend():
        if y + 44 > box.bottom():
            break
        y += 15
        texts.append(Text(left, y, room, _elided(name, typeface, 12, room, bold=True), 12, True))
        y += 7
        for entry in entries:
            if y + 34 > box.bottom():
                break
            y = _entry(entry, typeface, left, y, room, texts, swatches)
        y += 9
    return texts, swatches


def _entry(
    entry: LegendEntry,
    typeface: Typeface,
    left: float,
    y: float,
    room: float,
    texts: list[Text],
    swatches: list[Swatch],
) -> float:
    """Add one entry below ``y`` and return where it ends."""
    if entry.symbol == "ramp":
        return _ramp(entry, typeface, left, y, room, texts, swatches)
    indent = SWATCH + 8
    x = left + room - SWATCH if is_rtl() else left
    swatches.append(Swatch(x, y + 1, SWATCH, 14, entry))
    start = left if is_rtl() else left + indent
    for line in _broken(entry.text, typeface, 11, room - indent)[:3]:
        y += 11 * LINE
        texts.append(Text(start, y - 5, room - indent, line, 11))
    return y


def _ramp(
    entry: LegendEntry,
    typeface: Typeface,
    left: float,
    y: float,
    room: float,
    texts: list[Text],
    swatches: list[Swatch],
) -> float:
    for line in _broken(entry.text, typeface, 11, room)[:3]:
        y += 11 * LINE
        texts.append(Text(left, y - 5, room, line, 11))
    # Numbers grow to the right whatever the direction of reading.
    swatches.append(Swatch(left, y + 1, room, 10, entry))
    ends = (ramp_end(entry.low), ramp_end(entry.high))
    low, high = ends if not is_rtl() else ends[::-1]
    texts.append(Text(left, y + 24, room, low, 11, role="muted"))
    texts.append(Text(left, y + 24, room, high, 11, role="muted", at_end=True))
    return y + 28


def ramp_end(value: float) -> str:
    """Write the number at an end of a ramp with as many decimals as it needs."""
    return number(value, 0 if abs(value) >= 20 or value == round(value) else 1)


def _measure(typeface: Typeface, size: float, bold: bool = False) -> Measure:
    return QFontMetricsF(qt_font(typeface, size, bold)).horizontalAdvance


def _width(text: str, typeface: Typeface, size: float) -> float:
    return text_width(line_text(text), _measure(typeface, size))


def _elided(text: str, typeface: Typeface, size: float, room: float, bold: bool = False) -> str:
    return elide(line_text(text), room, _measure(typeface, size, bold))


def _broken(text: str, typeface: Typeface, size: float, room: float) -> list[str]:
    return carried(break_lines(line_text(text), room, _measure(typeface, size)))
