"""Time one piece of work in this process: set it up, run it once unseen, then time each run.

Needs nothing but Python itself, so that any program's interpreter can run its side of a
comparison. Each run is a line of JSON of its own: what was measured before a side was stopped for
taking too long still counts. A side is a function ``(folder, events)`` in `benchmarks.sides`; it
returns the work, or the work and what turns its last result into an array to be compared.
"""

from __future__ import annotations

import gc
import importlib
import json
import math
import os
import sys
import time
from pathlib import Path

LEAST, MOST = 5, 15
BRIEF = 0.1  # seconds: shorter work is run more often
RUN = 0.05  # seconds: work that ends sooner is repeated within one run, which tells the mean
CHECKED = "checked"  # folder of the results


def main(module: str, side: str, folder: str, events: str) -> None:
    """Measure a side, print its runs and keep its result."""
    made = getattr(importlib.import_module(f"benchmarks.sides.{module}"), side)(
        Path(folder), int(events)
    )
    work, as_array = made if isinstance(made, tuple) else (made, None)
    seen, result = _timed(work, 1)
    if seen["seconds"] < BRIEF:  # once more, without what only a first run pays
        seen, result = _timed(work, 1)
    times = max(1, math.ceil(RUN / max(seen["seconds"], 1e-6)))
    for _turn in range(MOST if seen["seconds"] < BRIEF else LEAST):
        run, result = _timed(work, times)
        print(json.dumps({"memory": _megabytes()} | run), flush=True)
    if as_array is not None:
        _keep(as_array(result), Path(folder) / CHECKED / f"{module}.{side}.npy")


def _timed(work, times):
    gc.collect()
    clock, processor = time.perf_counter(), time.process_time()
    for _time in range(times):
        result = work()
    run = {
        "seconds": (time.perf_counter() - clock) / times,
        "processor": (time.process_time() - processor) / times,
    }
    # What starts whole programs knows better than this process what they took.
    return (result, None) if isinstance(result, dict) and "seconds" in result else (run, result)


def _keep(array, path):
    import numpy

    path.parent.mkdir(exist_ok=True)
    numpy.save(path, array)


def _megabytes():
    """Return this process' largest size as Linux tells it, 0 elsewhere.

    What `resource` tells would begin with the size of the process that started this one.
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    sizes = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return sizes[0] * 1_024 / 1e6 if sizes else 0.0


if __name__ == "__main__":
    main(*sys.argv[1:])
    sys.stdout.flush()
    # Some libraries fall over their own feet when an interpreter ends; all has been said by now.
    os._exit(0)
