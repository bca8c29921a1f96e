"""A case runs in a process of its own and hands over its figures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.inputs import demonstration

ROOT = Path(__file__).resolve().parents[2]


def test_the_layers_are_built_on_a_small_city(tmp_path: Path) -> None:
    path = demonstration(tmp_path, 2_000)
    command = [sys.executable, "-m", "benchmarks.case", "builds", str(path), "2000"]
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    figures = [Figure.from_line(line) for line in result.stdout.splitlines()]
    assert {f"build of the layer {name}" for name in ("hotspots", "clusters", "zones")} <= {
        figure.task for figure in figures
    }
    assert all(figure.value > 0 for figure in figures)
