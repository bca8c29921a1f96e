"""Sides of a comparison, each measured in a process of its own."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.interpreters import QGIS, python_for
from benchmarks.tasks import Side

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 420.0  # seconds; what was measured until then counts


@dataclass(frozen=True, slots=True)
class Runs:
    """What one side took, run by run, and what is missing of it.

    Attributes
    ----------
    seconds, processor : tuple of float
    memory : float
        Megabytes, the largest.
    missing : str
        Why there is nothing, or no result to compare, or fewer runs; empty where all went well.
    """

    seconds: tuple[float, ...] = ()
    processor: tuple[float, ...] = ()
    memory: float = 0.0
    missing: str = ""

    @property
    def median(self) -> float:
        """Seconds of the median run."""
        return statistics.median(self.seconds)

    @classmethod
    def from_lines(cls, lines: str, missing: str) -> Runs:
        """Read what `benchmarks.timing` printed, and what was said when it did not end well."""
        runs = [json.loads(line) for line in lines.splitlines() if line.startswith("{")]
        return cls(
            tuple(run["seconds"] for run in runs),
            tuple(run["processor"] for run in runs),
            max((run["memory"] for run in runs), default=0.0),
            missing,
        )


def measure(side: Side, folder: Path, events: int, environment: Mapping[str, str] | None) -> Runs:
    """Measure a side on a prepared test set; ``environment`` is None where there is no screen."""
    python = sys.executable if side.module == "starting" else python_for(*side.needs)
    if environment is None:
        return Runs(missing="no screen: Xvfb is not installed")
    if python is None or (side.library == "QGIS" and python_for(QGIS) is None):
        return Runs(missing="not installed")
    command = [python, "-m", "benchmarks.timing", side.module, side.function]
    print(f"{side.key}, {events:,} events …", file=sys.stderr, flush=True)
    with subprocess.Popen(
        [*command, str(folder), str(events)],
        cwd=ROOT,
        env=_calm(environment, folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            told, errors = process.communicate(timeout=PATIENCE)
            last = errors.strip().splitlines()[-1:] or ["nothing was said"]
            why = f"failed: {last[0][:120]}" if process.returncode else ""
        except subprocess.TimeoutExpired:
            process.kill()
            told, why = process.communicate()[0], f"stopped after {PATIENCE:.0f} s"
    return Runs.from_lines(told, why)


def _calm(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return an environment in which no side is slowed: no threads spin, all code is compiled."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    own = {
        "OMP_WAIT_POLICY": "passive",
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONWARNINGS": "ignore",
        "QT_LOGGING_RULES": "*=false",
    }
    return own_folders(environment, folder.parent) | own


def own_folders(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return an environment without the user's settings, in which compiled code is kept."""
    kept = {k: v for k, v in environment.items() if k != "PYTHONDONTWRITEBYTECODE"}
    own = {
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "XDG_CONFIG_HOME": str(folder / "settings"),
        "XDG_DATA_HOME": str(folder / "data"),
    }
    return kept | own


def offscreen() -> dict[str, str]:
    """Return this process' environment for work without a screen."""
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}
