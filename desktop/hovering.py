"""What lies under the pointer, said beside it and outlined on the map; nothing waits for it."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

from data.calendar import format_instant
from data.model.events import EventTable
from data.model.names import kind_name, source_name
from desktop.jobs import Jobs
from desktop.map_controller import MapController
from desktop.under_pointer import events_near, street_near
from layers.picture import Finding
from resources.text import isolate, number
from widgets.canvas.hits import REACH, Click, Hit
from widgets.canvas.map_canvas import MapCanvas
from widgets.labels import plain_tooltip


class Hovering(QObject):
    """Follows the pointer while no tool is in hand."""

    def __init__(self, jobs: Jobs, maps: MapController, canvas: MapCanvas) -> None:
        super().__init__(maps)
        self._jobs = jobs
        self._maps = maps
        self._canvas = canvas
        self.text = ""
        canvas.hovered.connect(self._follow)
        maps.summary_changed.connect(lambda summary: self._make_index())

    def _make_index(self) -> None:
        """Have the events' places indexed before the pointer asks for them."""
        snapshot = self._maps.snapshot
        self._jobs.run(lambda feedback: snapshot.index, lambda index: None, key="index")

    def _follow(self, click: Click) -> None:
        hit, text = (None, "") if self._canvas.tool is not None else self._read(click)
        self._canvas.point_out(hit)
        if text == self.text:
            return
        self.text = text
        if text:
            QToolTip.showText(QCursor.pos(), plain_tooltip(text), self._canvas)
        else:
            QToolTip.hideText()

    def _read(self, click: Click) -> tuple[Hit | None, str]:
        """Return what to outline and what to say."""
        if not math.isfinite(click.x):
            return None, ""
        districts = []
        for hit in click.hits:
            if hit.key == "event" and (text := self._event(hit.id, click)):
                return hit, text
            finding = self._finding(hit)
            if finding is not None and hit.key.startswith("district:"):
                districts.append(finding)
            elif finding is not None:
                return hit, finding_words(finding)
        if "streets" in self._maps.visible():
            streets = self._maps.snapshot.streets
            street = street_near(streets, click.x, click.y, self._canvas.view.metres_per_pixel)
            if street is not None:
                return None, street.title
        # The ground is under everything: it is named and not outlined.
        return None, finding_words(districts[0]) if districts else ""

    def _finding(self, hit: Hit) -> Finding | None:
        picture = self._maps.pictures.get(hit.layer)
        found = () if picture is None else picture.findings
        return next((f for f in found if f.key == hit.key), None)

    def _event(self, id_: int, click: Click) -> str:
        snapshot = self._maps.snapshot
        reach = 2 * REACH * self._canvas.view.metres_per_pixel
        events = events_near(snapshot, click.x, click.y, reach)
        events = events.take(events.id == id_)
        city = snapshot.city
        return event_words(events, city.timezone, city.calendar) if len(events) else ""


def event_words(events: EventTable, timezone: str, calendar: str) -> str:
    """Return source, kind and date of the first event of a table."""
    when = format_instant(int(events.time[0]), timezone, calendar)
    return f"{source_name(int(events.source[0]))} · {kind_name(int(events.kind[0]))} · {when}"


def finding_words(finding: Finding) -> str:
    """Return a finding's title and its first number."""
    if not finding.numbers:
        return finding.title
    first = finding.numbers[0]
    value = number(first.value, 0 if first.value == int(first.value) else 2)
    return f"{isolate(finding.title)} · {first.label}: {value} {first.unit}".rstrip()
