"""The figures as a table, with the machine and the versions they were measured with."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.figures import Figure

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
HEAD = ("what", "events", "measured", "target", "met", "peer", "ratio", "remark")


def markdown(figures: Sequence[Figure]) -> str:
    """Return the whole page."""
    rows = [HEAD, ("---",) * len(HEAD), *(_row(figure) for figure in figures)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"""# How fast

Written by `make bench`. Each case ran in a process of its own; a figure is the best of its
repeats, because other work shares the machine. The ratio is the peer's time by ours.

A stall is the longest time between two beats of a millisecond's clock in the window's thread, less
what other programs took of it on a busy machine; the remark gives it on the clock as well.

{_machine()}

{table}
"""


def _row(figure: Figure) -> tuple[str, ...]:
    ratio = ""
    if figure.peer_value is not None:
        ratio = f"{figure.peer_value / figure.value:.1f}"
    remark = figure.note
    if figure.repeats > 1:
        remark = f"best of {figure.repeats}" + (f"; {remark}" if remark else "")
    return (
        figure.task,
        f"{figure.events:,}" if figure.events else "",
        quantity(figure.value, figure.unit),
        _target(figure),
        {True: "yes", False: "**no**", None: ""}[figure.met],
        "" if figure.peer_value is None else _peer(figure),
        ratio,
        remark,
    )


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"{'≥' if figure.at_least else '≤'} {quantity(figure.target, figure.unit)}"


def _peer(figure: Figure) -> str:
    return f"{figure.peer}: {quantity(figure.peer_value or 0.0, figure.unit)}"


def quantity(value: float, unit: str) -> str:
    """Return a value with three figures and its unit."""
    places = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{places}f} {unit}"


def _machine() -> str:
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
