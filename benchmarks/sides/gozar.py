"""Gozar's side: the program's own functions, as the desk calls them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from benchmarks import given, testset
from data import cache
from data.clock import Clock
from data.feedback import silent
from data.locating import locate
from data.model.city import District
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from data.timezones import DAY_SECONDS, zone_offsets
from layers import complaints
from layers.complaints import LOOKS
from layers.period_counts import per_district_and_month
from layers.picture import Dot, Frame, LayerPicture, Raster
from layers.stats.density import surface
from layers.stats.grid import SquareGrid
from layers.style import HOTSPOT_RAMP, ramp_ends
from resources.tokens import PALETTES
from widgets.canvas.painter import paint_map
from widgets.canvas.rasters import colour_table, ramp_indices
from widgets.canvas.viewport import Viewport

Work = Callable[[], object]
STEP = 20.0  # pixels the map is dragged between two frames


# -- opening and writing ---------------------------------------------------------------------


def open_first(folder: Path, _events: int) -> Work:
    """Open the store and read its events into arrays."""
    from data.store.workspace import open_workspace

    def work() -> int:
        workspace = open_workspace(folder / testset.WORKSPACE, clock=Clock())
        try:
            return len(workspace.events(silent()))
        finally:
            workspace.close()

    return work


def open_again(folder: Path, _events: int) -> Work:
    """Map the arrays saved beside the workspace and read every number of three of them."""

    def work() -> float:
        events = cache.load_events(folder / testset.WORKSPACE)
        assert events is not None, "the workspace has no saved arrays"
        return sum(float(column.sum()) for column in (events.x, events.y, events.district))

    return work


def write(folder: Path, _events: int) -> Work:
    """Write a new workspace, spatial index included."""
    events, areas = testset.table(folder), testset.districts()
    path = folder / "written-by-gozar.gpkg"

    def work() -> None:
        path.unlink(missing_ok=True)
        testset.write_workspace(path, events, areas)

    return work


# -- pictures --------------------------------------------------------------------------------


def surface_full(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Count, smooth and colour the city, one cell a pixel."""
    return _surface(folder, 1)


def surface_quarter(folder: Path, _events: int) -> Work:
    """Count, smooth and colour a quarter of the cells each way, and enlarge the image."""
    return _surface(folder, 4)[0]


def _surface(folder: Path, pixels: int) -> tuple[Work, Callable]:
    x, y = np.load(folder / "x.npy"), np.load(folder / "y.npy")
    west, south, _east, _north = given.extent()
    cell, rows, columns = (
        given.METRES_PER_PIXEL * pixels,
        given.HEIGHT // pixels,
        given.WIDTH // pixels,
    )
    grid = SquareGrid(west, south, cell, rows, columns)
    palette = PALETTES["light"].ramps[HOTSPOT_RAMP]

    def work() -> tuple[np.ndarray, QImage]:
        density = surface(grid.count(x, y), grid, given.BANDWIDTH)
        low, high = ramp_ends(density)
        raster = Raster(density, west, south, cell, HOTSPOT_RAMP, low, high)
        indices = np.ascontiguousarray(ramp_indices(raster)[::-1])
        image = QImage(indices.data, columns, rows, columns, QImage.Format.Format_Indexed8)
        image.setColorTable(colour_table(palette))
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        if pixels > 1:
            image = image.scaled(
                given.WIDTH,
                given.HEIGHT,
                mode=Qt.TransformationMode.SmoothTransformation,
            )
        return density, image

    return work, lambda result: result[0]


def redraw(folder: Path, _events: int) -> Work:
    """Paint the point layer as the desk does: by kind, one dot where several would touch."""
    snapshot = _snapshot(folder)
    return _painted(lambda frame: complaints.build(snapshot, None, frame, silent()))


def redraw_all(folder: Path, _events: int) -> Work:
    """Paint a dot for every event, by kind."""
    events = _snapshot(folder).placed
    dots = Dot(
        np.column_stack([events.x, events.y]), complaints.CODES[events.kind], LOOKS, events.id
    )
    return _painted(lambda _frame: LayerPicture("points", (dots,)))


def _painted(picture_of: Callable[[Frame], LayerPicture]) -> Work:
    pans = cycle(given.PANS)
    image = QImage(given.WIDTH, given.HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)

    def work() -> QImage:
        viewport = _viewport(next(pans))
        painter = QPainter(image)
        paint_map(painter, [picture_of(viewport.frame())], viewport, PALETTES["light"])
        painter.end()
        return image

    return work


def _viewport(pan: float) -> Viewport:
    west, south, east, north = given.extent(pan)
    centre = (west + east) / 2, (south + north) / 2
    return Viewport(*centre, given.METRES_PER_PIXEL, given.WIDTH, given.HEIGHT)


def pan_frame(folder: Path, _events: int) -> Work:
    """Drag the desk's map a step, all years shown, and let the window's thread do what follows."""
    from benchmarks.desk import application, open_desk, settle

    held = open_desk(folder / testset.WORKSPACE)
    window = held.__enter__()
    window.context.choose_period(None, None)
    window.maps.set_visible("complaints", True)
    settle(window)
    steps = cycle([STEP] * 10 + [-STEP] * 10)

    def work() -> None:
        window.canvas.pan(next(steps), 0.0)
        window.canvas.viewport().repaint()
        application().processEvents()

    return work


# -- counting --------------------------------------------------------------------------------


def whole_days(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Count four districts' events of whole days by district and month."""
    return _recount(folder, _filter(given.SINCE, given.UNTIL))


def other_filter(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Count by district and month under hours, kinds and a period that cuts days."""
    asked = _filter(given.SINCE_HOUR, given.UNTIL_HOUR)
    return _recount(
        folder, asked.replace(kinds=frozenset(given.KINDS), hours=frozenset(given.HOURS))
    )


def _recount(folder: Path, asked: Filter) -> tuple[Work, Callable]:
    snapshot = _snapshot(folder)

    def as_array(counts: dict) -> np.ndarray:
        table = np.zeros((given.NUMBERS, given.MONTHS), np.int64)
        for (district, (year, month)), count in counts.items():
            table[district, year * 12 + month - 1 - given.FIRST_MONTH] = count
        return table

    # A snapshot under a filter knows nothing of the last turn's.
    return lambda: per_district_and_month(snapshot.filtered(asked)), as_array


def _filter(since: str, until: str) -> Filter:
    """Return the filter of a local period; ``until`` is exclusive."""
    local = np.array([since, until], "datetime64[s]").astype(np.int64)
    begin, end = zone_offsets(testset.TIMEZONE).utc(local).tolist()
    return Filter(begin, end, districts=frozenset(given.DISTRICTS))


def labels(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Say in which district each event lies."""
    x, y = np.load(folder / "x.npy"), np.load(folder / "y.npy")
    areas = [District(number, "", area) for number, area in enumerate(testset.districts(), 1)]
    days = np.load(folder / "local.npy") // DAY_SECONDS
    return lambda: locate(x, y, days, areas), lambda result: result


def _snapshot(folder: Path) -> Snapshot:
    saved = cache.load(folder / testset.WORKSPACE)
    assert saved is not None, "the workspace has no saved arrays"
    return saved[1]
