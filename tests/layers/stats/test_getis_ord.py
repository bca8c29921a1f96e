from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from layers.stats.getis_ord import gi, gi_star, gi_star_on_grid, skewed_p, two_sided_p
from layers.stats.grid import HexGrid

POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], float)
VALUES = np.array([2, 3, 3.2, 5, 8, 7])


@pytest.fixture
def weights() -> np.ndarray:
    distance = np.hypot(*(POINTS[:, None] - POINTS).transpose(2, 0, 1))
    return ((distance <= 15) & (distance > 0)).astype(float)


def columbus(shared: Callable[[str], Path]) -> tuple[dict, np.ndarray, np.ndarray]:
    import sqlite3

    reference = json.loads(shared("data/reference/spdep/columbus.json").read_text())
    path = shared("data/reference/spdep/columbus.gpkg")
    with sqlite3.connect(f"file:{path}?immutable=1", uri=True) as connection:
        rows = connection.execute("SELECT CRIME FROM columbus ORDER BY fid").fetchall()
    connection.close()
    values = np.array(rows, float).ravel()
    matrix = np.zeros((len(values), len(values)))
    for row, neighbours in enumerate(reference["neighbours_1based"]):
        matrix[row, [int(n) - 1 for n in neighbours.split()]] = 1
    return reference, values, matrix


def test_gi_of_the_six_points(weights: np.ndarray) -> None:
    expected = [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941]
    assert gi(VALUES, weights) == pytest.approx(expected, rel=1e-6)


def test_gi_star_of_the_six_points(weights: np.ndarray) -> None:
    expected = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    assert gi_star(VALUES, weights + np.eye(6)) == pytest.approx(expected, rel=1e-6)


def test_sparse_weights_give_the_same(weights: np.ndarray) -> None:
    from scipy.sparse import csr_array

    assert gi(VALUES, csr_array(weights)) == pytest.approx(gi(VALUES, weights))


def test_columbus(shared: Callable[[str], Path]) -> None:
    reference, values, matrix = columbus(shared)
    own = matrix + np.eye(len(values))
    assert gi(values, matrix) == pytest.approx(reference["Gi_z_binary"], rel=1e-9)
    assert gi_star(values, own) == pytest.approx(reference["Gi_star_z_binary"], rel=1e-9)
    rows = own / own.sum(axis=1, keepdims=True)
    assert gi_star(values, rows) == pytest.approx(reference["Gi_star_z_rowstd"], rel=1e-9)


def test_columbus_p_values(shared: Callable[[str], Path]) -> None:
    reference, values, matrix = columbus(shared)
    path = shared("data/reference/spdep/columbus_gistar_padjust.json")
    expected = json.loads(path.read_text())["p"]
    scores = gi_star(values, matrix + np.eye(len(values)))
    assert two_sided_p(scores) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("values", [[], [5.0], [5.0, 5.0, 5.0], [0.1, 0.1, 0.1]])
def test_no_variation_gives_zeros(values: list[float]) -> None:
    n = len(values)
    matrix = np.ones((n, n)) - np.eye(n)
    assert np.all(gi(values, matrix) == 0)
    assert np.all(gi_star(values, matrix + np.eye(n)) == 0)


def test_a_place_without_neighbours_scores_zero(weights: np.ndarray) -> None:
    weights[0], weights[:, 0] = 0, 0
    assert gi(VALUES, weights)[0] == 0


def test_on_a_grid_it_is_gi_star_with_the_cells_weights() -> None:
    grid = HexGrid(0, 0, 100, 6, 7)
    rng = np.random.default_rng(4)
    counts = rng.poisson(5, (6, 7)).astype(float)
    inside = rng.random((6, 7)) < 0.8
    x, y = (axis[inside] for axis in grid.centres())
    matrix = (np.hypot(x[:, None] - x, y[:, None] - y) < 101).astype(float)
    scores, p = gi_star_on_grid(counts, inside, grid)
    assert scores == pytest.approx(gi_star(counts[inside], matrix))
    assert np.all((p > 0) & (p <= 1))


def test_an_empty_map_finds_nothing() -> None:
    grid = HexGrid(0, 0, 100, 3, 3)
    scores, p = gi_star_on_grid(np.zeros((3, 3)), np.ones((3, 3), bool), grid)
    assert np.all(scores == 0)
    assert np.all(p == 1)


def test_a_skewed_tail_is_heavier_than_the_normal_one() -> None:
    scores = np.array([3.0, 3.0, -3.0])
    p = skewed_p(scores, np.array([0.0, 0.8, 0.8]))
    assert p[0] == pytest.approx(two_sided_p(scores)[0])
    assert p[1] > 3 * p[0]
    assert p[2] < p[0]


def test_a_skewed_tail_is_that_of_a_gamma_distribution() -> None:
    draws = np.random.default_rng(1).gamma(4.0, size=400_000)
    scores = (draws - 4) / 2
    assert skewed_p(np.array([2.5]), np.array([1.0]))[0] / 2 == pytest.approx(
        (scores > 2.5).mean(), rel=0.05
    )
