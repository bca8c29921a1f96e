"""``python -m benchmarks``: measure everything and write ``docs/performance.md``."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import comparison, inputs, tasks
from benchmarks.comparison_table import table
from benchmarks.figures import Figure
from benchmarks.page import page
from benchmarks.runs import offscreen, own_folders
from benchmarks.table import desk_table

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
USUAL, LARGE = 100_000, 1_000_000
# Sizes each case is measured at.
CASES: dict[str, tuple[int, ...]] = {
    "startup": (USUAL,),
    "frames": (USUAL, LARGE),
    "stalls": (USUAL,),
    "builds": (USUAL, LARGE),
    "writing": (USUAL, LARGE),
    "memory": (USUAL, LARGE),
    "used_desk": (LARGE,),
}
COMPARISON = "comparison"
# A figure of these that misses its target makes the run fail.
MUST = "used_desk"


def main(arguments: list[str]) -> int:
    """Run the cases and the comparison; the page is written when nothing was left out.

    Returns
    -------
    int
        1 when a stall of the used desk is longer than it may be, or was not measured.
    """
    options = _parser().parse_args(arguments)
    whole = not (options.only or options.events or options.task)
    with TemporaryDirectory(dir=options.folder) as folder:
        figures, answer = _desk(options, Path(folder))
        if options.only in (None, COMPARISON):
            found = _compare(options, Path(folder))
            told = page(figures, found) if whole else table(found)
            checks = "\n".join(sentence for sentence, _good in found.checks)
            print(told if whole else f"{told}\n\n{checks}")
        else:
            print(desk_table(figures))
    if whole:
        PAGE.write_text(told, "utf-8")
    return answer


def _desk(options: argparse.Namespace, folder: Path) -> tuple[list[Figure], int]:
    """Return the desk's own figures, and 1 where one misses what it must keep."""
    if options.only == COMPARISON or options.task:
        return [], 0
    figures, answer = [], 0
    for name in (options.only,) if options.only else CASES:
        for events in (options.events,) if options.events else CASES[name]:
            measured = list(_run(name, folder, events))
            figures += measured
            if name == MUST and not (measured and all(figure.met for figure in measured)):
                answer = 1
    return figures, answer


def _compare(options: argparse.Namespace, folder: Path) -> comparison.Comparison:
    most = options.events or (tasks.LARGE if options.large else LARGE)
    return comparison.run(folder, most, options.task or "")


def _run(name: str, folder: Path, events: int) -> Iterator[Figure]:
    """Yield the figures of one case, measured in a process of its own."""
    path = inputs.demonstration(folder, events)
    command = [sys.executable, "-m", "benchmarks.case", name, str(path), str(events)]
    print(f"{name}, {events:,} events …", file=sys.stderr, flush=True)
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=own_folders(offscreen(), folder),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    for line in result.stdout.splitlines():
        if line.startswith("{"):
            yield Figure.from_line(line)
    if result.returncode:
        print(f"{name} ended with {result.returncode}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = sorted((*CASES, COMPARISON))
    parser.add_argument("--only", choices=names, help="one case; the page stays as it is")
    parser.add_argument("--task", help="only the tasks of the comparison with this in their title")
    parser.add_argument("--events", type=int, help="size, or largest size of the comparison")
    parser.add_argument("--large", action="store_true", help="ten million events as well")
    parser.add_argument("--folder", help="where the workspaces are made: some gigabytes")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
