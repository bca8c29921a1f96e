from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.stats.change import Verdict, poisson_change


@pytest.mark.parametrize(("now", "before", "z"), [(25, 16, 1.414214), (12, 5, 1.7367018)])
def test_z_of_two_counts(now: int, before: int, z: float) -> None:
    assert poisson_change(now, before).z == pytest.approx(z, rel=1e-6)


def test_few_events_are_judged_exactly() -> None:
    change = poisson_change(12, 5)
    tail = sum(math.comb(17, k) for k in range(6)) / 2**17
    assert change.exact
    assert change.p == pytest.approx(2 * tail)
    assert change.verdict is Verdict.UNCERTAIN


def test_many_events_are_judged_by_z() -> None:
    change = poisson_change(218, 164)
    assert not change.exact
    assert change.p == pytest.approx(math.erfc(change.z / math.sqrt(2)))
    assert change.verdict is Verdict.INCREASE


def test_nothing_against_nothing_is_no_change() -> None:
    assert poisson_change(0, 0).p == 1
    assert poisson_change(0, 0).verdict is Verdict.UNCERTAIN


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_the_mirror_image_has_the_mirror_verdict(now: int, before: int) -> None:
    change, mirror = poisson_change(now, before), poisson_change(before, now)
    assert change.p == mirror.p
    assert change.z == -mirror.z
    assert 0 <= change.p <= 1
    if change.verdict is Verdict.INCREASE:
        assert mirror.verdict is Verdict.DECREASE


def test_unchanged_counts_seldom_cry_wolf() -> None:
    import numpy as np

    pairs = np.random.default_rng(3).poisson(60, (4000, 2))
    alarms = [poisson_change(int(a), int(b)).verdict is not Verdict.UNCERTAIN for a, b in pairs]
    assert np.mean(alarms) < 0.06
