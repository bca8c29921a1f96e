from __future__ import annotations

import numpy as np
import pytest

from data.model.cells import CellGrid
from data.model.events import EventTable
from layers.stats.pyramid import CELLS, NONE, Pyramid

EXTENT = (0.0, 0.0, 10_000.0, 8_000.0)


def table(n: int, seed: int = 2) -> EventTable:
    rng = np.random.default_rng(seed)
    columns = {name: np.zeros(n, dtype) for name, dtype in EventTable.columns().items()}
    columns["x"] = rng.uniform(0, 10_000, n) ** 2 / 10_000
    columns["y"] = rng.uniform(0, 8_000, n)
    columns["id"] = np.arange(n)
    return EventTable(**columns)


@pytest.fixture(scope="module")
def events() -> EventTable:
    return table(20_000)


@pytest.fixture(scope="module")
def lot(events: EventTable):
    return np.random.default_rng(4).permutation(len(events)).astype(np.int64) << 32


@pytest.fixture(scope="module")
def pyramid(events: EventTable, lot):
    return Pyramid.of(events, CellGrid.over(EXTENT), lot)


@pytest.mark.parametrize("level", [0, 2, 5])
def test_each_cell_knows_its_highest(pyramid: Pyramid, events: EventTable, lot, level: int) -> None:
    grid = pyramid.index.grid
    row, column = grid.row(events.y) >> level, grid.column(events.x) >> level
    best: dict[tuple[int, int], int] = {}
    for i, cell in enumerate(zip(row.tolist(), column.tolist(), strict=True)):
        if cell not in best or lot[i] > lot[best[cell]]:
            best[cell] = i
    assert set(pyramid.highest_in(EXTENT, level).tolist()) == set(best.values())


def test_a_part_of_the_map_is_a_part_of_the_winners(pyramid: Pyramid, events: EventTable) -> None:
    extent = (1_000.0, 2_000.0, 3_000.0, 4_000.0)
    part, whole = (set(pyramid.highest_in(e, 3).tolist()) for e in (extent, EXTENT))
    assert part < whole
    inside = [i for i in whole if 1_000 <= events.x[i] <= 3_000 and 2_000 <= events.y[i] <= 4_000]
    assert set(inside) <= part


def test_counts_are_of_the_cells_touched(pyramid: Pyramid, events: EventTable) -> None:
    assert pyramid.count_in(EXTENT) == len(events)
    extent = (2_000.0, 2_000.0, 5_000.0, 5_000.0)
    counted = pyramid.count_in(extent)
    inside = (events.x >= 2_000) & (events.x <= 5_000) & (events.y >= 2_000) & (events.y <= 5_000)
    around = (events.x > 1_980) & (events.x < 5_020) & (events.y > 1_980) & (events.y < 5_020)
    assert int(inside.sum()) <= counted <= int(around.sum())


def test_the_order_of_rows_and_places_unknown_do_not_matter(events: EventTable, lot) -> None:
    order = np.random.default_rng(1).permutation(len(events))
    shuffled = Pyramid.of(events.take(order), CellGrid.over(EXTENT), lot[order])
    plain = Pyramid.of(events, CellGrid.over(EXTENT), lot)
    for level in (0, 4):
        again = order[shuffled.highest_in(EXTENT, level)]
        assert set(again.tolist()) == set(plain.highest_in(EXTENT, level).tolist())
    lost = table(10)
    lost.x[:] = np.nan
    empty = Pyramid.of(lost, CellGrid.over(EXTENT), lot[:10])
    assert empty.count_in(EXTENT) == 0
    assert len(empty.highest_in(EXTENT, 0)) == 0
    assert (empty.levels[-1] == NONE).all()


def test_levels_double_up_to_one_cell(pyramid: Pyramid) -> None:
    assert pyramid.levels[0].shape == (CELLS, CELLS)
    assert pyramid.levels[-1].shape == (1, 1)
    finest = max(pyramid.index.grid.width, pyramid.index.grid.height)
    assert pyramid.level_for(finest * 0.4) is None
    assert pyramid.level_for(finest * 0.6) == 0
    assert pyramid.level_for(finest) == 0
    assert pyramid.level_for(finest * 4.5) == 2
    assert pyramid.level_for(1e12) == len(pyramid.levels) - 1
