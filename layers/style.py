"""Which role each thing on the map plays; the colours of the roles are in ``resources.tokens``."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.model.streets import StreetClass
from layers.picture import Look

DISTRICT = Look(fill="land", stroke="district_line", width=1.2)
DISTRICT_LINE = Look(stroke="muted", width=1.6)
CHOSEN_DISTRICT = Look(stroke="selected_line", width=3.0)
DISTRICT_LABEL = Look(stroke="map_label", size=13, bold=True)

STREETS = {
    StreetClass.ARTERIAL: Look(stroke="street_arterial", width=2.4),
    StreetClass.COLLECTOR: Look(stroke="street_collector", width=1.5),
    StreetClass.LOCAL: Look(stroke="street_local", width=1.0),
}
STREET_LABEL = Look(stroke="muted", size=11)
NEIGHBOURHOOD_LABEL = Look(stroke="muted", size=12)
LANDMARK = Look(fill="place", stroke="dot_ring", width=1.0, size=5)
LANDMARK_LABEL = Look(stroke="place", size=11)

HOTSPOT_RAMP = "hotspot"
HOTSPOT_OPACITY = 0.68  # streets are to be seen through the core
HOTSPOT = Look(stroke="hotspot_line", width=1.4)
HOTSPOT_LABEL = Look(stroke="hotspot_line", size=12, bold=True)

IN_LOT = Look(fill="impound_in_lot", stroke="dot_ring", width=1.0, size=7)
WAITING = Look(fill="impound_waiting", stroke="dot_ring", width=1.0, size=7)
RELEASED = Look(fill="impound_released", stroke="dot_ring", width=1.0, size=7)
OTHER_STATE = Look(fill="impound_other", stroke="dot_ring", width=1.0, size=7)

CLUSTER = Look(fill="cluster", stroke="cluster", width=1.6, opacity=0.14)
CLUSTER_LABEL = Look(stroke="cluster", size=12, bold=True)
NOISE = Look(fill="noise", size=3)

# By the keys of ``data.model.events.KIND_GROUPS``.
KIND_LOOKS = {
    group: Look(fill=f"kind_{group}", stroke="dot_ring", width=0.8, size=6)
    for group in ("vehicle", "abandoned", "shop", "vendor", "material", "other")
} | {"not_obstruction": Look(fill="panel", stroke="kind_other", width=1.2, size=5)}

COUNT_RAMP = "counts"
COUNT_STEPS = 6


def count_look(step: int) -> Look:
    """Return the look of an area in one of `COUNT_STEPS` steps of counting."""
    return Look(fill=f"{COUNT_RAMP}:{step}", stroke="halo", width=0.8, opacity=0.86)


CHOSEN = Look(stroke="selected_line", width=2.0, size=10)

COVERAGE = Look(fill="coverage", stroke="coverage", width=0.8, opacity=0.10)
CREW_BASE = Look(fill="coverage", stroke="dot_ring", width=1.2, size=8)
GAP = Look(stroke="gap", width=1.6, dash=True)
GAP_LABEL = Look(stroke="gap", size=12, bold=True)

ZONE = Look(stroke="zone", width=1.8, hatch=True)
ZONE_LABEL = Look(stroke="zone", size=12, bold=True)


def ramp_ends(values: NDArray[np.floating]) -> tuple[float, float]:
    """Return the values at the ends of a ramp over a skewed surface.

    The top is reached at the 99.5th percentile of what is above 0, rounded to two digits, so that
    one extreme place does not leave the rest pale; a fiftieth of it and less is not painted.
    """
    positive = values[values > 0]
    if not len(positive):
        return 0.0, 1.0
    rank = int(0.995 * (len(positive) - 1))
    high = float(f"{np.partition(positive, rank)[rank]:.2g}")
    return high / 50, high
