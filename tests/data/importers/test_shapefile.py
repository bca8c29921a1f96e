from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import geopandas
import pytest
import shapely

from data.errors import BadInput
from data.feedback import silent
from data.importers.shapefile import read_shapefile


@pytest.fixture
def shapefile(tmp_path: Path) -> Path:
    """Return a shapefile in UTM with Persian texts in cp1256 and no .cpg."""
    frame = geopandas.GeoDataFrame(
        {"name": ["تبريز", None], "n": [4, 5]},
        geometry=[shapely.Point(613_000, 4_215_000), None],
        crs=32638,
    )
    path = tmp_path / "odd!name.shp"
    frame.to_file(tmp_path / "s.shp", encoding="cp1256")
    for part in tmp_path.glob("s.*"):
        part.rename(path.with_suffix(part.suffix))
    path.with_suffix(".cpg").unlink()
    return path


def test_shapes_texts_and_system(shapefile: Path) -> None:
    raw = read_shapefile(shapefile, None, None, silent())
    assert raw.columns == ("name", "n") and raw.epsg == 32638
    assert raw.cells == (("تبريز", None), ("4", "5"))
    assert raw.geometry[0].equals(shapely.Point(613_000, 4_215_000))
    assert raw.geometry[1] is None


def test_without_prj_the_system_stays_open(shapefile: Path) -> None:
    shapefile.with_suffix(".prj").unlink()
    assert read_shapefile(shapefile, None, None, silent()).epsg is None


def test_missing_parts_and_other_content_are_refused(shapefile: Path, tmp_path: Path) -> None:
    shapefile.with_suffix(".dbf").rename(tmp_path / "x")
    with pytest.raises(BadInput, match="dbf"):
        read_shapefile(shapefile, None, None, silent())
    vrt = tmp_path / "v.shp"
    vrt.write_text("<OGRVRTDataSource></OGRVRTDataSource>" * 9)
    with pytest.raises(BadInput):
        read_shapefile(vrt, None, None, silent())


def test_a_cut_file_is_refused(shapefile: Path) -> None:
    whole = shapefile.read_bytes()
    shapefile.write_bytes(whole[:60])
    with pytest.raises(BadInput):
        read_shapefile(shapefile, None, None, silent())
    shapefile.write_bytes(whole)
    shapefile.with_suffix(".dbf").write_bytes(b"")
    with pytest.raises(BadInput):
        read_shapefile(shapefile, None, None, silent())


def test_a_wkt_without_code_is_understood(shared: Callable[[str], Path], tmp_path: Path) -> None:
    folder = shared("data/tows/chicago_abandoned")
    for part in folder.glob("*.*"):
        shutil.copy(part, tmp_path / part.name)
    raw = read_shapefile(next(tmp_path.glob("*.shp")), None, None, silent())
    assert raw.epsg == 4326 and len(raw) == 2635
    assert -88 < raw.geometry[0].x < -87
