"""What may stand in a cell of a spreadsheet: no text that it would compute."""

from __future__ import annotations

import re

# Spaces and marks of direction before the sign do not keep every program from computing.
_FORMULA = re.compile("[ \u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[=+\\-@\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def safe_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; real numbers stay as they are.

    A text that would be computed gets an apostrophe before it (OWASP, CSV injection).
    """
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
