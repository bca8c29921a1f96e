"""The table of tasks: who does what, and how many times as fast Gozar must be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.interpreters import QGIS

SIZES, LARGE = (10_000, 100_000, 1_000_000), 10_000_000
USUAL, MILLION = 100_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Side:
    """One program's way to do a task.

    Attributes
    ----------
    program : str
        As the table names it.
    module, function : str
        Below `benchmarks.sides`.
    needs : tuple of str
        Modules its interpreter must have.
    library : str
        Distribution whose version is told; ``QGIS`` for QGIS.
    most : int
        Largest size it is measured at: beyond it takes too long, or more memory than there is.
    screen : bool
        Whether it needs one.
    """

    program: str
    module: str
    function: str
    needs: tuple[str, ...] = ()
    library: str = ""
    most: int = LARGE
    screen: bool = False

    @property
    def key(self) -> str:
        """Identify it among all sides."""
        return f"{self.module}.{self.function}"


@dataclass(frozen=True, slots=True)
class Task:
    """One task and what was asked.

    Attributes
    ----------
    peers : tuple of (Side, float or None)
        And how many times as fast as this one Gozar must be.
    sizes : tuple of int
    judged : int
        The size at which the ratios are asked for.
    longest : float, optional
        Seconds that Gozar may take at any size.
    growth : float, optional
        Times by which Gozar may grow from 100,000 to 10,000,000 events.
    """

    title: str
    ours: Side
    peers: tuple[tuple[Side, float | None], ...] = ()
    sizes: tuple[int, ...] = (*SIZES, LARGE)
    judged: int = MILLION
    longest: float | None = None
    growth: float | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        """Ours first."""
        return (self.ours, *(side for side, _ratio in self.peers))


def _gozar(function: str, most: int = LARGE) -> Side:
    return Side("Gozar", "gozar", function, most=most)


def _qgis(program: str, function: str) -> Side:
    return Side(program, "qgis", function, (QGIS,), "QGIS", most=MILLION)


def _tables(program: str, function: str, *needs: str, library: str, most: int = LARGE) -> Side:
    return Side(program, "pypi", function, needs, library, most)


def _drawn(program: str, function: str, *needs: str, library: str, most: int = LARGE) -> Side:
    return Side(program, "drawing", function, needs, library, most)


def _started(program: str, function: str) -> Side:
    library = "" if function == "gozar" else "QGIS"
    return Side(program, "starting", function, library=library, screen=True)


_PYOGRIO = _tables(
    "pyogrio frame, Arrow", "open_pyogrio", "pyogrio", "pyarrow", "geopandas", library="pyogrio"
)
_PYOGRIO_WRITES = _tables(
    "pyogrio GeoPackage", "write_pyogrio", "pyogrio", library="pyogrio", most=MILLION
)
_CORE = _tables(
    "SQLAlchemy Core, no R-tree",
    "write_sqlalchemy",
    "sqlalchemy",
    library="SQLAlchemy",
    most=MILLION,
)
_SJOIN = _tables(
    "geopandas sjoin", "labels_geopandas", "geopandas", library="geopandas", most=MILLION
)
_CONTAINS = _tables("contains_xy, box first", "labels_shapely", "geopandas", library="shapely")
_GEOPANDAS = _tables("geopandas", "open_geopandas", "geopandas", library="geopandas", most=MILLION)
_HEATMAP = _qgis("QGIS heat map", "surface")
_PYQTGRAPH = _drawn(
    "pyqtgraph", "redraw_pyqtgraph", "pyqtgraph", "PySide6", library="pyqtgraph", most=MILLION
)
_SHADED = _drawn("datashader", "redraw_datashader", "datashader", library="datashader")
_DATASHADER = _drawn(
    "datashader + Gauss", "surface_datashader", "datashader", "scipy", library="datashader"
)
_KDEPY = _drawn("KDEpy", "surface_kdepy", "KDEpy", library="KDEpy")

_REDRAWN = ((_qgis("QGIS points", "redraw"), 35.0), (_PYQTGRAPH, 15.0), (_SHADED, 3.0))

TASKS = (
    Task(
        "open the events, first time",
        _gozar("open_first"),
        ((_qgis("QGIS materialise", "open_first"), 6.0), (_GEOPANDAS, 3.0), (_PYOGRIO, None)),
    ),
    Task("open them again", _gozar("open_again"), ((_PYOGRIO, 500.0),)),
    Task(
        "hotspot surface, full resolution",
        _gozar("surface_full"),
        ((_HEATMAP, 150.0), (_DATASHADER, 4.0), (_KDEPY, None)),
    ),
    Task(
        "hotspot surface, quarter grid",
        _gozar("surface_quarter"),
        ((_HEATMAP, 500.0), (_DATASHADER, 12.0), (_KDEPY, None)),
    ),
    Task("redraw of the point layer", _gozar("redraw"), _REDRAWN, longest=0.025),
    Task("redraw, a dot for every event", _gozar("redraw_all"), _REDRAWN, longest=0.025),
    Task(
        "filter and recount, whole days",
        _gozar("whole_days"),
        (
            (_qgis("QGIS", "whole_days"), None),
            (_tables("pandas", "whole_days_pandas", "pandas", library="pandas"), None),
            (_tables("polars", "whole_days_polars", "polars", library="polars"), 100.0),
        ),
    ),
    Task(
        "filter and recount, any other filter",
        _gozar("other_filter"),
        (
            (_qgis("QGIS", "other_filter"), None),
            (_tables("pandas", "other_filter_pandas", "pandas", library="pandas"), None),
            (_tables("polars", "other_filter_polars", "polars", library="polars"), 1.0),
        ),
    ),
    Task(
        "events to ten districts",
        _gozar("labels"),
        (
            (_qgis("QGIS join", "labels"), None),
            (_SJOIN, 25.0),
            (_CONTAINS, 5.0),
        ),
    ),
    Task(
        "write the events, R-tree included",
        _gozar("write", MILLION),
        (
            (_qgis("QGIS GeoPackage", "write"), 7.0),
            (_PYOGRIO_WRITES, 1.9),
            (_CORE, None),
        ),
    ),
    Task(
        "start to the first painted map",
        _started("Gozar", "gozar"),
        ((_started("QGIS", "qgis"), 4.0), (_started("QGIS, no plugins", "qgis_bare"), 2.5)),
        sizes=(USUAL,),
        judged=USUAL,
    ),
    Task("pan frame of the desk", _gozar("pan_frame"), growth=3.0),
)
KERNEL = _qgis("QGIS kernel raster", "kernel_raster")


def up_to(task: Task, most: int) -> Task:
    """Return a task without its sizes above one."""
    return replace(task, sizes=tuple(size for size in task.sizes if size <= most))
