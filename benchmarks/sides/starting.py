"""Whole programs from their start to the first painted map of the demonstration's events."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import inputs
from benchmarks.interpreters import QGIS, python_for

PAINTED = Path(__file__).with_name("qgis_painted.py")

Work = Callable[[], dict[str, float]]


def gozar(folder: Path, events: int) -> Work:
    """Start the desk."""
    path = inputs.demonstration(folder.parent, events)
    return lambda: _start([sys.executable, "-m", "benchmarks.started_desk", str(path)], "map")


def qgis(folder: Path, events: int) -> Work:
    """Start QGIS as it comes."""
    return _qgis(folder, events, ())


def qgis_bare(folder: Path, events: int) -> Work:
    """Start QGIS without its plugins."""
    return _qgis(folder, events, ("--noplugins",))


def _qgis(folder: Path, events: int, more: Sequence[str]) -> Work:
    path, project = inputs.demonstration(folder.parent, events), folder / "project.qgs"
    python = python_for(QGIS)
    assert python is not None
    make = [python, "-m", "benchmarks.sides.qgis_project", str(path), str(project)]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
    profile = TemporaryDirectory()

    def work() -> dict[str, float]:
        assert profile.name
        command = ["qgis", "--nologo", "--noversioncheck", *more, "--project", str(project)]
        command += ["--code", str(PAINTED), "--profiles-path", profile.name]
        return _start(command, "PAINTED")

    return work


def _start(command: Sequence[str], word: str) -> dict[str, float]:
    """Return what a program took until it printed a word; then end it."""
    began = time.perf_counter()
    program = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert program.stdout is not None
    told = next((line for line in program.stdout if line.startswith(word)), None)
    seconds = time.perf_counter() - began
    os.killpg(program.pid, signal.SIGKILL)
    _pid, _status, used = os.wait4(program.pid, 0)
    program.returncode = 0
    if told is None:
        raise RuntimeError(f"{command[0]} ended without a map")
    processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss * 1_024 / 1e6
    return {"seconds": seconds, "processor": processor, "memory": memory}
