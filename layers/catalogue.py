"""Every layer by its id, from the ground upwards."""

from __future__ import annotations

from layers import (
    basemap,
    clusters,
    complaints,
    coverage,
    districts,
    hexagons,
    hotspots,
    impounds,
    streets,
    zones,
)
from layers.picture import Layer

LAYERS: dict[str, Layer] = {
    layer.id: layer
    for layer in (
        basemap,
        districts,
        streets,
        coverage,
        hexagons,
        hotspots,
        zones,
        clusters,
        complaints,
        impounds,
    )
}
# Their marks follow the zoom, so they are built again for another window.
FRAME_LAYERS = frozenset({"basemap", "streets", "impounds", "complaints", "clusters", "zones"})
DEFAULT_ON = frozenset({"districts", "streets", "hotspots", "clusters", "impounds", "zones"})
