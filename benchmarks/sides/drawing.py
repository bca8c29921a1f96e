"""What Python libraries draw: datashader, KDEpy and pyqtgraph."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import numpy as np

from benchmarks import given

Work = Callable[[], object]


def surface_datashader(folder: Path, _events: int) -> Work:
    """Count with datashader, blur with SciPy's Gaussian, shade."""
    import datashader
    from datashader import transfer_functions as shading
    from scipy.ndimage import gaussian_filter

    frame, (west, south, east, north) = _frame(folder), given.extent()
    canvas = datashader.Canvas(given.WIDTH, given.HEIGHT, (west, east), (south, north))

    def work():
        counts = canvas.points(frame, "x", "y", datashader.count())
        counts.data = gaussian_filter(
            counts.data.astype(np.float32), given.BANDWIDTH / given.METRES_PER_PIXEL
        )
        return shading.shade(counts, how="linear")

    return work


def surface_kdepy(folder: Path, _events: int) -> Work:
    """Estimate the density on a grid of the window's size, and colour it by a table."""
    from KDEpy import FFTKDE

    x, y = _xy(folder)
    points = np.stack([x, y], 1)
    # It wants a grid with room around every point.
    axes = (
        np.linspace(values.min() - 1, values.max() + 1, count)
        for values, count in ((x, given.WIDTH), (y, given.HEIGHT))
    )
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, 2)
    colours = np.arange(256, dtype=np.uint32) * 0x01000001

    def work() -> np.ndarray:
        density = FFTKDE(bw=given.BANDWIDTH, kernel="gaussian").fit(points).evaluate(grid)
        return colours[(density * (255 / density.max())).astype(np.uint8)]

    return work


def redraw_datashader(folder: Path, _events: int) -> Work:
    """Draw all points in one colour scale by density, each grown to three pixels."""
    import datashader
    from datashader import transfer_functions as shading

    frame, pans = _frame(folder), cycle(given.PANS)

    def work():
        west, south, east, north = given.extent(next(pans))
        canvas = datashader.Canvas(given.WIDTH, given.HEIGHT, (west, east), (south, north))
        counts = canvas.points(frame, "x", "y", datashader.count())
        return shading.spread(shading.shade(counts, how="eq_hist"), px=1)

    return work


def redraw_pyqtgraph(folder: Path, _events: int) -> Work:
    """Draw all points as discs of three pixels in one colour."""
    import pyqtgraph

    application = pyqtgraph.mkQApp()
    x, y = _xy(folder)
    plot = pyqtgraph.PlotWidget()
    plot.resize(given.WIDTH, given.HEIGHT)
    brush = pyqtgraph.mkBrush(200, 30, 30)
    plot.addItem(pyqtgraph.ScatterPlotItem(x=x, y=y, size=3, pen=None, brush=brush))
    plot.show()
    application.processEvents()
    pans = cycle(given.PANS)

    def work():
        west, south, east, north = given.extent(next(pans))
        plot.setRange(xRange=(west, east), yRange=(south, north), padding=0)
        application.processEvents()
        return plot.grab()

    return work


def _xy(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    return np.load(folder / "x.npy"), np.load(folder / "y.npy")


def _frame(folder: Path):
    import pandas

    return pandas.DataFrame(dict(zip("xy", _xy(folder), strict=True)))
