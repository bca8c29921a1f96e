"""The desk's table: quantities, targets and ratios as a reader sees them."""

from __future__ import annotations

import pytest

from benchmarks.figures import Figure
from benchmarks.table import desk_table, missed, quantity


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.1234, "0.12 s"), (12.34, "12.3 s"), (123.4, "123 s"), (1e6, "1,000,000 s")],
)
def test_three_figures_and_the_unit(value: float, shown: str) -> None:
    assert quantity(value, "s") == shown


def test_a_target_is_met_from_its_own_side() -> None:
    assert Figure("stall", 0, 9.0, "ms", 10.0).met
    assert not Figure("stall", 0, 11.0, "ms", 10.0).met
    assert Figure("rate", 0, 11.0, "rows/s", 10.0, at_least=True).met
    assert Figure("free", 0, 1.0, "s").met is None


def test_a_figure_survives_the_way_between_processes() -> None:
    figure = Figure("frame", 100_000, 3.9, "ms", 16.0, repeats=3, peer="other", peer_value=27.5)
    assert Figure.from_line(figure.to_line()) == figure


def test_the_table_says_what_missed_its_target_and_the_ratio() -> None:
    frame = Figure("frame", 100_000, 4.0, "ms", 16.0, peer="scatter", peer_value=28.0)
    stall = Figure("stall", 100_000, 60.0, "ms", 10.0, repeats=3, note="busy")
    table = desk_table([frame, stall])
    assert "| frame | 100,000 | 4.00 ms | ≤ 16.0 ms | yes | scatter: 28.0 ms | 7.0 |  |" in table
    assert "| **no** |" in table and "best of 3; busy" in table
    assert list(missed([frame, stall])) == ["stall at 100,000 events: 60.0 ms, ≤ 10.0 ms asked"]
