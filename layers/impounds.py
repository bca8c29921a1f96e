"""Impounded vehicles by their state, thinned where they would cover each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.feedback import Feedback
from data.model.events import Source, Status
from data.model.snapshot import Snapshot
from layers.card import analysis_card
from layers.dots import THINNING, Crowd
from layers.picture import Frame, LayerPicture, LegendEntry, Number
from layers.remembered import Remembered
from layers.style import IN_LOT, OTHER_STATE, RELEASED, WAITING
from layers.words import remark, share_shown
from resources.text import _, number

id = "impounds"

LOOKS = (IN_LOT, WAITING, RELEASED, OTHER_STATE)
STATES = {Status.IN_LOT: 0, Status.RELEASE_REQUESTED: 1, Status.RELEASED: 2}
KEYS = ("in_lot", "waiting", "released", "other")
CODES = np.full(256, KEYS.index("other"), np.uint8)  # position in `KEYS` of each status
CODES[list(STATES)] = list(STATES.values())


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The impounds and what is said about them; none of it depends on the frame."""

    crowd: Crowd
    legend: tuple[LegendEntry, ...]
    numbers: tuple[Number, ...]
    remark: str
    card: dict[str, object]


_remembered: Remembered[Found] = Remembered()


def title() -> str:
    """Return the layer's name."""
    return _("خودروهای توقیفی")


def build(snapshot: Snapshot, choices: None, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the impounds under every condition of the filter but its sources."""
    found = _remembered.get(snapshot, choices, lambda: _find(snapshot, feedback))
    events = found.crowd.events
    if not len(events):
        words = _("در این دوره خودروی توقیفی روی نقشه نیست؛ دوره یا فیلتر را گسترده‌تر کنید.")
        return LayerPicture(id, (), count=0, remark=remark(words, found.remark))
    drawn = found.crowd.draw(lambda rows: CODES[events.status[rows]], LOOKS, frame)
    return LayerPicture(
        id,
        marks=drawn.marks,
        legend=found.legend,
        numbers=found.numbers,
        count=len(events),
        remark=remark(drawn.remark, found.remark),
        card=found.card,
    )


def _find(snapshot: Snapshot, feedback: Feedback) -> Found:
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.IMPOUND})))
    events = own.placed
    feedback.check()
    crowd, states = Crowd.of(own, events), CODES[events.status]
    card = analysis_card(own, events, "Impounds as points by state", THINNING)
    return Found(crowd, _legend(states), _numbers(own, states), share_shown(own), card)


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
