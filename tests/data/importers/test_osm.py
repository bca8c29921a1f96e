from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from data.errors import BadInput, Cancelled
from data.feedback import Feedback
from data.importers.osm import part_of
from data.importers.osm_tags import ATTRIBUTION
from data.importers.reading import read_table
from tests.data.importers.osm_file import HEADER, OsmFile, frame


@pytest.fixture
def town(tmp_path: Path) -> Path:
    file = OsmFile()
    file.way((46.29, 38.08), (46.30, 38.08), highway="primary", name="Imam", name_fa="خیابان امام")
    file.way((46.29, 38.07), (46.30, 38.07), highway="primary_link")
    file.way((46.29, 38.06), (46.30, 38.07), highway="footway", name="گذر پیاده")
    file.way((46.29, 38.06), (46.30, 38.05), waterway="river", name="رود")
    file.point(46.28, 38.07, place="suburb", name="ولیعصر")
    file.point(46.27, 38.07, amenity="bench", name="نیمکت")
    file.point(46.26, 38.07, amenity="school")
    corners = ((46.29, 38.06), (46.30, 38.06), (46.30, 38.065))
    file.way(*corners, closed=True, amenity="hospital", name="بیمارستان سینا")
    return file.write(tmp_path / "town.osm.pbf")


def test_streets_and_named_places_are_read(town: Path) -> None:
    raw = read_table(town)
    assert [raw.original(row)[:3] for row in range(len(raw))] == [
        ("خیابان امام", "primary", ""),
        ("", "primary_link", ""),
        ("ولیعصر", "", "quarter"),
        ("بیمارستان سینا", "", "landmark"),
    ]
    assert raw.epsg == 4326 and raw.attribution == ATTRIBUTION
    street, *_others, hospital = raw.geometry
    assert shapely.get_coordinates(street).round(7).tolist() == [[46.29, 38.08], [46.30, 38.08]]
    assert isinstance(hospital, shapely.Point)
    assert shapely.box(46.29, 38.06, 46.30, 38.065).contains(hospital)


def test_an_import_takes_the_rows_it_is_about(town: Path) -> None:
    raw = read_table(town)
    assert part_of(raw, "streets").column("highway") == ("primary", "primary_link")
    assert part_of(raw, "neighbourhoods").column("name") == ("ولیعصر",)
    assert len(part_of(raw, "basemap")) == 4
    assert part_of(raw, "streets").line.tolist() == [1, 2]


def test_a_file_without_streets_and_names_is_refused(tmp_path: Path) -> None:
    file = OsmFile()
    file.point(46.2, 38.0, amenity="bench")
    with pytest.raises(BadInput, match="هیچ معبر"):
        read_table(file.write(tmp_path / "a.osm.pbf"))


def test_broken_content_in_whole_frames_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.osm.pbf"
    path.write_bytes(HEADER + frame(b"OSMData", b"\xff" * 4_000))
    with pytest.raises(BadInput):
        read_table(path)


def test_places_off_the_earth_are_refused(tmp_path: Path) -> None:
    file = OsmFile()
    file.way((1e6, -1e6), (46.30, 38.07), highway="primary")
    with pytest.raises(BadInput):
        read_table(file.write(tmp_path / "a.osm.pbf"))


def test_nodes_in_any_order_are_read(shared: Callable[[str], Path]) -> None:
    raw = read_table(shared("data/importer/gis/sample.osm.pbf"))
    assert raw.column("highway").count("residential") > 3
    assert "footway" not in raw.column("highway")


def test_reading_can_be_stopped(town: Path) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        read_table(town, feedback=feedback)
