from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import shapely

from data.importers.columns import suggest_mapping
from data.importers.context import ImportContext
from data.importers.place_layer import check_crews, check_lots, check_neighbourhoods
from data.importers.reading import read_table
from data.importers.tables import RawTable


def read(path: Path, kind: str, context: ImportContext) -> tuple[RawTable, dict[str, str]]:
    raw = read_table(path)
    return raw, suggest_mapping(raw, kind, context.city)


def test_crews_take_their_district_from_word_or_place(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    text = (
        "نام اکیپ,منطقه,lon,lat,پیمانکار\nالف,8,46.28,38.08,بله\nب,,46.28,38.08,\n,,46.28,38.08,\n"
    )
    result = check_crews(*read(csv_file(text), "crews", context), context)
    assert [(c.id, c.name, c.district, c.contractor) for c in result.crews] == [
        (1, "الف", 8, True),
        (2, "ب", 4, False),
    ]
    assert result.rejects[0].reason == "نام ندارد"


def test_lots_with_and_without_place(csv_file: Callable[..., Path], context: ImportContext) -> None:
    text = (
        "نام توقفگاه,lon,lat,ظرفیت\nالف,46.28,38.08,۲۰۰\nالف,46.28,38.08,200\n"
        "ب,,,5\nپ,38.08,46.28,5\nت,46.281,38.08,-3\n"
    )
    result = check_lots(*read(csv_file(text), "lots", context), context)
    assert [(lot.name, lot.capacity) for lot in result.lots] == [("الف", 200), ("ت", None)]
    assert result.accepted + len(result.rejects) + len(result.duplicates) == result.read == 5


def test_an_area_stands_at_a_point_inside_it(context: ImportContext) -> None:
    ring = shapely.box(610_000, 4_214_000, 613_000, 4_217_000) - shapely.box(
        610_500, 4_214_500, 613_000, 4_217_000
    )
    raw = RawTable(
        ("name", "alias"),
        (["ائل‌گلی"], ["شاه‌گلی؛ ایل‌گلی"]),
        np.array([1]),
        np.array([ring, None])[:1],
        32638,
    )
    mapping = {"name": "name", "aliases": "alias"}
    result = check_neighbourhoods(raw, mapping, context)
    place, area = result.places[0], result.areas[0]
    assert area.geometry.equals(ring) and (area.number, area.name) == (4, place.name)
    assert ring.contains(shapely.Point(place.x, place.y))
    assert place.aliases == ("شاه‌گلی", "ایل‌گلی") and place.kind == "neighbourhood"


def test_a_point_has_no_area_and_a_crossed_line_is_repaired(context: ImportContext) -> None:
    crossed = shapely.Polygon(
        [(610_000, 4_214_000), (612_000, 4_216_000), (612_000, 4_214_000), (610_000, 4_216_000)]
    )
    shapes = np.array([crossed, shapely.Point(614_000, 4_214_500)], object)
    raw = RawTable(("name",), (["گره", "نقطه"],), np.array([1, 2]), shapes, 32638)
    result = check_neighbourhoods(raw, {"name": "name"}, context)
    assert [place.name for place in result.places] == ["گره", "نقطه"]
    assert [area.name for area in result.areas] == ["گره"]
    assert shapely.is_valid(result.areas[0].geometry) and result.areas[0].geometry.area > 1e6


def test_a_table_of_points_draws_no_area(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    raw, mapping = read(csv_file("محله,lon,lat\nولیعصر,46.33,38.07\n"), "neighbourhoods", context)
    result = check_neighbourhoods(raw, mapping, context)
    assert len(result.places) == 1 and result.areas == ()
