"""Local statistics of Getis and Ord: where high or low values gather."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from layers.stats.grid import HexGrid

Floats = NDArray[np.float64]


def gi(values: ArrayLike, weights: Any) -> Floats:
    """Return Gi of every place as a standard score: its neighbours, without itself.

    Parameters
    ----------
    values : array_like, shape (n,)
    weights : ndarray or scipy.sparse array, shape (n, n)
        Row i weighs the neighbours of place i; the diagonal is 0.

    Returns
    -------
    ndarray of float64, shape (n,)
        0 where the statistic is not defined: no neighbours, all others neighbours, no variation.

    References
    ----------
    Ord, J. K. and Getis, A. (1995), Local spatial autocorrelation statistics,
    Geographical Analysis 27(4), eq. 14.
    """
    values = np.asarray(values, float)
    others = len(values) - 1
    if others < 2:
        return np.zeros(len(values))
    total, square = values.sum(), (values**2).sum()
    mean = (total - values) / others
    variance = np.maximum((square - values**2) / others - mean**2, 0)
    local, weight, weight_square = _sums(values, weights)
    spread = variance * (others * weight_square - weight**2) / (others - 1)
    return _scores(local - weight * mean, spread, square / (others + 1))


def gi_star(values: ArrayLike, weights: Any) -> Floats:
    """Return Gi* of every place as a standard score: its neighbours and itself.

    As `gi`, but row i of ``weights`` also weighs place i itself on the diagonal (eq. 15).
    """
    values = np.asarray(values, float)
    return _star(values, len(values), _sums(values, weights))


def gi_star_on_grid(
    counts: Floats, inside: NDArray[np.bool_], grid: HexGrid
) -> tuple[Floats, Floats]:
    """Return Gi* of the cells of a study area and its p, each cell and its neighbours weighing 1.

    Parameters
    ----------
    counts : ndarray of float64, shape (rows, columns)
        Events, of a cell cut by the border as many as a whole one would have.
    inside : ndarray of bool, shape (rows, columns)
        The study area; cells outside neither count nor are neighbours.

    Returns
    -------
    scores, p : ndarray of float64, shape (m,)
        Of the cells inside, row by row. p is that of `skewed_p` with the skewness a sum of cells
        has when the same events are scattered at random, and with the continuity correction for
        whole numbers: where a neighbourhood holds many events it is the normal p.
    """
    values = np.where(inside, counts, 0.0)
    local = (grid.neighbour_sum(values) + values)[inside]
    weight = (grid.neighbour_sum(inside.astype(float)) + 1)[inside]
    values, n = values[inside], int(inside.sum())
    scores = _star(values, n, (local, weight, weight))
    if not values.any():
        return scores, np.ones(n)
    expected = weight * values.mean()
    excess = np.abs(local - expected)
    half = np.divide(0.5, excess, out=np.ones(n), where=excess > 0.5)
    return scores, skewed_p(scores * (1 - half), 1 / np.sqrt(expected))


def two_sided_p(scores: Floats) -> Floats:
    """Return the probability of a standard normal score at least this far from 0."""
    from scipy.special import ndtr

    return np.minimum(2 * ndtr(-np.abs(scores)), 1.0)


def skewed_p(scores: Floats, skewness: Floats) -> Floats:
    """Return twice the smaller tail of a Pearson type III distribution with a given skewness.

    Where few events are expected their count is skewed, and the normal distribution would find
    hotspots in several of ten maps of evenly scattered events.

    Parameters
    ----------
    scores, skewness : ndarray of float64, shape (n,)
        Scores of mean 0 and variance 1; a skewness below 0.001 counts as normal.

    References
    ----------
    Costanzo, C. M., Hubert, L. J. and Golledge, R. G. (1983), A higher moment for spatial
    statistics, Geographical Analysis 15(4).
    """
    from scipy.special import gammainc, gammaincc

    p = two_sided_p(scores)
    skewed = np.flatnonzero(skewness > 1e-3)
    shape = 4 / skewness[skewed] ** 2
    place = np.maximum(shape + scores[skewed] * np.sqrt(shape), 0)
    tails = np.minimum(gammainc(shape, place), gammaincc(shape, place))
    p[skewed] = np.minimum(2 * tails, 1.0)
    return p


def _star(values: Floats, n: int, sums: tuple[Floats, Floats, Floats]) -> Floats:
    if n < 2:
        return np.zeros(len(values))
    local, weight, weight_square = sums
    mean = values.mean()
    variance = max(float((values**2).mean() - mean**2), 0.0)
    spread = variance * (n * weight_square - weight**2) / (n - 1)
    return _scores(local - weight * mean, spread, float((values**2).mean()))


def _sums(values: Floats, weights: Any) -> tuple[Floats, Floats, Floats]:
    """Return the weighted sum, the sum of weights and of their squares, each of shape (n,)."""
    return (
        np.asarray(weights @ values, float),
        np.asarray(weights.sum(axis=1), float).ravel(),
        np.asarray((weights * weights).sum(axis=1), float).ravel(),
    )


def _scores(excess: Floats, spread: Floats, scale: float) -> Floats:
    """Return excess over its standard deviation; 0 where rounding is all that is left of it."""
    scores = np.zeros(len(excess))
    np.divide(excess, np.sqrt(np.maximum(spread, 0)), out=scores, where=spread > scale * 1e-12)
    return scores
