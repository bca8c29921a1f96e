"""Addresses and other texts of invented events, from a few thousand prepared ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.model.crews import Lot
from data.model.events import EventTable, Kind, Precision, Source
from data.model.streets import StreetTable

_FORMS = ("{street}، نرسیده به {cross}", "{street}، جنب بانک", "{street}، روبه‌روی داروخانه")
_SHORT = {"خیابان": "خ", "کوچهٔ": "ک", "بلوار": "بلوار", "بزرگراه": "بزرگراه"}
# Most complaints come by 137.
_REFERRERS = (*("سامانهٔ ۱۳۷",) * 6, "میز خدمت", "دیدار مردمی", "شورای شهر", "سامانهٔ ۱۱۱")
_OTHER_KINDS = ("برف و یخ", "برف و یخ", "زبالهٔ مانده")

_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

Texts = dict[str, Sequence[str | None]]


def persian(text: str) -> str:
    """Return a name with Persian digits, whatever language the program speaks."""
    return text.translate(_PERSIAN_DIGITS)


class Wording:
    """Chooses the texts of events from prepared ones, so that memory stays bounded."""

    def __init__(self, streets: StreetTable, lots: tuple[Lot, ...], seed: int) -> None:
        rng = np.random.Generator(np.random.PCG64([seed, 3]))
        names = [_shortened(name) for name in streets.names]
        cross = _neighbours(len(names), rng)
        self._addresses = np.array(
            [
                [form.format(street=name, cross=names[other]) for form in _FORMS]
                for name, other in zip(names, cross.tolist(), strict=True)
            ],
            object,
        )
        self._lots = np.array([lot.name for lot in lots], object)

    def texts(self, table: EventTable, street: NDArray[np.int32]) -> Texts:
        """Return text columns for rows, chosen by their time so that no more chance is needed.

        Parameters
        ----------
        street : ndarray of int32, shape (n,)
            Index of each row's street name.
        """
        dice = table.time
        told = table.source == Source.COMPLAINT
        other = table.kind == Kind.NOT_OBSTRUCTION
        return {
            "address": self._address(table, street),
            "referrer": _chosen(told, np.array(_REFERRERS, object), dice),
            "kind_text": _chosen(other, np.array(_OTHER_KINDS, object), dice),
            "lot": _chosen(table.source == Source.IMPOUND, self._lots, dice),
        }

    def _address(self, table: EventTable, street: NDArray[np.int32]) -> list[str | None]:
        address = np.full(len(table), None, object)
        rows = np.flatnonzero((table.precision == Precision.STREET) & (street >= 0))
        address[rows] = self._addresses[street[rows], table.time[rows] % len(_FORMS)]
        address[table.precision == Precision.DISTRICT] = "نشانی ناقص"
        return address.tolist()


def _chosen(
    mask: NDArray[np.bool_], words: NDArray[np.object_], dice: NDArray[np.int64]
) -> list[str | None]:
    column = np.full(len(mask), None, object)
    rows = np.flatnonzero(mask)
    column[rows] = words[dice[rows] // 7 % len(words)]
    return column.tolist()


def _shortened(name: str) -> str:
    word, _space, rest = name.partition(" ")
    return f"{_SHORT.get(word, word)} {rest}"


def _neighbours(count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return another street for each; names are numbered by quarter, so a near number is near."""
    return np.clip(np.arange(count) + rng.choice([-2, -1, 1, 2], count), 0, max(count - 1, 0))
