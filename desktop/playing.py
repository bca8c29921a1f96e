"""The play: the period goes on by itself, and never before the map has shown the last step."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from data.model.filters import Filter
from desktop.escaping import on_escape
from desktop.map_controller import MapController
from widgets.canvas.captions import Caption
from widgets.canvas.map_canvas import MapCanvas

_LOOK_MS = 15  # how often it looks whether the last step is on the screen
_LONGEST = 10.0  # seconds after which a step that never came is given up


class Playing(QObject):
    """Advances the time bar's period while it plays; Esc ends it.

    Parameters
    ----------
    window : QWidget
        Keys that nobody used arrive here.
    """

    def __init__(self, maps: MapController, canvas: MapCanvas, window: QWidget) -> None:
        super().__init__(window)
        self._maps = maps
        self._canvas = canvas
        self._bar: Any = None
        self._caption = Caption(canvas)
        self._before: tuple[int | None, int | None] | None = None
        self._shown: tuple[int | None, int | None] = (None, None)
        self._stepping = False
        self._summarised = True
        self._due = 0.0
        self._began = 0.0
        self._conditions: list[Callable[[], bool]] = [maps.idle, canvas.painted]
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._advance_when_shown)
        maps.filter_changed.connect(self._note_filter)
        maps.summary_changed.connect(self._note_summary)
        on_escape(window, self, self._end)

    def join(self, bar: Any) -> None:
        """Join the time bar, which is loaded after the first map."""
        self._bar = bar
        bar.play_asked.connect(self.play)

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Let no step begin before a condition holds, too."""
        self._conditions.append(condition)

    def is_playing(self) -> bool:
        """Return whether the period goes on by itself."""
        return self._look.isActive()

    def play(self, on: bool = True) -> None:
        """Play, or pause where it is."""
        if self._bar is None or on == self.is_playing():
            return
        self._bar.buttons.show_playing(on)
        if not on:
            self._look.stop()
            self._caption.say("")
            return
        if self._before is None:
            chosen = self._maps.filter
            self._before = chosen.since, chosen.until
        self._look.start()
        self._step(rewinding=self._bar.at_end())

    def stop(self) -> None:
        """End the play; the period of before returns where the user chose so."""
        self.play(False)
        before, self._before = self._before, None
        if before is not None and self._bar.buttons.options().restore:
            since, until = before
            self._maps.set_filter(self._maps.filter.replace(since=since, until=until))

    def _end(self) -> bool:
        """Stop, and return whether there was anything to stop."""
        going = self.is_playing()
        if going:
            self.stop()
        return going

    def _advance_when_shown(self) -> None:
        now = time.monotonic()
        shown = self._summarised and all(condition() for condition in self._conditions)
        if now >= self._due and (shown or now - self._began > _LONGEST):
            self._step(rewinding=False)

    def _step(self, *, rewinding: bool) -> None:
        options = self._bar.buttons.options()
        self._began = time.monotonic()
        self._due = self._began + options.milliseconds / 1000
        self._stepping = True
        try:
            if rewinding:
                self._bar.rewind()
            elif not self._bar.advance():
                if not options.loop:
                    self.stop()
                    return
                self._bar.rewind()
        finally:
            self._stepping = False
        # Two compared periods have captions of their own.
        self._caption.say("" if self._canvas.swipe is not None else self._bar.title())

    def _note_filter(self, chosen: Filter) -> None:
        self._summarised = False
        period = chosen.since, chosen.until
        if not self._stepping and self._before is not None and period != self._shown:
            # The user took the period in hand: it is theirs, and nothing is to be restored.
            self.play(False)
            self._before = None
        self._shown = period

    def _note_summary(self, _summary: object) -> None:
        self._summarised = True
