"""How much memory the desk holds with everything on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.desk import four_layers, open_desk, settle
from benchmarks.figures import Figure

TARGET_MB = 1_000.0


def measure(path: Path, events: int) -> Iterator[Figure]:
    """Yield the largest size of the desk and its worker process, all years and layers shown."""
    if sys.platform == "win32":
        return
    import resource

    with open_desk(path) as window:
        window.context.choose_period(None, None)
        settle(window)
        four_layers(window)
        window.canvas.zoom(4.0)
        settle(window)
    own = _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    helper = _megabytes(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    target = TARGET_MB if events <= 1_000_000 else None
    yield Figure(
        "memory of the desk, all layers of all years",
        events,
        own + helper,
        "MB",
        target,
        note=f"{own:.0f} MB the window, {helper:.0f} MB its worker process; the largest each",
    )


def _megabytes(value: int) -> float:
    """Return megabytes of what the system counts: kibibytes on Linux, bytes on macOS."""
    return value / 1e6 if sys.platform == "darwin" else value * 1_024 / 1e6
