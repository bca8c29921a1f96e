"""Zones by hand: drawn, reshaped, described and deleted, each step undoable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import shapely
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack
from shapely.geometry import Polygon

from data.errors import BadInput, GozarError
from data.model.roles import Action, may, require
from data.model.snapshot import Snapshot
from data.model.zones import Zone, new_zone
from desktop.commands import set_zone
from desktop.context import seasons_of
from desktop.jobs import Jobs
from desktop.session import Session
from resources.text import _, digits
from widgets.canvas.map_canvas import MapCanvas
from widgets.canvas.snapping import SnapIndex, ragged
from widgets.canvas.tools.draw_zone import DrawZone
from widgets.canvas.tools.edit_zone import EditZone
from widgets.panels.inspector import Inspector
from widgets.panels.zone_form import ZoneForm


class ZoneEditing(QObject):
    """Turns what the tools and the form yield into undoable changes.

    Signals
    -------
    drawn(str)
        Id of a zone that was just drawn.
    tool_ended()
        The tool has done its work; the window goes back to looking.
    """

    drawn = Signal(str)
    tool_ended = Signal()

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        canvas: MapCanvas,
        inspector: Inspector,
        stack: QUndoStack,
        tell: Callable[[str], object],
    ) -> None:
        super().__init__(canvas)
        self._session = session
        self._jobs = jobs
        self._canvas = canvas
        self._inspector = inspector
        self._stack = stack
        self._tell = tell
        self._edited = ""
        # The zone whose shape is in hand, and the shape as it was last saved.
        self._reshaped: tuple[str, Polygon] | None = None
        self._form = ZoneForm()
        self._form.changed.connect(self._change)
        self._form.delete_requested.connect(self.delete)
        self._form.edit_shape_requested.connect(self.reshape)
        session.zones_changed.connect(self._follow)
        session.districts_changed.connect(self._learn_lines)
        self._learn_lines()

    # -- drawing and reshaping -------------------------------------------------------------

    def draw(self) -> None:
        """Start drawing a new zone."""
        self._reshaped = None
        tool = DrawZone(self)
        tool.finished.connect(lambda shape: self._add(tool, shape))
        self._canvas.set_tool(tool)

    def reshape(self, id_: str) -> None:
        """Start editing the vertices of a zone."""
        zone = self._session.zone(id_)
        require(self._session.user, Action.EDIT_ZONE, zone.district)
        self._reshaped = (id_, zone.shape)
        tool = EditZone(zone.shape, self)
        tool.finished.connect(lambda shape: self._reshape(id_, shape))
        self._canvas.set_tool(tool)

    def _add(self, tool: DrawZone, shape: Polygon) -> None:
        """Save what was drawn; where that is refused the drawing stays in hand."""
        try:
            zone = self._new_zone(shape)
        except GozarError as error:
            tool.resume(shape)
            self._tell(str(error))
            return
        self._stack.push(set_zone(self._session, None, zone, self._tell))
        self.tool_ended.emit()
        self.drawn.emit(zone.id)

    def _new_zone(self, shape: Polygon) -> Zone:
        middle = shape.representative_point()
        session = self._session
        district = session.district_at(middle.x, middle.y)
        if not district:
            raise BadInput(_("محدوده بیرون از مناطق شهر است؛ آن را درون یک منطقه بکشید."))
        require(session.user, Action.EDIT_ZONE, district)
        count = len(session.snapshot.zones) + 1
        name = _("محدودهٔ تازهٔ {n}").format(n=digits(count))
        return new_zone(name, district, shape, at=session.snapshot.now, by=session.user.name)

    def _reshape(self, id_: str, shape: Polygon) -> None:
        old = self._session.zone(id_)
        if shapely.equals_exact(old.shape, shape, 0.0):
            return
        self._reshaped = (id_, shape)
        self._stack.push(set_zone(self._session, old, replace(old, shape=shape), self._tell))

    # -- the form --------------------------------------------------------------------------

    def show(self, id_: str) -> None:
        """Show the form of a zone, or none; only to those who may change it."""
        self._edited = ""
        zone = next((z for z in self._session.snapshot.zones if z.id == id_), None)
        if zone is None or not may(self._session.user, Action.EDIT_ZONE, zone.district):
            self._inspector.set_form(None)
            return
        self._edited = id_
        self._form.set_seasons(_coming_seasons(self._session))
        self._form.set_zone(zone)
        self._inspector.set_form(self._form)

    def delete(self, id_: str = "") -> None:
        """Delete a zone, by default the one in the form."""
        id_ = id_ or self._edited
        if not id_:
            self._tell(_("نخست محدوده‌ای را روی نقشه برگزینید."))
            return
        self._stack.push(set_zone(self._session, self._session.zone(id_), None, self._tell))

    def flush(self) -> None:
        """Save what was typed and not yet told, before the window closes."""
        self._form.flush()

    def _change(self, zone: Zone) -> None:
        old = self._session.zone(zone.id)
        if replace(zone, version=old.version) != old:
            self._stack.push(set_zone(self._session, old, zone, self._tell))

    def _follow(self, ids: set[str]) -> None:
        """Keep form and tool equal to the zone, which undo may have changed or removed."""
        self._learn_lines()
        if self._edited in ids:
            self.show(self._edited)
        if self._reshaped is None or self._reshaped[0] not in ids:
            return
        id_, shape = self._reshaped
        zone = next((z for z in self._session.snapshot.zones if z.id == id_), None)
        if zone is None:
            self._reshaped = None
            self.tool_ended.emit()
        elif not shapely.equals_exact(zone.shape, shape, 0.0):
            self.reshape(id_)

    def _learn_lines(self) -> None:
        """Learn what to snap to, in a job: streets are many."""
        snapshot = self._session.snapshot
        self._jobs.run(
            lambda feedback: snap_index(snapshot), self._canvas.set_snap_index, key="snapping"
        )


def snap_index(snapshot: Snapshot) -> SnapIndex:
    """Return what a drawing snaps to: districts, streets and zones."""
    districts = ragged(ring for d in snapshot.districts for ring in _rings(d.geometry))
    zones = ragged(ring for z in snapshot.zones for ring in _rings(z.shape))
    streets = snapshot.streets
    return SnapIndex(
        [
            ("zone", *zones),
            ("district", *districts),
            ("street", streets.xy, streets.offsets),
        ]
    )


def _rings(geometry: shapely.Geometry) -> list[np.ndarray]:
    parts = shapely.get_parts(geometry)
    return [shapely.get_coordinates(r) for part in parts for r in shapely.get_rings(part)]


def _coming_seasons(session: Session) -> list:
    """Return the season of the clock and the four after it, then those with data."""
    known = seasons_of(session.snapshot)
    coming = [known[0]]
    for _step in range(4):
        coming.append(coming[-1].next())
    return [*coming, *known[1:]]
