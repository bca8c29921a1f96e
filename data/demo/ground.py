"""Where things can happen: straight pieces of kerb, and the invented places that draw people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.demo.wording import persian
from data.locating import district_table
from data.model.city import District, Place
from data.model.streets import StreetClass, StreetTable

Weights = NDArray[np.float64]

_HALF_WIDTH = np.array([13.0, 7.5, 4.0])  # m from the middle to the kerb, by StreetClass
_NEAR_BORDER = 40.0  # m: pieces whose events may lie in another district


@dataclass(frozen=True, eq=False)
class Ground:
    """Straight pieces of street, then spots (a shop front, a corner), as columns.

    Attributes
    ----------
    start, step, normal : ndarray of float64, shape (p, 2)
        An event lies at ``start + t * step + offset * normal``, t from 0 to 1, metres.
    half_width, spread : ndarray of float64, shape (p,)
        Metres: ``offset`` is plus or minus ``half_width``, and up to ``spread`` more or less.
    street : ndarray of int32, shape (p,)
        Index of the street's name; -1 where it has none.
    district : ndarray of int16, shape (p,)
        Number of the district in which the middle lies.
    border : ndarray of bool, shape (p,)
        Whether an event of this piece may lie in another district.
    length, rank : ndarray, shape (p,)
        Metres and `StreetClass`.
    """

    start: Weights
    step: Weights
    normal: Weights
    half_width: Weights
    spread: Weights
    street: NDArray[np.int32]
    district: NDArray[np.int16]
    border: NDArray[np.bool_]
    length: Weights
    rank: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.rank)

    @property
    def middle(self) -> Weights:
        """The middle of each piece, shape (p, 2)."""
        return self.start + self.step / 2

    @classmethod
    def of_streets(cls, streets: StreetTable, districts: tuple[District, ...]) -> Ground:
        """Return the straight pieces of all streets."""
        first = np.delete(np.arange(len(streets.xy)), streets.offsets[1:] - 1)
        segment = np.repeat(np.arange(len(streets)), np.diff(streets.offsets) - 1)
        start, step = streets.xy[first], streets.xy[first + 1] - streets.xy[first]
        length = np.hypot(*step.T)
        rank = streets.rank[segment]
        middle = start + step / 2
        return cls(
            start=start,
            step=step,
            normal=np.stack([-step[:, 1], step[:, 0]], axis=1) / np.maximum(length, 1e-9)[:, None],
            half_width=_HALF_WIDTH[rank],
            spread=np.full(len(rank), 2.0),
            street=streets.name[segment],
            district=_own_district(middle, districts),
            border=_near_border(middle, length / 2 + _NEAR_BORDER, districts),
            length=length,
            rank=rank,
        )

    def with_spots(self, pieces: NDArray[np.int64], size: float) -> Ground:
        """Return the ground with a spot added in the middle of some pieces.

        Parameters
        ----------
        pieces : ndarray of int64
        size : float
            Length of kerb in metres; 0 stacks all events on one coordinate.
        """
        length = np.maximum(self.length[pieces, None], 1e-9)
        kerb = self.middle[pieces] + self.normal[pieces] * self.half_width[pieces, None]
        step = self.step[pieces] / length * size
        added = {
            "start": kerb - step / 2,
            "step": step,
            "normal": self.normal[pieces],
            "half_width": np.zeros(len(pieces)),
            "spread": np.full(len(pieces), min(size, 1.5)),
            "length": np.zeros(len(pieces)),
        }
        columns = {
            name: np.concatenate([column, added[name] if name in added else column[pieces]])
            for name, column in vars(self).items()
        }
        return Ground(**columns)

    def near(self, x: float, y: float, width: float) -> Weights:
        """Return a bell of a standard width in metres around a place, times length, shape (p,)."""
        squared = ((self.middle - (x, y)) ** 2).sum(axis=1)
        return self.length * np.exp(-squared / (2 * width**2))

    def nearest(self, x: float, y: float, rank: StreetClass | None = None) -> int:
        """Return the piece (of a rank) nearest to a place; spots do not count."""
        away = ((self.middle - (x, y)) ** 2).sum(axis=1)
        away = np.where(self.length > 15.0, away, np.inf)
        if rank is not None and np.any(self.rank == rank):
            away = np.where(self.rank == rank, away, np.inf)
        return int(np.argmin(away))


def _own_district(xy: Weights, districts: tuple[District, ...]) -> NDArray[np.int16]:
    """Return the district of each point, for one in a gap between districts the nearest."""
    number = district_table(districts).label(xy[:, 0], xy[:, 1])
    lost = np.flatnonzero(number == 0)
    away = [shapely.distance(shapely.points(xy[lost]), d.geometry) for d in districts]
    number[lost] = np.array([d.number for d in districts])[np.argmin(away, axis=0)]
    return number


def _near_border(xy: Weights, reach: Weights, districts: tuple[District, ...]) -> NDArray[np.bool_]:
    borders = shapely.union_all([shapely.boundary(d.geometry) for d in districts])
    shapely.prepare(borders)
    return shapely.dwithin(shapely.points(xy), borders, reach)


@dataclass(frozen=True, eq=False)
class Attractions:
    """Invented places that draw traffic, and how much draws where.

    Attributes
    ----------
    places : tuple of Place
        Hospitals, markets and the stadium, for the map and for naming.
    homes, shops : ndarray of float64, shape (p,)
        Weight of each piece where people live and where they shop.
    schools, hospitals, markets, stadium : ndarray of float64, shape (p,)
        Weight of each piece around those places.
    """

    places: tuple[Place, ...]
    homes: Weights
    shops: Weights
    schools: Weights
    hospitals: Weights
    markets: Weights
    stadium: Weights


def make_attractions(
    ground: Ground,
    districts: tuple[District, ...],
    core: tuple[float, float],
    rng: np.random.Generator,
) -> Attractions:
    """Scatter schools by residents, hospitals and markets on larger streets, and one stadium.

    Parameters
    ----------
    core : tuple of float
        Where the city's trade is thickest, metres.
    """
    homes = _homes(ground, districts)
    squared = ((ground.middle - core) ** 2).sum(axis=1)
    centre = 0.07 + np.exp(-squared / (2 * 1_300.0**2)) + 2.2 * np.exp(-squared / (2 * 430.0**2))
    busy = ground.length * np.array([2.2, 1.7, 0.45])[ground.rank] * centre
    large = np.where(ground.rank < StreetClass.LOCAL, homes, 0.0)
    spots = {
        "مدرسهٔ": _scatter(homes, 72, rng),
        "بیمارستان": _scatter(large, 9, rng),
        "بازارچهٔ": _scatter(large, 14, rng),
        "ورزشگاه": _scatter(np.where(ground.rank == StreetClass.ARTERIAL, homes, 0.0), 1, rng),
    }
    bells = {
        word: _bells(ground, pieces, width, rng)
        for (word, pieces), width in zip(spots.items(), (90.0, 170.0, 150.0, 420.0), strict=True)
    }
    markets = bells["بازارچهٔ"]
    return Attractions(
        places=tuple(p for word in list(spots)[1:] for p in _named(word, ground, spots[word])),
        homes=homes,
        shops=busy / busy.sum() + 0.22 * markets,
        schools=bells["مدرسهٔ"],
        hospitals=bells["بیمارستان"],
        markets=markets,
        stadium=bells["ورزشگاه"],
    )


def _homes(ground: Ground, districts: tuple[District, ...]) -> Weights:
    """Spread the residents of every district over its streets."""
    weight = ground.length * np.array([0.5, 0.8, 1.0])[ground.rank]
    for district in districts:
        rows = ground.district == district.number
        total = weight[rows].sum()
        if total > 0:
            weight[rows] *= (district.residents or 100_000) / total
    weight[ground.district == 0] = 0.0
    return weight / weight.sum()


def _scatter(weight: Weights, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    share = weight / weight.sum()
    count = min(count, int(np.count_nonzero(share)))
    return rng.choice(len(weight), count, replace=False, p=share)


def _bells(
    ground: Ground, pieces: NDArray[np.int64], width: float, rng: np.random.Generator
) -> Weights:
    total = np.zeros(len(ground))
    sizes = rng.uniform(0.4, 1.6, len(pieces))
    for (x, y), size in zip(ground.middle[pieces].tolist(), sizes, strict=True):
        bell = ground.near(x, y, width)
        total += size * bell / bell.sum()
    return total / total.sum()


def _named(word: str, ground: Ground, pieces: NDArray[np.int64]) -> list[Place]:
    one = len(pieces) == 1
    return [
        Place(
            f"{word} نمایشی" if one else persian(f"{word} نمایشی {number}"), x, y, source="نمایشی"
        )
        for number, (x, y) in enumerate(ground.middle[pieces].tolist(), 1)
    ]
