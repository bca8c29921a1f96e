"""Impounded vehicles by their state, thinned where they would cover each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.events import Source, Status
from data.model.snapshot import Snapshot
from layers.card import analysis_card
from layers.dots import THINNING, Crowd
from layers.picture import Frame, LayerPicture, Number
from layers.points import Points, counted_legend
from layers.remembered import Remembered
from layers.style import IN_LOT, OTHER_STATE, RELEASED, WAITING
from layers.words import share_shown
from resources.text import _

id = "impounds"

LOOKS = (IN_LOT, WAITING, RELEASED, OTHER_STATE)
STATES = {Status.IN_LOT: 0, Status.RELEASE_REQUESTED: 1, Status.RELEASED: 2}
KEYS = ("in_lot", "waiting", "released", "other")
CODES = np.full(256, KEYS.index("other"), np.uint8)  # position in `KEYS` of each status
CODES[list(STATES)] = list(STATES.values())


_remembered: Remembered[Points] = Remembered()


def title() -> str:
    """Return the layer's name."""
    return _("خودروهای توقیفی")


def build(snapshot: Snapshot, choices: None, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the impounds under every condition of the filter but its sources."""
    found = _remembered.get(snapshot, choices, lambda: _find(snapshot, feedback))
    events = found.crowd.events
    empty = _("در این دوره خودروی توقیفی روی نقشه نیست؛ دوره یا فیلتر را گسترده‌تر کنید.")
    return found.picture(id, lambda rows: CODES[events.status[rows]], LOOKS, frame, empty)


def _find(snapshot: Snapshot, feedback: Feedback) -> Points:
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.IMPOUND})))
    events = own.placed
    feedback.check()
    crowd = Crowd.of(own, events)
    counts = np.bincount(CODES[events.status], minlength=len(KEYS))
    card = analysis_card(own, events, "Impounds as points by state", THINNING)
    legend = counted_legend(KEYS, _names(), LOOKS, counts)
    return Points(crowd, legend, _numbers(own, counts), share_shown(own), card)


def _names() -> tuple[str, ...]:
    return _("در توقفگاه"), _("در انتظار ترخیص"), _("ترخیص‌شده"), _("سایر وضعیت‌ها")


def _numbers(own: Snapshot, counts: NDArray[np.int64]) -> tuple[Number, ...]:
    drawn = own.filter.on_map
    total = Number("count", _("خودروی توقیفی"), int(counts.sum()), rows=drawn)
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
