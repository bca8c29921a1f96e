from __future__ import annotations

import numpy as np
import pytest
import shapely

from data.errors import Refused
from data.importers.clocks import MISSING
from data.importers.context import ImportContext
from data.importers.layer_rows import Sieve, is_yes, shape_problem, shapes_in_metres
from data.importers.shapes import LINES, POLYGONS, UNREADABLE
from data.importers.tables import RawTable

BOX = shapely.box(612_000, 4_214_000, 613_000, 4_215_000)


def test_wkt_in_a_column_is_a_shape(context: ImportContext) -> None:
    raw = RawTable(("w",), ([BOX.wkt, None, "junk"],), np.arange(2, 5))
    shapes = shapes_in_metres(raw, {"shape": "w"}, context)
    assert shapes[0].equals(BOX) and shapes[1] is None and shapes[2] is UNREADABLE


def test_a_layer_without_system_is_refused(context: ImportContext) -> None:
    raw = RawTable((), (), np.array([1]), np.array([BOX, None], object)[:1], None)
    with pytest.raises(Refused, match="--crs"):
        shapes_in_metres(raw, {}, context)


def test_problems_of_shapes(context: ImportContext) -> None:
    assert shape_problem(BOX, POLYGONS, context) is None
    assert shape_problem(None, POLYGONS, context)
    assert shape_problem(BOX, LINES, context)
    assert shape_problem(UNREADABLE, POLYGONS, context)
    assert shape_problem(shapely.box(0, 0, 1, 1), POLYGONS, context)


def test_the_first_reason_stays_and_rows_are_counted(context: ImportContext) -> None:
    raw = RawTable(("d",), (["1404/07/01", "x"],), np.array([2, 3]))
    sieve = Sieve(raw, {"valid_from": "d"}, context)
    sieve.reject(1, "first")
    sieve.reject(1, "second")
    assert sieve.days("valid_from").tolist() == [20_354, MISSING]
    assert sieve.days("valid_to").tolist() == [MISSING, MISSING]
    assert sieve.result(1)["rejects"][0].reason == "first"


def test_yes() -> None:
    assert is_yes("بله") and is_yes("TRUE") and not is_yes("خیر") and not is_yes("")
