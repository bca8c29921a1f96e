"""From the start of the process to the window and to the painted map, as whole processes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.heartbeat import Stall
from benchmarks.stalls import figure

TURNS = 5
PATIENCE = 60.0  # seconds
# Name of a line the started desk prints, what it means, and its target in seconds.
MARKS = {
    "shown": ("start to the window", 1.0),
    "map": ("start to the first painted map", 2.0),
    "layers": ("start to every layer painted", None),
    "ready": ("start to charts and open file", None),
}


def measure(path: Path, events: int) -> Iterator[Figure]:
    """Yield the time to each mark, the best of warm starts, and the longest stall on the way."""
    runs = [_start(path) for _turn in range(TURNS + 1)][1:]
    for mark, (task, target) in MARKS.items():
        seconds = min(run[f"{mark} clock"] for run in runs)
        spent = min(run[mark] for run in runs)
        note = f"warm; {spent:.2f} s of processor time"
        yield Figure(task, events, seconds, "s", target, repeats=TURNS, note=note)
    eager = min(_eager_imports() for _turn in range(2))
    yield Figure("start with every library loaded first", 0, eager, "s", note="for comparison")
    stalls = [Stall(run["pause"], run["made"], run["own"]) for run in runs]
    yield figure("longest stall: charts and file open after the first map", events, stalls)


def _start(path: Path) -> dict[str, float]:
    """Start the desk and return the seconds at which it printed each of its marks."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.started_desk", str(path)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        found = {}
        for line in process.stdout:
            mark, _space, value = line.strip().partition(" ")
            found[mark] = float(value)
            if mark in MARKS:
                found[f"{mark} clock"] = time.perf_counter() - began
        process.wait(PATIENCE)
    if not found.keys() >= {*MARKS, "own"}:
        raise RuntimeError(f"the desk ended with {process.returncode} after {sorted(found)}")
    return found


def _eager_imports() -> float:
    program = (
        "import PySide6.QtWidgets, numpy, scipy.stats, shapely, pyproj, geopandas, pyogrio, pandas,"
        " sqlalchemy, alembic, pyqtgraph, folium, fpdf, openpyxl, typer"
    )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - began
