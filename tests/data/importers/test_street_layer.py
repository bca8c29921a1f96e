from __future__ import annotations

import numpy as np
import shapely

from data.importers.context import ImportContext
from data.importers.street_layer import CheckedStreets, check_streets
from data.importers.tables import RawTable
from data.model.streets import StreetClass

LINE = shapely.LineString([(612_000, 4_214_000), (612_000, 4_214_000), (612_100, 4_214_000)])


def checked(context: ImportContext, *rows: tuple[str | None, str | None, object]) -> CheckedStreets:
    names, ranks, shapes = (list(column) for column in zip(*rows, strict=True))
    geometry = np.array([*shapes, None], object)[:-1]
    raw = RawTable(("نام", "highway"), (names, ranks), np.arange(1, len(rows) + 1), geometry, 32638)
    return check_streets(raw, {"name": "نام", "rank": "highway"}, context)


def test_lines_become_segments(context: ImportContext) -> None:
    many = shapely.MultiLineString([[(612_000, 4_214_000), (612_050, 4_214_000)], [*LINE.coords]])
    result = checked(
        context,
        ("امام", "شریانی درجه ۱", LINE),
        (None, "residential", many),
        ("امام", "secondary", LINE),
    )
    streets = result.streets
    assert len(streets) == 4 and result.accepted == 3 == result.read
    assert streets.lengths().tolist() == [100, 50, 100, 100]
    assert [streets.street_name(n) for n in range(4)] == ["امام", "", "", "امام"]
    local, arterial = StreetClass.LOCAL, StreetClass.ARTERIAL
    assert streets.rank.tolist() == [arterial, local, local, StreetClass.COLLECTOR]


def test_points_and_lines_without_length_are_set_aside(context: ImportContext) -> None:
    still = shapely.LineString([(612_000, 4_214_000)] * 2)
    result = checked(context, ("a", None, still), ("b", None, LINE.centroid), ("c", None, None))
    assert len(result.streets) == 0 and len(result.rejects) == 3
