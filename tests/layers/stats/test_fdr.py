from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.stats.fdr import benjamini_hochberg

PRINTED = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]


def test_the_printed_case_rejects_four() -> None:
    assert (benjamini_hochberg(PRINTED) <= 0.05).sum() == 4
    assert (np.array(PRINTED) <= 0.05 / 15).sum() == 3


def test_columbus(shared: Callable[[str], Path]) -> None:
    path = shared("data/reference/spdep/columbus_gistar_padjust.json")
    reference = json.loads(path.read_text())
    assert benjamini_hochberg(reference["p"]) == pytest.approx(reference["BH"], rel=1e-9)


def test_nothing_stays_nothing() -> None:
    assert len(benjamini_hochberg([])) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.randoms())
def test_order_does_not_matter_and_p_never_shrinks(p: list[float], random) -> None:
    adjusted = benjamini_hochberg(p)
    assert np.all(adjusted >= np.array(p))
    assert np.all(adjusted <= 1)
    order = list(range(len(p)))
    random.shuffle(order)
    shuffled = benjamini_hochberg([p[i] for i in order])
    assert shuffled == pytest.approx(adjusted[order])
