"""Filters as chips: source, kind, district, and folded outcome, weekday and hour."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.calendar import weekday_name
from data.model.events import KIND_GROUPS, OBSTRUCTION_KINDS, Outcome, Source
from data.model.filters import Filter
from data.model.names import kind_group_name, outcome_name, source_name
from resources.text import _, digits
from resources.tokens import SPACE
from widgets.controls import ChipGroup, Fold
from widgets.labels import SectionTitle
from widgets.panels.week_hours_chip import WeekHoursChip


class FilterPanel(QWidget):
    """The choice of events, without its period.

    Signals
    -------
    filter_changed : Filter
        The filter as it was given, with what was changed here.
    """

    filter_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("فیلترها"))
        self._filter = Filter()
        everything = _("همه")
        self.sources = ChipGroup(_("منبع"))
        self.kinds = ChipGroup(_("نوع سد معبر"), everything)
        self.districts = ChipGroup(_("منطقه"), everything, columns=6)
        self.outcomes = ChipGroup(_("نتیجهٔ مراجعه"), everything)
        self.weekdays = ChipGroup(_("روز هفته"), everything)
        self.hours = ChipGroup(_("ساعت"), everything, columns=6)
        self.week_hours = WeekHoursChip()
        self.week_hours.cleared.connect(self._clear_week_hours)
        self._fill()
        self._lay_out()
        for group in self._groups():
            group.chosen_changed.connect(self._on_changed)
        self.set_filter(self._filter)

    def set_districts(self, districts: Iterable[int]) -> None:
        """Offer these district numbers."""
        self.districts.set_items([(n, digits(n)) for n in districts])
        self.districts.set_chosen(self._filter.districts)

    def set_filter(self, filter_: Filter) -> None:
        """Show a filter without a signal."""
        self._filter = filter_
        self.sources.set_chosen(filter_.sources)
        self.kinds.set_chosen(_groups_of(filter_.kinds))
        self.districts.set_chosen(filter_.districts)
        self.outcomes.set_chosen(filter_.outcomes)
        self.weekdays.set_chosen(filter_.weekdays)
        self.hours.set_chosen(filter_.hours)
        self.week_hours.show_hours(filter_.week_hours)
        # A restriction that works is never hidden.
        self._outcome_fold.set_open(filter_.outcomes is not None or self._outcome_fold.is_open())
        timed = filter_.weekdays is not None or filter_.hours is not None
        self._time_fold.set_open(timed or self._time_fold.is_open())

    def _groups(self) -> tuple[ChipGroup, ...]:
        return (
            self.sources,
            self.kinds,
            self.districts,
            self.outcomes,
            self.weekdays,
            self.hours,
        )

    def _fill(self) -> None:
        self.sources.set_items([(s, source_name(s)) for s in Source])
        self.kinds.set_items([(key, kind_group_name(key)) for key in KIND_GROUPS])
        self.outcomes.set_items([(o, outcome_name(o)) for o in Outcome])
        self.weekdays.set_items([(d, weekday_name(d)) for d in range(7)])
        self.hours.set_items([(h, digits(h)) for h in range(24)])

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        box.addWidget(self.week_hours)
        for title, group in (
            (_("نوع سد معبر"), self.kinds),
            (_("منطقه"), self.districts),
            (_("منبع"), self.sources),
        ):
            box.addWidget(SectionTitle(title))
            box.addWidget(group)
        times = QWidget()
        column = QVBoxLayout(times)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 2)
        column.addWidget(self.weekdays)
        column.addWidget(self.hours)
        self._outcome_fold = Fold(_("نتیجهٔ مراجعه"), self.outcomes)
        self._time_fold = Fold(_("روز هفته و ساعت"), times)
        box.addWidget(self._outcome_fold)
        box.addWidget(self._time_fold)

    def _clear_week_hours(self) -> None:
        self.set_filter(self._filter.replace(week_hours=None))
        self.filter_changed.emit(self._filter)

    def _on_changed(self) -> None:
        chosen = self.kinds.chosen()
        kinds = OBSTRUCTION_KINDS if chosen is None else _kinds_of(chosen)
        self._filter = self._filter.replace(
            sources=self.sources.chosen(),
            kinds=frozenset(kinds),
            districts=self.districts.chosen(),
            outcomes=self.outcomes.chosen(),
            weekdays=self.weekdays.chosen(),
            hours=self.hours.chosen(),
        )
        self.filter_changed.emit(self._filter)


def _kinds_of(groups: Iterable[str]) -> frozenset[int]:
    return frozenset(kind for group in groups for kind in KIND_GROUPS[group])


def _groups_of(kinds: frozenset[int] | None) -> frozenset[str] | None:
    """Return the groups a choice of kinds stands for; None for every kind of obstruction."""
    if kinds == frozenset(OBSTRUCTION_KINDS):
        return None
    if kinds is None:
        return frozenset(KIND_GROUPS)
    return frozenset(name for name, members in KIND_GROUPS.items() if kinds & set(members))
