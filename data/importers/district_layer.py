"""District boundaries from a file of the city."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import shapely

from data.feedback import Feedback, silent
from data.folding import fold
from data.importers.clocks import MISSING
from data.importers.columns import checked_mapping
from data.importers.context import ImportContext
from data.importers.district_names import district_number
from data.importers.layer_rows import (
    CheckedRows,
    Sieve,
    place_text,
    shape_problem,
    shapes_in_metres,
)
from data.importers.numbers import as_float, as_int
from data.importers.shapes import POLYGONS, Geometries, invalid_place, repaired_area
from data.importers.tables import RawTable
from data.model.city import District
from resources.text import _, digits, number

HIGHEST_NUMBER = 999
NOTED_OVERLAP = 1_000.0  # m² from which two districts' overlap is told
_INVENTED = ("schematic", "invented", "simulated", "not real", "طرح وار", "تقریبی", "غیررسمی")


@dataclass(frozen=True, eq=False, kw_only=True)
class CheckedDistricts(CheckedRows):
    """Districts in the order of their numbers, and the rows that gave none."""

    districts: tuple[District, ...]


def check_districts(
    raw: RawTable,
    mapping: Mapping[str, str],
    context: ImportContext,
    feedback: Feedback | None = None,
) -> CheckedDistricts:
    """Check a layer of district boundaries.

    Each row needs a number of its own and an area inside the city. A crossing or doubled line is
    repaired with a notice that says where; what has no area left is rejected.

    Raises
    ------
    Refused
        When no column holds the number, or the coordinate system is not said.
    """
    feedback = feedback or silent()
    sieve = Sieve(raw, checked_mapping(raw, "districts", mapping), context)
    shapes = shapes_in_metres(raw, sieve.mapping, context)
    found: dict[int, District] = {}
    spans = sieve.days("valid_from"), sieve.days("valid_to")
    for row in range(len(raw)):
        feedback.progress(row, len(raw))
        value = _number(sieve, row, found)
        area = _area(sieve, row, shapes)
        if value is not None and area is not None:
            first, last = (int(days[row]) for days in spans)
            found[value] = _district(sieve, row, value, area, first, last)
    districts = tuple(found[key] for key in sorted(found))
    sieve.warnings.extend(_overlaps(districts))
    return CheckedDistricts(districts=districts, **sieve.result(len(districts)))


def _number(sieve: Sieve, row: int, found: Mapping[int, District]) -> int | None:
    value = district_number(sieve.text(row, "number"))
    if value is None or not 1 <= value <= HIGHEST_NUMBER:
        sieve.reject(row, _("شمارهٔ منطقه ندارد"))
        return None
    if value in found:
        sieve.reject(row, _("شمارهٔ این منطقه تکراری است"))
        return None
    return value


def _area(sieve: Sieve, row: int, shapes: Geometries) -> shapely.Geometry | None:
    shape = shapes[row]
    problem = shape_problem(shape, POLYGONS, sieve.context)
    if problem is not None:
        sieve.reject(row, problem)
        return None
    if shapely.is_valid(shape):
        return shape
    at = place_text(invalid_place(shape))
    area = repaired_area(shape)
    if area is None:
        sieve.reject(row, _("شکل مساحتی ندارد، نزدیک {place}").format(place=at))
        return None
    line = number(int(sieve.raw.line[row]))
    sieve.warnings.append(
        _("مرز ردیف {line} خودش را قطع می‌کرد، نزدیک {place}؛ ترمیم شد.").format(line=line, place=at)
    )
    return area


def _district(
    sieve: Sieve, row: int, value: int, area: shapely.Geometry, first: int, last: int
) -> District:
    residents = as_int(sieve.text(row, "residents"))
    size = as_float(sieve.text(row, "area_km2"))
    told = fold(sieve.text(row, "schematic"))
    return District(
        value,
        sieve.text(row, "name") or digits(_("منطقهٔ {number}").format(number=value)),
        area,
        schematic=any(word in told for word in _INVENTED),
        residents=residents if residents and residents > 0 else None,
        residents_year=sieve.text(row, "residents_year"),
        area_km2=size if size > 0 else None,
        source=sieve.text(row, "source"),
        valid_from=None if first == MISSING else first,
        valid_to=None if last == MISSING else last,
    )


def _overlaps(districts: tuple[District, ...]) -> list[str]:
    """Say which boundaries lie over each other; a point there belongs to the lower number."""
    told = []
    for index, one in enumerate(districts):
        for other in districts[index + 1 :]:
            if not one.geometry.intersects(other.geometry):
                continue
            area = one.geometry.intersection(other.geometry).area
            if area > NOTED_OVERLAP:
                text = _("منطقهٔ {one} و {other} به اندازهٔ {area} متر مربع روی هم افتاده‌اند.")
                told.append(
                    text.format(
                        one=number(one.number), other=number(other.number), area=number(area)
                    )
                )
    return told
