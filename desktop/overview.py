"""The charts that follow the map: how many events by district, by kind and by outcome."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.model.events import KIND_GROUPS, Outcome
from data.model.names import kind_group_name, outcome_name
from data.model.snapshot import Snapshot
from desktop import late
from layers.counts import by_district, by_kind, by_kind_group
from layers.picture import Number
from resources.text import _, digits
from resources.tokens import SPACE
from widgets.labels import SectionTitle

CHART_HEIGHT = 132


class Overview(QWidget):
    """Three small charts; a click on a bar opens its rows."""

    def __init__(self, open_rows: Any) -> None:
        super().__init__()
        self._open_rows = open_rows
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        self._district = self._chart(box, _("موارد به تفکیک منطقه"))
        self._kind = self._chart(box, _("موارد به تفکیک نوع"))
        self._outcome = self._chart(box, _("نتیجهٔ گشت‌ها"))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the counts of the filtered events."""
        self._district.set_numbers(district_numbers(snapshot))
        self._kind.set_numbers(kind_numbers(snapshot))
        self._outcome.set_numbers(outcome_numbers(snapshot))

    def _chart(self, box: QVBoxLayout, title: str) -> Any:
        chart = late.charts().bars.Bars(title)
        chart.setFixedHeight(CHART_HEIGHT)
        chart.number_clicked.connect(self._open_rows)
        box.addWidget(SectionTitle(title))
        box.addWidget(chart)
        return chart


def district_numbers(snapshot: Snapshot) -> list[Number]:
    """Return the events of each district; 0 stands for those whose district is not known."""
    counts = by_district(snapshot.selected)
    known = [d.number for d in snapshot.districts]
    numbers = [(number, digits(number)) for number in known]
    numbers += [(0, _("؟"))] if counts.get(0) else []
    return [
        Number(
            f"district:{number}",
            label,
            counts.get(number, 0),
            rows=snapshot.filter.replace(districts=frozenset({number})),
        )
        for number, label in numbers
        if number in counts or snapshot.filter.districts is None
    ]


def kind_numbers(snapshot: Snapshot) -> list[Number]:
    """Return the events of each group of kinds that has any, most first."""
    counts = sorted(by_kind_group(snapshot.selected).items(), key=lambda item: -item[1])
    shown = snapshot.filter.kinds
    return [
        Number(
            f"kind:{group}",
            kind_group_name(group),
            count,
            rows=snapshot.filter.replace(kinds=_within(KIND_GROUPS[group], shown)),
        )
        for group, count in counts
        if count
    ]


def outcome_numbers(snapshot: Snapshot) -> list[Number]:
    """Return how visits ended, most first; where it is not known is left out."""
    counts = by_kind(snapshot.selected.outcome)
    return [
        Number(
            f"outcome:{code}",
            outcome_name(code),
            count,
            rows=snapshot.filter.replace(outcomes=frozenset({code})),
        )
        for code, count in counts.items()
        if code != Outcome.UNKNOWN
    ]


def _within(kinds: tuple[int, ...], shown: frozenset[int] | None) -> frozenset[int]:
    chosen = frozenset(int(kind) for kind in kinds)
    return chosen if shown is None else chosen & shown
