"""The gazetteer: names and spellings by which people say where something is.

It learns from places, their aliases and the names of streets, and offers candidates for a
written address; a person chooses. Nothing is ever placed on a candidate by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from data.folding import clean, fold
from data.importers.map_links import point_of
from data.model.city import LEARNED, Place
from data.model.streets import StreetTable

__all__ = ["Candidate", "Gazetteer", "point_of"]

_NO_WORD = re.compile(r"[^\w\s]+")
# Words that say what a thing is, not which; addresses shorten and leave them out freely.
_GENERIC = frozenset(
    (
        *(
            "خیابان",
            "خ",
            "بلوار",
            "بل",
            "میدان",
            "م",
            "کوچه",
            "ک",
            "کوی",
            "محله",
            "شهرک",
            "سه",
            "راه",
        ),
        *("چهارراه", "سهراه", "فلکه", "پل", "بازار", "پارک", "اتوبان", "بزرگراه", "جاده", "نبش"),
        *("جنب", "روبروی", "روبه", "روی", "مقابل", "نرسیده", "به", "بعد", "از", "قبل", "تقاطع"),
        *("ابتدای", "انتهای", "پلاک", "شهید", "street", "st", "avenue", "ave", "road", "rd"),
        *("square", "sq", "boulevard", "blvd", "lane", "ln", "drive", "dr", "the"),
    )
)
# Where one name in an address ends and the next thing begins.
_APART = re.compile(r"[،,؛;:()\[\]\n\r/–—-]+")
_BEGINS_NEXT = frozenset(
    (
        *("پلاک", "نبش", "جنب", "روبروی", "روبه", "مقابل", "نرسیده", "بعد", "قبل", "تقاطع"),
        *("ابتدای", "انتهای", "کوچه", "ک", "near", "opposite", "at", "and"),
    )
)
_HOUSE_NUMBER = re.compile(r"\d+\s+(?=[a-z])", re.IGNORECASE)
_LONGEST_NAME = 6  # words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place an address may mean.

    Attributes
    ----------
    name : str
        As the city writes it.
    x, y : float
        Metres; of a street the middle of one segment, to show it, not to place on it.
    kind : str
        ``landmark``, ``neighbourhood``, ``crew_base``, ``street``, or ``learned`` of a place that
        a person once gave to a row.
    score : float
        0 to 1: which share of the name's letters the address says, fuller names first.
    """

    name: str
    x: float
    y: float
    kind: str
    score: float


class Gazetteer:
    """Names, each known by the folded words that tell it from others."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[str, float, float, str]]] = {}

    @classmethod
    def of(cls, places: Iterable[Place], streets: StreetTable | None = None) -> Gazetteer:
        """Return a gazetteer that knows the places and the named streets."""
        gazetteer = cls()
        for place in places:
            for name in (place.name, *place.aliases):
                gazetteer.learn(name, place.x, place.y, place.kind, shown=place.name)
        if streets is not None and len(streets):
            gazetteer._learn_streets(streets)
        return gazetteer

    def learn(self, name: str, x: float, y: float, kind: str, *, shown: str = "") -> None:
        """Add a name or alias; a name of generic words only is not learnt.

        Of what persons taught under one name the newest stands.
        """
        key = _key(name)
        if key:
            entry = (clean(shown or name), float(x), float(y), kind)
            entries = self._names.setdefault(key, [])
            if kind == LEARNED:
                entries[:] = [known for known in entries if known[3] != LEARNED]
            if entry not in entries:
                entries.append(entry)

    def _learn_streets(self, streets: StreetTable) -> None:
        known, first = np.unique(streets.name, return_index=True)
        for index, segment in zip(known.tolist(), first.tolist(), strict=True):
            if index >= 0:
                middle = (streets.offsets[segment] + streets.offsets[segment + 1]) // 2
                x, y = streets.xy[min(middle, len(streets.xy) - 1)]
                self.learn(streets.names[index], x, y, "street")

    def __len__(self) -> int:
        return len(self._names)

    def find(self, address: str, limit: int = 8) -> tuple[Candidate, ...]:
        """Return what an address may mean, best first; empty when it names nothing known.

        What a person taught comes before what only looks alike.
        """
        words = _words(address)
        whole = sum(len(word) for word in words) or 1
        found: dict[tuple[str, float, float], Candidate] = {}
        for start in range(len(words)):
            for stop in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
                key = "".join(words[start:stop])
                for name, x, y, kind in self._names.get(key, ()):
                    score = len(key) / whole
                    known = found.get((name, x, y))
                    if known is None or known.score < score:
                        found[name, x, y] = Candidate(name, x, y, kind, score)
        ranked = sorted(
            found.values(),
            key=lambda c: (c.kind != LEARNED, -c.score, c.kind == "street", c.name),
        )
        return tuple(ranked[:limit])


def named_part(address: str) -> str:
    """Return the first part of an address that names a place; empty where none does.

    A part ends at a comma, at a word such as «پلاک» or «روبروی», and after as many words as a
    name may have; parts of generic words and numbers name nothing.
    """
    for part in _APART.split(clean(address)):
        chosen: list[str] = []
        for word in _HOUSE_NUMBER.sub("", part.strip(), count=1).split():
            ends = fold(word) in _BEGINS_NEXT and bool(_words(" ".join(chosen)))
            if ends or len(_words(" ".join([*chosen, word]))) > _LONGEST_NAME:
                break
            chosen.append(word)
        while chosen and (chosen[-1].isdecimal() or fold(chosen[-1]) in _BEGINS_NEXT):
            chosen.pop()
        name = " ".join(chosen)
        if _key(name) and not _key(name).isdecimal():
            return name
    return ""


def _words(text: str) -> list[str]:
    # A half-space inside a name is written as a space, as nothing or rightly: all are one.
    plain = _NO_WORD.sub(" ", fold(text.replace("\u200c", " ")))
    return [word for word in plain.split() if word not in _GENERIC]


def _key(name: str) -> str:
    return "".join(_words(name))
