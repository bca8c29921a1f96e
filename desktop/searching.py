"""One search field for everything: places, streets, findings, zones and events."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from data.errors import GozarError
from data.feedback import Feedback
from data.folding import fold
from data.model.names import district_title, kind_name, source_name
from data.model.snapshot import Snapshot
from desktop.jobs import Jobs
from desktop.selection import Selection
from desktop.session import Session
from layers.picture import Finding
from resources.text import _, digits
from widgets.canvas.map_canvas import MapCanvas
from widgets.top_bar import SearchResult, TopBar

MOST_RESULTS = 12
SHORTEST = 2
STREET_VIEW = 600.0  # metres around a place that was found


class Searching(QObject):
    """Answers the search field; typing again drops the older search."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        selection: Selection,
        canvas: MapCanvas,
        top: TopBar,
    ) -> None:
        super().__init__(top)
        self._session = session
        self._jobs = jobs
        self._selection = selection
        self._canvas = canvas
        self._top = top
        top.search.connect(self._search)
        top.result_chosen.connect(self._go)

    def _search(self, text: str) -> None:
        wanted = fold(text)
        if len(wanted) < SHORTEST:
            self._top.set_results([])
            return
        snapshot, findings = self._session.snapshot, self._selection.findings()

        def work(feedback: Feedback) -> list[SearchResult]:
            results = _findings(findings, wanted) + _places(snapshot, wanted)
            feedback.check()
            if self._session.ready and len(results) < MOST_RESULTS:
                results += self._events(text)
            return results[:MOST_RESULTS]

        self._jobs.run(work, self._top.set_results, self._fail, key="search")

    def _events(self, text: str) -> list[SearchResult]:
        return [
            SearchResult(
                row.texts.get("address") or row.texts.get("text", "")[:80],
                f"{source_name(row.source)} · {kind_name(row.kind)}",
                ("event", row.id),
            )
            for row in self._session.store.search_events(text, MOST_RESULTS)
        ]

    def _fail(self, error: Exception) -> None:
        shown = str(error) if isinstance(error, GozarError) else _("جست‌وجو انجام نشد.")
        self._top.set_results([SearchResult(shown, "", None)])

    def _go(self, payload: tuple | None) -> None:
        if payload is None:
            return
        kind, value = payload
        if kind == "finding":
            self._selection.select([value], go=True)
        elif kind == "event":
            self._selection.show_event(value)
        else:
            x, y = value
            half = STREET_VIEW
            self._canvas.zoom_to((x - half, y - half, x + half, y + half))


def _findings(findings: list[Finding], wanted: str) -> list[SearchResult]:
    return [
        SearchResult(f.title, f.sentence[:90], ("finding", f.key))
        for f in findings
        if wanted in fold(f.title)
    ][:MOST_RESULTS]


def _places(snapshot: Snapshot, wanted: str) -> list[SearchResult]:
    """Return districts, places and streets whose name or alias holds the words."""
    results = [
        SearchResult(title, _("منطقه"), ("place", d.geometry.representative_point().coords[0]))
        for d in snapshot.districts
        if wanted in fold(f"{(title := district_title(d))} {d.name}")
    ]
    results += [
        SearchResult(p.name, _("جای شناخته‌شده"), ("place", (p.x, p.y)))
        for p in snapshot.places
        if any(wanted in fold(name) for name in (p.name, *p.aliases))
    ]
    streets = snapshot.streets
    for index, name in enumerate(streets.names):
        if len(results) >= MOST_RESULTS:
            break
        if wanted in fold(name):
            segment = int(np.argmax(streets.name == index))
            middle = streets.xy[streets.offsets[segment] : streets.offsets[segment + 1]].mean(0)
            place = (float(middle[0]), float(middle[1]))
            results.append(SearchResult(digits(name), _("معبر"), ("place", place)))
    return results
