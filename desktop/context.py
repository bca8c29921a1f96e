"""The two choices everything depends on, period and district, held equal in every control."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from data.calendar import Season, day_of
from data.errors import BadInput
from data.model.city import City
from data.model.filters import Filter
from data.model.names import district_title
from data.model.snapshot import Snapshot
from desktop.map_controller import MapController
from desktop.summary import Summary
from layers.counts import same_period_last_year
from widgets.panels.filters import FilterPanel
from widgets.top_bar import TopBar

MOST_SEASONS = 100  # offered; one false date must not offer the seasons of a thousand years
CALENDAR_YEARS = 1210, 1490  # Jalali; a few years within what `data.calendar` can convert


class Context(QObject):
    """Joins top bar, filter panel and time bar to the one filter of the map."""

    def __init__(self, maps: MapController, top: TopBar, panel: FilterPanel) -> None:
        super().__init__(maps)
        self._maps = maps
        self._top = top
        self._panel = panel
        self._time_bar: Any = None
        top.season_chosen.connect(self._choose_season)
        top.district_chosen.connect(self.choose_district)
        panel.filter_changed.connect(self._take_panel)
        maps.filter_changed.connect(self._show)
        maps.summary_changed.connect(self.show_counts)

    def offer(self) -> None:
        """Offer the seasons and districts there are; again when the districts were replaced."""
        snapshot = self._maps.snapshot
        self._top.set_seasons(seasons_of(snapshot))
        self._top.set_districts([(d.number, district_title(d)) for d in snapshot.districts])
        self._panel.set_districts([d.number for d in snapshot.districts])
        self._show(self._maps.filter)

    def begin(self, district: int | None) -> None:
        """Choose the season that the clock, or the last event, stands in."""
        snapshot = self._maps.snapshot
        since, until = latest_season(snapshot).span(snapshot.city.timezone)
        chosen = self._maps.filter.replace(since=since, until=until)
        if district in {d.number for d in snapshot.districts}:
            chosen = chosen.replace(districts=frozenset({district}))
        self._maps.set_filter(chosen)

    def join_time_bar(self, bar: Any) -> None:
        """Join the time bar, which is loaded after the first map."""
        self._time_bar = bar
        city = self._maps.snapshot.city
        bar.set_city(city.calendar, city.timezone)
        bar.set_now(self._maps.snapshot.now)
        bar.period_changed.connect(self.choose_period)
        if self._maps.summary is not None:
            self.show_counts(self._maps.summary)
        self._show(self._maps.filter)

    def choose_period(self, since: int | None, until: int | None) -> None:
        """Show another period, in UTC seconds; None leaves a side open."""
        self._maps.set_filter(self._maps.filter.replace(since=since, until=until))

    def choose_district(self, number: int | None) -> None:
        """Show one district, or all of them."""
        chosen = None if number is None else frozenset({number})
        self._maps.set_filter(self._maps.filter.replace(districts=chosen))

    def choose_week_hours(self, hours: frozenset[int] | None) -> None:
        """Show some hours of the week, 24 · weekday + hour, or all of them."""
        self._maps.set_filter(self._maps.filter.replace(week_hours=hours))

    def show_counts(self, summary: Summary) -> None:
        """Give the time bar its histogram: all time, under the filter's other conditions."""
        if self._time_bar is not None:
            undated = undated_events(summary, self._maps.filter, self._maps.snapshot.city)
            self._time_bar.set_data(summary.first_day, summary.per_day, undated)

    def _choose_season(self, text: str | None) -> None:
        city = self._maps.snapshot.city
        if text is None:
            self.choose_period(None, None)
        else:
            self.choose_period(*Season.parse(text, city.calendar).span(city.timezone))

    def _take_panel(self, chosen: Filter) -> None:
        # The panel knows nothing of the period.
        period = self._maps.filter
        self._maps.set_filter(chosen.replace(since=period.since, until=period.until))

    def _show(self, chosen: Filter) -> None:
        """Let every control show the filter that holds."""
        snapshot = self._maps.snapshot
        self._panel.set_filter(chosen)
        self._top.set_season(season_of(chosen, snapshot))
        districts = chosen.districts or frozenset()
        self._top.set_district(next(iter(districts)) if len(districts) == 1 else None)
        if self._time_bar is not None:
            self._show_time(chosen, snapshot)

    def _show_time(self, chosen: Filter, snapshot: Snapshot) -> None:
        self._time_bar.set_period(chosen.since, chosen.until)
        try:
            before, unfinished = same_period_last_year(chosen, snapshot.now, snapshot.city)
        except BadInput:  # a year of which the calendar knows no year before
            before, unfinished = Filter(), False
        if before.since is not None and before.until is not None:
            self._time_bar.set_compared(before.since, before.until, unfinished)
        else:
            self._time_bar.set_compared(None, None, False)


def undated_events(summary: Summary, chosen: Filter, city: City) -> int:
    """Return how many of the filtered events lie before every date of the calendar."""
    if chosen.since is not None:
        return 0
    days = len(summary.per_day)
    if chosen.until is not None:
        days = day_of(chosen.until - 1, city.timezone) + 1 - summary.first_day
    dated = int(summary.per_day[: max(days, 0)].sum())
    return max(0, int(sum(number.value for number in summary.kinds)) - dated)


def latest_season(snapshot: Snapshot) -> Season:
    """Return the season of the clock, or of the last event where that is earlier."""
    moment = snapshot.now
    if len(snapshot.events):
        moment = min(moment, int(snapshot.events.time.max()))
    return season_at(moment, snapshot.city)


def season_at(moment: int, city: City) -> Season:
    """Return the season of a moment in UTC seconds, of the nearest there is a calendar for."""
    first, last = (Season(year, "spring", "jalali").days()[0] for year in CALENDAR_YEARS)
    day = min(max(day_of(moment, city.timezone), first), last)
    return Season.of_day(day, city.calendar)


def seasons_of(snapshot: Snapshot) -> list[Season]:
    """Return every season with data up to the clock's, newest first, those of 25 years at most."""
    city, events = snapshot.city, snapshot.events
    first = int(events.time.min()) if len(events) else snapshot.now
    last = season_at(max(snapshot.now, first), city)
    first = season_at(first, city)
    seasons = [last]
    while seasons[-1] > first and len(seasons) < MOST_SEASONS:
        seasons.append(season_at(seasons[-1].span(city.timezone)[0] - 1, city))
    return seasons


def season_of(chosen: Filter, snapshot: Snapshot) -> str | None:
    """Return the season that is exactly the filter's period, as text."""
    if chosen.since is None:
        return None
    city = snapshot.city
    season = season_at(chosen.since, city)
    return str(season) if season.span(city.timezone) == (chosen.since, chosen.until) else None
