"""Where rows are: coordinates in any of the usual systems, in metres of the city, or not at all.

A coordinate that is impossible is never mended by guess; it is named, and its row set aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import Refused
from data.importers.map_links import point_of
from data.importers.numbers import as_floats
from data.importers.reasons import Reason
from data.importers.shapes import system_advice, transformer
from data.importers.tables import Column, RawTable
from data.model.city import City
from data.projection import lonlat_to_metres, metres_to_lonlat
from resources.text import _, digits, number

Floats = NDArray[np.float64]
DEGREES = 4326
STACK = 50  # events on one coordinate from which it is named as a possible default
STACK_SHARE = 0.002


@dataclass(frozen=True, eq=False)
class Positions:
    """Places of the rows of a table.

    Attributes
    ----------
    x, y : ndarray of float64, shape (n,)
        Metres of the city; NaN where there is no point or an impossible one.
    problem : ndarray of uint8, shape (n,)
        `Reason` of an impossible point, 0 elsewhere.
    warnings : tuple of str
    """

    x: Floats
    y: Floats
    problem: NDArray[np.uint8]
    warnings: tuple[str, ...] = ()


def read_positions(
    raw: RawTable, mapping: Mapping[str, str], city: City, epsg: int | None
) -> Positions:
    """Return where the rows are.

    Parameters
    ----------
    epsg : int, optional
        What the user says of the coordinates; it stands above what the file says, and both
        above what the values look like.

    Raises
    ------
    Refused
        When a layer does not say its coordinate system and nobody else does.
    """
    a, b, problem = _coordinates(raw, mapping)
    given = np.isfinite(a) & np.isfinite(b) & (problem == Reason.NONE)
    zero = given & (a == 0) & (b == 0)
    problem[zero] = Reason.ZERO_POINT
    given &= ~zero
    system = coordinate_system(raw, a[given], b[given], city, epsg)
    lon, lat, x, y = (np.full(len(a), np.nan) for _axis in range(4))
    lon[given], lat[given], x[given], y[given] = _placed(a[given], b[given], system, city)
    inside = given & within(city, lon, lat)
    outside = np.flatnonzero(given & ~inside)
    turned = _placed(b[outside], a[outside], system, city)
    swapped = within(city, turned[0], turned[1])
    problem[outside] = np.where(swapped, Reason.SWAPPED, Reason.OUTSIDE)
    x[~inside] = y[~inside] = np.nan
    warnings = (*_system_warning(system, given, inside), *_stacked(lon[given], lat[given]))
    return Positions(x, y, problem, warnings)


def within(city: City, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Return which places lie in the city's extent, edges included."""
    west, south, east, north = city.extent
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _coordinates(
    raw: RawTable, mapping: Mapping[str, str]
) -> tuple[Floats, Floats, NDArray[np.uint8]]:
    """Return both coordinates as they stand in the file and what is wrong with them."""
    size = len(raw)
    if raw.geometry is not None:
        return _of_geometry(raw.geometry)
    for first, second in (("lon", "lat"), ("x", "y")):
        if first in mapping and second in mapping:
            return _of_columns(raw.column(mapping[first]), raw.column(mapping[second]))
    problem = np.zeros(size, np.uint8)
    a, b = np.full(size, np.nan), np.full(size, np.nan)
    if "point" in mapping:
        for row, text in enumerate(raw.column(mapping["point"])):
            point = point_of(text) if text else None
            if point is not None:
                a[row], b[row] = point
    return a, b, problem


def _of_geometry(geometry: NDArray[np.object_]) -> tuple[Floats, Floats, NDArray[np.uint8]]:
    point = shapely.get_type_id(geometry) == shapely.GeometryType.POINT
    multi = shapely.get_type_id(geometry) == shapely.GeometryType.MULTIPOINT
    single = multi & (shapely.get_num_geometries(geometry) == 1)
    geometry = np.where(single, shapely.get_geometry(geometry, 0), geometry)
    other = ~shapely.is_missing(geometry) & ~(point | single)
    problem = np.where(other, Reason.NO_POINT_SHAPE, Reason.NONE).astype(np.uint8)
    # An empty point is no place, and GEOS has no coordinates for it.
    filled = (point | single) & ~shapely.is_empty(geometry)
    geometry = np.where(filled, geometry, None)
    a, b = shapely.get_x(geometry), shapely.get_y(geometry)
    problem[filled & ~(np.isfinite(a) & np.isfinite(b))] = Reason.FALSE_COORDINATES
    return a, b, problem


def _of_columns(first: Column, second: Column) -> tuple[Floats, Floats, NDArray[np.uint8]]:
    a, b = as_floats(first), as_floats(second)
    has_a, has_b = (
        np.fromiter((bool(t and not t.isspace()) for t in column), bool, len(column))
        for column in (first, second)
    )
    problem = np.zeros(len(a), np.uint8)
    problem[has_a != has_b] = Reason.HALF_POINT
    problem[has_a & has_b & ~(np.isfinite(a) & np.isfinite(b))] = Reason.FALSE_COORDINATES
    return a, b, problem


def coordinate_system(raw: RawTable, a: Floats, b: Floats, city: City, epsg: int | None) -> int:
    """Return the EPSG code in which the coordinates of a file are to be read.

    Parameters
    ----------
    a, b : ndarray of float64
        Some of the coordinates as they stand in the file.
    epsg : int, optional
        What the user says.

    Raises
    ------
    Refused
        When a layer does not say its system and the user does not either.
    """
    if epsg is not None:
        return epsg
    degrees = np.count_nonzero((np.abs(a) <= 180) & (np.abs(b) <= 180)) * 2 >= len(a)
    if raw.geometry is not None:
        if raw.epsg is None:
            raise Refused(
                _("این لایه دستگاه مختصات خود را نمی‌گوید؛ {advice}").format(advice=system_advice())
            )
        if raw.epsg != DEGREES or degrees:
            return raw.epsg
    return DEGREES if degrees else _metric_system(a, b, city)


def _metric_system(a: Floats, b: Floats, city: City) -> int:
    """Return the metric system in which most of the points, or of a sample, fall in the city."""
    zone = int((city.centre[0] + 180) // 6) + 1
    base = 32600 if city.centre[1] >= 0 else 32700
    candidates = [city.epsg, *(base + z for z in (zone, zone - 1, zone + 1) if 1 <= z <= 60), 3857]
    step = max(1, len(a) // 1_000)
    a, b = a[::step], b[::step]
    best, most = city.epsg, 0
    for candidate in candidates:
        inside = sum(
            int(np.count_nonzero(within(city, *_placed(first, second, candidate, city)[:2])))
            for first, second in ((a, b), (b, a))
        )
        if inside > most:
            best, most = candidate, inside
    return best


def _placed(a: Floats, b: Floats, system: int, city: City) -> tuple[Floats, Floats, Floats, Floats]:
    """Return longitude, latitude and metres; what cannot be projected is NaN."""
    if system == city.epsg:
        lon, lat = metres_to_lonlat(city, a, b)
        return lon, lat, a, b
    if system == DEGREES:
        lon, lat = a, b
    else:
        lon, lat = (np.asarray(v, float) for v in transformer(system, DEGREES).transform(a, b))
    fits = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    lon, lat = np.where(fits, lon, np.nan), np.where(fits, lat, np.nan)
    x, y = lonlat_to_metres(city, lon, lat)
    return lon, lat, x, y


def _system_warning(
    system: int, given: NDArray[np.bool_], inside: NDArray[np.bool_]
) -> tuple[str, ...]:
    if system != DEGREES and given.any() and not inside.any():
        return (_("هیچ نقطه‌ای درون شهر نیفتاد؛ {advice}").format(advice=system_advice()),)
    return ()


def _stacked(lon: Floats, lat: Floats) -> tuple[str, ...]:
    """Name coordinates that stand for "somewhere": whole degrees, and many rows on one point."""
    warnings = []
    whole = int(np.count_nonzero((lon == np.rint(lon)) & (lat == np.rint(lat))))
    if whole:
        warnings.append(
            _("{count} ردیف مختصات گردشده به درجه دارد؛ جای واقعی آن‌ها نیست.").format(
                count=number(whole)
            )
        )
    places, counts = np.unique(lon + 1j * lat, return_counts=True)
    for index in np.argsort(-counts, kind="stable")[:3]:
        if counts[index] >= max(STACK, STACK_SHARE * len(lon)):
            place = f"{places[index].real:.5f}, {places[index].imag:.5f}"
            warnings.append(
                _("{count} ردیف روی یک نقطه ({place}) است؛ شاید نشانی پیش‌فرض سامانه باشد.").format(
                    count=number(int(counts[index])), place=digits(place)
                )
            )
    return tuple(warnings)
