"""Breaks texts into lines between words, by whatever measures a word."""

from __future__ import annotations

from collections.abc import Callable

Measure = Callable[[str], float]


def text_width(text: str, measure: Measure) -> float:
    """Return the width of a text on one line, its words one space apart."""
    words = text.split()
    return sum(measure(word) for word in words) + measure(" ") * max(0, len(words) - 1)


def break_lines(text: str, width: float, measure: Measure) -> list[str]:
    """Return a text in lines no wider than ``width``, at least one; a longer word is cut.

    Words are measured one by one: letters join only within a word, so the widths add up, and a
    measure that keeps what it measured makes hundreds of rows cheap.

    Parameters
    ----------
    measure : callable
        Returns the width of a word, or of a space, in the unit of ``width``.
    """
    space = measure(" ")
    lines, used = [""], 0.0
    for word in text.split():
        for part in _parts(word, width, measure):
            needed = measure(part)
            if not lines[-1]:
                lines[-1], used = part, needed
            elif used + space + needed > width:
                lines.append(part)
                used = needed
            else:
                lines[-1] += " " + part
                used += space + needed
    return lines


def elide(text: str, width: float, measure: Measure) -> str:
    """Return the text, or as many of its words as fit on one line, with an ellipsis."""
    if text_width(text, measure) <= width:
        return text
    return break_lines(text, width - measure("…"), measure)[0] + "…"


def _parts(word: str, width: float, measure: Measure) -> list[str]:
    needed = measure(word)
    if needed <= width or len(word) < 2:
        return [word]
    fits = min(max(1, int(len(word) * width / needed * 0.9)), len(word) - 1)
    return [*_parts(word[:fits], width, measure), *_parts(word[fits:], width, measure)]
