"""Puts the letters of a line where they are seen: runs of one direction, from left to right.

The writer of documents shapes a run well but keeps two runs of a line in the order of the text,
where the Unicode bidirectional algorithm (UAX 9) would set a number to the left of the Persian
name it follows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from resources.text import is_rtl

_ISOLATES, _POP = "\u2066\u2067\u2068", "\u2069"
_CONTROLS = re.compile("[\u061c\u2066-\u2069]")
_STRONG = {"L": False, "R": True, "AL": True}


def visual_runs(line: str, rtl: bool) -> list[tuple[str, bool]]:
    """Return the runs of a line from left to right, each in logical order.

    Isolates and the Arabic letter mark take part in the ordering and are left out of the runs.

    Parameters
    ----------
    line : str
        One line, already broken.
    rtl : bool
        Direction of the paragraph.

    Returns
    -------
    list of (str, bool)
        A run, and whether it is read from right to left.
    """
    if line.isascii() and not rtl:
        return [(line, False)] if line else []
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    base = TextDirection.RTL if rtl else TextDirection.LTR
    seen = BidiParagraph(_joined(line), base).get_reordered_characters()
    runs = []
    for level, part in groupby(seen, key=lambda letter: letter.embedding_level):
        places = sorted(letter.character_index for letter in part)
        text = _CONTROLS.sub("", line[places[0] : places[-1] + 1])
        if text:
            runs.append((text, level % 2 == 1))
    return runs


def _joined(line: str) -> str:
    """Return the line with each joiner replaced by the letter before it, for its direction.

    As UAX 9 section 5.2 has it, what joins letters is part of them: it must not end a run.
    """
    letters = list(line)
    for place, letter in enumerate(letters):
        if unicodedata.bidirectional(letter) == "BN":
            letters[place] = letters[place - 1] if place else " "
    return "".join(letters)


def is_rtl_text(text: str) -> bool | None:
    """Return the direction of the first letter that has one, None without any."""
    found = (_STRONG.get(unicodedata.bidirectional(letter)) for letter in text)
    return next((rtl for rtl in found if rtl is not None), None)


def directed(line: str) -> str:
    """Return a line that holds its direction in a writer that guesses it from the first letter."""
    return ("\u2067" if is_rtl() else "\u2066") + line + _POP


def without_controls(text: str) -> str:
    """Return a text without the characters that only order it."""
    return _CONTROLS.sub("", text)


def carried(lines: Iterable[str]) -> list[str]:
    """Return the lines of a paragraph with isolates that a break cut opened again."""
    opened, whole = "", []
    for line in lines:
        line = opened + line
        for control in _CONTROLS.findall(line[len(opened) :]):
            if control in _ISOLATES:
                opened += control
            elif control == _POP:
                opened = opened[:-1]
        whole.append(line + _POP * len(opened))
    return whole
