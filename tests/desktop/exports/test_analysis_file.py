import csv
import json
import math
from dataclasses import replace

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from data.calendar import Season
from data.errors import BadInput, Cancelled
from data.feedback import silent
from data.model.events import Source
from desktop.exports import analysis_file
from desktop.exports.analysis_file import safe_cell, write
from desktop.exports.privacy import FEWEST
from layers import analyses, clusters
from layers.analyses import Analysis

ENDINGS = ("json", "csv", "gpkg", "geojson", "png")


@pytest.fixture(scope="module")
def autumn(snapshot):
    since, until = Season(1404, "autumn").span("Asia/Tehran")
    return snapshot.filtered(snapshot.filter.replace(since=since, until=until))


@pytest.fixture(scope="module")
def hotspots(autumn) -> Analysis:
    return analyses.hotspots(autumn, None, silent())


def of_rows(rows, shapes=None) -> Analysis:
    card = {"simulated": True, "schematic_districts": False}
    return Analysis(card, {"fa": "جمله", "en": "sentence"}, {"events": len(rows)}, rows, shapes)


def strict(text: str):
    return json.loads(text, parse_constant=lambda name: pytest.fail(name))


@pytest.mark.parametrize("name", ["density", "hotspots", "clusters", "coverage"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_analysis_is_written_in_every_format(autumn, tmp_path, name, ending):
    result = getattr(analyses, name)(autumn, None, silent())
    path = tmp_path / f"result.{ending}"
    write(result, autumn, path, silent())
    assert path.stat().st_size > 100
    if ending in ("gpkg", "geojson"):
        assert pyogrio.read_info(path)["features"] == len(result.rows)


def test_json_holds_card_sentence_summary_and_rows(hotspots, autumn, tmp_path):
    write(hotspots, autumn, tmp_path / "a.json", silent())
    found = strict((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert set(found) == {"card", "sentence", "summary", "rows"}
    assert set(found["sentence"]) == {"fa", "en"}
    assert len(found["rows"]) == hotspots.summary["hotspots"]
    assert found["card"]["simulated"] is True


def test_json_has_null_for_what_is_no_number(autumn, tmp_path):
    rows = [{"a": math.nan, "b": np.float64(math.inf), "c": np.int64(3), "d": [math.nan]}]
    write(of_rows(rows), autumn, tmp_path / "a.json", silent())
    found = strict((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["rows"] == [{"a": None, "b": None, "c": 3, "d": [None]}]


@given(st.text(max_size=40).map("=".__add__))
def test_no_text_leaves_as_a_formula(text):
    assert safe_cell(text).startswith("'=")


@pytest.mark.parametrize("value", [-3, -2.5, 0, True, None])
def test_numbers_stay_numbers(value):
    assert safe_cell(value) == value


def test_a_csv_opens_in_a_spreadsheet(autumn, tmp_path):
    rows = [{"name": "=HYPERLINK(1)", "x": -2.5}, {"name": "بازار، «نو»\nسطر دوم", "x": None}]
    write(of_rows(rows), autumn, tmp_path / "a.csv", silent())
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["name"] for row in found] == ["'=HYPERLINK(1)", "بازار، «نو»\nسطر دوم"]
    assert [row["x"] for row in found] == ["-2.5", ""]
    assert [row["simulated"] for row in found] == ["True", "True"]


def test_columns_have_their_types(autumn, tmp_path):
    rows = [
        {"time": "2025-10-01T06:00:00Z", "n": 1, "covered": True, "share": 1, "place": "a"},
        {"time": "2025-10-02T06:00:00Z", "n": 2, "covered": False, "share": 0.5, "place": None},
    ]
    shapes = [shapely.Point(612_000, 4_214_000), shapely.Point(612_500, 4_214_000)]
    write(of_rows(rows, shapes), autumn, tmp_path / "a.gpkg", silent())
    info = pyogrio.read_info(tmp_path / "a.gpkg")
    types = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert types["time"] == "OFTDateTime"
    assert types["n"] == "OFTInteger64"
    assert types["covered"] == "OFTInteger"
    assert types["share"] == "OFTReal"
    assert types["place"] == "OFTString"


def test_single_complaints_lose_their_place(autumn, tmp_path):
    own = autumn.filtered(autumn.filter.replace(sources=None)).placed
    rows = [
        {"id": int(i), "x": float(x), "y": float(y)}
        for i, x, y in zip(own.id, own.x, own.y, strict=True)
    ]
    result = of_rows(rows, list(shapely.points(own.x, own.y)))
    left = analysis_file.without_exact_complaints(result, autumn)
    complaint = own.source == Source.COMPLAINT
    assert complaint.any()
    for row, shape, hidden, x in zip(left.rows, left.geometries, complaint, own.x, strict=True):
        if not hidden:
            assert row["x"] == x
        elif row["x"] is None:
            assert shape is None
        else:
            assert row["x"] % 250 == 125
            assert (shape.x, shape.y) == (row["x"], row["y"])
    assert len(left.rows) == len(rows)


def test_nothing_found_is_still_a_file(autumn, tmp_path):
    empty = autumn.filtered(autumn.filter.replace(since=1, until=2))
    result = analyses.hotspots(empty, None, silent())
    for ending in ENDINGS:
        write(result, empty, tmp_path / f"a.{ending}", silent())
    found = strict((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["rows"] == []


def test_the_picture_is_a_map(hotspots, autumn, tmp_path):
    write(hotspots, autumn, tmp_path / "a.png", silent())
    assert QImage(str(tmp_path / "a.png")).width() == 1280


def test_another_ending_is_refused(hotspots, autumn, tmp_path):
    with pytest.raises(BadInput, match="geojson"):
        write(hotspots, autumn, tmp_path / "a.xlsx", silent())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_stopped_file_leaves_the_old_one(hotspots, autumn, tmp_path, stop_at, ending):
    target = tmp_path / f"a.{ending}"
    target.write_bytes(b"old")
    many = replace(hotspots, rows=hotspots.rows * 4_000, geometries=hotspots.geometries * 4_000)
    with pytest.raises(Cancelled):
        write(many, autumn, target, stop_at(2))
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("ending", ["json", "csv", "geojson"])
def test_clusters_of_too_few_complaints_are_withheld(autumn, tmp_path, ending):
    result = analyses.clusters(autumn, clusters.Choices(radius=60.0, least=2), silent())
    small = sum(row["count"] < FEWEST for row in result.rows)
    assert 0 < small < len(result.rows)
    path = tmp_path / f"clusters.{ending}"
    write(result, autumn, path, silent())
    if ending == "csv":
        counts = [int(r["count"]) for r in csv.DictReader(path.read_text("utf-8-sig").splitlines())]
    elif ending == "json":
        found = strict(path.read_text(encoding="utf-8"))
        counts = [row["count"] for row in found["rows"]]
        assert found["summary"]["clusters_withheld"] == small
    else:
        counts = pyogrio.read_dataframe(path, read_geometry=False)["count"].tolist()
    assert len(counts) == len(result.rows) - small
    assert min(counts) >= FEWEST


def test_clusters_of_what_the_city_saw_keep_their_size(autumn, tmp_path):
    seen = autumn.filtered(autumn.filter.replace(sources=frozenset({Source.OBSTRUCTION})))
    result = analyses.clusters(seen, clusters.Choices(radius=60.0, least=2), silent())
    write(result, seen, tmp_path / "a.json", silent())
    found = strict((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert len(found["rows"]) == len(result.rows)
    assert min(row["count"] for row in found["rows"]) < FEWEST
