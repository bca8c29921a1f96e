"""Dates with the month's name: «۳ مهر ۱۴۰۴», 24 October 2011, Apr 3, 2018."""

from __future__ import annotations

import re

from data.calendar import gregorian_day, jalali_day
from data.errors import BadInput
from data.folding import fold

_JALALI = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "ابان", "اذر", "دی", "بهمن", "اسفند"),
)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PERSIAN_GREGORIAN = (
    *("ژانویه", "فوریه", "مارس", "اوریل", "مه", "ژوین", "ژوییه"),
    *("اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
)
_LONG = re.compile(
    r"(?:january|february|march|april|june|july|august|september|october|november"
    r"|december|sept|[a-z]{3})"
)
_PARTS = re.compile(r"[\s,،/.\-]+")


def day_of_words(text: str) -> int | None:
    """Return the day number of a date whose month is a word, None where there is no such day."""
    parts = [part for part in _PARTS.split(fold(text)) if part]
    words = [part for part in parts if not part.isdigit() and _month(part)]
    numbers = [int(part) for part in parts if part.isdigit() and len(part) <= 4]
    if len(words) != 1 or len(numbers) != 2:
        return None
    month, jalali = _month(words[0])  # type: ignore[misc]
    year, day = max(numbers), min(numbers)
    try:
        return jalali_day(year, month, day) if jalali else gregorian_day(year, month, day)
    except BadInput:
        return None


def _month(word: str) -> tuple[int, bool] | None:
    """Return the month's number and whether it is Jalali."""
    if word in _JALALI:
        return _JALALI.index(word) + 1, True
    if word in _PERSIAN_GREGORIAN:
        return _PERSIAN_GREGORIAN.index(word) + 1, False
    if _LONG.fullmatch(word) and word[:3] in _ENGLISH:
        return _ENGLISH.index(word[:3]) + 1, False
    return None
