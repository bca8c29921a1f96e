"""Writes one analysis as a table, a map layer, a document for programs, or a picture."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import BadInput
from data.feedback import Feedback
from data.folding import clean
from data.model.events import Source
from data.model.snapshot import Snapshot
from data.saving import whole_file
from data.spreadsheet import safe_text
from desktop.exports import picture
from desktop.exports.map_sheet import compose_sheet
from desktop.exports.privacy import CELL, FEWEST, blurred, complaint_cells
from desktop.exports.sheet_size import SheetSize
from desktop.exports.tables import Table, write_tables
from layers.analyses import Analysis
from layers.picture import Dot, LayerPicture, LegendEntry
from layers.shapes import areas
from layers.style import CLUSTER, HOTSPOT, IN_LOT, WAITING
from resources.text import _, language

PIECE = 5_000  # rows between two looks at the feedback
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON"}


def write(analysis: Analysis, snapshot: Snapshot, path: Path, feedback: Feedback) -> None:
    """Write an analysis in the format of the path's ending.

    ``.json`` holds card, sentence, summary and rows; ``.csv`` the rows for a spreadsheet;
    ``.gpkg`` rows with shapes in the city's coordinate system; ``.geojson`` the same in
    longitude and latitude (RFC 7946); ``.png`` a map. Rows of single complaints lose their exact
    place: they get the middle of a cell with at least `privacy.FEWEST`, or none.

    Parameters
    ----------
    snapshot : Snapshot
        What was analysed: the ground of the map, and which rows are complaints.

    Raises
    ------
    BadInput
        For another ending.
    Refused, Cancelled
    """
    kind = path.suffix.lower()
    if kind not in _WRITERS:
        raise BadInput(
            _("نتیجهٔ تحلیل را می‌توان به شکل {names} نوشت؛ نام فایل را درست کنید.").format(
                names=_("، ").join(name.removeprefix(".") for name in _WRITERS)
            )
        )
    feedback.check()
    _WRITERS[kind](without_exact_complaints(analysis, snapshot), snapshot, path, feedback)


def without_exact_complaints(analysis: Analysis, snapshot: Snapshot) -> Analysis:
    """Return the analysis with complaints at the middle of their cell, or without a place.

    Clusters keep a hull over whole cells; those of too few complaints are withheld and counted.
    """
    if analysis.geometries is None:
        return analysis
    if _is_cluster(analysis.rows):
        return _without_small_clusters(analysis, snapshot)
    shapes = np.array(analysis.geometries, object)
    rows = [dict(row) for row in analysis.rows]
    events = snapshot.events
    known = events.id[events.source == Source.COMPLAINT]
    single = np.array([row.get("id", 0) for row in rows], np.int64)
    hidden = np.flatnonzero(np.isin(single, known) & (single != 0))
    if not len(hidden):
        return analysis
    middles = _cell_middles(shapely.get_coordinates(shapes[hidden]))
    for row, (x, y) in zip(hidden.tolist(), middles.tolist(), strict=True):
        placed = math.isfinite(x)
        rows[row] |= {"x": x if placed else None, "y": y if placed else None}
        shapes[row] = shapely.Point(x, y) if placed else None
    return replace(analysis, rows=rows, geometries=list(shapes))


def _is_cluster(rows: list[dict[str, Any]]) -> bool:
    return bool(rows) and str(rows[0].get("key", "")).startswith("cluster:")


def _without_small_clusters(analysis: Analysis, snapshot: Snapshot) -> Analysis:
    sources = snapshot.filter.sources
    least = FEWEST if sources is None or Source.COMPLAINT in sources else 1
    kept = [
        (row, blurred(shape))
        for row, shape in zip(analysis.rows, analysis.geometries or [], strict=True)
        if row["count"] >= least
    ]
    withheld = len(analysis.rows) - len(kept)
    return replace(
        analysis,
        summary={**analysis.summary, "clusters_withheld": withheld}
        if withheld
        else analysis.summary,
        rows=[row for row, _shape in kept],
        geometries=[shape for _row, shape in kept],
    )


def _cell_middles(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the middle of each place's cell; NaN where the cell holds fewer than enough."""
    cells = complaint_cells(xy)
    enough = {tuple(corner) for corner in cells.corner.tolist()}
    corner = np.floor(xy / CELL) * CELL
    keep = np.array([tuple(place) in enough for place in corner.tolist()], bool)
    return np.where(keep[:, None], corner + CELL / 2, np.nan)


# -- documents and tables ----------------------------------------------------------------------


def _write_json(analysis: Analysis, snapshot: Snapshot, path: Path, feedback: Feedback) -> None:
    head = {"card": analysis.card, "sentence": analysis.sentence, "summary": analysis.summary}
    with whole_file(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_json(head)[:-1] + ', "rows": [')
        separator = "\n"
        for rows in _pieces(analysis.rows, feedback):
            for row in rows:
                file.write(separator + _json(row))
                separator = ",\n"
        file.write("\n]}\n")


def _json(value: Any) -> str:
    return json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)


def _finite(value: Any) -> Any:
    """Return a value in JSON types: arrays as lists, and null for what is no number."""
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if isinstance(value, np.ndarray | np.generic):
        return _finite(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _write_csv(analysis: Analysis, snapshot: Snapshot, path: Path, feedback: Feedback) -> None:
    names = _names(analysis.rows)
    labels = _labels(analysis)
    # The mark tells spreadsheets that the letters are UTF-8.
    with whole_file(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow([safe_cell(name) for name in (*names, *labels)])
        for rows in _pieces(analysis.rows, feedback):
            table.writerows(
                [safe_cell(row.get(name)) for name in names] + list(labels.values()) for row in rows
            )


def safe_cell(value: Any) -> Any:
    """Return a value as it may stand in a spreadsheet; no text is a formula."""
    value = _finite(value)
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    return safe_text(clean(value)) if isinstance(value, str) else value


def _names(rows: list[dict[str, Any]]) -> list[str]:
    """Return the names of all columns, in the order in which they first appear."""
    return list(dict.fromkeys(name for row in rows for name in row))


def _labels(analysis: Analysis) -> dict[str, bool]:
    """Return what has to be said beside every row."""
    return {
        "simulated": bool(analysis.card.get("simulated")),
        "schematic": bool(analysis.card.get("schematic_districts")),
    }


def _pieces(rows: list[dict[str, Any]], feedback: Feedback) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), PIECE):
        feedback.progress(start, len(rows))
        yield rows[start : start + PIECE]
    feedback.check()


# -- map layers --------------------------------------------------------------------------------


def _write_layer(analysis: Analysis, snapshot: Snapshot, path: Path, feedback: Feedback) -> None:
    rows = analysis.rows
    columns = {name: _column([row.get(name) for row in rows]) for name in _names(rows)}
    for name, label in _labels(analysis).items():
        columns[name] = np.full(len(rows), label)
    shapes = np.array(analysis.geometries or [None] * len(rows), object)
    table = Table("analysis", columns, shapes, _geometry_type(shapes), path.stem)
    words = analysis.sentence.get(language()) or next(iter(analysis.sentence.values()), "")
    driver = DRIVERS[path.suffix.lower()]
    write_tables([table], path, driver, snapshot.city.epsg, words, feedback)


def _column(values: list[Any]) -> NDArray[np.generic]:
    """Return a column of the narrowest type that holds every value; absent ones stay absent."""
    present = [value for value in values if value is not None]
    kinds = {type(value) for value in present}
    whole = len(present) == len(values)
    if kinds == {bool} and whole:
        return np.array(values, bool)
    if kinds == {int} and whole:
        return np.array(values, np.int64)
    if kinds and kinds <= {int, float}:
        return np.array([np.nan if value is None else value for value in values], float)
    if kinds == {str} and whole and all(_INSTANT.fullmatch(value) for value in values):
        return np.array([value[:-1] for value in values], "datetime64[ms]")
    return np.array(
        [None if v is None else clean(v) if isinstance(v, str) else _json(v) for v in values],
        object,
    )


def _geometry_type(shapes: NDArray[np.object_]) -> str:
    kinds = {shape.geom_type for shape in shapes if shape is not None}
    if len(kinds) == 1:
        return str(kinds.pop())
    return "MultiPolygon" if kinds == {"Polygon", "MultiPolygon"} else "Unknown"


# -- picture -----------------------------------------------------------------------------------


def _write_png(analysis: Analysis, snapshot: Snapshot, path: Path, feedback: Feedback) -> None:
    """Draw the result over districts and streets, with its sentence under the title."""
    size = SheetSize(1280, 800)
    sheet = compose_sheet(
        snapshot, ("districts", "streets"), feedback, size=size, title=_("نتیجهٔ تحلیل")
    )
    words = analysis.sentence.get(language(), "")
    found = analysis_picture(analysis)
    sheet = replace(sheet, pictures=(*sheet.pictures, found), period="", subtitle=words)
    picture.write(sheet, path, feedback)


def analysis_picture(analysis: Analysis) -> LayerPicture:
    """Return the result as marks with a legend, under the layer it belongs to."""
    raster = analysis.raster
    if raster is not None:
        words = _("تعداد در کیلومتر مربع در هفته")
        entry = LegendEntry("ramp", words, ramp=raster.ramp, low=raster.low, high=raster.high)
        return LayerPicture("hotspots", (raster,), (entry,))
    pairs = [
        (row, shape)
        for row, shape in zip(analysis.rows, analysis.geometries or [], strict=False)
        if shape is not None
    ]
    points = [(row, shape) for row, shape in pairs if shape.geom_type == "Point"]
    if points:
        missed = np.array([not row.get("covered", True) for row, _shape in points], np.uint8)
        xy = shapely.get_coordinates([shape for _row, shape in points])
        dots = Dot(xy, missed, (IN_LOT, WAITING), np.zeros(len(points), np.int64))
        names = (_("در دسترس اکیپ‌ها"), _("بیرون از دسترس"))
        legend = zip(names, dots.looks, strict=True)
        entries = tuple(LegendEntry("dot", name, look) for name, look in legend)
        return LayerPicture("coverage", (dots,), entries)
    clustered = any(str(row.get("key", "")).startswith("cluster:") for row, _shape in pairs)
    layer, look = ("clusters", CLUSTER) if clustered else ("hotspots", HOTSPOT)
    marks = [mark for _row, shape in pairs for mark in areas(shape, look)]
    name = _("تجمع پیام‌های ۱۳۷") if clustered else _("کانون پرتکرار (معنادار)")
    return LayerPicture(layer, tuple(marks), (LegendEntry("area", name, look),) if marks else ())


_WRITERS: dict[str, Callable[[Analysis, Snapshot, Path, Feedback], None]] = {
    ".gpkg": _write_layer,
    ".geojson": _write_layer,
    ".csv": _write_csv,
    ".json": _write_json,
    ".png": _write_png,
}
