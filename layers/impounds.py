"""Impounded vehicles by their state, thinned where they would cover each other."""

from __future__ import annotations

import numpy as np

from data.feedback import Feedback
from data.model.events import EventTable, Source, Status
from data.model.snapshot import Snapshot
from layers.card import analysis_card
from layers.dots import THINNING, draw_dots
from layers.picture import Frame, LayerPicture, LegendEntry, Number
from layers.style import IN_LOT, OTHER_STATE, RELEASED, WAITING
from layers.words import remark, share_shown
from resources.text import _, number

id = "impounds"

LOOKS = (IN_LOT, WAITING, RELEASED, OTHER_STATE)
STATES = {Status.IN_LOT: 0, Status.RELEASE_REQUESTED: 1, Status.RELEASED: 2}
KEYS = ("in_lot", "waiting", "released", "other")


def title() -> str:
    """Return the layer's name."""
    return _("خودروهای توقیفی")


def build(snapshot: Snapshot, choices: None, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the impounds under every condition of the filter but its sources."""
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.IMPOUND})))
    events = own.placed
    feedback.check()
    if not len(events):
        words = _("در این دوره خودروی توقیفی روی نقشه نیست؛ دوره یا فیلتر را گسترده‌تر کنید.")
        return LayerPicture(id, (), count=0, remark=remark(words, share_shown(own)))
    states = _states(events)
    drawn = draw_dots(events, states, LOOKS, frame)
    return LayerPicture(
        id,
        marks=drawn.marks,
        legend=_legend(states),
        numbers=_numbers(own, states),
        count=len(events),
        remark=remark(drawn.remark, share_shown(own)),
        card=analysis_card(own, events, "Impounds as points by state", THINNING),
    )


def _states(events: EventTable) -> np.ndarray:
    """Return the position in `KEYS` of each event's state."""
    table = np.full(256, KEYS.index("other"), np.uint8)
    for status, code in STATES.items():
        table[status] = code
    return table[events.status]


def _names() -> tuple[str, ...]:
    return _("در توقفگاه"), _("در انتظار ترخیص"), _("ترخیص‌شده"), _("سایر وضعیت‌ها")


def _legend(states: np.ndarray) -> tuple[LegendEntry, ...]:
    counts = np.bincount(states, minlength=len(KEYS))
    words = _("{state}: {count}")
    return tuple(
        LegendEntry(
            "dot",
            words.format(state=name, count=number(counts[code])),
            LOOKS[code],
            number=KEYS[code],
        )
        for code, name in enumerate(_names())
        if counts[code]
    )


def _numbers(own: Snapshot, states: np.ndarray) -> tuple[Number, ...]:
    counts = np.bincount(states, minlength=len(KEYS))
    drawn = own.filter.on_map
    total = Number("count", _("خودروی توقیفی"), len(states), rows=drawn)
    known = frozenset(int(status) for status in STATES)
    rows = [drawn.replace(statuses=frozenset({int(status)})) for status in STATES]
    others = frozenset(int(status) for status in Status) - known
    rows.append(drawn.replace(statuses=others))
    return (
        total,
        *(
            Number(key, name, int(counts[code]), rows=rows[code])
            for code, (key, name) in enumerate(zip(KEYS, _names(), strict=True))
        ),
    )
