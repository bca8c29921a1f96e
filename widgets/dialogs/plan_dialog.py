"""The seasonal plan: district, season, title and notes, its numbers, and its papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from data.calendar import Season, season_name
from layers.picture import Number
from resources.text import _, digits
from resources.tokens import SPACE
from widgets.labels import NumberLabel, SectionTitle, TextLabel

_LONGEST_NOTES = 10_000
_NUMBERS_A_ROW = 4


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What the user decided about a plan; ``season`` as ``1404-autumn``."""

    district: int
    season: str
    title: str
    notes: str


class PlanDialog(QDialog):
    """A window that blocks nothing.

    Signals
    -------
    choice_changed : int, str
        District and season whose numbers are wanted.
    save_requested : PlanDraft
    export_requested : str
        ``pdf`` or ``gpkg``; the draft is saved first by whoever listens.
    number_clicked : Number
    """

    choice_changed = Signal(int, str)
    save_requested = Signal(object)
    export_requested = Signal(str)
    number_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("برنامهٔ فصلی"))
        self.setModal(False)
        self.resize(760, 560)
        self.district, self.season = QComboBox(), QComboBox()
        self.title = QLineEdit()
        self.title.setMaxLength(300)
        self.notes = QPlainTextEdit()
        self.notes.setPlaceholderText(_("اقدامات، مسئول هر اقدام و زمان آن را بنویسید."))
        self.notes.setTabChangesFocus(True)
        self._suggested = ""
        self._numbers = QGridLayout()
        self._numbers.setSpacing(SPACE * 3)
        for column in range(_NUMBERS_A_ROW):
            self._numbers.setColumnStretch(column, 1)
        self._remark = TextLabel("", "warning")
        self._remark.hide()
        self._state = TextLabel("", "muted")
        self.save_button = QPushButton(_("ذخیرهٔ برنامه"))
        self.save_button.setProperty("role", "primary")
        self._lay_out()
        for combo in (self.district, self.season):
            combo.activated.connect(self._on_choice)
        self.save_button.clicked.connect(lambda: self.save_requested.emit(self.draft()))

    def set_choices(self, districts: Sequence[tuple[int, str]], seasons: Sequence[Season]) -> None:
        """Offer districts by number and name, and seasons."""
        with QSignalBlocker(self.district), QSignalBlocker(self.season):
            self.district.clear()
            self.season.clear()
            for number_, name in districts:
                self.district.addItem(name, number_)
            for season in seasons:
                text = f"{season_name(season.name)} {digits(season.year)}"
                self.season.addItem(text, str(season))
        self._suggest_title()

    def set_draft(self, draft: PlanDraft) -> None:
        """Show a plan without a signal."""
        self.district.setCurrentIndex(max(0, self.district.findData(draft.district)))
        self.season.setCurrentIndex(max(0, self.season.findData(draft.season)))
        self.notes.setPlainText(draft.notes)
        self._suggest_title()
        if draft.title:
            self.title.setText(draft.title)

    def set_numbers(self, numbers: Sequence[Number], remark: str = "") -> None:
        """Show the plan's key numbers, eight at most, and an honest remark."""
        while (item := self._numbers.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for index, value in enumerate(numbers[: 2 * _NUMBERS_A_ROW]):
            self._numbers.addWidget(
                self._figure(value), index // _NUMBERS_A_ROW, index % _NUMBERS_A_ROW
            )
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def set_state(self, text: str, *, frozen: bool = False) -> None:
        """Say where the plan stands; a frozen one can be exported and no longer changed."""
        self._state.setText(text)
        for field in (self.district, self.season, self.title, self.save_button):
            field.setEnabled(not frozen)
        self.notes.setReadOnly(frozen)

    def draft(self) -> PlanDraft:
        """Return what the fields say."""
        return PlanDraft(
            self.district.currentData() or 0,
            self.season.currentData() or "",
            self.title.text().strip(),
            self.notes.toPlainText()[:_LONGEST_NOTES],
        )

    def _on_choice(self) -> None:
        self._suggest_title()
        self.choice_changed.emit(self.district.currentData(), self.season.currentData())

    def _suggest_title(self) -> None:
        """Name the plan after its choices, unless the user gave it a name."""
        suggested = _("برنامهٔ {season}، {district}").format(
            season=self.season.currentText(), district=self.district.currentText()
        )
        if self.title.text() in ("", self._suggested):
            self.title.setText(suggested)
        self._suggested = suggested

    def _figure(self, value: Number) -> QWidget:
        figure = QWidget()
        box = QVBoxLayout(figure)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        shown = NumberLabel(value)
        shown.number_clicked.connect(self.number_clicked)
        box.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeading)
        box.addWidget(TextLabel(value.label, "legend"))
        box.addStretch()
        return figure

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 3)
        grid.setVerticalSpacing(SPACE * 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._add_field(grid, 0, 0, _("منطقه"), self.district, 1)
        self._add_field(grid, 0, 2, _("فصل"), self.season, 1)
        self._add_field(grid, 1, 0, _("عنوان"), self.title, 3)
        evidence = QFrame()
        evidence.setProperty("role", "card")
        inside = QVBoxLayout(evidence)
        inside.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        inside.addWidget(SectionTitle(_("مستندات در یک نگاه")))
        inside.addLayout(self._numbers)
        inside.addWidget(self._remark)
        self.notes.setAccessibleName(_("اقدامات و یادداشت‌ها"))
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addLayout(grid)
        box.addWidget(evidence)
        box.addWidget(SectionTitle(_("اقدامات و یادداشت‌ها")))
        box.addWidget(self.notes, 1)
        box.addWidget(self._state)
        box.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        for text, format_ in ((_("خروجی PDF"), "pdf"), (_("خروجی GeoPackage"), "gpkg")):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, f=format_: self.export_requested.emit(f))
            row.addWidget(button)
        row.addStretch()
        close = QPushButton(_("بستن"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row.addWidget(close)
        row.addWidget(self.save_button)
        return row

    @staticmethod
    def _add_field(
        grid: QGridLayout, row: int, column: int, text: str, field: QWidget, span: int
    ) -> None:
        label = QLabel(text)
        label.setProperty("role", "muted")
        label.setBuddy(field)
        field.setAccessibleName(text)
        grid.addWidget(label, row, column)
        grid.addWidget(field, row, column + 1, 1, span)
