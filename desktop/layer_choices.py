"""Joins what is chosen for districts and hexagons to their layers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from desktop.map_controller import MapController
from layers import districts, hexagons
from layers.district_measures import MEASURES, measure_name
from resources.text import _, number
from widgets.panels.layer_choices import LayerChoices


class LayerChoosing(QObject):
    """Each choice is shown while its layer is."""

    def __init__(self, maps: MapController, panel: LayerChoices) -> None:
        super().__init__(maps)
        self._maps = maps
        self._panels = {districts.id: panel.districts, hexagons.id: panel.hexagons}
        panel.districts.offer(
            [(_("بدون رنگ"), ""), *((measure_name(measure), measure) for measure in MEASURES)]
        )
        words = _("{value} متر")
        panel.hexagons.offer(
            [
                (_("پیشنهادی"), None),
                *((words.format(value=number(width)), width) for width in hexagons.WIDTHS),
            ]
        )
        panel.districts.chosen.connect(self._colour)
        panel.hexagons.chosen.connect(self._widen)
        maps.visibility_changed.connect(self._follow)
        for layer in self._panels:
            self._follow(layer, layer in maps.visible())

    def _colour(self, measure: str) -> None:
        chosen = self._maps.choices(districts.id) or districts.Choices()
        self._maps.set_choices(districts.id, replace(chosen, measure=measure))

    def _widen(self, width: float | None) -> None:
        self._maps.set_choices(hexagons.id, hexagons.Choices(width))

    def _follow(self, layer: str, visible: bool) -> None:
        if layer in self._panels:
            self._panels[layer].setVisible(visible)
