from __future__ import annotations

import numpy as np
import shapely

from data.importers.basemap_layer import check_basemap
from data.importers.context import ImportContext
from data.importers.tables import RawTable
from data.model.streets import StreetClass

LINE = shapely.LineString([(612_000, 4_214_000), (612_100, 4_214_000)])
POINT = shapely.Point(612_000, 4_214_500)
FAR = shapely.Point(0, 0)
ROWS = (
    ("امام", "primary", None, LINE),
    ("ولیعصر", None, "quarter", POINT),
    ("راه پیاده", "footway", None, LINE),
    ("دبستان", None, "school", shapely.Point(612_100, 4_214_500)),
    (None, None, "landmark", POINT),
    ("دور", None, "landmark", FAR),
    ("ولیعصر", None, "quarter", POINT),
    ("ناشناس", None, "?", shapely.Point(612_200, 4_214_500)),
)


def test_lines_are_streets_and_points_are_places(context: ImportContext) -> None:
    *cells, shapes = (list(column) for column in zip(*ROWS, strict=True))
    raw = RawTable(
        ("name", "highway", "place"),
        tuple(tuple(column) for column in cells),
        np.arange(1, len(ROWS) + 1),
        np.array(shapes, object),
        32638,
        attribution="© کسی",
    )
    mapping = {"name": "name", "rank": "highway", "place": "place"}
    checked = check_basemap(raw, mapping, context)
    assert checked.streets.rank.tolist() == [StreetClass.ARTERIAL]
    assert checked.streets.attribution == "© کسی"
    assert [(p.name, p.kind) for p in checked.places] == [
        ("ولیعصر", "quarter"),
        ("دبستان", "amenity"),
        ("ناشناس", "landmark"),
    ]
    assert {p.source for p in checked.places} == {"© کسی"}
    assert [reject.line for reject in checked.rejects] == [3, 5, 6]
    assert checked.duplicates.tolist() == [7]
    assert checked.accepted + len(checked.rejects) + len(checked.duplicates) == checked.read == 8
