"""Times of the day as cities write them: 8:05, 17:30:00, 830, 5:30 PM, Excel's part of a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.folding import latin_digits
from data.timezones import DAY_SECONDS

LONGEST = 40  # letters; a longer text is neither date nor time
MISSING = np.iinfo(np.int64).min
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CLOCK = re.compile(r"(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:\.\d+)?)?)?\s*(?:([AaPp])\.?[Mm]\.?)?")


def read_clock(column: Sequence[str | None]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return seconds of the day (`MISSING` where empty or false) and which texts are false."""
    seconds = np.full(len(column), MISSING, np.int64)
    false = np.zeros(len(column), bool)
    memory: dict[str, int] = {}
    for row, text in enumerate(column):
        if text and not text.isspace():
            if text not in memory:
                memory[text] = seconds_of(plain_text(text))
            seconds[row] = memory[text]
            false[row] = seconds[row] == MISSING
    return seconds, false


def seconds_of(text: str) -> int:
    """Return the second of the day of a plain text, `MISSING` where it names none."""
    if re.fullmatch(r"0?\.\d+", text):  # Excel's fraction of a day
        return round(float(text) * DAY_SECONDS)
    match = _CLOCK.fullmatch(text)
    if match is None:
        return MISSING
    hour, minute, second = (int(match[i] or 0) for i in (1, 2, 3))
    if match[4]:
        hour = hour % 12 + (12 if match[4] in "Pp" else 0)
    value = hour * 3600 + minute * 60 + second
    return value if minute < 60 and second < 60 and value <= DAY_SECONDS else MISSING


def plain_text(text: str | None) -> str:
    """Return a text with Latin digits and without marks of direction and outer spaces."""
    if not text:
        return ""
    if not text.isascii():
        text = _MARKS.sub("", latin_digits(text[: 2 * LONGEST]))
    return text.strip()
