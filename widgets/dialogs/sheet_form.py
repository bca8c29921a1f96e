"""The choices about a sheet that exporting and printing share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from resources.text import _, number
from resources.tokens import SPACE
from widgets.dialogs.sheet_options import PAPERS, PARTS, SCALES, SheetOptions
from widgets.flow_layout import FlowLayout
from widgets.labels import TextLabel

LONGEST_TITLE = 200


class SheetForm(QWidget):
    """Title, area, scale, colours and parts of a sheet; paper and direction where it has them.

    Signals
    -------
    changed
        Something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, *, pictures: bool = False, parent: QWidget | None = None) -> None:
        """Offer papers, and with ``pictures`` a size in pixels too."""
        super().__init__(parent)
        self.title = QLineEdit(self)
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setClearButtonEnabled(True)
        picture = [(_("تصویر، به نقطه"), "")] if pictures else []
        self.paper = choices(self, [*((name, name) for name in PAPERS), *picture])
        self.direction = choices(self, [(_("افقی"), True), (_("عمودی"), False)])
        self.area = choices(self, [])
        fit = (_("جا شدن در برگه"), 0)
        ratios = [(number(1) + ":" + number(n), n) for n in SCALES]
        self.scale = choices(self, [fit, *ratios])
        self.palette_choice = choices(
            self,
            [
                (_("کاغذ رنگی"), "paper"),
                (_("کاغذ سیاه‌وسفید"), "grey"),
                (_("پردهٔ نمایش"), "projector"),
                (_("تیره"), "dark"),
            ],
        )
        self._parts = {
            name: QCheckBox(words, self) for name, words in zip(PARTS, _names(), strict=True)
        }
        self.rows = QFormLayout(self)
        self._lay_out()
        self._connect()

    def set_areas(self, areas: Iterable[tuple[str, str]]) -> None:
        """Offer what the map may show: name and key of each."""
        fill(self.area, areas)

    def set_options(self, options: SheetOptions) -> None:
        """Show options without a signal."""
        with QSignalBlocker(self):
            self.title.setText(options.title)
            choose(self.paper, SheetOptions().paper)
            for combo, value in (
                (self.paper, options.paper),
                (self.direction, options.landscape),
                (self.area, options.area),
                (self.scale, options.denominator),
                (self.palette_choice, options.palette),
            ):
                choose(combo, value)
            for name, box in self._parts.items():
                box.setChecked(name in options.parts)

    def options(self, base: SheetOptions) -> SheetOptions:
        """Return options with what is chosen here."""
        return replace(
            base,
            title=self.title.text().strip(),
            paper=self.paper.currentData() or "",
            landscape=bool(self.direction.currentData()),
            area=self.area.currentData() or "city",
            denominator=self.scale.currentData() or 0,
            palette=self.palette_choice.currentData(),
            parts=tuple(name for name, box in self._parts.items() if box.isChecked()),
        )

    def add(self, text: str, field: QWidget, at: int | None = None) -> None:
        """Add a row with its name."""
        label = QLabel(text, self)
        label.setProperty("role", "muted")
        label.setBuddy(field)
        field.setAccessibleName(text)
        self.rows.insertRow(self.rows.rowCount() if at is None else at, label, field)

    def _lay_out(self) -> None:
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(SPACE * 3)
        self.rows.setVerticalSpacing(SPACE * 2)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.add(_("عنوان"), self.title)
        self.add(_("کاغذ"), self.paper)
        self.add(_("جهت برگه"), self.direction)
        self.add(_("گسترهٔ نقشه"), self.area)
        self.add(_("مقیاس"), self.scale)
        self.add(_("رنگ‌ها"), self.palette_choice)
        boxes = QWidget(self)
        flow = FlowLayout(boxes)
        for box in self._parts.values():
            flow.addWidget(box)
        self.add(_("روی برگه بیاید"), boxes)
        words = _("یادآوری‌های داده (نمایشی، تقریبی، سهم موارد روی نقشه) همیشه می‌آید.")
        self.rows.addRow(TextLabel(words, "muted"))

    def _connect(self) -> None:
        self.title.textChanged.connect(self.changed)
        for combo in (self.paper, self.direction, self.area, self.scale, self.palette_choice):
            combo.currentIndexChanged.connect(self.changed)
        for box in self._parts.values():
            box.toggled.connect(self.changed)


def _names() -> tuple[str, ...]:
    """Return the names of `PARTS`."""
    return (_("عنوان و دوره"), _("راهنما"), _("مقیاس"), _("پیکان شمال"), _("منبع و تاریخ"))


def choices(parent: QWidget, items: Iterable[tuple[str, object]]) -> QComboBox:
    """Return a box to choose one of some named values."""
    combo = QComboBox(parent)
    # Else every item that is added asks the style how wide all of them are.
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(8)
    fill(combo, items)
    return combo


def choose(combo: QComboBox, value: object) -> None:
    """Choose a value where it is offered."""
    if (index := combo.findData(value)) >= 0:
        combo.setCurrentIndex(index)


def fill(combo: QComboBox, items: Iterable[tuple[str, object]]) -> None:
    """Offer other named values without a signal."""
    with QSignalBlocker(combo):
        combo.clear()
        for text, value in items:
            combo.addItem(text, value)
