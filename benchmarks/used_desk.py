"""The desk used while an import, an export and a clustering run at once: its longest stalls."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.desk import four_layers, open_desk, settle, turn
from benchmarks.figures import Figure
from benchmarks.heartbeat import Heartbeat, Stall
from benchmarks.stalls import export, figure, pan, zoom
from data.cache import folder_of
from data.feedback import Feedback
from desktop import importing
from desktop.importing import Options
from desktop.main_window import MainWindow
from layers import clusters

LIMIT_MS = 50.0
TURNS = 3
ROWS = 20_000  # of an import
BRUSHED_DAYS = (30, 90, 200, 365)
PLAYED_SECONDS = 4.0
RADII = cycle((100.0, 150.0, 200.0))
FILES = count(1)


def measure(path: Path, events: int) -> Iterator[Figure]:
    """Yield the longest stall while the map is panned, zoomed, brushed and played."""
    found: dict[str, list[Stall]] = {}
    for _turn in range(TURNS):
        with TemporaryDirectory(dir=path.parent) as folder:
            _use(_copy(path, Path(folder)), found)
    for name, stalls in found.items():
        task = f"longest stall: {name}, an import, an export and a clustering running"
        yield figure(task, events, stalls, LIMIT_MS)


def _copy(path: Path, folder: Path) -> Path:
    """Return a copy of a workspace and its saved arrays: imports change it."""
    copied = folder / path.name
    shutil.copy(path, copied)
    if folder_of(path).exists():
        shutil.copytree(folder_of(path), folder_of(copied))
    return copied


def _use(path: Path, found: dict[str, list[Stall]]) -> None:
    beat = Heartbeat()
    with open_desk(path) as window:
        window.context.choose_period(None, None)
        four_layers(window)
        for name, use in USES.items():
            file = _file(path.parent)
            beat.start()
            _work(window, file)
            use(window, path.parent)
            # What is begun is used to its end: the last step of an import stalls as well.
            while window.jobs.busy():
                pan(window, path.parent)
            settle(window)
            found.setdefault(name, []).append(beat.stop())


def _work(window: MainWindow, file: Path) -> None:
    """Begin an import, an export and a clustering."""
    session = window.session

    def bring_in(feedback: Feedback) -> None:
        prepared = importing.prepare(session, "complaints", file, Options(), feedback)
        importing.commit(session, prepared, feedback)

    window.jobs.run(bring_in, lambda _nothing: None, print, text="import")
    export(window, file.parent)
    window.maps.set_choices("clusters", clusters.Choices(radius=next(RADII)))


def _file(folder: Path) -> Path:
    """Return a new file of complaints."""
    number = next(FILES)
    lottery = np.random.default_rng(number)
    x, y = lottery.uniform(606_000, 620_000, ROWS), lottery.uniform(4_210_000, 4_218_000, ROWS)
    days = np.datetime64("2024-05-01") + lottery.integers(0, 300, ROWS)
    path = folder / f"complaints-{number}.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "x", "y", "date"))
        for i, row in enumerate(zip(x.round(1), y.round(1), days, strict=True)):
            rows.writerow((f"{number}-{i}", *row))
    return path


def _brush(window: MainWindow, _folder: Path) -> None:
    """Choose one period after the other, as a brush on the time bar does."""
    since, until = window.maps.snapshot.period
    for days in BRUSHED_DAYS:
        for share in (0.2, 0.4, 0.6):
            start = int(since + share * (until - since))
            window.context.choose_period(start, start + days * 86_400)
            turn(0.1)
    window.context.choose_period(None, None)


def _play(window: MainWindow, _folder: Path) -> None:
    since, until = window.maps.snapshot.period
    window.context.choose_period(since, since + (until - since) // 12)
    window.playing.play()
    turn(PLAYED_SECONDS)
    window.playing.stop()
    window.context.choose_period(None, None)


USES: dict[str, Callable[[MainWindow, Path], None]] = {
    "panning": pan,
    "zooming": zoom,
    "brushing": _brush,
    "playing": _play,
}
