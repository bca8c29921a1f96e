from __future__ import annotations

import numpy as np
import pytest

from data.errors import BadInput, Cancelled
from data.feedback import Feedback, silent
from data.importers.headers import MOST_COLUMNS
from data.importers.tables import HEAD, PIECE, RawTable, gather


def test_rows_become_columns_with_their_lines() -> None:
    rows = [(1, ["تاریخ", "نشانی"]), (2, ["", " "]), (4, ["1404/07/01", "a"]), (6, ["x"])]
    grid = gather(rows, silent())
    assert grid.columns == ("تاریخ", "نشانی")
    assert grid.cells == (("1404/07/01", "x"), ("a", None))
    assert grid.line.tolist() == [4, 6]


def test_what_stands_beyond_the_header_is_kept_apart() -> None:
    rows = [(1, ["تاریخ", "نشانی"]), *((n, ["1404/07/01", "a"]) for n in range(2, 9))]
    grid = gather([*rows, (9, ["1404/07/01", "a", "", "b"])], silent())
    assert grid.surplus == {7: ("b",)}
    raw = RawTable(grid.columns, grid.cells, grid.line, surplus=grid.surplus)
    assert raw.original(7) == ("1404/07/01", "a", "b")


def test_many_pieces_are_equally_long() -> None:
    body = ((n, ["1404/07/01", "a"][: 1 + n % 2]) for n in range(2, 2 * PIECE))
    grid = gather([(1, ["تاریخ", "نشانی"]), *body], silent())
    assert {len(column) for column in grid.cells} == {len(grid.line)}


def test_an_absent_column_is_named() -> None:
    raw = RawTable(("a",), (("1",),), np.array([2]))
    with pytest.raises(BadInput, match="«b»"):
        raw.column("b")


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(BadInput):
        gather([(1, ["x"] * (MOST_COLUMNS + 1))] * 3, silent())


def test_gathering_stops_when_told() -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        gather([(1, ["تاریخ", "نشانی"]), (2, ["1", "2"])], feedback)


def test_a_row_of_a_million_empty_cells_takes_no_room() -> None:
    body = [(n, ["1404/07/01", *[""] * 1_000_000, "x"]) for n in range(5, 8)]
    grid = gather([(1, ["تاریخ", "نشانی"]), *[(2, ["1404/07/01", "a"])] * HEAD, *body], silent())
    assert set(grid.surplus.values()) == {("x",)} and len(grid.line) == HEAD + 3
