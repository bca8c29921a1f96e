"""The machine and the versions that the figures were measured with."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "PySide6-Essentials",
    "numpy",
    "scipy",
    "shapely",
    "SQLAlchemy",
    "pyqtgraph",
    "geopandas",
    "scikit-learn",
    "dbscan",
)


def machine() -> str:
    """Return processor, system and libraries as a list."""
    cores = os.cpu_count() or 1
    lines = [
        f"* {_processor()}, {cores} cores, {_memory()}",
        f"* {platform.system()} {platform.release()}, Python {platform.python_version()}",
        "* " + ", ".join(f"{name} {found}" for name in LIBRARIES if (found := _version(name))),
    ]
    return "\n".join(lines)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    """Return the processor's name, as far as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory() -> str:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return "memory unknown"
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{size / 2**30:.0f} GiB"
