from __future__ import annotations

import numpy as np
import shapely

from data.importers.context import ImportContext
from data.importers.tables import RawTable
from data.importers.zone_layer import CheckedZones, check_zones
from data.model.zones import Activity

BOX = shapely.box(612_000, 4_214_000, 612_100, 4_214_050)


def checked(context: ImportContext, shape: object, **fields: str) -> CheckedZones:
    fields = {"name": "بازار", **fields}
    raw = RawTable(
        tuple(fields),
        tuple([value] for value in fields.values()),
        np.array([1]),
        np.array([shape, None], object)[:1],
        32638,
    )
    result = check_zones(raw, {field: field for field in fields}, context)
    assert result.accepted + len(result.rejects) == 1
    return result


def test_a_zone_comes_with_its_rule(context: ImportContext) -> None:
    result = checked(
        context,
        BOX,
        activity="ایست ممنوع",
        weekdays="شنبه تا چهارشنبه",
        start="۸",
        end="14:30",
        season="1404-autumn",
        reason="ازدحام",
    )
    zone = result.zones[0]
    assert zone.rule.activity is Activity.NO_STOPPING and zone.rule.weekdays == set(range(5))
    assert (zone.rule.start, zone.rule.end, zone.rule.season) == (480, 870, "1404-autumn")
    assert zone.district == 4 and zone.shape.area == 5_000 and zone.reason == "ازدحام"


def test_illegal_shapes_are_rejected_with_their_place(context: ImportContext) -> None:
    west, south, east, north = BOX.bounds
    bow_tie = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    assert "۶۱۲۰۵۰" in checked(context, bow_tie).rejects[0].reason
    holed = BOX - shapely.box(612_020, 4_214_020, 612_030, 4_214_030)
    assert "حفره" in checked(context, holed).rejects[0].reason


def test_false_words_are_rejected(context: ImportContext) -> None:
    for field, value in {"name": " ", "weekdays": "فردا", "start": "x", "season": "زود"}.items():
        assert checked(context, BOX, **{field: value}).rejects[0].reason
