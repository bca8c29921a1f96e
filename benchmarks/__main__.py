"""``python -m benchmarks [--only NAME] [--events N]``: measure and write ``docs/speed.md``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import inputs
from benchmarks.figures import Figure
from benchmarks.table import markdown

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "speed.md"
USUAL, LARGE = 100_000, 1_000_000
# Sizes each case is measured at.
CASES: dict[str, tuple[int, ...]] = {
    "startup": (USUAL,),
    "frames": (USUAL, LARGE),
    "stalls": (USUAL,),
    "builds": (USUAL, LARGE),
    "writing": (USUAL, LARGE),
    "memory": (USUAL, LARGE),
}


def main(arguments: list[str]) -> int:
    """Run the cases; the page is written when none was left out."""
    options = _parser().parse_args(arguments)
    cases = {options.only: CASES[options.only]} if options.only else CASES
    figures: list[Figure] = []
    with TemporaryDirectory(dir=options.folder) as folder:
        for name, sizes in cases.items():
            for events in (options.events,) if options.events else sizes:
                figures += _run(name, Path(folder), events)
    page = markdown(figures)
    print(page)
    if not options.only and not options.events:
        PAGE.write_text(page, "utf-8")
    return 0


def _run(name: str, folder: Path, events: int) -> Iterator[Figure]:
    """Yield the figures of one case, measured in a process of its own."""
    path = inputs.demonstration(folder, events)
    command = [sys.executable, "-m", "benchmarks.case", name, str(path), str(events)]
    print(f"{name}, {events:,} events …", file=sys.stderr, flush=True)
    result = subprocess.run(
        command, cwd=ROOT, env=_environment(folder), stdout=subprocess.PIPE, text=True, check=False
    )
    for line in result.stdout.splitlines():
        if line.startswith("{"):
            yield Figure.from_line(line)
    if result.returncode:
        print(f"{name} ended with {result.returncode}", file=sys.stderr)


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment without a screen, without the user's settings, with compiled code."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    own = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "XDG_CONFIG_HOME": str(folder / "settings"),
        "XDG_DATA_HOME": str(folder / "data"),
    }
    return kept | own


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=sorted(CASES), help="one case; the page stays as it is")
    parser.add_argument("--events", type=int, help="size instead of the usual ones")
    parser.add_argument("--folder", help="where the workspaces are made, for a minute or two")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
