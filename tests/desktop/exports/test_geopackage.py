import sqlite3
from contextlib import closing

import numpy as np
import pyogrio
import pytest
import shapely

from data.errors import Cancelled
from data.feedback import silent
from data.model.events import Source
from desktop.exports import geopackage
from desktop.exports.privacy import CELL, FEWEST


@pytest.fixture(scope="module")
def written(report, tmp_path_factory):
    path = tmp_path_factory.mktemp("gpkg") / "plan.gpkg"
    geopackage.write(report, path, silent())
    return path


def read(path, layer):
    return pyogrio.read_dataframe(path, layer=layer)


def test_every_part_of_the_plan_is_a_layer(written):
    assert {name for name, _kind in pyogrio.list_layers(written)} == {
        "district",
        "hotspots",
        "clusters",
        "zones",
        "crews",
        "shifts",
        "events",
        "complaint_cells",
        "report",
    }


def test_the_layers_are_in_the_citys_coordinates(written):
    for name, kind in pyogrio.list_layers(written):
        if kind is not None:
            assert pyogrio.read_info(written, layer=name)["crs"] == "EPSG:32638"


def test_hotspots_have_their_shape_and_count(written, report):
    frame = read(written, "hotspots")
    assert frame["cases"].tolist() == [len(finding.ids) for finding in report.hotspots]
    for shape, finding in zip(frame.geometry, report.hotspots, strict=True):
        assert shape.is_valid
        assert shape.covers(shapely.Point(finding.x, finding.y))


def test_no_complaint_leaves_as_a_point(written, report):
    events = read(written, "events")
    assert "complaint" not in set(events["source"])
    placed = report.snapshot.placed
    assert len(events) == np.count_nonzero(placed.source != Source.COMPLAINT)
    complaints = placed.take(placed.source == Source.COMPLAINT)
    corners = np.concatenate(
        [
            shapely.get_coordinates(read(written, name).geometry.values)
            for name in ("complaint_cells", "clusters")
        ]
    )
    exact = set(map(tuple, np.column_stack([complaints.x, complaints.y]).tolist()))
    assert not exact & set(map(tuple, corners.tolist()))


def test_cells_hold_enough_and_the_rest_is_said(written, report):
    cells = read(written, "complaint_cells")
    assert (cells["complaints"] >= FEWEST).all()
    assert np.allclose(cells.geometry.area, CELL**2)
    numbers = read(written, "report").set_index("key")
    withheld = numbers.loc["complaints_withheld", "value"]
    placed = report.snapshot.placed
    assert cells["complaints"].sum() + withheld == (placed.source == Source.COMPLAINT).sum()


def test_the_numbers_are_those_of_the_plan(written, report):
    frame = read(written, "report")
    counts = frame[frame["key"] == "count"]["value"]
    assert set(counts) == {report.total.now.value}
    for line in report.by_kind:
        assert frame.loc[frame["key"] == line.now.key, "value"].iloc[0] == line.now.value


def test_what_is_invented_says_so_in_every_row(written):
    for name, _kind in pyogrio.list_layers(written):
        assert read(written, name)["simulated"].all()
    assert read(written, "district")["schematic"].all()
    assert read(written, "report")["text"].str.contains("نمایشی").any()


def test_no_text_or_plate_has_a_column(written):
    assert set(read(written, "events").columns) == {
        "id",
        "time",
        "source",
        "kind",
        "outcome",
        "status",
        "district",
        "simulated",
        "schematic",
        "geometry",
    }


def test_the_file_is_a_sound_database(written):
    with closing(sqlite3.connect(written)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA user_version").fetchone() == (10_300,)
        described = database.execute("SELECT description FROM gpkg_contents").fetchall()
    assert all("نمایشی" in text for (text,) in described)


def test_a_stopped_file_leaves_the_old_one(report, tmp_path, stop_at):
    target = tmp_path / "plan.gpkg"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        geopackage.write(report, target, stop_at(6))
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["plan.gpkg"]
