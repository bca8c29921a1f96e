"""Making texts comparable: one form for search while the original stays as it was written."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {ord(d): str(i) for base in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for i, d in enumerate(base)}
_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۀ": "ه",
        "أ": "ا",
        "إ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "آ": "ا",
    }
)
# Tatweel, direction controls, ZWNJ, ZWJ, BOM and soft hyphen do not say which word is meant.
_INVISIBLE = re.compile("[\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00]")
_SEPARATORS = re.compile(r"[\s_]+")
# Half surrogates cannot be written to any file.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

LONGEST_TEXT = 10_000


def latin_digits(text: str) -> str:
    """Replace Persian and Arabic digits by Latin ones; everything else stays."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """Return the search form of a text.

    Digits become Latin, Arabic letter variants become Persian, marks, tatweel and invisible
    characters go, case is folded and runs of white space become one space.
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # Taking letters apart leaves Arabic ones (ئ becomes ي), so they are made Persian again.
    text = _INVISIBLE.sub("", latin_digits(text.translate(_LETTERS)))
    # Some letters become many; what is cut must be cut again to stay the same.
    return _SEPARATORS.sub(" ", text.casefold()).strip()[:LONGEST_TEXT].strip()


def clean(text: str) -> str:
    """Return the text as it may be stored and shown.

    Control characters and bidirectional overrides, which could flip what stands beside them,
    are removed; nothing else is changed. Longer texts are cut at `LONGEST_TEXT` characters.
    """
    return _CONTROLS.sub("", text[:LONGEST_TEXT])
