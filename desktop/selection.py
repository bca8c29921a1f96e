"""What is selected: its cards in the inspector, its outline on the map, its next steps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject

from data.calendar import format_instant
from data.errors import GozarError
from data.model.events import EventTable
from data.model.intake import EventRow
from data.model.names import (
    kind_name,
    outcome_name,
    precision_name,
    source_name,
    status_name,
)
from desktop.map_controller import MapController
from desktop.session import Session
from desktop.under_pointer import Street, points_near, street_card, street_near
from layers.picture import EventIds, Finding, Number
from resources.text import _, digits, number
from widgets.canvas.hits import REACH
from widgets.canvas.map_canvas import Click, MapCanvas
from widgets.panels.cards import CardAction, CardContent
from widgets.panels.inspector import Inspector

# A click on a crowd shows the first few; the table shows all.
MOST_CARDS = 6


class Selection(QObject):
    """Joins a click on the map, in a list or in the search to the inspector."""

    def __init__(
        self,
        session: Session,
        maps: MapController,
        canvas: MapCanvas,
        inspector: Inspector,
        open_rows: Callable[[Number], None],
        edit_zone: Callable[[str], None],
    ) -> None:
        super().__init__(maps)
        self._session = session
        self._maps = maps
        self._canvas = canvas
        self._inspector = inspector
        self._open_rows = open_rows
        self._edit_zone = edit_zone
        self._keys: tuple[str, ...] = ()
        self._expected = ""
        self._here = EventTable.empty()
        self._street: Street | None = None
        self._standing: tuple[CardContent, ...] = ()
        canvas.clicked.connect(self.identify)
        inspector.action.connect(self._act)
        inspector.number_clicked.connect(open_rows)
        maps.picture_changed.connect(self._follow)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of what is selected, first the one the map outlines."""
        return self._keys

    def identify(self, click: Click) -> None:
        """Show what lies under a click: findings and zones first, then single events, the street.

        Events that were thinned away are found as well: the nearest have cards, all a table.
        """
        keys = [hit.key for hit in click.hits if self._finding(hit.key) is not None]
        drawn = [hit.id for hit in click.hits if hit.key == "event" and hit.id >= 0]
        self._here = self._events_at(click)
        ids = list(dict.fromkeys([*drawn, *self._here.id[:MOST_CARDS].tolist()]))
        ground = [key for key in keys if key.startswith("district:")]
        street = self._street_at(click)
        self.select(
            [
                *(key for key in dict.fromkeys(keys) if key not in ground),
                *(["here"] if len(self._here) > 1 else []),
                *(f"event:{id_}" for id_ in ids[:MOST_CARDS]),
                *([f"street:{street.id}"] if street is not None else []),
                *ground,
            ]
        )

    def _events_at(self, click: Click) -> EventTable:
        """Return the events under a click that some layer shows as points."""
        reach = REACH * self._canvas.view.metres_per_pixel
        return points_near(self._maps.snapshot, self._maps.visible(), click.x, click.y, reach)

    def _street_at(self, click: Click) -> Street | None:
        if "streets" not in self._maps.visible():
            return None
        scale = self._canvas.view.metres_per_pixel
        self._street = street_near(self._maps.snapshot.streets, click.x, click.y, scale)
        return self._street

    def select(self, keys: list[str], *, go: bool = False) -> None:
        """Select by key; unknown keys are left out. ``go`` moves the map there."""
        cards = [card for key in keys[:MOST_CARDS] if (card := self._card(key)) is not None]
        self._keys = tuple(card.key for card in cards)
        self._inspector.show_cards([*cards, *self._standing])
        first = self._finding(self._keys[0]) if self._keys else None
        self._canvas.highlight(self._keys[0] if self._keys else None)
        if go and first is not None:
            self._go(first.x, first.y)
        if self._keys and self._keys[0].startswith("zone:"):
            self._edit_zone(self._keys[0].removeprefix("zone:"))
        else:
            self._edit_zone("")

    def keep_card(self, card: CardContent | None) -> None:
        """Show a card below those of what is selected, until None takes it away."""
        self._standing = () if card is None else (card,)
        self.select(list(self._keys))

    def expect(self, key: str) -> None:
        """Select something as soon as its layer is built again."""
        self.select([])
        self._expected = key

    def show_event(self, id_: int) -> None:
        """Select one event, from the table of rows, and go there."""
        self.select([f"event:{id_}"])
        events = self._session.snapshot.events
        row = np.flatnonzero(events.id == id_)
        if len(row) and np.isfinite(events.x[row[0]]):
            self._go(float(events.x[row[0]]), float(events.y[row[0]]))

    def findings(self) -> list[Finding]:
        """Return everything the visible layers found, for the search."""
        shown = self._maps.visible()
        pictures = self._maps.pictures
        return [f for layer in pictures if layer in shown for f in pictures[layer].findings]

    def _finding(self, key: str) -> Finding | None:
        return next((f for f in self.findings() if f.key == key), None)

    def _follow(self, layer: str, _picture: object) -> None:
        """Show the selection's new numbers when its layer was built again."""
        if self._expected and self._finding(self._expected) is not None:
            expected, self._expected = self._expected, ""
            self.select([expected])
            return
        if self._keys and any(_layer_of(key) == layer for key in self._keys):
            self.select([key for key in self._keys if self._card(key) is not None])

    def _card(self, key: str) -> CardContent | None:
        if key.startswith("event:"):
            return self._event_card(int(key.removeprefix("event:")))
        if key == "here":
            return here_card(self._here)
        if key.startswith("street:") and self._street is not None:
            return street_card(self._street)
        finding = self._finding(key)
        return None if finding is None else finding_card(finding)

    def _event_card(self, id_: int) -> CardContent | None:
        if not self._session.ready:
            return None
        try:
            rows = self._session.event_rows([id_])
        except GozarError:
            return None
        city = self._session.city
        return event_card(rows[0], city.timezone, city.calendar) if rows else None

    def _act(self, key: str, action: str) -> None:
        if key == "here" and action == "rows":
            self._open_rows(here_card(self._here).numbers[0])
        finding = self._finding(key)
        if finding is None:
            return
        if action == "go":
            self._go(finding.x, finding.y)
        elif action == "rows":
            rows = tuple(int(i) for i in finding.ids)
            self._open_rows(Number("rows", finding.title, len(rows), rows=rows))

    def _go(self, x: float, y: float) -> None:
        view = self._canvas.view
        half_w = min(view.width * view.metres_per_pixel, 1_600) / 2
        half_h = half_w * view.height / max(view.width, 1)
        self._canvas.zoom_to((x - half_w, y - half_h, x + half_w, y + half_h))


def here_card(events: EventTable) -> CardContent:
    """Return the card of all events at a place."""
    total = Number("here", _("مورد در این نقطه"), len(events), rows=EventIds(events.id))
    return CardContent(
        key="here",
        title=_("{n} مورد در این نقطه").format(n=number(len(events))),
        numbers=(total,),
        actions=(CardAction("rows", _("جدول")),),
    )


def finding_card(finding: Finding) -> CardContent:
    """Return the card of something a layer found."""
    hours = finding.facts.get("hour_of_week")
    rows = len(finding.ids)
    badge, role = _badge(finding)
    return CardContent(
        key=finding.key,
        title=finding.title,
        badge=badge,
        badge_role=role,
        numbers=finding.numbers,
        compared={n.key: n.unit for n in finding.numbers if n.key == "before" and n.unit},
        sentence=finding.sentence,
        hours=None if hours is None else np.asarray(hours),
        facts={k: v for k, v in finding.facts.items() if k != "hour_of_week"},
        actions=(
            CardAction("go", _("نمایش در نقشه"), True),
            *((CardAction("rows", _("موارد ({n})").format(n=number(rows))),) if rows else ()),
        ),
    )


def _badge(finding: Finding) -> tuple[str, str]:
    """Return the word beside a title and its colour role."""
    if finding.key.startswith("hotspot:"):
        weak = finding.facts.get("weak")
        return (_("کم‌مورد"), "muted") if weak else (_("پرتکرار (معنادار)"), "hotspot")
    if finding.key.startswith("gap:"):
        return _("بدون پوشش"), "warning"
    return "", "muted"


def event_card(row: EventRow, timezone: str, calendar: str) -> CardContent:
    """Return the card of one event, its texts shown as the letters they are."""
    lines = [
        row.texts.get("address", ""),
        row.texts.get("text", ""),
    ]
    facts = {
        _("تاریخ"): format_instant(row.time, timezone, calendar),
        _("نتیجه"): outcome_name(row.outcome),
        _("وضعیت"): status_name(row.status),
        _("منطقه"): digits(row.district) if row.district else _("نامعلوم"),
        _("دقت مکان"): precision_name(row.precision),
        _("شمارهٔ ورود"): digits(row.batch) if row.batch else _("ثبت در برنامه"),
    }
    return CardContent(
        key=f"event:{row.id}",
        title=f"{source_name(row.source)} · {kind_name(row.kind)}",
        badge=status_name(row.status),
        badge_role="muted",
        sentence=" — ".join(line for line in lines if line) or _("نشانی و شرحی ثبت نشده است."),
        facts=facts,
    )


def _layer_of(key: str) -> str:
    """Return the layer a key belongs to."""
    kind = key.partition(":")[0]
    return {"hotspot": "hotspots", "cluster": "clusters", "zone": "zones", "gap": "coverage"}.get(
        kind, ""
    )
