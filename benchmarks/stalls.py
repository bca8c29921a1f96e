"""The longest time the window does not answer, while it is used and while work goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from benchmarks import inputs
from benchmarks.desk import four_layers, open_desk, settle, turn, wait
from benchmarks.figures import Figure
from benchmarks.heartbeat import Heartbeat, Stall
from data.calendar import Season
from data.feedback import Feedback
from data.model.plans import Plan
from desktop import importing, late
from desktop.importing import Options
from desktop.main_window import MainWindow
from layers import clusters

TARGET_MS = 10.0
PAN_SECONDS = 3.0
FRAME_MS = 16
TURNS = 3
TABLE_ROWS = 5_000

Situation = Callable[[MainWindow, Path], None]


def measure(path: Path, events: int) -> Iterator[Figure]:
    """Yield the longest pause of the GUI thread in each situation, the best of some turns."""
    found: dict[str, list[Stall]] = {}
    for _turn in range(TURNS):
        _on_the_desk(path, DEMONSTRATION, found)
        with TemporaryDirectory() as folder:
            city = inputs.boston(Path(folder))
            if city is not None:
                _on_the_desk(city, BOSTON, found)
    for name, stalls in found.items():
        yield figure(f"longest stall: {name}", events, stalls)


def figure(task: str, events: int, stalls: list[Stall], target: float = TARGET_MS) -> Figure:
    """Return the figure of a situation that was gone through several times."""
    pause, made, own = (min(getattr(s, part) for s in stalls) for part in ("pause", "made", "own"))
    note = f"{own:.0f} ms of it the window's own work; {pause:.0f} ms on this machine's clock"
    return Figure(task, events, made, "ms", target, repeats=len(stalls), note=note)


def _on_the_desk(
    path: Path, situations: dict[str, Situation], found: dict[str, list[Stall]]
) -> None:
    """Go through the situations one after the other at one desk."""
    beat = Heartbeat()
    with open_desk(path) as window, TemporaryDirectory() as folder:
        four_layers(window)
        for name, situation in situations.items():
            beat.start()
            situation(window, Path(folder))
            settle(window)
            found.setdefault(name, []).append(beat.stop())


# -- the demonstration city ------------------------------------------------------------------


def _rest(_window: MainWindow, _folder: Path) -> None:
    turn(1.0)


def pan(window: MainWindow, _folder: Path) -> None:
    """Drag the map there and back, a step a frame."""
    timer = QTimer()
    timer.timeout.connect(lambda: window.canvas.pan(4.0, 2.0))
    timer.start(FRAME_MS)
    turn(PAN_SECONDS / 2)
    timer.timeout.disconnect()
    timer.timeout.connect(lambda: window.canvas.pan(-4.0, -2.0))
    turn(PAN_SECONDS / 2)
    timer.stop()


def zoom(window: MainWindow, _folder: Path) -> None:
    """Zoom in and out again."""
    for factor in (1.5, 1.5, 1.5, 1 / 1.5, 1 / 1.5, 1 / 1.5):
        window.canvas.zoom(factor)
        turn(0.3)
    window.canvas.zoom_home()


def _filters(window: MainWindow, _folder: Path) -> None:
    maps = window.maps
    before = maps.filter
    for district in (1, 4, 8):
        window.context.choose_district(district)
        settle(window)
    window.context.choose_district(None)
    window.context.choose_period(None, None)
    settle(window)
    maps.set_filter(before)


def _clusters(window: MainWindow, _folder: Path) -> None:
    window.context.choose_period(None, None)
    settle(window)
    for radius in (100.0, 150.0, 200.0):
        window.maps.set_choices("clusters", clusters.Choices(radius=radius))
        settle(window)


def export(window: MainWindow, folder: Path) -> None:
    """Begin to write a plan as PDF and GeoPackage."""
    session, snapshot = window.session, window.maps.snapshot
    season = Season.parse("1404-summer", session.city.calendar)
    plan = Plan(0, 4, season, "plan")

    def work(feedback: Feedback) -> None:
        report = late.exports().compose_report(snapshot, plan, user=session.user, feedback=feedback)
        for name in ("pdf", "gpkg"):
            late.exports().PLAN_FORMATS[name](report, folder / f"plan.{name}", feedback)

    window.jobs.run(work, lambda _nothing: None, text="export")


def _plan_dialog(window: MainWindow, _folder: Path) -> None:
    window.plans.start()
    turn(0.2)
    settle(window)
    _close(window.plans.dialog)


def _rows(window: MainWindow, _folder: Path) -> None:
    window.context.choose_period(None, None)
    settle(window)
    window.rows.open_filter(window.maps.filter)
    wait(window.rows.table.isVisible)
    turn(0.3)
    window.rows.table.close()


def _select(window: MainWindow, _folder: Path) -> None:
    keys = [finding.key for finding in window.selection.findings()]
    for key in keys[:8]:
        window.selection.select([key], go=True)
        turn(0.15)


def _theme(window: MainWindow, _folder: Path) -> None:
    window.commands.toggle_theme()
    turn(0.3)
    window.commands.toggle_theme()


# -- Boston ----------------------------------------------------------------------------------


def _import_dialog(window: MainWindow, _folder: Path) -> None:
    window.imports.open(inputs.BOSTON_FILES[1])
    settle(window)
    window.imports._check()
    settle(window)
    _close(window.imports.dialog)


def _import(window: MainWindow, _folder: Path) -> None:
    session = window.session

    def work(feedback: Feedback) -> None:
        for file in inputs.BOSTON_FILES:
            prepared = importing.prepare(session, "complaints", file, Options(), feedback)
            importing.commit(session, prepared, feedback)

    window.jobs.run(work, lambda _nothing: None, print, text="import")


def _undo_import(window: MainWindow, _folder: Path) -> None:
    window.imports.undo(window.session.store.batches()[-1].id)


def _close(dialog: QDialog | None) -> None:
    if dialog is not None:
        dialog.close()
        QApplication.processEvents()


DEMONSTRATION: dict[str, Situation] = {
    "at rest": _rest,
    "panning": pan,
    "zooming": zoom,
    "other filters": _filters,
    "clusters of all years": _clusters,
    "plan as PDF and GeoPackage": export,
    "plan dialog": _plan_dialog,
    "table of rows": _rows,
    "selecting": _select,
    "dark and light": _theme,
}
BOSTON: dict[str, Situation] = {
    "import dialog": _import_dialog,
    "import": _import,
    "undo of an import": _undo_import,
}
