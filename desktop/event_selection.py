"""Events chosen by box or polygon: outlined on the map, counted in the inspector, in a table.

What is kept are the regions, not the events: under another filter, after an import, the same
regions choose what there is now.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from data.model.events import EventTable
from data.model.names import kind_name
from desktop.jobs import Jobs
from desktop.map_controller import MapController
from desktop.under_pointer import POINT_LAYERS, shown_events
from layers import chosen
from layers.chosen import Chosen
from layers.picture import EventIds, LayerPicture, Number
from resources.text import _, number
from widgets.canvas.map_canvas import MapCanvas
from widgets.canvas.tools.select import Mode, Region
from widgets.panels.cards import CardAction, CardContent
from widgets.panels.inspector import Inspector

MOST_KINDS = 3


class EventSelection(QObject):
    """Keeps the chosen events equal to the regions under the map's filter.

    Signals
    -------
    changed : CardContent or None
        What to show of the chosen events; None once nothing is chosen.
    """

    changed = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        maps: MapController,
        canvas: MapCanvas,
        inspector: Inspector,
        open_rows: Callable[[Number], None],
    ) -> None:
        super().__init__(maps)
        self._jobs = jobs
        self._maps = maps
        self._canvas = canvas
        self._open_rows = open_rows
        self._regions: list[tuple[NDArray[np.float64], str]] = []
        self.chosen: Chosen | None = None
        # Many changes, one answer.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._find)
        canvas.tool_finished.connect(self._take)
        canvas.escaped.connect(self.clear)
        canvas.settled.connect(lambda frame: self._draw())
        inspector.action.connect(self._act)
        maps.visibility_changed.connect(self._follow_layer)
        maps.summary_changed.connect(lambda summary: self._soon.start())

    def choose(self, region: Region) -> None:
        """Choose the events of a region, add them to those chosen, or take them away."""
        if region.mode is Mode.NEW:
            self._regions = []
        self._regions.append((region.ring, region.mode.value))
        self._soon.start()

    def clear(self) -> None:
        """Choose nothing."""
        if not self._regions:
            return
        self._regions, self.chosen = [], None
        self._soon.stop()
        self._canvas.set_picture(chosen.id, None)
        self.changed.emit(None)

    def _take(self, value: object) -> None:
        if isinstance(value, Region):
            self.choose(value)

    def _follow_layer(self, layer: str, _visible: bool) -> None:
        if layer in POINT_LAYERS:
            self._soon.start()

    def _find(self) -> None:
        if not self._regions:
            return
        snapshot = shown_events(self._maps.snapshot, self._maps.visible())
        work = partial(chosen.find, snapshot, tuple(self._regions))
        self._jobs.run(work, self._show, text=_("انتخاب موارد"), key="chosen")

    def _show(self, found: Chosen) -> None:
        if not self._regions:
            return
        self.chosen = found
        self._draw()
        self.changed.emit(chosen_card(found.events))

    def _draw(self) -> None:
        found, frame = self.chosen, self._canvas.view.frame()
        if found is not None:
            self._jobs.run(
                lambda feedback: chosen.picture(found, frame), self._put, key="chosen-dots"
            )

    def _put(self, picture: LayerPicture) -> None:
        if self.chosen is not None:
            self._canvas.set_picture(chosen.id, picture)

    def _act(self, key: str, action: str) -> None:
        if key != chosen.id or self.chosen is None:
            return
        if action == "rows":
            self._open_rows(all_rows(self.chosen.events))
        elif action == "clear":
            self.clear()


def all_rows(events: EventTable) -> Number:
    """Return the number of chosen events, with them."""
    return Number("chosen", _("موارد برگزیده"), len(events), rows=EventIds(events.id))


def chosen_card(events: EventTable) -> CardContent:
    """Return the card of the chosen events: how many, and of which kinds."""
    counts = np.bincount(events.kind, minlength=1)
    kinds = [int(k) for k in np.argsort(-counts, kind="stable") if counts[k]]
    parts = [
        Number(
            f"kind:{kind}",
            kind_name(kind),
            int(counts[kind]),
            rows=EventIds(events.id[events.kind == kind]),
        )
        for kind in kinds[:MOST_KINDS]
    ]
    return CardContent(
        key=chosen.id,
        title=_("{n} مورد برگزیده").format(n=number(len(events))),
        numbers=(all_rows(events), *parts),
        facts={kind_name(kind): number(int(counts[kind])) for kind in kinds},
        actions=(
            *((CardAction("rows", _("جدول"), True),) if len(events) else ()),
            CardAction("clear", _("پاک کردن انتخاب")),
        ),
    )
