"""The form of one no-parking zone: name, reason, what it forbids, on which days and hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTime, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QWidget,
)

from data.calendar import Season, season_name, weekday_name
from data.errors import BadInput
from data.folding import clean
from data.model.names import activity_name, zone_state_name
from data.model.zones import Activity, Rule, Zone
from resources.text import _, digits
from resources.tokens import SPACE
from widgets.controls import Card, ChipGroup
from widgets.labels import ElidedLabel, TextLabel

QUIET_TIME = 600  # ms without a keystroke before a change is told
_LONGEST_REASON = 2_000


class ZoneForm(Card):
    """A card with the fields of a zone.

    Signals
    -------
    changed : Zone
        The legal zone with what was changed, once the user pauses.
    delete_requested, edit_shape_requested : str
        Id of the zone.
    """

    changed = Signal(object)
    delete_requested = Signal(str)
    edit_shape_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone: Zone | None = None
        self._title = ElidedLabel("", "title")
        self._state = QLabel()
        self._state.setProperty("role", "warning")
        self.name = QLineEdit()
        self.name.setMaxLength(300)
        self.name.setPlaceholderText(_("برای مثال: ضلع شمالی خیابان امام"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.activity = QComboBox()
        for activity in Activity:
            self.activity.addItem(activity_name(activity), activity)
        self.weekdays = ChipGroup(_("روزهای هفته"))
        self.weekdays.set_items([(day, weekday_name(day)) for day in range(7)])
        self.start, self.end = _time_field(_("از ساعت")), _time_field(_("تا ساعت"))
        self.season = QComboBox()
        self._message = TextLabel("", "warning")
        self._message.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_TIME)
        self._timer.timeout.connect(self._tell)
        self._lay_out()
        self._connect()
        self.set_seasons(())

    def set_seasons(self, seasons: Sequence[Season]) -> None:
        """Offer these seasons beside "all the year round"."""
        with QSignalBlocker(self.season):
            chosen = self.season.currentData()
            self.season.clear()
            self.season.addItem(_("همهٔ سال"), "")
            for season in seasons:
                self._add_season(season)
            self._choose_season(chosen or "")

    def set_zone(self, zone: Zone) -> None:
        """Show a zone; what was typed for another one is told first."""
        if self._zone is not None and self._zone.id != zone.id:
            self.flush()
        self._zone = zone
        fields = (self.name, self.reason, self.activity, self.start, self.end, self.season)
        blockers = [QSignalBlocker(field) for field in fields]
        if clean(self.name.text()).strip() != zone.name:
            self.name.setText(zone.name)
        if self.reason.text() != zone.reason:
            self.reason.setText(zone.reason)
        self.activity.setCurrentIndex(self.activity.findData(zone.rule.activity))
        self.weekdays.set_chosen(zone.rule.weekdays)
        self.start.setTime(QTime(zone.rule.start // 60, zone.rule.start % 60))
        self.end.setTime(QTime(zone.rule.end % 1440 // 60, zone.rule.end % 60))
        self._choose_season(zone.rule.season)
        del blockers
        self._title.set_text(zone.name)
        self._state.setText(zone_state_name(zone.state))
        self._validate()

    def flush(self) -> None:
        """Tell a change that still waits for the pause."""
        if self._timer.isActive():
            self._timer.stop()
            self._tell()

    def _connect(self) -> None:
        self.name.textChanged.connect(self._on_edit)
        self.reason.textChanged.connect(self._on_edit)
        self.activity.currentIndexChanged.connect(self._on_edit)
        self.season.currentIndexChanged.connect(self._on_edit)
        self.weekdays.chosen_changed.connect(self._on_edit)
        self.start.timeChanged.connect(self._on_edit)
        self.end.timeChanged.connect(self._on_edit)

    def _on_edit(self) -> None:
        self._validate()
        self._timer.start()

    def _value(self) -> Zone:
        """Return the zone the fields describe; raises `BadInput`."""
        assert self._zone is not None
        rule = Rule(
            self.activity.currentData(),
            self.weekdays.chosen(),
            _minutes(self.start.time()),
            _minutes(self.end.time()),
            self.season.currentData() or "",
        )
        zone = self._zone.renamed(self.name.text())
        return replace(zone, rule=rule, reason=clean(self.reason.text()).strip())

    def _validate(self) -> None:
        message = ""
        if self._zone is not None:
            try:
                self._value()
            except BadInput as error:
                message = str(error)
        self._message.setText(message)
        self._message.setVisible(bool(message))

    def _tell(self) -> None:
        if self._zone is None:
            return
        try:
            zone = self._value()
        except BadInput:
            return  # The message below the fields already says why.
        if zone != self._zone:
            self._zone = zone
            self._title.set_text(zone.name)
            self.changed.emit(zone)

    def _add_season(self, season: Season) -> None:
        text = f"{season_name(season.name)} {digits(season.year)}"
        self.season.addItem(text, str(season))

    def _choose_season(self, key: str) -> None:
        index = self.season.findData(key)
        if index < 0:
            # A season out of the list offered.
            self._add_season(Season.parse(key))
            index = self.season.count() - 1
        self.season.setCurrentIndex(index)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self._title, 1)
        heading.addWidget(self._state)
        self.box.addLayout(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 2)
        grid.setVerticalSpacing(SPACE * 2)
        grid.setColumnStretch(1, 1)
        hours = QHBoxLayout()
        hours.setSpacing(SPACE * 2)
        until = TextLabel(_("تا"), "muted")
        until.setWordWrap(False)
        hours.addWidget(self.start, 1)
        hours.addWidget(until)
        hours.addWidget(self.end, 1)
        rows = (
            (_("نام"), self.name),
            (_("دلیل"), self.reason),
            (_("ضابطه"), self.activity),
            (_("ساعت"), hours),
            (_("فصل"), self.season),
        )
        for row, (text, field) in enumerate(rows):
            label = QLabel(text)
            label.setProperty("role", "muted")
            grid.addWidget(label, row, 0)
            if isinstance(field, QWidget):
                field.setAccessibleName(text)
                label.setBuddy(field)
                field.setMinimumWidth(80)
                grid.addWidget(field, row, 1)
            else:
                grid.addLayout(field, row, 1)
        self.box.addLayout(grid)
        self.box.addWidget(self.weekdays)
        self.box.addWidget(self._message)
        self.box.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        edit = QPushButton(_("ویرایش شکل"))
        edit.clicked.connect(lambda: self._zone and self.edit_shape_requested.emit(self._zone.id))
        delete = QPushButton(_("حذف محدوده"))
        delete.setProperty("role", "danger")
        delete.clicked.connect(lambda: self._zone and self.delete_requested.emit(self._zone.id))
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(edit)
        row.addWidget(delete)
        row.addStretch()
        return row


def _time_field(name: str) -> QTimeEdit:
    field = QTimeEdit()
    # Hours and minutes run left to right in both directions of reading.
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    field.setDisplayFormat("HH:mm")
    field.setAccessibleName(name)
    field.setAlignment(Qt.AlignmentFlag.AlignCenter)
    field.setMinimumWidth(72)
    return field


def _minutes(time: QTime) -> int:
    return time.hour() * 60 + time.minute()
