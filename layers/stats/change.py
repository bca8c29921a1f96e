"""Whether two counts of events differ by more than chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

EXACT_BELOW = 20  # events in either period; fewer are judged by the exact binomial
SIGNIFICANCE = 0.05


class Verdict(StrEnum):
    """What can be said about a change."""

    INCREASE = "increase"
    DECREASE = "decrease"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Change:
    """A change between two periods of equal length.

    Attributes
    ----------
    now, before : int
        Events in each.
    z : float
        √2 · (√now − √before), about standard normal when nothing changed.
    p : float
        Two-sided; exact where ``exact``.
    """

    now: int
    before: int
    z: float
    p: float
    exact: bool

    @property
    def verdict(self) -> Verdict:
        """What can be said at five percent."""
        if self.p > SIGNIFICANCE:
            return Verdict.UNCERTAIN
        return Verdict.INCREASE if self.now > self.before else Verdict.DECREASE


def poisson_change(now: int, before: int) -> Change:
    """Compare two Poisson counts over periods of equal length.

    Where either count is under `EXACT_BELOW`, p is that of the exact conditional binomial test.

    References
    ----------
    Przyborowski, J. and Wilenski, H. (1940), Homogeneity of results in testing samples from
    Poisson series, Biometrika 31; Anscombe, F. J. (1948) for the square root.
    """
    z = math.sqrt(2) * (math.sqrt(now) - math.sqrt(before))
    exact = min(now, before) < EXACT_BELOW
    p = _binomial_p(now, before) if exact else math.erfc(abs(z) / math.sqrt(2))
    return Change(now, before, z, p, exact)


def _binomial_p(now: int, before: int) -> float:
    """Return twice the smaller tail of Binomial(now + before, ½), at most 1."""
    from scipy.special import bdtr

    return min(1.0, 2 * float(bdtr(min(now, before), now + before, 0.5)))
