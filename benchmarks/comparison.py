"""The issue's tasks beside what users would pick instead: measured, as a table and in sentences."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import testset
from benchmarks.checks import compare
from benchmarks.runs import Runs, measure, offscreen
from benchmarks.screen import screen
from benchmarks.tasks import KERNEL, LARGE, MILLION, TASKS, USUAL, Side, Task, up_to

Measured = Mapping[tuple[str, int], Runs]
Sentences = Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was measured of some tasks, and how the results agreed.

    Attributes
    ----------
    measured : mapping of (key of a side, events) to Runs
    checks : sequence of (str, bool)
        Sentences, and whether each is as asked.
    """

    tasks: tuple[Task, ...]
    measured: Measured
    checks: Sentences

    def runs(self, side: Side, events: int) -> Runs | None:
        """Return what was measured of a side, None where it was not tried."""
        return self.measured.get((side.key, events))

    def median(self, side: Side, events: int) -> float | None:
        """Return seconds, None where nothing was measured."""
        found = self.runs(side, events)
        return found.median if found and found.seconds else None

    def ratio(self, task: Task, peer: Side, events: int) -> float | None:
        """Return how many times as fast as a peer Gozar was."""
        ours, theirs = self.median(task.ours, events), self.median(peer, events)
        return theirs / ours if ours and theirs else None

    def spared(self, task: Task, peer: Side, events: int) -> float | None:
        """Return the ratio of the median processor times: it hardly feels what else runs."""
        ours, theirs = self.runs(task.ours, events), self.runs(peer, events)
        if not (ours and theirs and ours.processor and theirs.processor):
            return None
        return statistics.median(theirs.processor) / statistics.median(ours.processor)

    def compared_at(self, task: Task, peer: Side) -> int | None:
        """Return the size of the ratio to tell: the one that was asked for, or the largest."""
        sizes = [size for size in task.sizes if self.ratio(task, peer, size) is not None]
        return task.judged if task.judged in sizes else max(sizes, default=None)


def run(folder: Path, most: int, word: str = "") -> Comparison:
    """Measure the tasks whose title has a word, up to a size."""
    asked = (up_to(task, most) for task in TASKS if word in task.title)
    tasks = tuple(task for task in asked if task.sizes)
    wanted = {
        (side.key, size): side
        for task in tasks
        for size in task.sizes
        for side in task.sides
        if size <= side.most
    }
    if any("surface" in task.title for task in tasks):
        wanted |= {(KERNEL.key, size): KERNEL for size in (USUAL, MILLION) if size <= most}
    measured: dict[tuple[str, int], Runs] = {}
    with screen() as seen:
        for (key, size), side in sorted(wanted.items(), key=lambda item: item[0][1]):
            environment = seen if side.screen else offscreen()
            measured[key, size] = measure(side, testset.prepare(folder, size), size, environment)
    sizes = sorted({size for _key, size in wanted})
    checks = [found for size in sizes for found in compare(folder / f"testset-{size}", size)]
    return Comparison(tasks, measured, checks)


# -- in sentences ----------------------------------------------------------------------------


def shortfalls(found: Comparison) -> Iterator[str]:
    """Yield a sentence on every number that falls short of what was asked."""
    for task in found.tasks:
        yield from _too_slow_beside_peers(found, task)
        if task.longest is not None:
            yield from _too_slow_at_a_size(found, task, task.longest)
        grown = growth(found, task.ours, USUAL, LARGE)
        if task.growth is not None and grown is not None and grown >= task.growth:
            words = f"{grown:.1f} times as long from {USUAL:,} to {LARGE:,} events"
            yield f"{task.title}: {words}, less than {task.growth:g} asked"
    yield from (sentence for sentence, good in found.checks if not good)


def _too_slow_beside_peers(found: Comparison, task: Task) -> Iterator[str]:
    for peer, asked in task.peers:
        ratio = found.ratio(task, peer, task.judged)
        if asked is not None and ratio is not None and ratio < asked:
            yield f"{task.title}: {ratio:.1f} times as fast as {peer.program}, {asked:g} asked"


def _too_slow_at_a_size(found: Comparison, task: Task, longest: float) -> Iterator[str]:
    for size in task.sizes:
        took = found.median(task.ours, size)
        if took is not None and took > longest:
            yield f"{task.title}: {time(took)} at {size:,} events, at most {time(longest)} asked"


def unmeasured(found: Comparison) -> Iterator[str]:
    """Yield a sentence on everything that could not be measured, and on what has no answer."""
    sides = {side.key: side for task in found.tasks for side in (*task.sides, KERNEL)}
    for (key, size), runs in found.measured.items():
        if runs.missing:
            yield f"{sides[key].program} ({key}) at {size:,} events: {runs.missing}"
    for task in found.tasks:
        judged = {task.judged} | ({LARGE} if task.growth else set())
        for size in sorted(judged - set(task.sizes)):
            yield f"{task.title}: what was asked for {size:,} events was not measured in this run"


def growth(found: Comparison, side: Side, small: int, large: int) -> float | None:
    """Return the times by which a side takes longer at the larger size."""
    before, after = found.median(side, small), found.median(side, large)
    return after / before if before and after else None


def time(seconds: float) -> str:
    """Return seconds in a unit that fits, with three figures."""
    value, unit = (seconds, "s") if seconds >= 1 else (seconds * 1_000, "ms")
    places = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:,.{places}f} {unit}"
