"""One city: where it lies, how it measures, counts its days and speaks; and its districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import shapely
from shapely import Geometry

LEARNED = "learned"  # the kind of a place that a person once gave to an address


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
    """

    key: str
    name: dict[str, str]
    centre: tuple[float, float]
    extent: tuple[float, float, float, float]
    epsg: int
    timezone: str
    calendar: str = "jalali"
    language: str = "fa"


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
        ``landmark``, ``neighbourhood``, ``crew_base`` or `LEARNED`.
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
