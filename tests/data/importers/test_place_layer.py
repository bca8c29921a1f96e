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
    place = check_neighbourhoods(raw, mapping, context).places[0]
    assert ring.contains(shapely.Point(place.x, place.y))
    assert place.aliases == ("شاه‌گلی", "ایل‌گلی") and place.kind == "neighbourhood"
