"""One case in this process: prints its figures, one a line, for the process that started it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure


def run(name: str, path: Path, events: int) -> None:
    """Measure a case and print what it finds."""
    measure: Callable[[Path, int], Iterator[Figure]] = import_module(f"benchmarks.{name}").measure
    for figure in measure(path, events):
        print(figure.to_line(), flush=True)


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
