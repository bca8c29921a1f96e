from __future__ import annotations

from data.importers import layers


def test_every_layer_has_its_check() -> None:
    for kind in ("districts", "neighbourhoods", "streets", "lots", "crews", "shifts", "zones"):
        assert callable(getattr(layers, f"check_{kind}"))
