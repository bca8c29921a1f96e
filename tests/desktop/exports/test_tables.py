import json

import numpy as np
import pytest
import shapely

from data.errors import Cancelled, Refused
from data.feedback import Feedback, silent
from desktop.exports import tables
from desktop.exports.tables import Table, days, instants, texts, write_tables

PLACES = np.array([[613_304.36, 4_215_479.17], [613_400.0, 4_215_500.0]])


def points() -> Table:
    columns = {
        "count": np.array([1, 2]),
        "share": np.array([0.5, np.nan]),
        "name": np.array(["بازار", None], object),
        "simulated": np.array([True, False]),
        "time": instants(np.array([0, 1_700_000_000])),
        "day": days(np.array([0, 20_000])),
    }
    return Table("points", columns, PLACES, "Point", "نقطه‌ها")


def test_types_and_absent_values_are_kept(tmp_path):
    import pyogrio

    write_tables([points()], tmp_path / "a.gpkg", "GPKG", 32638, "نمایشی", silent())
    info = pyogrio.read_info(tmp_path / "a.gpkg", layer="points")
    assert dict(zip(info["fields"], info["ogr_types"], strict=True)) == {
        "count": "OFTInteger64",
        "share": "OFTReal",
        "name": "OFTString",
        "simulated": "OFTInteger",
        "time": "OFTDateTime",
        "day": "OFTDate",
    }
    assert info["crs"] == "EPSG:32638"
    frame = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="points")
    assert frame["name"].tolist()[0] == "بازار"
    assert frame["name"].isna().tolist() == [False, True]
    assert frame["share"].isna().tolist() == [False, True]
    assert frame["time"].dt.tz_convert("UTC").astype("int64").iloc[0] == 0
    assert (frame.geometry.x == PLACES[:, 0]).all()


def test_several_layers_and_a_table_without_places(tmp_path):
    import pyogrio

    square = np.array([shapely.box(0, 0, 1, 1)])
    layers = [
        points(),
        Table("squares", {"n": np.array([1])}, square, "Polygon"),
        Table("report", {"key": texts(["count"])}),
    ]
    write_tables(layers, tmp_path / "a.gpkg", "GPKG", 32638, "", silent())
    listed = dict(pyogrio.list_layers(tmp_path / "a.gpkg").tolist())
    assert listed == {"points": "Point", "squares": "Polygon", "report": None}


def test_geojson_is_in_longitude_and_latitude(tmp_path):
    write_tables([points()], tmp_path / "a.geojson", "GeoJSON", 32638, "", silent())
    found = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert "crs" not in found
    # DOMAIN: 46.2919 E 38.0800 N = 613304.36, 4215479.17
    assert found["features"][0]["geometry"]["coordinates"] == pytest.approx(
        [46.2919, 38.0800], abs=2e-5
    )


def test_an_empty_layer_is_written(tmp_path):
    import pyogrio

    empty = Table("none", {"n": np.empty(0, np.int64)}, np.empty(0, object), "Point")
    write_tables([empty], tmp_path / "a.gpkg", "GPKG", 32638, "", silent())
    assert pyogrio.read_info(tmp_path / "a.gpkg")["features"] == 0


def test_a_stop_between_layers_leaves_nothing(tmp_path, stop_at):
    (tmp_path / "a.gpkg").write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_tables([points()] * 3, tmp_path / "a.gpkg", "GPKG", 32638, "", stop_at(3))
    assert (tmp_path / "a.gpkg").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.gpkg"]


def test_what_gdal_refuses_is_refused(tmp_path):
    bad = Table("points", {"n": np.array([1, 2])}, PLACES, "No such type")
    with pytest.raises((Refused, ValueError)):
        write_tables([bad], tmp_path / "a.gpkg", "GPKG", 32638, "", silent())
    assert not list(tmp_path.iterdir())


def test_gdal_works_where_the_feedback_sends_it(tmp_path):
    class Elsewhere(Feedback):
        sent: list[object] = []

        def heavy(self, function, *args):
            self.sent.append(function)
            return function(*args)

    feedback = Elsewhere()
    write_tables([points()], tmp_path / "a.gpkg", "GPKG", 32638, "", feedback)
    assert feedback.sent == [tables.write_layer]
