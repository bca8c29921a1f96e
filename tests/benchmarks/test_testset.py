"""The test set: the same on every machine, and its districts tile the box."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from benchmarks import given, testset
from benchmarks.checks import compare
from benchmarks.sides import gozar, pypi

EVENTS = 500


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return testset.prepare(tmp_path_factory.mktemp("sets"), EVENTS)


def test_ten_districts_of_two_thousand_corners_tile_the_box() -> None:
    areas = testset.districts()
    assert len(areas) == 10
    assert all(area.is_valid and 1_900 <= len(area.exterior.coords) <= 2_100 for area in areas)
    box = shapely.box(testset.WEST, testset.SOUTH, testset.EAST, testset.NORTH)
    assert sum(area.area for area in areas) == pytest.approx(box.area)
    assert shapely.union_all(areas).area == pytest.approx(box.area)


def test_the_same_events_every_time(folder: Path, tmp_path: Path) -> None:
    again = testset.prepare(tmp_path, EVENTS)
    for name in testset.COLUMNS:
        np.testing.assert_array_equal(
            np.load(folder / f"{name}.npy"), np.load(again / f"{name}.npy")
        )


def test_all_events_lie_in_the_window_and_in_a_district(folder: Path) -> None:
    events = testset.table(folder)
    west, south, east, north = given.extent()
    assert events.x.min() > west and events.x.max() < east
    assert events.y.min() > south and events.y.max() < north
    assert set(np.unique(events.district)) == set(range(1, 11))


def test_both_sides_answer_alike(folder: Path) -> None:
    sides = {
        "gozar.whole_days": gozar.whole_days,
        "gozar.other_filter": gozar.other_filter,
        "gozar.labels": gozar.labels,
        "pypi.whole_days_pandas": pypi.whole_days_pandas,
        "pypi.other_filter_pandas": pypi.other_filter_pandas,
        "pypi.labels_geopandas": pypi.labels_geopandas,
        "pypi.labels_shapely": pypi.labels_shapely,
    }
    (folder / "checked").mkdir()
    for name, side in sides.items():
        work, as_array = side(folder, EVENTS)
        np.save(folder / "checked" / f"{name}.npy", as_array(work()))
    assert np.load(folder / "checked" / "gozar.other_filter.npy").sum() > 0
    told = list(compare(folder, EVENTS))
    assert len(told) == 4
    assert all(good and sentence.endswith("identical") for sentence, good in told)


def test_a_difference_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "checked").mkdir()
    for name, labels in (("gozar.labels", [1, 2, 3]), ("pypi.labels_shapely", [1, 2, 4])):
        np.save(tmp_path / "checked" / f"{name}.npy", np.array(labels))
    assert list(compare(tmp_path, 3)) == [
        ("districts against contains_xy, 3 events: 1 of 3 differ", False)
    ]


def test_the_surface_is_held_against_a_raster_of_the_exact_kernel(tmp_path: Path) -> None:
    lottery, cell = np.random.default_rng(3), given.METRES_PER_PIXEL
    # All kernels end within the raster, as in one of QGIS'.
    x = 612_000 + lottery.uniform(400, 120 * cell - 400, 300)
    y = 4_212_000 + lottery.uniform(400, 90 * cell - 400, 300)
    # Rows from the north, the kernel 1 in its middle.
    column, row = np.arange(120), np.arange(90)[::-1]
    at_x, at_y = np.meshgrid(612_000 + (column + 0.5) * cell, 4_212_000 + (row + 0.5) * cell)
    squared = (at_x[..., None] - x) ** 2 + (at_y[..., None] - y) ** 2
    values = (np.maximum(1 - squared / given.BANDWIDTH**2, 0) ** 2).sum(axis=-1)
    (tmp_path / "checked").mkdir()
    for name, array in (("x", x), ("y", y), ("checked/qgis.kernel_raster", [at_x, at_y, values])):
        np.save(tmp_path / f"{name}.npy", array)
    ((sentence, good),) = compare(tmp_path, len(x))
    percent = float(sentence.partition("largest difference ")[2].partition(" %")[0])
    assert good and 0 < percent < 3
    values[45, 60] += values.max()
    np.save(tmp_path / "checked" / "qgis.kernel_raster.npy", [at_x, at_y, values])
    ((_sentence, good),) = compare(tmp_path, 1_000_000)
    assert not good


@pytest.mark.parametrize("pan", given.PANS)
def test_all_events_stay_in_view_when_the_window_is_moved(pan: float) -> None:
    west, south, east, north = given.extent(pan)
    assert west < testset.WEST and east > testset.EAST
    assert south < testset.SOUTH and north > testset.NORTH
