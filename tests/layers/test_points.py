"""What occurs among points stands in the legend with its count, and nothing else."""

from __future__ import annotations

import numpy as np

from layers.picture import Look
from layers.points import counted_legend

LOOKS = (Look(fill="accent"), Look(fill="muted"), Look(fill="zone"))


def test_a_legend_tells_the_counts_of_what_occurs() -> None:
    entries = counted_legend(("a", "b", "c"), ("الف", "ب", "پ"), LOOKS, np.array([1_200, 0, 3]))
    assert [(e.text, e.number, e.look) for e in entries] == [
        ("الف: ۱٬۲۰۰", "a", LOOKS[0]),
        ("پ: ۳", "c", LOOKS[2]),
    ]


def test_nothing_counted_is_no_legend() -> None:
    assert counted_legend(("a",), ("الف",), LOOKS[:1], np.zeros(1, np.int64)) == ()
