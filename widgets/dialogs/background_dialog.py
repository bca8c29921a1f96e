"""What lies under the map: nothing, streets, a file of tiles, or a server's tiles."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from data.model.background import Background, Ground
from resources.text import _, percent
from resources.tokens import SPACE
from widgets.labels import TextLabel

LONGEST_ADDRESS = 1_000
WIDTH = 520


class BackgroundDialog(QDialog):
    """A window that blocks nothing; what is chosen holds when it is applied.

    Signals
    -------
    apply_requested : Background
    browse_requested
        Whoever listens asks for a file and calls `set_path`.
    """

    apply_requested = Signal(object)
    browse_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("نقشهٔ زمینه"))
        self.setModal(False)
        self.grounds = {
            Ground.NONE: QRadioButton(_("بدون زمینه")),
            Ground.STREETS: QRadioButton(_("معابر و نام‌های همین پرونده")),
            Ground.FILE: QRadioButton(_("فایل MBTiles روی همین رایانه")),
            Ground.NETWORK: QRadioButton(_("نشانی اینترنتی (XYZ یا WMS)")),
        }
        self._group = QButtonGroup(self)
        for button in self.grounds.values():
            self._group.addButton(button)
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.browse = QPushButton(_("گزینش فایل…"))
        self.address = QLineEdit()
        self.attribution = QLineEdit()
        self.online = QCheckBox(_("اجازهٔ اتصال به این نشانی"))
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self._shown = QLabel()
        self._message = TextLabel("", "warning")
        self._message.hide()
        self.apply = QPushButton(_("به کار بردن"))
        self._set_up()
        self._lay_out()
        self._connect()
        self.set_choice(Background())

    def choice(self) -> Background:
        """Return what the dialog says."""
        ground = next(g for g, button in self.grounds.items() if button.isChecked())
        return Background(
            ground,
            self.path.text(),
            self.address.text().strip(),
            self.attribution.text().strip(),
            self.online.isChecked(),
            self.strength.value() / 100,
        )

    def set_choice(self, choice: Background) -> None:
        """Show a choice."""
        self.grounds[choice.ground].setChecked(True)
        self.set_path(choice.path)
        self.address.setText(choice.address)
        self.attribution.setText(choice.attribution)
        self.online.setChecked(choice.online)
        self.strength.setValue(round(choice.strength * 100))
        self._follow()

    def set_path(self, path: str) -> None:
        """Show which file was chosen."""
        self.path.setText(path)
        self.path.setToolTip(path)
        self._follow()

    def show_message(self, text: str) -> None:
        """Say what is wrong and what to do; an empty text says nothing."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._fit()

    def _set_up(self) -> None:
        self.path.setPlaceholderText(_("هنوز فایلی برگزیده نشده است"))
        self.path.setAccessibleName(_("فایل MBTiles"))
        self.path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.address.setMaxLength(LONGEST_ADDRESS)
        self.address.setPlaceholderText("https://…/{z}/{x}/{y}.png")
        self.address.setAccessibleName(_("نشانی کاشی‌ها"))
        self.address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.attribution.setMaxLength(200)
        self.attribution.setAccessibleName(_("صاحب نقشه"))
        self.attribution.setPlaceholderText(_("از روی نشانی"))
        self.strength.setRange(10, 100)
        self.strength.setAccessibleName(_("پررنگی زمینه"))
        self.apply.setProperty("role", "primary")
        self.apply.setDefault(True)
        self.browse.setAutoDefault(False)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 5, SPACE * 5, SPACE * 5)
        box.setSpacing(SPACE * 2)
        details = {Ground.FILE: self._file_row(), Ground.NETWORK: self._network_rows()}
        self._details = details
        for ground, button in self.grounds.items():
            box.addWidget(button)
            if ground in details:
                box.addWidget(details[ground])
        line = QHBoxLayout()
        label = QLabel(_("پررنگی"))
        label.setBuddy(self.strength)
        self._shown.setMinimumWidth(44)
        line.addWidget(label)
        line.addWidget(self.strength, 1)
        line.addWidget(self._shown)
        box.addSpacing(SPACE * 2)
        box.addLayout(line)
        box.addWidget(self._message)
        box.addStretch()
        close = QPushButton(_("بستن"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(close)
        buttons.addWidget(self.apply)
        box.addLayout(buttons)
        self.setFixedWidth(WIDTH)

    def _file_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(SPACE * 6, 0, SPACE * 6, 0)
        line.addWidget(self.path, 1)
        line.addWidget(self.browse)
        return row

    def _network_rows(self) -> QWidget:
        rows = QWidget()
        form = QFormLayout(rows)
        form.setContentsMargins(SPACE * 6, 0, SPACE * 6, 0)
        form.setSpacing(SPACE * 2)
        form.addRow(_("نشانی"), self.address)
        form.addRow(_("صاحب نقشه"), self.attribution)
        form.addRow(self.online)
        form.addRow(
            TextLabel(
                _(
                    "با این اجازه، برنامه کاشی‌های جایی را که می‌بینید از این سرور می‌گیرد و سرور "
                    "می‌فهمد کجای شهر را نگاه می‌کنید. هیچ داده‌ای از پرونده فرستاده نمی‌شود."
                ),
                "muted",
            )
        )
        return rows

    def _connect(self) -> None:
        self._group.buttonToggled.connect(lambda _button, _on: self._follow())
        self.online.toggled.connect(lambda _on: self._follow())
        self.address.textChanged.connect(lambda _text: self._follow())
        # What was allowed for one address is not allowed for another.
        self.address.textEdited.connect(lambda _text: self.online.setChecked(False))
        self.browse.clicked.connect(self.browse_requested)
        self.strength.valueChanged.connect(lambda v: self._shown.setText(percent(v / 100)))
        self.apply.clicked.connect(lambda: self.apply_requested.emit(self.choice()))

    def _follow(self) -> None:
        """Show what the chosen ground needs, and whether it has it."""
        chosen = self.choice()
        for button in self.grounds.values():
            # Qt lets Tab stop at the one that was checked first, not at the one that is.
            policy = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        for ground, widget in self._details.items():
            widget.setVisible(ground is chosen.ground)
        self._shown.setText(percent(chosen.strength))
        self.strength.setEnabled(chosen.ground in (Ground.FILE, Ground.NETWORK))
        missing = {
            Ground.FILE: not chosen.path,
            Ground.NETWORK: not (chosen.address and chosen.online),
        }
        self.apply.setEnabled(not missing.get(chosen.ground, False))
        self.show_message("")

    def _fit(self) -> None:
        """Be as high as what is shown: broken lines need the width to know their height."""
        layout = self.layout()
        layout.activate()
        broken = layout.totalHeightForWidth(WIDTH)  # -1 where no line may be broken
        self.setFixedHeight(broken if broken > 0 else layout.totalSizeHint().height())
