"""Many tests at once: how large a share of false alarms is let through."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def benjamini_hochberg(p: ArrayLike) -> NDArray[np.float64]:
    """Return p values adjusted for the false discovery rate by the step-up rule.

    A test is rejected at rate q where its adjusted value is at most q.

    Parameters
    ----------
    p : array_like, shape (m,)
        The whole family of tests.

    Returns
    -------
    ndarray of float64, shape (m,)
        At most 1, in the order given.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995), Controlling the false discovery rate,
    Journal of the Royal Statistical Society B 57(1).
    """
    p = np.asarray(p, float)
    order = np.argsort(p, kind="stable")[::-1]
    ranked = p[order] * (len(p) / np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.minimum.accumulate(ranked), 1.0)
    return adjusted
