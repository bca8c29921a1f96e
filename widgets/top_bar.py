"""The top bar: name, city, one search for everything, season and district, and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from data.calendar import Season, season_name
from data.folding import clean
from resources.text import _, digits, isolate
from resources.tokens import SPACE
from widgets import theme
from widgets.controls import IconButton
from widgets.icons import icon
from widgets.labels import ElidedLabel, TextLabel

_TYPING_PAUSE = 200  # ms
_MOST_RESULTS = 12


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Something the search found; the payload is given back as it is when it is chosen."""

    title: str
    subtitle: str = ""
    payload: Any = None


class TopBar(QWidget):
    """The head of the desk.

    Signals
    -------
    search : str
        Once the user pauses typing; an empty text too.
    result_chosen : object
        Payload of the chosen `SearchResult`.
    season_chosen : str or None
        ``1404-autumn``; None for a period of one's own.
    district_chosen : int or None
        None for the whole city.
    plan_requested
    """

    search = Signal(str)
    result_chosen = Signal(object)
    season_chosen = Signal(object)
    district_chosen = Signal(object)
    plan_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(52)
        self._brand = TextLabel(_("گذر"), "brand")
        self._brand.setWordWrap(False)
        self._city = ElidedLabel("", "muted")
        self._city.setMaximumWidth(220)
        self.search_field = _search_field()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE)
        self._typing.timeout.connect(lambda: self.search.emit(self.search_field.text().strip()))
        self._popup = _Results(self)
        self.seasons = _context_combo(_("فصل"))
        self.districts = _context_combo(_("منطقه"))
        self.plan_button = QPushButton(_("برنامهٔ فصلی"))
        self.plan_button.setProperty("role", "primary")
        self._menu = QMenu(self)
        self.menu_button = IconButton("more", _("کارهای دیگر"))
        self.menu_button.setMenu(self._menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.hide()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(SPACE)
        self._lay_out()
        self._connect()
        self.set_seasons(())
        self.set_districts(())

    def set_city(self, name: str, *, simulated: bool = False) -> None:
        """Show the city's name, and whether its data are invented."""
        self._city.set_text(f"{name} · {_('دادهٔ نمایشی')}" if simulated else name)

    def set_seasons(self, seasons: Sequence[Season], chosen: str | None = None) -> None:
        """Offer seasons without a signal."""
        with QSignalBlocker(self.seasons):
            self.seasons.clear()
            self.seasons.addItem(_("دورهٔ دلخواه"), None)
            for season in seasons:
                self.seasons.addItem(
                    f"{season_name(season.name)} {digits(season.year)}", str(season)
                )
        self.set_season(chosen)

    def set_season(self, key: str | None) -> None:
        """Show the chosen season without a signal."""
        with QSignalBlocker(self.seasons):
            self.seasons.setCurrentIndex(max(0, self.seasons.findData(key)))

    def set_districts(
        self, districts: Sequence[tuple[int, str]], chosen: int | None = None
    ) -> None:
        """Offer districts by number and name without a signal."""
        with QSignalBlocker(self.districts):
            self.districts.clear()
            self.districts.addItem(_("همهٔ مناطق"), None)
            for district, name in districts:
                self.districts.addItem(name, district)
        self.set_district(chosen)

    def set_district(self, district: int | None) -> None:
        """Show the chosen district without a signal."""
        with QSignalBlocker(self.districts):
            self.districts.setCurrentIndex(max(0, self.districts.findData(district)))

    def set_actions(self, shown: Sequence[QAction], hidden: Sequence[QAction | None]) -> None:
        """Take actions: some as buttons with icons, the others in the menu; None is a line."""
        while (item := self._actions.takeAt(0)) is not None:
            item.widget().deleteLater()
        for action in shown:
            button = QToolButton()
            button.setProperty("role", "icon")
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            self._actions.addWidget(button)
        self._menu.clear()
        for action in hidden:
            self._menu.addSeparator() if action is None else self._menu.addAction(action)
        self.menu_button.setVisible(bool(hidden))

    def set_results(self, results: Sequence[SearchResult]) -> None:
        """Show what the search found below its field."""
        if not self.search_field.text().strip():
            self._popup.hide()
            return
        below = self.search_field.mapTo(self.window(), QPoint(0, self.search_field.height() + 4))
        self._popup.show_results(results, below, self.search_field.width())

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._popup.take_key(event.key())
        if event.type() == QEvent.Type.FocusOut:
            self._popup.hide()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "search_field"):
            self.search_field.actions()[0].setIcon(icon("search", theme.palette()))

    def _connect(self) -> None:
        self.search_field.installEventFilter(self)
        self.search_field.textChanged.connect(lambda _text: self._typing.start())
        self._popup.chosen.connect(self._on_result)
        self.seasons.activated.connect(lambda: self.season_chosen.emit(self.seasons.currentData()))
        self.districts.activated.connect(
            lambda: self.district_chosen.emit(self.districts.currentData())
        )
        self.plan_button.clicked.connect(self.plan_requested)

    def _on_result(self, payload: object) -> None:
        with QSignalBlocker(self.search_field):
            self.search_field.clear()
        self.result_chosen.emit(payload)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 4, SPACE * 2)
        row.setSpacing(SPACE * 3)
        row.addWidget(self._brand)
        row.addWidget(self._city, 1)
        row.addWidget(self.search_field, 3)
        row.addWidget(self.seasons)
        row.addWidget(self.districts)
        row.addStretch(2)
        row.addLayout(self._actions)
        row.addWidget(self.menu_button)
        row.addWidget(self.plan_button)


class _Results(QListWidget):
    """The list under the search field; the field keeps the focus and passes keys on."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("یافته‌های جست‌وجو"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(self._choose)
        self.hide()

    def show_results(self, results: Sequence[SearchResult], at: QPoint, width: int) -> None:
        """Show results at a place of the window, 360 px wide at least."""
        self.clear()
        for result in results[:_MOST_RESULTS]:
            texts = (isolate(clean(part[:200])) for part in (result.title, result.subtitle) if part)
            item = QListWidgetItem(" · ".join(texts))
            item.setData(Qt.ItemDataRole.UserRole, result)
            self.addItem(item)
        if not results:
            item = QListWidgetItem(_("چیزی یافت نشد؛ نام دیگری را بیازمایید."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        # Above its siblings, the map included: it must be a child of the window itself.
        self.setParent(self.parentWidget().window())
        height = sum(self.sizeHintForRow(row) for row in range(self.count())) + 12
        self.setGeometry(at.x(), at.y(), max(width, 280), min(height, 360))
        self.setCurrentRow(0 if results else -1)
        self.show()
        self.raise_()

    def take_key(self, key: int) -> bool:
        """Move or choose by a key of the search field; return whether the key was used."""
        if not self.isVisible():
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            last = self.count() - 1
            self.setCurrentRow(min(max(self.currentRow() + steps[Qt.Key(key)], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _choose(self, item: QListWidgetItem | None) -> None:
        result = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if result is not None:
            self.hide()
            self.chosen.emit(result.payload)


def _search_field() -> QLineEdit:
    field = QLineEdit()
    field.setProperty("role", "search")
    field.setPlaceholderText(_("جست‌وجوی نشانی، مکان، محدوده…"))
    field.setAccessibleName(_("جست‌وجو"))
    field.setToolTip(_("جست‌وجو (Ctrl+F)"))
    field.setClearButtonEnabled(True)
    field.setMaxLength(200)
    field.setMinimumWidth(180)
    field.setMaximumWidth(420)
    field.addAction(icon("search", theme.palette()), QLineEdit.ActionPosition.LeadingPosition)
    return field


def _context_combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setProperty("role", "context")
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    combo.setMaxVisibleItems(14)
    return combo
