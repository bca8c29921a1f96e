"""Numbers as cities write them: any digits, Persian or Latin points, thousands apart."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.folding import latin_digits

_MARKS = str.maketrans({"٫": ".", "٬": None, "\u200e": None, "\u200f": None, "−": "-", " ": None})


def as_float(text: str | None) -> float:
    """Return the number a text holds, NaN where it holds none.

    Persian signs use ``٫`` or ``/`` before the fraction; a comma between groups of three, or
    ``٬``, is left out, and a single other comma counts as the point.
    """
    if text is None:
        return math.nan
    try:
        value = float(text)
    except ValueError:
        value = _odd_float(text)
    return value if math.isfinite(value) else math.nan


def _odd_float(text: str) -> float:
    plain = latin_digits(text[:60]).translate(_MARKS).strip()
    if plain.count("/") == 1 and "." not in plain:
        plain = plain.replace("/", ".")
    head, _comma, tail = plain.rpartition(",")
    if "," in plain:
        decimal = plain.count(",") == 1 and "." not in plain and len(tail) != 3
        plain = f"{head}.{tail}" if decimal else plain.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return math.nan


def as_floats(column: Sequence[str | None]) -> NDArray[np.float64]:
    """Return the numbers of a column, shape (n,), NaN where a cell holds none."""
    return np.fromiter((as_float(text) for text in column), np.float64, len(column))


def as_int(text: str | None) -> int | None:
    """Return the whole number a text holds, None where it holds none."""
    value = as_float(text)
    return (
        int(value) if math.isfinite(value) and value.is_integer() and abs(value) < 2**53 else None
    )
