"""From session to map: takes snapshots, starts the layers' jobs, hands over the pictures."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from data.feedback import Feedback
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from desktop.jobs import Jobs
from desktop.session import Session
from desktop.summary import Summary, summarise
from layers.catalogue import DEFAULT_ON, FRAME_LAYERS, LAYERS
from layers.picture import LayerPicture
from widgets.canvas.map_canvas import MapCanvas

# What each kind of change makes stale.
EVENT_LAYERS = frozenset(
    {
        "districts",
        "hexagons",
        "hotspots",
        "impounds",
        "clusters",
        "complaints",
        "coverage",
        "zones",
    }
)
ALL_LAYERS = frozenset(LAYERS)


class MapController(QObject):
    """Keeps the map equal to the session under one filter.

    Signals
    -------
    picture_changed(layer_id, LayerPicture)
    busy_changed(layer_id, bool)
    filter_changed(Filter)
    visibility_changed(layer_id, bool)
    layer_failed(layer_id, Exception)
    summary_changed(Summary)
        The counts of what the filter lets through, whenever they are counted anew.
    """

    picture_changed = Signal(str, object)
    busy_changed = Signal(str, bool)
    filter_changed = Signal(object)
    visibility_changed = Signal(str, bool)
    layer_failed = Signal(str, object)
    summary_changed = Signal(object)

    def __init__(
        self, session: Session, jobs: Jobs, canvas: MapCanvas, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._canvas = canvas
        self._filter = Filter()
        self._snapshot: Snapshot | None = None
        self._choices: dict[str, Any] = {}
        self._visible = set(DEFAULT_ON)
        self._stale: set[str] = set()
        self._building: set[str] = set()
        self.pictures: dict[str, LayerPicture] = {}
        self.failed: set[str] = set()
        self._stopped = False
        self.summary: Summary | None = None
        self._summarised: Snapshot | None = None
        # Many changes, one refresh.
        self._refresh = QTimer(self, singleShot=True, interval=0)
        self._refresh.timeout.connect(self._build_stale)
        canvas.set_order(list(LAYERS))
        canvas.set_framed(FRAME_LAYERS)
        for layer in LAYERS:
            canvas.set_visible(layer, layer in self._visible)
        canvas.settled.connect(lambda frame: self.invalidate(FRAME_LAYERS))
        session.events_changed.connect(lambda sources: self.invalidate(EVENT_LAYERS))
        session.zones_changed.connect(lambda ids: self.invalidate({"zones"}))
        session.districts_changed.connect(lambda: self.invalidate(ALL_LAYERS))

    # -- what is asked for -----------------------------------------------------------------

    @property
    def filter(self) -> Filter:
        """The filter every layer, chart and number shares."""
        return self._filter

    def set_filter(self, chosen: Filter) -> None:
        """Show other events."""
        if chosen == self._filter:
            return
        self._filter = chosen
        self.invalidate(ALL_LAYERS - {"streets", "basemap"})
        self.filter_changed.emit(chosen)

    def set_choices(self, layer: str, choices: Any) -> None:
        """Give a layer other parameters."""
        self._choices[layer] = choices
        self.invalidate({layer})

    def choices(self, layer: str) -> Any:
        """Return the parameters a layer was given, None for its own defaults."""
        return self._choices.get(layer)

    def visible(self) -> frozenset[str]:
        """Return the layers that are switched on."""
        return frozenset(self._visible)

    def set_visible(self, layer: str, visible: bool) -> None:
        """Switch a layer on or off; what is off costs nothing."""
        (self._visible.add if visible else self._visible.discard)(layer)
        self._canvas.set_visible(layer, visible)
        self.visibility_changed.emit(layer, visible)
        if visible and layer not in self.pictures:
            self.invalidate({layer})
        elif visible:
            self._refresh.start()

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """What the map shows, in metres: west, south, east, north."""
        return self._canvas.view.extent

    @property
    def snapshot(self) -> Snapshot:
        """The session's snapshot under the filter; shared by all who ask until either changes."""
        current = self._session.snapshot
        made = self._snapshot
        fresh = made is not None and made.filter == self._filter
        if made is None or not fresh or made.revision != current.revision:
            made = current.filtered(self._filter)
            self._snapshot = made
        return made

    def idle(self) -> bool:
        """Return whether every visible layer is built."""
        return not self._building and not (self._stale & self._visible)

    def stop(self) -> None:
        """Build nothing more: the canvas is about to go, and jobs would answer to nobody."""
        self._stopped = True
        self._refresh.stop()

    # -- building --------------------------------------------------------------------------

    def invalidate(self, layers: frozenset[str] | set[str]) -> None:
        """Mark layers as stale; the visible ones are built again at the next turn."""
        self._stale |= layers
        if not self._stopped:
            self._refresh.start()

    def _build_stale(self) -> None:
        if self._stopped:
            return
        for layer in [name for name in LAYERS if name in self._stale & self._visible]:
            self._build(layer)
        self._summarise()

    def _summarise(self) -> None:
        snapshot = self.snapshot
        if snapshot is not self._summarised:
            self._summarised = snapshot
            self._jobs.run(partial(summarise, snapshot), self._take_summary, key="summary")

    def _take_summary(self, summary: Summary) -> None:
        self.summary = summary
        self.summary_changed.emit(summary)

    def _build(self, layer: str) -> None:
        snapshot, frame = self.snapshot, self._canvas.view.frame()
        choices = self._choices.get(layer)
        self._stale.discard(layer)
        self._building.add(layer)
        self.busy_changed.emit(layer, True)

        def work(feedback: Feedback) -> LayerPicture:
            return LAYERS[layer].build(snapshot, choices, frame, feedback)

        self._jobs.run(
            work,
            lambda picture: self._show(layer, picture),
            lambda error: self._fail(layer, error),
            key=f"layer:{layer}",
        )

    def _show(self, layer: str, picture: LayerPicture) -> None:
        self._building.discard(layer)
        self.failed.discard(layer)
        self.pictures[layer] = picture
        self._canvas.set_picture(layer, picture)
        self.busy_changed.emit(layer, False)
        self.picture_changed.emit(layer, picture)

    def _fail(self, layer: str, error: Exception) -> None:
        self._building.discard(layer)
        self.failed.add(layer)
        self.busy_changed.emit(layer, False)
        self.layer_failed.emit(layer, error)
