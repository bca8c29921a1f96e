"""What Python libraries do with tables and geometries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks import given

EPSG = 32_638
PLAIN, DISTRICTS = "events.gpkg", "districts.gpkg"

Work = Callable[[], object]


# -- opening and writing ---------------------------------------------------------------------


def open_geopandas(folder: Path, _events: int) -> Work:
    """Read the plain GeoPackage as GeoPandas does without being told how."""
    import geopandas

    return lambda: len(geopandas.read_file(folder / PLAIN))


def open_pyogrio(folder: Path, _events: int) -> Work:
    """Read it through Arrow."""
    import pyogrio

    return lambda: len(pyogrio.read_dataframe(folder / PLAIN, use_arrow=True))


def write_pyogrio(folder: Path, _events: int) -> Work:
    """Write a GeoPackage with its spatial index."""
    import pyogrio

    frame = pyogrio.read_dataframe(folder / PLAIN)
    path = folder / "written-by-pyogrio.gpkg"

    def work() -> None:
        path.unlink(missing_ok=True)
        pyogrio.write_dataframe(frame, path, layer="events", SPATIAL_INDEX="YES")

    return work


def write_sqlalchemy(folder: Path, _events: int) -> Work:
    """Insert the rows as SQLAlchemy Core does, without any spatial index."""
    import sqlalchemy as sql

    columns = ("x", "y", "local", "kind", "district", "status")
    types = (sql.Float, sql.Float, *[sql.Integer] * 4)
    pairs = zip(columns, types, strict=True)
    table = sql.Table("events", sql.MetaData(), *[sql.Column(name, type_) for name, type_ in pairs])
    arrays = [np.load(folder / f"{name}.npy").tolist() for name in columns]
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*arrays, strict=True)]
    path = folder / "written-by-sqlalchemy.sqlite"

    def work() -> None:
        path.unlink(missing_ok=True)
        engine = sql.create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            table.create(connection)
            connection.execute(sql.insert(table), rows)
        engine.dispose()

    return work


# -- counting --------------------------------------------------------------------------------


def whole_days_pandas(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Filter and group with pandas; the month of each row is worked out beforehand."""
    frame = _pandas(folder)
    at = frame["at"]

    def work():
        chosen = (at >= given.SINCE) & (at < given.UNTIL)
        chosen &= frame.district.isin(given.DISTRICTS)
        return frame[chosen].groupby(["district", "month"]).size()

    return work, _spread_pandas


def other_filter_pandas(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Do the same with kinds and hours."""
    frame = _pandas(folder)
    at = frame["at"]

    def work():
        chosen = (at >= given.SINCE_HOUR) & (at < given.UNTIL_HOUR)
        chosen &= frame.district.isin(given.DISTRICTS) & frame.kind.isin(given.KINDS)
        chosen &= at.dt.hour.isin(given.HOURS)
        return frame[chosen].groupby(["district", "month"]).size()

    return work, _spread_pandas


def _pandas(folder: Path):
    import pandas

    frame = pandas.DataFrame({n: np.load(folder / f"{n}.npy") for n in ("kind", "district")})
    frame["at"] = pandas.to_datetime(np.load(folder / "local.npy"), unit="s")
    frame["month"] = frame["at"].dt.year * 12 + frame["at"].dt.month - 1
    return frame


def _spread_pandas(sizes) -> np.ndarray:
    return _spread((*key, count) for key, count in sizes.items())


def whole_days_polars(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Filter and group with Polars."""
    frame, chosen = _polars(folder), _polars_period(given.SINCE, given.UNTIL)
    return lambda: _grouped(frame.lazy().filter(chosen)), _spread_polars


def other_filter_polars(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Do the same with kinds and hours."""
    import polars

    frame, chosen = _polars(folder), _polars_period(given.SINCE_HOUR, given.UNTIL_HOUR)
    chosen &= polars.col("kind").is_in(given.KINDS)
    chosen &= polars.col("at").dt.hour().is_in(given.HOURS)
    return lambda: _grouped(frame.lazy().filter(chosen)), _spread_polars


def _polars(folder: Path):
    import polars

    columns = {name: np.load(folder / f"{name}.npy") for name in ("kind", "district")}
    columns["at"] = np.load(folder / "local.npy").astype("datetime64[s]").astype("datetime64[us]")
    return polars.DataFrame(columns)


def _grouped(rows):
    import polars

    at = polars.col("at").dt
    month = at.year().cast(polars.Int32) * 12 + at.month().cast(polars.Int32) - 1
    return rows.group_by("district", month.alias("month")).len().collect()


def _spread_polars(frame) -> np.ndarray:
    return _spread(frame.iter_rows())


def _polars_period(since: str, until: str):
    import datetime as dt

    import polars

    begin, end = (dt.datetime.fromisoformat(text) for text in (since, until))
    at = polars.col("at")
    return (at >= begin) & (at < end) & polars.col("district").is_in(given.DISTRICTS)


def _spread(rows) -> np.ndarray:
    """Return the counts of (district, month) as a table."""
    table = np.zeros((given.NUMBERS, given.MONTHS), np.int64)
    for district, month, count in rows:
        table[district, month - given.FIRST_MONTH] = count
    return table


# -- districts -------------------------------------------------------------------------------


def labels_geopandas(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Join points and polygons."""
    import geopandas

    x, y = _xy(folder)
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(x, y), crs=EPSG)
    areas = geopandas.read_file(folder / DISTRICTS)

    def as_array(joined) -> np.ndarray:
        labels = np.zeros(len(x), np.int16)
        labels[joined.index] = joined.number
        return labels

    return lambda: points.sjoin(areas, predicate="within"), as_array


def labels_shapely(folder: Path, _events: int) -> tuple[Work, Callable]:
    """Ask prepared polygons for the points in their boxes."""
    import geopandas
    import shapely

    x, y = _xy(folder)
    areas = geopandas.read_file(folder / DISTRICTS).geometry.values
    shapely.prepare(areas)

    def work() -> np.ndarray:
        labels = np.zeros(len(x), np.int16)
        for number, area in enumerate(areas, 1):
            west, south, east, north = area.bounds
            near = (labels == 0) & (x >= west) & (x <= east) & (y >= south) & (y <= north)
            rows = np.flatnonzero(near)
            labels[rows[shapely.contains_xy(area, x[rows], y[rows])]] = number
        return labels

    return work, lambda result: result


def _xy(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    return np.load(folder / "x.npy"), np.load(folder / "y.npy")
