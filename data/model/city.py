"""One city: where it lies, how it measures, counts its days and speaks; and its districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely import Geometry

Holiday = tuple[int, int, int]  # year (0: every year), month and day of the city's calendar
LEARNED = "learned"  # the kind of a place that a person once gave to an address
# Kinds of places that belong to the ground of the map, the wider before the finer.
GROUND_KINDS = ("quarter", "neighbourhood", "landmark", "amenity")


@dataclass(frozen=True, slots=True)
class City:
    """A city profile, read from TOML once and kept in the workspace.

    Attributes
    ----------
    key : str
        Short Latin name, ``tabriz``.
    name : dict of str
        Names by language.
    centre : tuple of float
        Longitude and latitude in degrees.
    extent : tuple of float
        West, south, east, north in degrees; places outside are set aside.
    epsg : int
        Code of a projected coordinate system in metres.
    timezone : str
        IANA name.
    calendar : str
        ``jalali`` or ``gregorian``.
    language : str
        ``fa`` or ``en``.
    weekend : tuple of int
        Weekdays on which offices are closed, 0 = Saturday … 6 = Friday.
    holidays : tuple of Holiday
        Public holidays; which lunar ones are known differs from city to city and year to year.
    """

    key: str
    name: dict[str, str]
    centre: tuple[float, float]
    extent: tuple[float, float, float, float]
    epsg: int
    timezone: str
    calendar: str = "jalali"
    language: str = "fa"
    weekend: tuple[int, ...] = (6,)
    holidays: tuple[Holiday, ...] = ()

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> City:
        """Return the city of ``dataclasses.asdict``, also after JSON turned tuples to lists."""
        row = dict(row)
        row["centre"] = tuple(float(v) for v in row["centre"])
        row["extent"] = tuple(float(v) for v in row["extent"])
        row["epsg"] = int(row["epsg"])
        row["weekend"] = tuple(int(day) for day in row.get("weekend", (6,)))
        row["holidays"] = tuple((int(y), int(m), int(d)) for y, m, d in row.get("holidays", ()))
        return cls(**row)


@dataclass(frozen=True, slots=True, eq=False)
class District:
    """One district in the validity of one boundary.

    Attributes
    ----------
    number : int
        1 and up.
    name : str
        In the city's language.
    geometry : shapely Polygon or MultiPolygon
        In metres of the city's coordinate system.
    schematic : bool
        Whether the boundary is invented and must be labelled so.
    residents, residents_year, area_km2, source
        Published figures with their year and source; None or empty where not known.
    valid_from, valid_to : int, optional
        Day numbers between which the boundary holds; the end is exclusive.
    """

    number: int
    name: str
    geometry: Geometry
    schematic: bool = False
    residents: int | None = None
    residents_year: str = ""
    area_km2: float | None = None
    source: str = ""
    valid_from: int | None = None
    valid_to: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A named point or quarter that people use to say where something is.

    Attributes
    ----------
    name : str
    x, y : float
        Metres.
    kind : str
        One of `GROUND_KINDS`, ``crew_base`` or `LEARNED`.
    aliases : tuple of str
        Other names and spellings of the same place.
    source, confidence : str
        Where the position comes from and how sure it is.
    """

    name: str
    x: float
    y: float
    kind: str = "landmark"
    aliases: tuple[str, ...] = field(default=())
    source: str = ""
    confidence: str = ""


def extent_of(districts: Sequence[District]) -> tuple[float, float, float, float]:
    """Return west, south, east, north in metres of one district or more together."""
    west, south, east, north = shapely.total_bounds([d.geometry for d in districts]).tolist()
    return west, south, east, north
