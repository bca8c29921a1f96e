"""No-parking zones: hatched, named, with what was reported inside."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.events import EventTable
from data.model.names import activity_name, zone_state_name
from data.model.snapshot import Snapshot
from data.model.zones import Zone
from layers.picture import Area, Finding, Frame, Label, LayerPicture, LegendEntry, Mark, Number
from layers.shapes import areas, inner_point
from layers.stats.grid import SquareGrid
from layers.style import ZONE, ZONE_LABEL
from layers.words import clock_words, named, period_words
from resources.text import _, number

id = "zones"

CELL = 200.0  # m: of the table that finds the events near any zone


def title() -> str:
    """Return the layer's name."""
    return _("محدوده‌های توقف ممنوع")


# From farther away a zone is smaller than its name.
LABELLED_FROM = 8.0  # metres a pixel


def build(snapshot: Snapshot, choices: None, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the zones of the filtered districts."""
    chosen = snapshot.filter.districts
    zones = [z for z in snapshot.zones if chosen is None or z.district in chosen]
    if not zones:
        words = _("هنوز محدوده‌ای نیست؛ با ابزار «ترسیم محدوده» نخستین را بکشید.")
        return LayerPicture(id, (), count=0, remark=words)
    near, period = _near(snapshot.placed, zones), period_words(snapshot)
    findings = []
    for zone in zones:
        feedback.check()
        findings.append(_finding(zone, near, period))
    return LayerPicture(
        id,
        marks=_marks(zones, frame),
        legend=(LegendEntry("area", _("محدودهٔ توقف ممنوع"), ZONE),),
        numbers=(Number("count", _("محدوده"), len(zones)),),
        findings=tuple(findings),
        count=len(zones),
        card={"method": "events on or within the zone's outline", "zones": len(zones)},
    )


def _marks(zones: list[Zone], frame: Frame) -> tuple[Mark, ...]:
    shapes: list[Area] = []
    labels: list[Label] = []
    for zone in zones:
        key = f"zone:{zone.id}"
        shapes.extend(areas(zone.shape, ZONE, key))
        if frame.metres_per_pixel > LABELLED_FROM:
            continue
        x, y = inner_point(zone.shape)
        labels.append(Label(x, y, named(zone.name), ZONE_LABEL, zone.shape.area, key))
    return (*shapes, *labels)


def _near(events: EventTable, zones: list[Zone]) -> EventTable:
    """Return the events in cells that the box of any zone touches: few of very many."""
    boxes = shapely.bounds([zone.shape for zone in zones])
    west, south = boxes[:, :2].min(axis=0)
    east, north = boxes[:, 2:].max(axis=0)
    grid = SquareGrid.over((west, south, east, north), CELL)
    low = np.floor((boxes[:, :2] - (grid.x, grid.y)) / CELL).astype(int)
    high = np.floor((boxes[:, 2:] - (grid.x, grid.y)) / CELL).astype(int)
    touched = np.zeros((grid.rows, grid.columns), bool)
    for (left, bottom), (right, top) in zip(low, high, strict=True):
        touched[bottom : top + 1, left : right + 1] = True
    return events.take(np.append(touched.ravel(), False)[grid.index(events.x, events.y)])


def _inside(zone: Zone, events: EventTable) -> NDArray[np.int64]:
    """Return the ids of the events on or within a zone, in ascending order."""
    west, south, east, north = zone.shape.bounds
    box = (events.x >= west) & (events.x <= east) & (events.y >= south) & (events.y <= north)
    rows = np.flatnonzero(box)
    rows = rows[shapely.intersects_xy(zone.shape, events.x[rows], events.y[rows])]
    return np.sort(events.id[rows])


def _finding(zone: Zone, near: EventTable, period: str) -> Finding:
    ids = _inside(zone, near)
    x, y = inner_point(zone.shape)
    return Finding(
        key=f"zone:{zone.id}",
        title=named(zone.name),
        x=x,
        y=y,
        sentence=_sentence(zone, len(ids), period),
        numbers=(
            Number("count", _("مورد درون محدوده"), len(ids), rows=tuple(ids.tolist())),
            Number("area", _("مساحت"), round(zone.shape.area), _("متر مربع")),
            Number("perimeter", _("پیرامون"), round(zone.shape.length), _("متر")),
        ),
        ids=ids,
        facts=_facts(zone, len(ids)),
    )


def _sentence(zone: Zone, count: int, period: str) -> str:
    words = _("{activity}، {hours}؛ وضعیت: {state}. {period}، {count} مورد درون آن ثبت شده است.")
    return words.format(
        activity=activity_name(zone.rule.activity),
        hours=_hours(zone),
        state=zone_state_name(zone.state),
        period=period,
        count=number(count),
    )


def _hours(zone: Zone) -> str:
    if zone.rule.start == zone.rule.end % 1440:
        return _("شبانه‌روز")
    words = _("از {start} تا {end}")
    return words.format(start=clock_words(zone.rule.start), end=clock_words(zone.rule.end))


def _facts(zone: Zone, count: int) -> dict[str, object]:
    return {
        "id": zone.id,
        "name": zone.name,
        "district": zone.district,
        "state": zone.state.value,
        "activity": zone.rule.activity.value,
        "weekdays": sorted(zone.rule.weekdays),
        "start": zone.rule.start,
        "end": zone.rule.end,
        "season": zone.rule.season,
        "reason": zone.reason,
        "version": zone.version,
        "area_m2": round(zone.shape.area, 2),
        "perimeter_m": round(zone.shape.length, 2),
        "count": count,
    }
