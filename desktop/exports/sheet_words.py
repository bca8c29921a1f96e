"""Lines of text on a sheet: measured, broken and cut by the typeface that every format uses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from desktop.exports.fonts import Typeface
from desktop.exports.line_breaking import Measure, break_lines, elide, text_width
from desktop.exports.line_order import carried
from desktop.exports.paper import line_text

ASCENT, DESCENT = 0.8, 0.35  # of the type size, above and below the baseline
LINE = 1.6  # line height over type size
_loaded: dict[str, str] = {}
_without_window: list[QGuiApplication] = []  # kept alive: Qt wants one for the whole run


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text in a box; ``y`` is its baseline.

    ``side`` is where the line stands in its box: ``start`` or ``end`` of reading, or ``centre``.
    """

    x: float
    y: float
    width: float
    text: str
    size: float
    bold: bool = False
    role: str = "text"
    side: str = "start"


def qt_font(typeface: Typeface, size: float, bold: bool = False) -> QFont:
    """Return the typeface for Qt, in logical pixels; its files are registered on first use."""
    if typeface.family not in _loaded:
        need_fonts()
        ids = [QFontDatabase.addApplicationFont(str(f)) for f in (typeface.regular, typeface.bold)]
        families = QFontDatabase.applicationFontFamilies(ids[0]) if ids[0] >= 0 else []
        _loaded[typeface.family] = families[0] if families else typeface.family
    font = QFont(_loaded[typeface.family])
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    # Measured once for every density: hinting would make widths depend on the screen.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def need_fonts() -> None:
    """Start Qt's font system where no window has; without it Qt ends the whole process."""
    if QGuiApplication.instance() is None:
        _without_window.append(QGuiApplication(["gozar", "-platform", "offscreen"]))


def load_typeface(typeface: Typeface) -> None:
    """Make the typeface known to Qt, for the labels of the map too."""
    qt_font(typeface, 12)


@lru_cache(maxsize=32)
def _measure(typeface: Typeface, size: float, bold: bool) -> Measure:
    """Return what measures a word; type of any size is a scaled one of 100 pixels."""
    metrics = QFontMetricsF(qt_font(typeface, 100, bold))
    widths: dict[str, float] = {}

    def measure(word: str) -> float:
        if word not in widths:
            widths[word] = metrics.horizontalAdvance(word) / 100
        return widths[word] * size

    return measure


def width_of(text: str, typeface: Typeface, size: float, bold: bool = False) -> float:
    """Return how wide a line of text stands."""
    return text_width(line_text(text), _measure(typeface, size, bold))


def elided(text: str, typeface: Typeface, size: float, room: float, bold: bool = False) -> str:
    """Return the text, or as many of its words as fit on one line, with an ellipsis."""
    return elide(line_text(text), room, _measure(typeface, size, bold))


def broken(
    text: str, typeface: Typeface, size: float, room: float, *, bold: bool = False, most: int = 99
) -> list[str]:
    """Return a text in lines, the last of ``most`` with an ellipsis where it goes on."""
    measure = _measure(typeface, size, bold)
    lines = break_lines(line_text(text), room, measure)
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], elide(rest, room, measure)]
    return carried(line for line in lines if line)
