"""Where the header of a city's sheet is: below its titles, in one row or in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.errors import BadInput
from data.folding import clean, latin_digits
from data.importers.vocabulary import known_column
from resources.text import _, digits

Cells = Sequence[str | None]

MOST_COLUMNS = 2_000

_VALUE = re.compile(r"[\d\s.,:/٫٬+\-()%]+(?:am|pm)?|true|false|null|nan", re.IGNORECASE)


def find_header(head: Sequence[Cells]) -> tuple[tuple[str, ...], int]:
    """Return the columns' names and how many rows stand before the first row of data.

    Parameters
    ----------
    head : sequence of sequence of (str or None)
        The first rows that are not empty.

    Notes
    -----
    The row, or two rows one below the other, with the most names of known columns is the
    header. Without any known name the first row is, if it holds texts only and is as wide as
    what follows; else the table has no header and its columns are numbered.
    """
    if max((_filled_width(row) for row in head), default=0) > MOST_COLUMNS:
        raise BadInput(_("این جدول بیش از اندازه ستون دارد؛ ستون‌های بی‌کاربرد را بردارید."))
    width = _usual_width(head)
    # Titles are narrower than the table; below its first wide row only data stand.
    first_wide = next((i for i, row in enumerate(head) if _filled(row) * 2 > width), len(head))
    best = _most_known(head, first_wide)
    if best is None:
        best = _first_of_texts(head, width)
    names, used = best if best is not None else ((), 0)
    return _unique(names, max(width, _filled_width(names))), used


def _most_known(head: Sequence[Cells], last: int) -> tuple[Cells, int] | None:
    best, best_score = None, 0
    for index, row in enumerate(head[: last + 1]):
        candidates = [(row, index + 1)]
        below = head[index + 1] if index + 1 < len(head) else ()
        if _is_merged(row, below) and _looks_like_names(below):
            candidates.append((_stacked(row, below), index + 2))
        for names, used in candidates:
            if not _looks_like_names(row):
                continue
            score = sum(1 for name in names if name and known_column(name))
            if score > best_score:
                best, best_score = (names, used), score
    # A title of one cell may hold a known word; a header of one cell is a table of one column.
    if best is not None and (best_score > 1 or _filled(best[0]) > 1 or _filled_width(head[-1]) < 2):
        return best
    return None


def _first_of_texts(head: Sequence[Cells], width: int) -> tuple[Cells, int] | None:
    for index, row in enumerate(head):
        if _filled(row) * 2 > width:
            fits = _looks_like_names(row) and len({c for c in row if c}) == _filled(row)
            return (row, index + 1) if fits else None
    return None


def _is_merged(upper: Cells, lower: Cells) -> bool:
    """Return whether names may go on below: a group's merged cell leaves gaps beside it.

    A title stands alone in its row; a header without gaps is followed by data.
    """
    padded = [*upper, *([None] * len(lower))]
    return _filled(upper) > 1 and any(b and not a for a, b in zip(padded, lower, strict=False))


def _stacked(upper: Cells, lower: Cells) -> list[str | None]:
    """Join a header of two rows: a merged cell above counts for all its columns below."""
    names: list[str | None] = []
    group: str | None = None
    for index in range(max(len(upper), len(lower))):
        above = upper[index] if index < len(upper) else None
        below = lower[index] if index < len(lower) else None
        group = above or (group if below else None)
        if below and group and not known_column(below):
            names.append(f"{group} {below}")
        else:
            names.append(below or above)
    return names


def _looks_like_names(row: Cells) -> bool:
    texts = [cell.strip() for cell in row if cell and cell.strip()]
    return bool(texts) and not any(_VALUE.fullmatch(latin_digits(text)) for text in texts)


def _filled(row: Cells) -> int:
    return sum(1 for cell in row if cell and cell.strip())


def _filled_width(row: Cells) -> int:
    return max((i + 1 for i, cell in enumerate(row) if cell and cell.strip()), default=0)


def _usual_width(head: Sequence[Cells]) -> int:
    """Return the width of most rows, so that one row with a stray separator widens nothing."""
    widths = sorted(_filled_width(row) for row in head)
    return widths[len(widths) // 2] if widths else 0


def _unique(names: Cells, width: int) -> tuple[str, ...]:
    result: dict[str, None] = {}
    counts: dict[str, int] = {}
    for index in range(width):
        text = names[index] if index < len(names) else None
        name = " ".join(clean(text).split()) if text else ""
        name = name or digits(_("ستون {number}").format(number=index + 1))
        candidate = name
        while candidate in result:
            counts[name] = counts.get(name, 1) + 1
            candidate = f"{name} ({counts[name]})"
        result[candidate] = None
    return tuple(result)
