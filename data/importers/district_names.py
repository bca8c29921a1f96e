"""Which district a row means."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.folding import fold
from data.importers.numbers import as_int
from data.model.city import District

_UNITS = ("یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده")
_WORDS = {word: number for number, word in enumerate(_UNITS, 1)} | {
    "اول": 1,
    "دوم": 2,
    "سوم": 3,
    "چهارم": 4,
    "پنجم": 5,
    "ششم": 6,
    "هفتم": 7,
    "هشتم": 8,
    "نهم": 9,
    "دهم": 10,
}
_PREFIX = r"(?:شهرداری\s*)?(?:منطقه|م|district|council district|dist|d|ward)"
_NUMBERED = re.compile(_PREFIX + r"?[\s.\-_:]*0*(\d{1,4})(?:\.0+)?(?:\s*(?:شهرداری|تبریز).*)?")
_NAMED = re.compile(_PREFIX + r"?[\s.\-_:]*(\w+)(?:\s*(?:شهرداری|تبریز).*)?")


def district_number(text: str | None) -> int | None:
    """Return the district a text names: 4, «۴», «م۴», «منطقه چهار», District 4; else None."""
    words = fold(text[:100]) if text else ""
    if not words:
        return None
    if match := _NUMBERED.fullmatch(words):
        return int(match[1])
    if (match := _NAMED.fullmatch(words)) and match[1] in _WORDS:
        return _WORDS[match[1]]
    return as_int(words)


def district_column(
    column: Sequence[str | None], districts: Sequence[District]
) -> tuple[NDArray[np.int16], int]:
    """Return the district number of each text, 0 where none is meant, and how many are unknown.

    A text may be a number or a district's name; a number that no district has is unknown.
    """
    numbers = {district.number for district in districts}
    names = {fold(district.name): district.number for district in districts if district.name}
    memory: dict[str, int] = {}
    result = np.zeros(len(column), np.int16)
    unknown = 0
    for row, text in enumerate(column):
        if not text or text.isspace():
            continue
        if text not in memory:
            number = names.get(fold(text)) or district_number(text) or 0
            fits = number in numbers if numbers else 0 < number < 10_000
            memory[text] = number if fits else 0
        result[row] = memory[text]
        unknown += memory[text] == 0
    return result, unknown
