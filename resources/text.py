"""Words, digits and direction.

The message ids of gettext are the Persian source texts, so a missing catalogue still shows
Persian. The language is chosen once for the process and may be changed while it runs; texts are
translated at the moment they are shown, never at import.
"""

from __future__ import annotations

import functools
import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("fa", "en")

_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_ISOLATE_LTR, _ISOLATE_RTL, _ISOLATE_ANY, _POP = "\u2066", "\u2067", "\u2068", "\u2069"
_ARABIC_LETTER_MARK = "\u061c"


class _State:
    language = "fa"


_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("gozar", LOCALE_DIR, languages=[language], fallback=True)


def set_language(language: str) -> None:
    """Choose the language of every text from now on: ``fa`` or ``en``."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language!r}")
    _State.language = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use another language within a block, in this thread only."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language!r}")
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """Return the language in use."""
    return _spoken.get() or _State.language


def is_rtl() -> bool:
    """Return whether the language in use runs from right to left."""
    return language() == "fa"


def _(message: str) -> str:
    """Translate a Persian source text into the language in use."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a text whose form depends on a count."""
    return _catalogue(language()).ngettext(singular, plural, count)


def digits(text: object) -> str:
    """Write the digits of a text in the script of the language in use."""
    return str(text).translate(_PERSIAN_DIGITS) if is_rtl() else str(text)


def number(value: float, decimals: int = 0) -> str:
    """Write a number with grouping: ۱٬۲۳۴٬۵۶۷ and ۱۲٫۵ in Persian, 1,234,567 and 12.5 else."""
    text = f"{value:z,.{decimals}f}"  # z: no minus before what rounds to zero
    if not is_rtl():
        return text.replace("-", "\u2212")
    text = text.replace(",", "٬").replace(".", "٫").translate(_PERSIAN_DIGITS)
    # A minus before right-to-left digits needs a mark to stay on the number's left.
    return text.replace("-", "\u200e\u2212")


def percent(share: float, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as a percentage.

    The Persian sign stands on the number's left whatever letters are around; by itself the
    bidirectional algorithm would set it on the right where no letter comes before.
    """
    text = number(share * 100, decimals)
    if not is_rtl():
        return text + "%"
    return f"{_ISOLATE_RTL}{_ARABIC_LETTER_MARK}{text}٪{_POP}"


def isolate(text: str, *, ltr: bool = False) -> str:
    """Wrap foreign text so that its direction cannot disturb its surroundings.

    Controls of direction inside it go: one that closes an isolate would let the rest out.
    """
    return (_ISOLATE_LTR if ltr else _ISOLATE_ANY) + text.translate(_DIRECTIONS) + _POP


def localised(names: dict[str, str]) -> str:
    """Pick the name in the language in use from ``{"fa": …, "en": …}``."""
    return names.get(language()) or names.get("fa") or next(iter(names.values()), "")
