"""Every layer by its id, from the ground upwards."""

from __future__ import annotations

from layers import (
    clusters,
    complaints,
    coverage,
    districts,
    hotspots,
    impounds,
    streets,
    zones,
)
from layers.picture import Layer

LAYERS: dict[str, Layer] = {
    layer.id: layer
    for layer in (
        districts,
        streets,
        coverage,
        hotspots,
        zones,
        clusters,
        complaints,
        impounds,
    )
}
DEFAULT_ON = frozenset({"districts", "streets", "hotspots", "clusters", "impounds", "zones"})
