"""How the time bar plays: by which step, with which window, what happens at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget, QWidgetAction

from resources.text import _
from resources.tokens import SPACE
from widgets.charts.periods import UNITS, Span, moved, step, unit_name, unit_of, unit_span
from widgets.labels import SectionTitle

SPEEDS = (1, 2, 4, 8)
STEP_TIME = 1_200  # ms a step stays on the screen at the first speed


@dataclass(frozen=True, slots=True)
class PlayOptions:
    """Attributes say what the play does.

    Attributes
    ----------
    step : str
        A unit of time; empty for the period's own unit or length.
    cumulative : bool
        The period only grows; else a window of its length moves.
    loop : bool
        Begin again after the last step.
    restore : bool
        Return to the period of before once the play has stopped.
    speed : int
        Of `SPEEDS`.
    """

    step: str = ""
    cumulative: bool = False
    loop: bool = False
    restore: bool = False
    speed: int = 1

    @property
    def milliseconds(self) -> int:
        """How long a step stays, at least."""
        return STEP_TIME // self.speed


def next_span(span: Span, options: PlayOptions, end: int, calendar: str) -> Span | None:
    """Return the period after this one; None where it already reaches the last day."""
    if span[1] >= end:
        return None
    if options.cumulative:
        unit = options.step or "week"
        return span[0], unit_span(unit, span[1], calendar)[1]
    return moved(span, options.step, calendar) if options.step else step(span, 1, calendar)


def first_span(span: Span, options: PlayOptions, first: int, calendar: str) -> Span:
    """Return the period a play over all time begins with."""
    if options.cumulative:
        return first, unit_span(options.step or "week", first, calendar)[1]
    unit = unit_of(span, calendar)
    if unit:
        return unit_span(unit, first, calendar)
    begin = unit_span(options.step or "day", first, calendar)[0]
    return begin, begin + span[1] - span[0]


class PlayMenu(QMenu):
    """The choices of a play as a menu.

    Signals
    -------
    options_changed : PlayOptions
    """

    options_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = PlayOptions()
        self._choices(
            _("هر گام"),
            "step",
            [("", _("به اندازهٔ دوره")), *((unit, unit_name(unit)) for unit in UNITS)],
        )
        self._choices(
            _("پنجره"),
            "cumulative",
            [(False, _("همان دوره، جابه‌جا می‌شود")), (True, _("از آغاز دوره، انباشته"))],
        )
        self._choices(
            _("پس از پخش"),
            "restore",
            [(False, _("ماندن در دورهٔ آخر")), (True, _("بازگشت به دورهٔ پیش از پخش"))],
        )
        self._choices(_("در پایان"), "loop", [(False, _("ایستادن")), (True, _("پخش از نو"))])

    def choose(self, **changes: object) -> None:
        """Change options, as if chosen in the menu."""
        self.options = replace(self.options, **changes)
        for action in self.actions():
            if action.data() is not None:
                name, value = action.data()
                action.setChecked(getattr(self.options, name) == value)
        self.options_changed.emit(self.options)

    def _choices(self, title: str, name: str, values: list[tuple[object, str]]) -> None:
        # Under a style sheet Qt shows no titles of sections; a label stands for one.
        heading = QWidgetAction(self)
        label = SectionTitle(title)
        label.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, 0)
        heading.setDefaultWidget(label)
        self.addAction(heading)
        group = QActionGroup(self)
        for value, text in values:
            action = QAction(text, self)
            action.setCheckable(True)
            action.setData((name, value))
            action.setChecked(getattr(self.options, name) == value)
            action.triggered.connect(
                lambda _on=False, name=name, value=value: self.choose(**{name: value})
            )
            group.addAction(action)
            self.addAction(action)
