"""The comparison as one table: a line a program, a column a size."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from benchmarks.comparison import Comparison, growth, time
from benchmarks.runs import Runs
from benchmarks.tasks import LARGE, USUAL, Side, Task


def table(found: Comparison) -> str:
    """Return the table of a comparison."""
    sizes = sorted({size for task in found.tasks for size in task.sizes})
    head = ("task", "program", *(f"{size:,}" for size in sizes), "growth", "processor", "memory")
    head += ("Gozar is faster", "by processor time", "asked", "met")
    rows = [head, ("---",) * len(head)]
    for task in found.tasks:
        rows += _rows(found, task, sizes)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _rows(found: Comparison, task: Task, sizes: list[int]) -> Iterator[tuple[str, ...]]:
    ours = _measured(found, task, task.ours, sizes)
    yield (f"**{task.title}**", *ours, "", "", *_own(found, task))
    for peer, asked in task.peers:
        yield ("", *_measured(found, task, peer, sizes), *_beside(found, task, peer, asked))


def _measured(found: Comparison, task: Task, side: Side, sizes: list[int]) -> tuple[str, ...]:
    runs = {size: found.runs(side, size) for size in sizes if size in task.sizes}
    cells = [_cell(runs.get(size)) for size in sizes]
    measured = [size for size in runs if found.median(side, size) is not None]
    at = task.judged if task.judged in measured else max(measured, default=0)
    return (side.program, *cells, _growth(found, side, measured), *_cost(runs.get(at)))


def _cell(runs: Runs | None) -> str:
    """Return median, minimum and maximum, and how often it ran where that is seldom."""
    if runs is None:
        return ""
    if not runs.seconds:
        return runs.missing.partition(":")[0]
    count = len(runs.seconds)
    seldom = "" if count >= 5 else f"; {count} runs" if count > 1 else "; one run"
    return f"{time(runs.median)} ({time(min(runs.seconds))}–{time(max(runs.seconds))}{seldom})"


def _growth(found: Comparison, side: Side, sizes: list[int]) -> str:
    steps = zip(sizes, sizes[1:], strict=False)
    return ", ".join(f"×{growth(found, side, *step):.1f}" for step in steps)


def _cost(runs: Runs | None) -> tuple[str, str]:
    """Return the median processor time and the largest memory, at the compared size."""
    if runs is None or not runs.seconds:
        return "", ""
    return time(statistics.median(runs.processor)), f"{runs.memory:,.0f} MB" if runs.memory else ""


def _own(found: Comparison, task: Task) -> tuple[str, str]:
    """Return what Gozar alone was asked, and whether it keeps it at every measured size."""
    asked, kept = [], []
    if task.longest is not None:
        took = [found.median(task.ours, size) for size in task.sizes]
        asked.append(f"≤ {time(task.longest)}")
        kept += [seconds <= task.longest for seconds in took if seconds is not None]
    if task.growth is not None:
        grown = growth(found, task.ours, USUAL, LARGE)
        asked.append(f"< ×{task.growth:g} from {USUAL:,} to {LARGE:,}")
        kept += [] if grown is None else [grown < task.growth]
    return ", ".join(asked), _met(all(kept) if kept else None)


def _beside(found: Comparison, task: Task, peer: Side, asked: float | None) -> tuple[str, ...]:
    at = found.compared_at(task, peer)
    ratio = None if at is None else found.ratio(task, peer, at)
    said = "" if ratio is None else f"×{ratio:,.1f}"
    if ratio is not None and at != task.judged:
        said += f" at {at:,}"
    spared = None if at is None else found.spared(task, peer, at)
    less = "" if spared is None else f"×{spared:,.1f}"
    judged = asked is not None and ratio is not None and at == task.judged
    wanted = "" if asked is None else f"×{asked:g}"
    return said, less, wanted, _met(ratio >= asked if judged else None)


def _met(answer: bool | None) -> str:
    return {True: "yes", False: "**no**", None: ""}[answer]
