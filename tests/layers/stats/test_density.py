from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from layers.stats.density import density_at, gaussian, quartic, surface
from layers.stats.grid import SquareGrid


def test_one_event_seen_from_250_metres() -> None:
    distances = np.array([0.0, 125.0, 250.0, 300.0])
    expected = [15.278875, 8.594367, 0, 0]
    assert quartic(distances, 250) * 1e6 == pytest.approx(expected, rel=1e-6)


def test_the_quartic_kernel_integrates_to_one() -> None:
    r = np.linspace(0, 250, 20_001)
    assert np.trapezoid(quartic(r, 250) * 2 * np.pi * r, r) == pytest.approx(1, rel=1e-6)


@pytest.mark.parametrize("name", ["japanesepines", "cells", "bei", "lansing"])
def test_spatstat_without_edge_correction(shared: Callable[[str], Path], name: str) -> None:
    folder = "data/reference/spatstat"
    reference = json.loads(shared(f"{folder}/{name}.json").read_text())
    kde = reference["kde_gauss_at_points_edge_FALSE"]
    x, y = np.loadtxt(shared(f"{folder}/{name}_points.csv"), delimiter=",", skiprows=1).T
    density = density_at((x, y), (x, y), kde["sigma"], gaussian)
    assert density == pytest.approx(kde["values"], rel=1e-6)


def test_the_surface_is_the_exact_density_of_cell_centres() -> None:
    grid = SquareGrid.over((0, 0, 2_000, 1_500), 25)
    rng = np.random.default_rng(2)
    counts = np.zeros((grid.rows, grid.columns), np.int64)
    np.add.at(counts, (rng.integers(0, grid.rows, 300), rng.integers(0, grid.columns, 300)), 1)
    xs, ys = grid.centres()
    row, column = np.repeat(np.argwhere(counts), counts[counts > 0], axis=0).T
    at_row, at_column = np.indices(counts.shape).reshape(2, -1)
    exact = density_at((xs[column], ys[row]), (xs[at_column], ys[at_row]), 200) * 1e6
    found = surface(counts, grid, 200).ravel()
    assert found == pytest.approx(exact, abs=exact.max() * 1e-5)


def test_the_surface_holds_every_event_and_nothing_far_away() -> None:
    grid = SquareGrid.over((0, 0, 4_000, 4_000), 40)
    x = y = np.array([2_020.0])
    found = surface(grid.count(x, y), grid, 250)
    assert found.sum() * grid.cell**2 / 1e6 == pytest.approx(1, rel=2e-3)
    assert found.max() == pytest.approx(15.278875, rel=1e-5)
    assert np.all(found >= 0)
    xs, ys = grid.centres()
    far = np.hypot(xs - x[0], (ys - y[0])[:, None]) >= 250
    assert np.all(found[far] == 0)


def test_no_events_make_a_flat_surface() -> None:
    grid = SquareGrid.over((0, 0, 100, 100), 10)
    assert not surface(np.zeros((grid.rows, grid.columns), int), grid, 50).any()


def test_many_places_are_evaluated_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    points, places = rng.random((2, 50)), rng.random((2, 70))
    whole = density_at(tuple(points), tuple(places), 0.3)
    monkeypatch.setattr("layers.stats.density._BLOCK", 120)
    assert density_at(tuple(points), tuple(places), 0.3) == pytest.approx(whole)


def test_a_screen_of_pixels_is_the_exact_quartic_sum_within_half_a_percent_of_its_peak() -> None:
    rng = np.random.default_rng(12)
    street, spread = rng.uniform(0, 8_000, 40_000), rng.normal(0, 60, 40_000)
    x, y = street, 3_000 + street / 4 + spread
    grid = SquareGrid(0.0, 0.0, 21.0, 300, 400)
    found = surface(grid.count(x, y), grid, 300.0)
    across, up = grid.centres()
    row, column = rng.integers(0, 300, 400), rng.integers(0, 400, 400)
    peak = np.unravel_index(found.argmax(), found.shape)
    row[0], column[0] = peak
    exact = density_at((x, y), (across[column], up[row]), 300.0) * 1e6
    assert np.abs(found[row, column] - exact).max() < 0.005 * found.max()
    assert found[peak] == pytest.approx(exact[0], rel=0.005)


def test_places_unknown_and_far_away_are_set_aside() -> None:
    grid = SquareGrid(0.0, 0.0, 10.0, 30, 20)
    x = np.array([np.nan, 5.0, np.inf, -np.inf, -0.5, 200.0, 1e300, 199.9])
    y = np.array([5.0, 5.0, 5.0, 5.0, 5.0, 5.0, np.nan, 299.9])
    counts = grid.count(x, y)
    assert counts.sum() == 2
    assert counts[0, 0] == counts[29, 19] == 1
    assert np.array_equal(grid.index(x, y) < 600, [False, True, *[False] * 5, True])
    heap = grid.count(np.full(1_000_000, 100.0), np.full(1_000_000, 100.0))
    assert surface(heap, grid, 50.0).max() == pytest.approx(1e12 * 3 / (np.pi * 50**2), rel=1e-5)
