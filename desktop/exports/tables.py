"""Columns and shapes on their way into a geographic file, written by GDAL in one go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import Refused
from data.feedback import Feedback
from data.folding import clean
from data.saving import whole_file
from resources.text import _

# Version 1.3 and full milliseconds are what older programs read without a warning.
_OPTIONS = {
    "GPKG": {"VERSION": "1.3", "DATETIME_PRECISION": "MILLISECOND"},
    "GeoJSON": {"RFC7946": "YES"},
}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One layer of a file.

    Attributes
    ----------
    columns : dict of str to ndarray, shape (n,)
        int64, float64, bool, object (texts, None where absent) or datetime64[ms] in UTC.
    shapes : ndarray, optional
        (n,) of shapely geometries, (n, 2) of points in metres, or None for a table without
        places.
    geometry_type : str
        ``Point``, ``Polygon``, ``MultiPolygon``, ``LineString``; empty without places.
    title : str
        What it holds, for whoever opens the file elsewhere.
    """

    name: str
    columns: dict[str, NDArray[np.generic]]
    shapes: NDArray[np.generic] | None = None
    geometry_type: str = ""
    title: str = ""


def texts(values: list[str] | tuple[str, ...]) -> NDArray[np.object_]:
    """Return texts as a column, without control characters."""
    return np.array([clean(value) for value in values], object)


def instants(utc: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Return UTC seconds as a column of instants."""
    return (utc * 1000).astype("datetime64[ms]")


def days(numbers: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Return day numbers as a column of dates."""
    return numbers.astype("datetime64[D]")


def write_tables(
    tables: list[Table], path: Path, driver: str, epsg: int, description: str, feedback: Feedback
) -> None:
    """Write layers to a new file that replaces the target when it is whole.

    GDAL holds Python's lock while it writes, so the feedback may send this elsewhere.

    Parameters
    ----------
    driver : str
        ``GPKG`` or ``GeoJSON``.
    epsg : int
        Coordinate system of the shapes.
    description : str
        Kept with the layers: simulated, schematic.

    Raises
    ------
    Refused, Cancelled
    """
    with whole_file(path) as beside:
        feedback.progress(0, len(tables))
        for done, table in enumerate(tables, start=1):
            wkb = table.shapes
            if wkb is not None and wkb.ndim == 1:
                wkb = shapely.to_wkb(wkb)
            options = _OPTIONS[driver] | (
                {"IDENTIFIER": table.title or table.name, "DESCRIPTION": description}
                if driver == "GPKG"
                else {}
            )
            feedback.heavy(
                write_layer,
                str(beside),
                driver,
                epsg,
                table.name,
                tuple(table.columns),
                list(table.columns.values()),
                wkb,
                table.geometry_type,
                options,
            )
            feedback.progress(done, len(tables))


def write_layer(
    path: str,
    driver: str,
    epsg: int,
    name: str,
    fields: tuple[str, ...],
    columns: list[NDArray[np.generic]],
    shapes: NDArray[np.generic] | None,
    geometry_type: str,
    options: dict[str, str],
) -> None:
    """Write one layer with GDAL; a function of plain values so that another process can run it.

    Parameters
    ----------
    shapes : ndarray, optional
        (n,) of WKB or (n, 2) of points in metres.
    """
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    if shapes is not None and shapes.ndim == 2:
        shapes = shapely.to_wkb(shapely.points(shapes))
    masks = [_absent(column) for column in columns]
    filled = [_filled(c, m) for c, m in zip(columns, masks, strict=True)]
    try:
        pyogrio.raw.write(
            path,
            shapes,
            filled,
            np.array(fields, object),
            field_mask=masks,
            layer=name,
            driver=driver,
            geometry_type=geometry_type or None,
            crs=f"EPSG:{epsg}" if shapes is not None else None,
            gdal_tz_offsets=_offsets(fields, columns),
            **options,
        )
    except (DataSourceError, DataLayerError) as error:
        raise Refused(
            _("نوشتن فایل ممکن نشد و چیزی نوشته نشد؛ جای خالی دیسک و اجازهٔ پوشه را بررسی کنید.")
        ) from error


def _offsets(
    fields: tuple[str, ...], columns: list[NDArray[np.generic]]
) -> dict[str, NDArray[np.int64]]:
    """Return GDAL's code of UTC for every row of the columns that hold instants."""
    pairs = zip(fields, columns, strict=True)
    return {
        field: np.full(len(column), 100)
        for field, column in pairs
        if column.dtype.kind == "M" and column.dtype != np.dtype("datetime64[D]")
    }


def _absent(column: NDArray[np.generic]) -> NDArray[np.bool_] | None:
    if column.dtype.kind == "f":
        mask = ~np.isfinite(column)
    elif column.dtype == object:
        mask = np.array([value is None for value in column], bool)
    else:
        return None
    return mask if mask.any() else None


def _filled(column: NDArray[np.generic], mask: NDArray[np.bool_] | None) -> NDArray[np.generic]:
    if mask is None:
        return column
    return np.where(mask, "" if column.dtype == object else 0, column)
