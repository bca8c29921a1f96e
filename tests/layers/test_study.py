from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from data.model.events import EventTable
from data.model.snapshot import Snapshot
from layers.stats.grid import HexGrid
from layers.study import present_districts, study_area


def test_the_filter_chooses_the_districts(town: Snapshot) -> None:
    assert study_area(town).shape.area == pytest.approx(36e6)
    one = town.filtered(town.filter.replace(districts=frozenset({2})))
    assert study_area(one).shape.area == pytest.approx(18e6)
    assert study_area(one).districts[0].number == 2


def test_the_latest_boundary_counts(town: Snapshot) -> None:
    old = replace(town.districts[0], valid_from=10, valid_to=20)
    new = replace(town.districts[0], valid_from=20, geometry=shapely.box(0, 0, 1, 1))
    for order in ((old, new), (new, old)):
        assert present_districts(order)[0].geometry.area == 1


def test_without_districts_it_lies_around_the_events(town: Snapshot) -> None:
    bare = replace(town, districts=())
    shape = study_area(bare).shape
    assert np.all(shapely.contains_xy(shape, bare.placed.x, bare.placed.y))
    nothing = replace(bare, events=EventTable.empty())
    assert study_area(nothing).shape.is_empty


def test_shares_are_those_of_the_cells_areas(town: Snapshot) -> None:
    study = study_area(town)
    grid = HexGrid.over(study.bounds, 500)
    cells = shapely.polygons(grid.corners(np.arange(grid.rows * grid.columns)))
    exact = shapely.area(shapely.intersection(cells, study.shape)) / grid.cell_area
    assert study.shares(grid).ravel() == pytest.approx(exact, abs=1e-4)
    assert study.shares(grid).sum() * grid.cell_area == pytest.approx(36e6, rel=1e-4)


def test_a_study_area_smaller_than_a_cell(town: Snapshot) -> None:
    tiny = replace(town.districts[0], geometry=shapely.box(600_000, 4_210_000, 600_010, 4_210_010))
    study = study_area(replace(town, districts=(tiny,)))
    grid = HexGrid.over(study.bounds, 300)
    assert study.shares(grid).sum() * grid.cell_area == pytest.approx(100, rel=1e-3)
