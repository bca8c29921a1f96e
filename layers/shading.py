"""Areas coloured by a number: one ramp in a few steps, from nothing to the top."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from layers.picture import LegendEntry
from layers.style import COUNT_RAMP, COUNT_STEPS


def top_of(values: NDArray[np.floating]) -> float:
    """Return the value at the top of the ramp: the 98th percentile of what is above 0.

    Rounded up to two digits, so that one extreme area does not leave the rest pale; 1 where there
    is nothing above 0.
    """
    positive = values[np.isfinite(values) & (values > 0)]
    if not len(positive):
        return 1.0
    high = float(np.quantile(positive, 0.98, method="higher"))
    size = 10.0 ** (np.floor(np.log10(high)) - 1)
    return float(np.ceil(round(high / size, 6)) * size)


def steps(values: NDArray[np.floating], top: float) -> NDArray[np.int64]:
    """Return the step of each value: equal parts of 0 to ``top``; -1 for what is not a number."""
    share = np.nan_to_num(np.clip(values / top, 0.0, 1.0), nan=-1.0)
    step = np.minimum((share * COUNT_STEPS).astype(np.int64), COUNT_STEPS - 1)
    return np.where(share < 0, -1, step)


def ramp_entry(text: str, top: float) -> LegendEntry:
    """Return the legend of a shading."""
    return LegendEntry("ramp", text, ramp=COUNT_RAMP, low=0.0, high=top)
