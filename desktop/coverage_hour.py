"""Joins the hour that is chosen to the coverage layer; without a choice it follows the clock."""

from __future__ import annotations

from PySide6.QtCore import QObject

from data.calendar import weekday
from data.timezones import DAY_SECONDS
from desktop.map_controller import MapController
from layers.coverage import Choices
from widgets.panels.hour_choice import HourChoice

LAYER = "coverage"


class CoverageHour(QObject):
    """Shown while its layer is."""

    def __init__(self, maps: MapController, choice: HourChoice) -> None:
        super().__init__(maps)
        self._maps = maps
        self._choice = choice
        choice.hour_chosen.connect(self._choose)
        choice.now_chosen.connect(self.follow_clock)
        maps.visibility_changed.connect(self._follow)
        self._follow(LAYER, LAYER in maps.visible())

    def follow_clock(self) -> None:
        """Look at the hour of the clock."""
        day, minute = self._now()
        self._choice.set_moment(int(weekday(day)), minute)
        self._maps.set_choices(LAYER, None)

    def _choose(self, chosen: int, minute: int) -> None:
        """Take the last such weekday up to today, so that the shifts in force are asked."""
        today, _minute = self._now()
        self._maps.set_choices(LAYER, Choices(today - (int(weekday(today)) - chosen) % 7, minute))

    def _now(self) -> tuple[int, int]:
        snapshot = self._maps.snapshot
        day, second = divmod(snapshot.local(snapshot.now), DAY_SECONDS)
        return day, second // 60

    def _follow(self, layer: str, visible: bool) -> None:
        if layer != LAYER:
            return
        self._choice.setVisible(visible)
        if visible and self._maps.choices(LAYER) is None:
            day, minute = self._now()
            self._choice.set_moment(int(weekday(day)), minute)
