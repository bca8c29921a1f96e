"""Named points from the city's tables: neighbourhoods, lots and crew bases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely

from data.calendar import day_of
from data.feedback import Feedback, silent
from data.folding import fold
from data.importers.columns import checked_mapping
from data.importers.context import ImportContext
from data.importers.district_names import district_number
from data.importers.layer_rows import CheckedRows, Sieve, is_yes, raw_shapes, shapes_in_metres
from data.importers.numbers import as_int
from data.importers.positions import read_positions
from data.importers.reasons import reason_text
from data.importers.shapes import POLYGONS, Geometries, repaired_area
from data.importers.tables import RawTable
from data.locating import locate
from data.model.city import District, Place
from data.model.crews import Crew, Lot
from resources.text import _

_BETWEEN = re.compile(r"[،؛;|]+")


@dataclass(frozen=True, eq=False, kw_only=True)
class CheckedPlaces(CheckedRows):
    """Named places, and the areas of those that were drawn as one.

    Attributes
    ----------
    places : tuple of Place
    areas : tuple of District
        In metres; the number of each is that of the district it lies in, 0 outside.
    """

    places: tuple[Place, ...]
    areas: tuple[District, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class CheckedLots(CheckedRows):
    """Lots, numbered from 1 in the order of the file."""

    lots: tuple[Lot, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class CheckedCrews(CheckedRows):
    """Crews, numbered from 1 in the order of the file."""

    crews: tuple[Crew, ...]


def check_neighbourhoods(
    raw: RawTable,
    mapping: Mapping[str, str],
    context: ImportContext,
    feedback: Feedback | None = None,
) -> CheckedPlaces:
    """Check names with a point or an area; an area is kept, and stands at a point inside it."""
    sieve = Sieve(raw, checked_mapping(raw, "neighbourhoods", mapping), context)
    drawn = _areas(sieve)
    places: list[Place] = []
    areas: list[District] = []
    for row, name, x, y in named_points(sieve, feedback or silent()):
        aliases = (a.strip() for a in _BETWEEN.split(sieve.text(row, "aliases")))
        place = Place(
            name,
            x,
            y,
            "neighbourhood",
            tuple(alias for alias in aliases if alias),
            sieve.text(row, "source"),
            sieve.text(row, "confidence"),
        )
        places.append(place)
        if drawn[row] is not None:
            areas.append(
                District(_district_at(x, y, context), name, drawn[row], source=place.source)
            )
    return CheckedPlaces(places=tuple(places), areas=tuple(areas), **sieve.result(len(places)))


def _areas(sieve: Sieve) -> Geometries:
    """Return the valid areas of a layer in metres; None where a row has a point or nothing."""
    raw, mapping = sieve.raw, sieve.mapping
    if raw.geometry is None and "shape" not in mapping:
        return np.full(len(raw), None, object)
    shapes = shapes_in_metres(raw, mapping, sieve.context)
    areas = np.full(len(raw), None, object)
    for row in np.flatnonzero(np.isin(shapely.get_type_id(shapes), POLYGONS)).tolist():
        shape = shapes[row]
        areas[row] = shape if shapely.is_valid(shape) else repaired_area(shape)
    return areas


def _district_at(x: float, y: float, context: ImportContext) -> int:
    """Return the district in which a point lies today, 0 outside all of them."""
    today = np.array([day_of(context.now, context.city.timezone)])
    return int(locate(np.array([x]), np.array([y]), today, context.districts)[0])


def check_lots(
    raw: RawTable,
    mapping: Mapping[str, str],
    context: ImportContext,
    feedback: Feedback | None = None,
) -> CheckedLots:
    """Check the places where impounded vehicles are kept."""
    sieve = Sieve(raw, checked_mapping(raw, "lots", mapping), context)
    lots: list[Lot] = []
    for row, name, x, y in named_points(sieve, feedback or silent()):
        capacity = as_int(sieve.text(row, "capacity"))
        fits = capacity is not None and capacity > 0
        lots.append(Lot(len(lots) + 1, name, x, y, capacity if fits else None))
    return CheckedLots(lots=tuple(lots), **sieve.result(len(lots)))


def check_crews(
    raw: RawTable,
    mapping: Mapping[str, str],
    context: ImportContext,
    feedback: Feedback | None = None,
) -> CheckedCrews:
    """Check crews and where they start from; without a district the base's place tells it."""
    sieve = Sieve(raw, checked_mapping(raw, "crews", mapping), context)
    crews: list[Crew] = []
    for row, name, x, y in named_points(sieve, feedback or silent()):
        told = district_number(sieve.text(row, "district"))
        if told is None:
            told = _district_at(x, y, context)
        contractor = is_yes(sieve.text(row, "contractor"))
        crews.append(Crew(len(crews) + 1, name, told, x, y, contractor))
    return CheckedCrews(crews=tuple(crews), **sieve.result(len(crews)))


def named_points(sieve: Sieve, feedback: Feedback) -> Iterator[tuple[int, str, float, float]]:
    """Yield row, name and metres of every row that has both, rejecting the others."""
    positions = read_positions(
        _with_points(sieve.raw, sieve.mapping),
        sieve.mapping,
        sieve.context.city,
        sieve.context.epsg,
    )
    sieve.warnings.extend(positions.warnings)
    known: set[tuple[str, float, float]] = set()
    for row in range(len(sieve.raw)):
        feedback.progress(row, len(sieve.raw))
        name, x, y = sieve.text(row, "name"), float(positions.x[row]), float(positions.y[row])
        key = (fold(name), round(x, 1), round(y, 1))
        if positions.problem[row]:
            sieve.reject(row, reason_text(int(positions.problem[row])))
        elif not name:
            sieve.reject(row, _("نام ندارد"))
        elif not np.isfinite(x):
            sieve.reject(row, _("مختصات ندارد"))
        elif key in known:
            sieve.repeated.append(row)
        else:
            known.add(key)
            yield row, name, x, y


def _with_points(raw: RawTable, mapping: Mapping[str, str]) -> RawTable:
    """Return the table with areas replaced by a point inside each of them."""
    if raw.geometry is None and "shape" not in mapping:
        return raw
    shapes = raw_shapes(raw, mapping)
    area = np.isin(shapely.get_type_id(shapes), POLYGONS)
    shapes = shapes.copy()
    shapes[area] = shapely.point_on_surface(shapes[area])
    return replace(raw, geometry=shapes, epsg=raw.epsg if raw.geometry is not None else 4326)
