from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.errors import BadInput
from data.importers.columns import suggest_mapping
from data.importers.context import ImportContext
from data.importers.district_layer import CheckedDistricts, check_districts
from data.importers.reading import read_table
from data.importers.tables import RawTable


def box(west: float) -> shapely.Polygon:
    return shapely.box(west, 4_213_000, west + 2_000, 4_217_000)


def checked(context: ImportContext, *rows: tuple[str | None, object]) -> CheckedDistricts:
    numbers = [number for number, _shape in rows]
    shapes = np.array([*(shape for _number, shape in rows), None], object)[:-1]
    raw = RawTable(("منطقه",), (numbers,), np.arange(1, len(rows) + 1), shapes, 32638)
    result = check_districts(raw, {"number": "منطقه"}, context)
    assert result.accepted + len(result.rejects) == result.read
    return result


def test_districts_come_in_order_of_their_numbers(context: ImportContext) -> None:
    result = checked(context, ("م۲", box(610_000)), ("منطقه یک", box(612_000)))
    assert [d.number for d in result.districts] == [1, 2]
    assert result.districts[0].name == "منطقهٔ ۱" and result.districts[0].geometry.area == 8_000_000


def test_bow_ties_are_repaired_with_a_notice_that_says_where(context: ImportContext) -> None:
    ring = [(610_000, 4_213_000), (612_000, 4_215_000), (612_000, 4_213_000), (610_000, 4_215_000)]
    result = checked(context, ("1", shapely.Polygon(ring)))
    assert result.districts[0].geometry.is_valid
    assert "۶۱۱۰۰۰" in result.warnings[0]


def test_doubled_vertices_and_slivers(context: ImportContext) -> None:
    ring = [*box(610_000).exterior.coords]
    doubled = shapely.Polygon([ring[0], ring[0], *ring[1:]])
    sliver = shapely.Polygon([(610_000, 4_213_000), (610_500, 4_213_500), (611_000, 4_214_000)])
    result = checked(context, ("1", doubled), ("2", sliver))
    assert result.accepted == 1 and "مساحت" in result.rejects[0].reason


def test_what_is_no_district_is_set_aside(context: ImportContext) -> None:
    far = shapely.box(100_000, 4_000_000, 101_000, 4_001_000)
    result = checked(
        context,
        ("1", box(610_000)),
        ("1", box(612_000)),
        (None, box(612_000)),
        ("3", None),
        ("4", shapely.Point(612_000, 4_214_000)),
        ("5", far),
    )
    assert result.accepted == 1 and [r.line for r in result.rejects] == [2, 3, 4, 5, 6]


def test_overlaps_are_told(context: ImportContext) -> None:
    assert "روی هم" in checked(context, ("1", box(610_000)), ("2", box(611_000))).warnings[0]


def test_without_a_number_column_it_asks(context: ImportContext) -> None:
    raw = RawTable(("a",), (["1"],), np.array([1]), np.array([box(610_000), None])[:1], 32638)
    with pytest.raises(BadInput, match="--map number="):
        check_districts(raw, {}, context)


def test_the_schematic_districts_say_so(
    shared: Callable[[str], Path], context: ImportContext
) -> None:
    raw = read_table(shared("data/tabriz/tabriz_districts_schematic.geojson"))
    result = check_districts(raw, suggest_mapping(raw, "districts", context.city), context)
    assert [d.number for d in result.districts] == list(range(1, 11))
    assert all(d.schematic for d in result.districts) and not result.rejects
    assert sum(d.residents for d in result.districts) == 1_593_373
