"""Citizens' complaints as points, thinned where they would cover each other."""

from __future__ import annotations

import numpy as np

from data.feedback import Feedback
from data.model.events import Source
from data.model.snapshot import Snapshot
from layers.card import analysis_card
from layers.dots import THINNING, draw_dots
from layers.picture import Frame, LayerPicture, LegendEntry, Number
from layers.style import COMPLAINT
from layers.words import remark, share_shown
from resources.text import _

id = "complaints"


def title() -> str:
    """Return the layer's name."""
    return _("پیام‌های ۱۳۷")


def build(snapshot: Snapshot, choices: None, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the complaints under every condition of the filter but its sources."""
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.COMPLAINT})))
    events = own.placed
    feedback.check()
    if not len(events):
        words = _("در این دوره پیامی روی نقشه نیست؛ دوره یا فیلتر را گسترده‌تر کنید.")
        return LayerPicture(id, (), count=0, remark=remark(words, share_shown(own)))
    drawn = draw_dots(events, np.zeros(len(events), np.uint8), (COMPLAINT,), frame)
    return LayerPicture(
        id,
        marks=drawn.marks,
        legend=(LegendEntry("dot", _("پیام شهروندی"), COMPLAINT),),
        numbers=(Number("count", _("پیام شهروندی"), len(events), rows=own.filter.on_map),),
        count=len(events),
        remark=remark(drawn.remark, share_shown(own)),
        card=analysis_card(own, events, "Complaints as points", THINNING),
    )
