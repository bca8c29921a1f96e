"""Which Python runs a side: the project's, that of `make bench-peers`, or the one QGIS came for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / ".venv" / "peers"
QGIS = "qgis.core"  # the module that only QGIS' own Python has
# An environment variable names the Python of QGIS where it is not the system's.
QGIS_PYTHON = "QGIS_PYTHON"


@cache
def python_for(*modules: str) -> str | None:
    """Return the first Python that has all of some modules, None where none has."""
    return next((python for python in _pythons() if _has(python, modules)), None)


def _pythons() -> Iterator[str]:
    yield sys.executable
    for path in (PEERS / "bin" / "python", PEERS / "Scripts" / "python.exe"):
        if path.exists():
            yield str(path)
    for name in (os.environ.get(QGIS_PYTHON), "/usr/bin/python3", "python3"):
        found = shutil.which(name) if name else None
        if found:
            yield found


def _has(python: str, modules: tuple[str, ...]) -> bool:
    program = "".join(f"import {module}\n" for module in modules)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [python, "-c", program], env=environment, capture_output=True, cwd=ROOT, check=False
    )
    return run.returncode == 0


@cache
def version(python: str, distribution: str) -> str:
    """Return the version of a distribution as an interpreter sees it, empty where it has none."""
    program = "QGIS" if distribution == "QGIS" else "library"
    lines = {
        "QGIS": "from qgis.core import Qgis; print(Qgis.QGIS_VERSION)",
        "library": f"from importlib.metadata import version; print(version({distribution!r}))",
    }
    run = subprocess.run(
        [python, "-c", lines[program]], capture_output=True, text=True, check=False
    )
    return run.stdout.strip()
