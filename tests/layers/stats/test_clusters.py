from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.stats.clusters import NOISE, dbscan, density_parameters, find, hulls

TEN = np.array(
    [
        *((0, 0), (0, 10), (10, 0), (10, 10), (5, 5)),
        *((200, 200), (200, 210), (210, 200), (205, 205), (500, 500)),
    ],
    float,
)


def renamed(labels: np.ndarray) -> dict[int, frozenset[int]]:
    return {
        int(label): frozenset(np.flatnonzero(labels == label).tolist())
        for label in np.unique(labels)
        if label != NOISE
    }


def sklearn_fit(xy: np.ndarray, radius: float, least: int) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.cluster import DBSCAN

    fit = DBSCAN(eps=radius, min_samples=least).fit(xy)
    core = np.zeros(len(xy), bool)
    core[fit.core_sample_indices_] = True
    return fit.labels_, core


def test_ten_points() -> None:
    assert dbscan(TEN, 15, 4).tolist() == [0] * 5 + [1] * 4 + [NOISE]
    assert dbscan(TEN, 15, 5).tolist() == [0] * 5 + [NOISE] * 5


def test_ds3(shared: Callable[[str], Path]) -> None:
    xy = np.loadtxt(shared("data/reference/dbscan/DS3.csv"), delimiter=",", skiprows=1)
    path = shared("data/reference/dbscan/dbscan.json")
    reference = np.array(json.loads(path.read_text())["DS3_eps12_minPts10"]["labels"])
    labels = dbscan(xy, 12, 10)
    _labels, core = sklearn_fit(xy, 12, 10)
    assert labels.max() + 1 == 4
    assert (labels == NOISE).sum() == 195
    assert np.array_equal(labels == NOISE, reference == 0)
    expected, found = renamed(reference[core]), renamed(labels[core])
    assert set(expected.values()) == set(found.values())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_core_points_and_noise_are_those_of_scikit_learn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, 1_000, (5, 2))
    xy = np.concatenate([c + rng.normal(0, 30, (40, 2)) for c in centres])
    xy = np.concatenate([xy, rng.uniform(0, 1_000, (100, 2))])
    labels, (expected, core) = dbscan(xy, 25, 5), sklearn_fit(xy, 25, 5)
    assert np.array_equal(labels == NOISE, expected == NOISE)
    assert set(renamed(labels[core]).values()) == set(renamed(expected[core]).values())
    for row in np.flatnonzero(~core & (labels != NOISE)):
        distance = np.hypot(*(xy[core] - xy[row]).T)
        assert labels[row] in labels[core][distance <= distance.min() + 1e-9]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_shuffled_rows_give_the_same_labels(seed: int) -> None:
    rng = np.random.default_rng(seed)
    # Whole numbers make ties: equal points and border points half way between two cores.
    xy = rng.integers(0, 40, (120, 2)).astype(float)
    order = rng.permutation(len(xy))
    assert np.array_equal(dbscan(xy, 2, 4)[order], dbscan(xy[order], 2, 4))


def test_the_largest_cluster_comes_first() -> None:
    small, large = np.zeros((5, 2)), np.full((9, 2), 500.0)
    assert dbscan(np.concatenate([small, large]), 10, 3).tolist() == [1] * 5 + [0] * 9


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_points_are_noise(count: int) -> None:
    labels, rings = find(np.zeros((count, 2)), 10, 4, 5)
    assert labels.tolist() == [NOISE] * count
    assert rings == []


def test_hulls_hold_their_points_even_on_a_line() -> None:
    line = np.column_stack([np.arange(0, 100, 5.0), np.zeros(20)])
    xy = np.concatenate([line, np.full((6, 2), 900.0), [[400.0, 400.0]]])
    labels, rings = find(xy, 12, 4, 5)
    assert len(rings) == 2
    for label, ring in enumerate(rings):
        shape = shapely.Polygon(ring)
        assert shape.is_valid
        assert shape.area > 50
        assert np.all(shapely.contains_xy(shape, *xy[labels == label].T))


def test_parameters_follow_the_density() -> None:
    area = 244e6
    radius, least = density_parameters(30_000, area)
    sparse, few = density_parameters(300, area)
    dense, many = density_parameters(300_000, area)
    assert sparse == 250
    assert few == 8
    assert dense == 80
    assert sparse > radius > dense
    assert many > least >= 24


def test_evenly_scattered_points_make_hardly_any_cluster() -> None:
    rng = np.random.default_rng(8)
    xy = rng.uniform(0, 6_000, (2_000, 2))
    assert dbscan(xy, *density_parameters(2_000, 36e6)).max() == NOISE


def test_hulls_of_no_cluster() -> None:
    assert hulls(np.zeros((3, 2)), np.full(3, NOISE, np.int32), 5) == []


@pytest.mark.parametrize(("between", "joins"), [(10.0, 19.0), (9.0, 0.0)])
def test_a_border_point_between_two_clusters_joins_the_nearer_core(
    between: float, joins: float
) -> None:
    # One core on each side; its other neighbours are out of the middle point's reach.
    left = [(0, 0), (-8, 0), (-8, 1), (-8, -1), (-7, 0)]
    right = [(19 - x, y) for x, y in left]
    xy = np.array([*left, *right, (between, 0)], float)
    labels = dbscan(xy, 10, 6)
    assert labels[-1] == labels[np.flatnonzero((xy[:, 0] == joins) & (xy[:, 1] == 0))[0]] != NOISE
    assert labels[0] != labels[5]


def test_clustering_loads_no_scikit_learn():
    program = (
        "import sys, numpy as np; from layers.stats.clusters import dbscan;"
        "dbscan(np.zeros((20, 2)), 1.0, 4); print('sklearn' in sys.modules); import sklearn"
    )
    root = Path(__file__).resolve().parents[3]
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "False"
