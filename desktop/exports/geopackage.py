"""Writes a plan as a GeoPackage for QGIS: its places, zones, crews, numbers and events.

Events leave as points without text or plate; complaints as cells of at least
`privacy.FEWEST`. Everything says whether it is invented.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from data.calendar import iso_utc
from data.feedback import Feedback
from data.model.events import EventTable, Kind, Outcome, Source, Status
from data.model.filters import Filter
from desktop.exports.evidence import Comparison
from desktop.exports.privacy import FEWEST, blurred, complaint_cells
from desktop.exports.report import Report
from desktop.exports.tables import Table, days, instants, texts, write_tables
from layers.card import filter_facts
from layers.picture import Area, Finding, LayerPicture
from resources.text import _

# Key, label, value, text and the rows a number counts.
NumberRow = tuple[str, str, float | None, str, str]


def write(report: Report, path: Path, feedback: Feedback) -> None:
    """Write the plan as GeoPackage in the city's coordinate system.

    Raises
    ------
    Refused
        When the file cannot be written.
    Cancelled
    """
    tables = [table for table in _tables(report) if table is not None]
    description = _("، ").join(report.remarks)
    write_tables(tables, path, "GPKG", report.city.epsg, description, feedback)


def _tables(report: Report) -> tuple[Table | None, ...]:
    hotspots = _findings(report, "hotspots", report.hotspots, _("کانون‌های سد معبر"))
    kept = tuple(finding for finding in report.clusters if len(finding.ids) >= FEWEST)
    clusters = _findings(report, "clusters", kept, _("تجمع پیام‌های ۱۳۷"))
    reports = report.snapshot.placed
    return (
        _district(report),
        hotspots,
        clusters,
        _zones(report),
        _crews(report),
        _shifts(report),
        _events(report, reports.take(reports.source != Source.COMPLAINT)),
        _complaint_cells(report, reports.take(reports.source == Source.COMPLAINT)),
        _numbers(report),
    )


def _labels(report: Report, rows: int, schematic: bool = False) -> dict[str, NDArray[np.generic]]:
    """Return the columns that say what is invented."""
    return {
        "simulated": np.full(rows, report.snapshot.simulated),
        "schematic": np.full(rows, schematic),
    }


def _district(report: Report) -> Table:
    district = report.district
    columns: dict[str, NDArray[np.generic]] = {
        "number": np.array([district.number]),
        "name": texts([district.name]),
        "residents": _floats([district.residents]),
        "residents_year": texts([district.residents_year]),
        "area_km2": _floats([district.area_km2]),
        "source": texts([district.source]),
        **_labels(report, 1, district.schematic),
    }
    return Table("district", columns, _multi([district.geometry]), "MultiPolygon", _("منطقه"))


def _findings(report: Report, name: str, findings: tuple[Finding, ...], title: str) -> Table | None:
    shapes = shapes_of(report.pictures[name])
    found = [finding for finding in findings if finding.key in shapes]
    if not found:
        return None
    outlines = [shapes[finding.key] for finding in found]
    if name == "clusters":
        outlines = [blurred(shape) for shape in outlines]
    facts = [finding.facts for finding in found]
    columns: dict[str, NDArray[np.generic]] = {
        "rank": np.arange(1, len(found) + 1),
        "name": texts([finding.title for finding in found]),
        "cases": np.array([len(finding.ids) for finding in found]),
        "before": _numeric(facts, "before"),
        "p_adjusted": _numeric(facts, "p_adjusted"),
        "vehicle_share": _numeric(facts, "vehicle_share"),
        "dominant_hour": _numeric(facts, "dominant_hour"),
        "verdict": np.array([fact.get("verdict") for fact in facts], object),
        "sentence": texts([finding.sentence for finding in found]),
        "facts": texts([json.dumps(fact, ensure_ascii=False) for fact in facts]),
        **_labels(report, len(found)),
    }
    present = {key: value for key, value in columns.items() if not _empty(value)}
    return Table(name, present, _multi(outlines), "MultiPolygon", title)


def shapes_of(picture: LayerPicture) -> dict[str, shapely.Geometry]:
    """Return the outline of each finding of a picture by its key, in metres."""
    parts: dict[str, list[shapely.Polygon]] = {}
    for mark in picture.marks:
        if isinstance(mark, Area) and mark.key:
            polygon = shapely.Polygon(mark.rings[0], [*mark.rings[1:]])
            parts.setdefault(mark.key, []).append(polygon)
    return {key: shapely.union_all(polygons) for key, polygons in parts.items()}


def _zones(report: Report) -> Table | None:
    zones = [line.zone for line in report.zones]
    if not zones:
        return None
    rules = [zone.rule for zone in zones]
    columns: dict[str, NDArray[np.generic]] = {
        "id": texts([zone.id for zone in zones]),
        "name": texts([zone.name for zone in zones]),
        "rule": texts([line.rule for line in report.zones]),
        "activity": texts([rule.activity.value for rule in rules]),
        "weekdays": texts([",".join(str(d) for d in sorted(rule.weekdays)) for rule in rules]),
        "start_minute": np.array([rule.start for rule in rules]),
        "end_minute": np.array([rule.end for rule in rules]),
        "season": texts([rule.season for rule in rules]),
        "state": texts([zone.state.value for zone in zones]),
        "reason": texts([zone.reason for zone in zones]),
        "version": np.array([zone.version for zone in zones]),
        "area_m2": np.array([zone.shape.area for zone in zones]),
        **_labels(report, len(zones)),
    }
    shapes = np.array([zone.shape for zone in zones], object)
    return Table("zones", columns, shapes, "Polygon", _("محدوده‌های توقف ممنوع"))


def _crews(report: Report) -> Table | None:
    crews = list({line.crew.id: line.crew for line in report.shifts}.values())
    if not crews:
        return None
    columns: dict[str, NDArray[np.generic]] = {
        "id": np.array([crew.id for crew in crews]),
        "name": texts([crew.name for crew in crews]),
        "district": np.array([crew.district for crew in crews]),
        "contractor": np.array([crew.contractor for crew in crews]),
        **_labels(report, len(crews)),
    }
    places = np.array([(crew.x, crew.y) for crew in crews], float)
    return Table("crews", columns, places, "Point", _("پایگاه اکیپ‌ها"))


def _shifts(report: Report) -> Table | None:
    lines = report.shifts
    if not lines:
        return None
    columns: dict[str, NDArray[np.generic]] = {
        "crew": np.array([line.crew.id for line in lines]),
        "name": texts([line.crew.name for line in lines]),
        "days": texts([line.days for line in lines]),
        "hours": texts([line.hours for line in lines]),
        "start_minute": np.array([line.shift.start for line in lines]),
        "end_minute": np.array([line.shift.end for line in lines]),
        "first_day": days(np.array([line.first_day for line in lines])),
        "last_day": days(np.array([line.last_day for line in lines])),
        "reach_m": np.array([line.shift.reach for line in lines], float),
        "on_call": np.array([line.shift.on_call for line in lines]),
        **_labels(report, len(lines)),
    }
    places = np.array([(line.crew.x, line.crew.y) for line in lines], float)
    return Table("shifts", columns, places, "Point", _("شیفت اکیپ‌ها"))


def _events(report: Report, events: EventTable) -> Table | None:
    if not len(events):
        return None
    columns: dict[str, NDArray[np.generic]] = {
        "id": events.id,
        "time": instants(events.time),
        "source": _names(events.source, Source),
        "kind": _names(events.kind, Kind),
        "outcome": _names(events.outcome, Outcome),
        "status": _names(events.status, Status),
        "district": events.district.astype(np.int64),
        **_labels(report, len(events)),
    }
    places = np.column_stack([events.x, events.y])
    return Table("events", columns, places, "Point", _("موارد دوره بدون متن و پلاک"))


def _complaint_cells(report: Report, complaints: EventTable) -> Table | None:
    cells = complaint_cells(np.column_stack([complaints.x, complaints.y]))
    if not len(cells.count):
        return None
    columns = {"complaints": cells.count, **_labels(report, len(cells.count))}
    title = _("پیام‌های ۱۳۷ در سلول‌های دست‌کم ۵ تایی")
    return Table("complaint_cells", columns, cells.polygons(), "Polygon", title)


def _numbers(report: Report) -> Table:
    """Return every number of the plan with the filter of its rows."""
    rows: list[NumberRow] = []
    for key in report.key_numbers:
        number = key.number
        rows.append((number.key, number.label, number.value, key.text, _rows(number.rows)))
    for line in (*report.by_kind, *report.by_month, report.total):
        rows.extend(_comparison_rows(line))
    complaints = report.snapshot.placed
    cells = complaint_cells(
        np.column_stack([complaints.x, complaints.y])[complaints.source == Source.COMPLAINT]
    )
    rows.append(("complaints_withheld", _("پیام در سلول‌های کم‌مورد"), cells.withheld, "", ""))
    rows.append(("source", _("منبع"), None, report.source, ""))
    rows.append(("made_on", _("تاریخ تهیه"), None, iso_utc(report.made_on), ""))
    rows.append(("made_by", _("تهیه‌کننده"), None, report.made_by, ""))
    rows.extend(("remark", _("یادآوری"), None, remark, "") for remark in report.remarks)
    rows.extend(("evidence", _("مستندات"), None, sentence, "") for sentence in report.sentences)
    keys, labels, values, words, filters = zip(*rows, strict=True)
    columns: dict[str, NDArray[np.generic]] = {
        "key": texts(keys),
        "label": texts(labels),
        "value": _floats(values),
        "text": texts(words),
        "rows": texts(filters),
        **_labels(report, len(rows), report.snapshot.schematic),
    }
    return Table("report", columns, title=_("اعداد برنامه"))


def _comparison_rows(line: Comparison) -> list[tuple[str, str, float | None, str, str]]:
    now, before = line.now, line.before
    rows: list[tuple[str, str, float | None, str, str]] = [
        (now.key, line.label, now.value, "", _rows(now.rows))
    ]
    if before is not None:
        key = f"{before.key}:before"
        rows.append((key, line.label, before.value, "", _rows(before.rows)))
    return rows


def _rows(rows: Filter | tuple[int, ...]) -> str:
    """Return which events a number counts: the filter, or how many ids there are."""
    if isinstance(rows, Filter):
        return json.dumps(filter_facts(rows), ensure_ascii=False)
    return json.dumps({"ids": len(rows)})


def _names(codes: NDArray[np.uint8], names: type[IntEnum]) -> NDArray[np.object_]:
    """Return the English names of codes, lower case; the table is small, the column long."""
    table = np.array(["unknown"] * 256, object)
    for member in names:
        table[int(member)] = member.name.lower()
    return table[codes]


def _numeric(facts: list[dict[str, Any]], key: str) -> NDArray[np.float64]:
    return _floats([fact.get(key) for fact in facts])


def _floats(values: Sequence[Any]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], float)


def _empty(column: NDArray[np.generic]) -> bool:
    if column.dtype == object:
        return all(value is None for value in column)
    return column.dtype.kind == "f" and bool(np.isnan(column).all())


def _multi(shapes: list[shapely.Geometry]) -> NDArray[np.object_]:
    """Return polygons as multipolygons, so that a layer holds one type."""
    parts = [shapely.get_parts(shape) for shape in shapes]
    return np.array([shapely.multipolygons(list(part)) for part in parts], object)
