"""Citizens' complaints as points in the colour of their kind, thinned where they would cover
each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.events import KIND_GROUPS, Source
from data.model.names import kind_group_name
from data.model.snapshot import Snapshot
from layers.card import analysis_card
from layers.dots import THINNING, Crowd
from layers.picture import Frame, LayerPicture, LegendEntry, Number
from layers.remembered import Remembered
from layers.style import KIND_LOOKS
from layers.words import remark, share_shown
from resources.text import _, number

id = "complaints"

GROUPS = tuple(KIND_GROUPS)
LOOKS = tuple(KIND_LOOKS[group] for group in GROUPS)
CODES = np.full(256, GROUPS.index("other"), np.uint8)
for _code, _kinds in enumerate(KIND_GROUPS.values()):
    CODES[list(_kinds)] = _code


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The complaints and what is said about them; none of it depends on the frame."""

    crowd: Crowd
    legend: tuple[LegendEntry, ...]
    numbers: tuple[Number, ...]
    remark: str
    card: dict[str, object]


_remembered: Remembered[Found] = Remembered()


def title() -> str:
    """Return the layer's name."""
    return _("پیام‌های ۱۳۷")


def build(snapshot: Snapshot, choices: None, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the complaints under every condition of the filter but its sources."""
    found = _remembered.get(snapshot, choices, lambda: _find(snapshot, feedback))
    events = found.crowd.events
    if not len(events):
        words = _("در این دوره پیامی روی نقشه نیست؛ دوره یا فیلتر را گسترده‌تر کنید.")
        return LayerPicture(id, (), count=0, remark=remark(words, found.remark))
    drawn = found.crowd.draw(lambda rows: CODES[events.kind[rows]], LOOKS, frame)
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
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.COMPLAINT})))
    events = own.placed
    feedback.check()
    crowd = Crowd.of(own, events)
    feedback.check()
    counts = np.bincount(CODES[events.kind], minlength=len(GROUPS))
    card = analysis_card(own, events, "Complaints as points by kind", THINNING)
    return Found(crowd, _legend(counts), _numbers(own, counts), share_shown(own), card)


def _legend(counts: NDArray[np.int64]) -> tuple[LegendEntry, ...]:
    words = _("{state}: {count}")
    return tuple(
        LegendEntry(
            "dot",
            words.format(state=kind_group_name(group), count=number(counts[code])),
            LOOKS[code],
            number=group,
        )
        for code, group in enumerate(GROUPS)
        if counts[code]
    )


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
