"""Citizens' complaints as points in the colour of their kind, thinned where they would cover
each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.events import KIND_GROUPS, Source
from data.model.names import kind_group_name
from data.model.snapshot import Snapshot
from layers.card import analysis_card
from layers.dots import THINNING, Crowd
from layers.picture import Frame, LayerPicture, Number
from layers.points import Points, counted_legend
from layers.remembered import Remembered
from layers.style import KIND_LOOKS
from layers.words import share_shown
from resources.text import _

id = "complaints"

GROUPS = tuple(KIND_GROUPS)
LOOKS = tuple(KIND_LOOKS[group] for group in GROUPS)
CODES = np.full(256, GROUPS.index("other"), np.uint8)
for _code, _kinds in enumerate(KIND_GROUPS.values()):
    CODES[list(_kinds)] = _code


_remembered: Remembered[Points] = Remembered()


def title() -> str:
    """Return the layer's name."""
    return _("پیام‌های ۱۳۷")


def build(snapshot: Snapshot, choices: None, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the complaints under every condition of the filter but its sources."""
    found = _remembered.get(snapshot, choices, lambda: _find(snapshot, feedback))
    events = found.crowd.events
    empty = _("در این دوره پیامی روی نقشه نیست؛ دوره یا فیلتر را گسترده‌تر کنید.")
    return found.picture(id, lambda rows: CODES[events.kind[rows]], LOOKS, frame, empty)


def _find(snapshot: Snapshot, feedback: Feedback) -> Points:
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.COMPLAINT})))
    events = own.placed
    feedback.check()
    crowd = Crowd.of(own, events)
    feedback.check()
    counts = np.bincount(CODES[events.kind], minlength=len(GROUPS))
    card = analysis_card(own, events, "Complaints as points by kind", THINNING)
    names = [kind_group_name(group) for group in GROUPS]
    legend = counted_legend(GROUPS, names, LOOKS, counts)
    return Points(crowd, legend, _numbers(own, counts), share_shown(own), card)


def _numbers(own: Snapshot, counts: NDArray[np.int64]) -> tuple[Number, ...]:
    drawn = own.filter.on_map
    total = Number("count", _("پیام شهروندی"), int(counts.sum()), rows=drawn)
    chosen = own.filter.kinds
    parts = []
    for code, (group, kinds) in enumerate(KIND_GROUPS.items()):
        of_group = frozenset(int(kind) for kind in kinds)
        rows = drawn.replace(kinds=of_group if chosen is None else of_group & chosen)
        parts.append(Number(group, kind_group_name(group), int(counts[code]), rows=rows))
    return total, *parts
