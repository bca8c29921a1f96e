"""Telling whether a row has come before: by the source's own id, else by all it says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from data.folding import fold
from data.model.events import Source

MOST_REMEMBERED = 50_000  # folded texts
_UNIT = "\x1f"  # stands between texts and in none of them


def fingerprints(
    source: Source,
    ids: Sequence[str | None] | None,
    fields: Mapping[str, Sequence[str | None]],
    rows: NDArray[np.intp],
) -> NDArray[np.int64]:
    """Return one number a row, equal for rows that are duplicates of each other.

    Parameters
    ----------
    source : Source
        Ids of different sources do not meet.
    ids : sequence of (str or None), optional
        The source's own ids.
    fields : dict of str to sequence of (str or None)
        Mapped texts a row; they count where there is no id. Empty ones do not.
    rows : ndarray of int, shape (n,)
        Positions of the rows that are meant.

    Returns
    -------
    ndarray of int64, shape (n,)

    Notes
    -----
    The first 64 bits of BLAKE2b: stable over versions, and among ten million rows two different
    ones meet with a probability below one in 100,000.
    """
    result = np.empty(len(rows), np.int64)
    columns = [(name, fields[name]) for name in sorted(fields)]
    memory: dict[str, str] = {}
    for place, row in enumerate(rows.tolist()):
        own = ids[row] if ids is not None else None
        if own and not own.isspace():
            parts = [str(int(source)), "id", _folded(own, memory)]
        else:
            parts = [str(int(source)), "row"]
            for name, column in columns:
                text = column[row]
                if text and not text.isspace():
                    parts.append(f"{name}={_folded(text, memory)}")
        digest = hashlib.blake2b(_UNIT.join(parts).encode("utf-8", "replace"), digest_size=8)
        result[place] = int.from_bytes(digest.digest(), "little", signed=True)
    return result


def _folded(text: str, memory: dict[str, str]) -> str:
    if text.isascii():
        return " ".join(text.split()).casefold()
    if text not in memory:
        if len(memory) > MOST_REMEMBERED:
            memory.clear()
        memory[text] = fold(text)
    return memory[text]


def repeated(fingerprint: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which rows came before, in the workspace or higher up in the same table.

    Parameters
    ----------
    known : ndarray of int64, shape (m,)
        Fingerprints of the workspace, sorted.
    """
    again = np.ones(len(fingerprint), bool)
    again[np.unique(fingerprint, return_index=True)[1]] = False
    if len(known):
        place = np.minimum(np.searchsorted(known, fingerprint), len(known) - 1)
        again |= known[place] == fingerprint
    return again
