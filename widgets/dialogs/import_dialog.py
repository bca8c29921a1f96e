"""The import dialog: match columns, see both piles, then say yes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from resources.text import _, number
from resources.tokens import SPACE
from widgets.dialogs.import_choices import ImportChoices, fill
from widgets.dialogs.import_piles import PilesView
from widgets.dialogs.import_values import FieldChoice, ImportPiles, ImportSource, RejectedRow
from widgets.dialogs.text_table import TextTable
from widgets.labels import ElidedLabel, SectionTitle, TextLabel

__all__ = ["FieldChoice", "ImportDialog", "ImportPiles", "ImportSource", "RejectedRow"]


class ImportDialog(QDialog):
    """Two steps in one window that blocks nothing.

    ``accepted`` (of QDialog) says yes to the piles shown; ``rejected`` leaves all as it was.

    Signals
    -------
    kind_changed, sheet_changed, encoding_changed : str
    check_requested
        The columns are matched; check the whole file.
    rejects_requested
        Save the rows set aside to a file.
    swap_requested
        Exchange longitude and latitude, and check again.
    """

    kind_changed = Signal(str)
    sheet_changed = Signal(str)
    encoding_changed = Signal(str)
    check_requested = Signal()
    rejects_requested = Signal()
    swap_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("ورود داده"))
        self.setModal(False)
        self.resize(920, 600)
        self._source: ImportSource | None = None
        self._columns: dict[str, QComboBox] = {}
        self._file = ElidedLabel("", "title")
        self._message = TextLabel("", "warning")
        self._message.hide()
        self.choices = ImportChoices()
        self._preview = TextTable(_("نخستین ردیف‌ها"))
        self._piles = PilesView()
        self._piles.rejects_requested.connect(self.rejects_requested)
        self._piles.swap_requested.connect(self.swap_requested)
        self._steps = QStackedWidget()
        self._steps.addWidget(self._matching_step())
        self._steps.addWidget(self._piles)
        self._back = QPushButton(_("بازگشت به ستون‌ها"))
        self._go = QPushButton()
        self._go.setProperty("role", "primary")
        self._go.setDefault(True)
        self._cancel = QPushButton(_("انصراف"))
        self._lay_out()
        self._connect()
        self._show_step(0)

    def set_source(self, source: ImportSource) -> None:
        """Show a file and the suggested matching; the user may correct it."""
        self._source = source
        self._file.set_text(source.file_name)
        self.choices.set_source(source)
        self._preview.set_texts(source.columns, source.preview)
        self._fill_fields(source)
        self._show_step(0)

    def set_piles(self, piles: ImportPiles) -> None:
        """Show what the check of the whole file found."""
        self._piles.set_piles(piles)
        self._show_step(1)
        self._go.setText(_("ورود {count} ردیف").format(count=number(piles.accepted)))
        self._go.setEnabled(piles.accepted > 0)

    def set_busy(self, text: str) -> None:
        """Say what is going on; an empty text frees the buttons."""
        self._message.setProperty("role", "muted")
        self._tell(text)
        for widget in (self._go, self._back, self._steps):
            widget.setEnabled(not text)
        self.choices.setEnabled(not text and self._steps.currentIndex() == 0)

    def show_error(self, text: str) -> None:
        """Say what is wrong and what to do."""
        self.set_busy("")
        self._message.setProperty("role", "warning")
        self._tell(text)

    def mapping(self) -> dict[str, str]:
        """Return the matching, field to column."""
        chosen = {key: combo.currentData() for key, combo in self._columns.items()}
        return {key: column for key, column in chosen.items() if column}

    def set_mapping(self, mapping: dict[str, str]) -> None:
        """Correct the matching; fields that are not named have no column."""
        for key, combo in self._columns.items():
            combo.setCurrentIndex(max(0, combo.findData(mapping.get(key, ""))))

    def _tell(self, text: str) -> None:
        self._message.style().unpolish(self._message)
        self._message.style().polish(self._message)
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def _show_step(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self._back.setVisible(step == 1)
        # What was checked is not what another choice would give.
        self.choices.setEnabled(step == 0)
        if step == 0:
            self._go.setText(_("بررسی همهٔ ردیف‌ها"))
            self._tell_missing()

    def _tell_missing(self) -> None:
        mapping = self.mapping()
        fields = self._source.fields if self._source is not None else ()
        missing = [f.label for f in fields if f.required and f.key not in mapping]
        text = _("ستون این فیلدها را برگزینید: {fields}").format(fields=_("، ").join(missing))
        self._message.setProperty("role", "warning")
        self._tell(text if missing else "")
        self._go.setEnabled(bool(fields) and not missing)

    def _on_go(self) -> None:
        if self._steps.currentIndex() == 0:
            self.check_requested.emit()
        else:
            self.accept()

    def _fill_fields(self, source: ImportSource) -> None:
        grid = self._fields
        while (item := grid.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._columns = {}
        for row, choice in enumerate(source.fields):
            label = QLabel(f"{choice.label} *" if choice.required else choice.label)
            label.setTextFormat(Qt.TextFormat.PlainText)
            combo = QComboBox()
            combo.setAccessibleName(choice.label)
            combo.setMinimumWidth(140)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            options = [("", "—"), *((column, column) for column in source.columns)]
            fill(combo, options, source.mapping.get(choice.key, ""))
            combo.currentIndexChanged.connect(self._tell_missing)
            label.setBuddy(combo)
            grid.addWidget(label, row, 0)
            grid.addWidget(combo, row, 1)
            self._columns[choice.key] = combo
        grid.setRowStretch(len(source.fields), 1)

    def _matching_step(self) -> QWidget:
        step = QWidget()
        self._fields = QGridLayout()
        self._fields.setHorizontalSpacing(SPACE * 3)
        self._fields.setVerticalSpacing(SPACE * 2)
        self._fields.setColumnStretch(1, 1)
        holder = QWidget()
        holder.setProperty("role", "panel")
        holder.setLayout(self._fields)
        fields = QScrollArea()
        fields.setProperty("role", "panel")
        fields.setWidgetResizable(True)
        fields.setWidget(holder)
        fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fields.setMinimumWidth(320)
        grid = QGridLayout(step)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE * 4)
        grid.addWidget(SectionTitle(_("هر فیلد از کدام ستون؟")), 0, 0)
        grid.addWidget(SectionTitle(_("نخستین ردیف‌ها")), 0, 1)
        grid.addWidget(fields, 1, 0)
        grid.addWidget(self._preview, 1, 1)
        grid.setColumnStretch(1, 1)
        return step

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE * 2)
        buttons.addWidget(self._message, 8)
        buttons.addStretch(1)
        for button in (self._cancel, self._back, self._go):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(self._file)
        box.addWidget(self.choices)
        box.addWidget(self._steps, 1)
        box.addLayout(buttons)

    def _connect(self) -> None:
        self.choices.kind_changed.connect(self.kind_changed)
        self.choices.sheet_changed.connect(self.sheet_changed)
        self.choices.encoding_changed.connect(self.encoding_changed)
        self._go.clicked.connect(self._on_go)
        self._back.clicked.connect(lambda: self._show_step(0))
        self._cancel.clicked.connect(self.reject)
