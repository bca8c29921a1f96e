"""No-parking zones from a layer of areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely

from data.calendar import Season
from data.errors import BadInput, IllegalShape
from data.feedback import Feedback, silent
from data.folding import fold
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
from data.importers.recognition import Table, recognise
from data.importers.shapes import POLYGONS
from data.importers.shift_table import minutes_of, weekdays_of
from data.importers.tables import RawTable
from data.locating import locate
from data.model.zones import Activity, Rule, Zone, new_zone
from resources.text import _

_ACTIVITIES = (Activity.NO_PARKING, Activity.NO_STOPPING, Activity.NO_LOADING)
_ACTIVITY_WORDS: Table = (
    (2, ("no loading", "بارگیری", "تخلیه")),
    (1, ("no stopping", "ایست", "مطلقا ممنوع")),
    (0, ("no parking", "توقف", "پارک")),
)


@dataclass(frozen=True, eq=False, kw_only=True)
class CheckedZones(CheckedRows):
    """Zones as drafts with fresh ids."""

    zones: tuple[Zone, ...]


def check_zones(
    raw: RawTable,
    mapping: Mapping[str, str],
    context: ImportContext,
    feedback: Feedback | None = None,
) -> CheckedZones:
    """Check a layer of zones; an illegal shape is rejected with its place, never mended.

    A zone is law on the ground: what a crossing line was to mean, its drawer decides.
    """
    feedback = feedback or silent()
    sieve = Sieve(raw, checked_mapping(raw, "zones", mapping), context)
    shapes = shapes_in_metres(raw, sieve.mapping, context)
    zones = []
    for row in range(len(raw)):
        feedback.progress(row, len(raw))
        problem = shape_problem(shapes[row], POLYGONS, context)
        if problem is not None:
            sieve.reject(row, problem)
            continue
        try:
            zones.append(_zone(sieve, row, shapes[row]))
        except IllegalShape as error:
            at = f" {place_text(error.at)}" if error.at else ""
            sieve.reject(row, f"{error}{at}")
        except BadInput as error:
            sieve.reject(row, str(error))
    return CheckedZones(zones=tuple(zones), **sieve.result(len(zones)))


def _zone(sieve: Sieve, row: int, shape: shapely.Geometry) -> Zone:
    parts = shapely.get_parts(shape)
    if len(parts) != 1 or len(parts[0].interiors):
        at = parts[0].centroid
        raise IllegalShape(_("محدوده باید یک تکه و بی‌حفره باشد؛ آن را جدا کنید."), (at.x, at.y))
    zone = new_zone(
        sieve.text(row, "name"),
        _district(sieve, row, parts[0]),
        parts[0],
        at=sieve.context.now,
        by="",
    )
    return replace(zone, rule=_rule(sieve, row), reason=sieve.text(row, "reason"))


def _district(sieve: Sieve, row: int, shape: shapely.Polygon) -> int:
    told = district_number(sieve.text(row, "district"))
    if told is not None:
        return told
    inside = shape.representative_point() if shape.is_valid else shape.centroid
    day = np.array([sieve.context.now // 86_400])
    x, y = np.array([inside.x]), np.array([inside.y])
    return int(locate(x, y, day, sieve.context.districts)[0])


def _rule(sieve: Sieve, row: int) -> Rule:
    activity = recognise(sieve.text(row, "activity"), _ACTIVITY_WORDS)
    weekdays = weekdays_of(sieve.text(row, "weekdays"))
    if weekdays is None:
        raise BadInput(_("روزهای هفته خوانده نشد"))
    start, end = (minutes_of(sieve.text(row, f) or "00:00") for f in ("start", "end"))
    if start is None or end is None:
        raise BadInput(_("ساعت آغاز یا پایان خوانده نشد"))
    season = fold(sieve.text(row, "season"))
    if season:
        season = str(Season.parse(season, sieve.context.city.calendar))
    return Rule(_ACTIVITIES[activity or 0], weekdays, start % 1440, end, season)
