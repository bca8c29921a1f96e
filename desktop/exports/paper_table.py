"""Tables on paper: cells in reading order, the heading again on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.exports.paper import CONTENT, Paper

# Left out of a cell beyond this; the full text stands in the workspace.
LONGEST_CELL = 600
GAP, PAD = 3.0, 0.75  # millimetres between columns, and above and below a row
SIZE = 8.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, and whether it holds numbers."""

    title: str
    share: float
    numeric: bool = False


def write_table(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Sequence[str]]
) -> Iterator[int]:
    """Write a table and yield after each row, so that long ones can be stopped.

    Cells are written in reading order: a copied row reads as it stands. A row never breaks over
    two pages.
    """
    total = sum(column.share for column in columns)
    widths = [CONTENT * column.share / total for column in columns]
    _heading(paper, columns, widths)
    for index, row in enumerate(rows):
        height = _height(paper, row, widths)
        if paper.need(height + 2 * PAD):
            _heading(paper, columns, widths)
        _row(paper, row, columns, widths, height)
        yield index


def _heading(paper: Paper, columns: Sequence[Column], widths: list[float]) -> None:
    titles = [column.title for column in columns]
    _row(paper, titles, columns, widths, _height(paper, titles, widths), bold=True)
    paper.rule(0, CONTENT, "muted", 0.25)


def _height(paper: Paper, row: Sequence[str], widths: list[float]) -> float:
    pairs = zip(row, widths, strict=True)
    return max(paper.height(_cell(text), width - GAP, SIZE) for text, width in pairs)


def _row(
    paper: Paper,
    row: Sequence[str],
    columns: Sequence[Column],
    widths: list[float],
    height: float,
    *,
    bold: bool = False,
) -> None:
    top, offset = paper.y + PAD, 0.0
    for text, column, width in zip(row, columns, widths, strict=True):
        paper.y = top
        paper.write(
            _cell(text),
            offset=offset,
            width=width - GAP,
            size=SIZE,
            bold=bold,
            role="muted" if bold else "text",
            align="right" if column.numeric else "start",
        )
        offset += width
    paper.y = top + height + PAD
    paper.rule(0, CONTENT)


def _cell(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
