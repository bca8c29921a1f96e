"""Labels: section titles, wrapped and elided plain text, numbers that open their rows.

Texts from outside are shown as the letters they have; no label interprets them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from layers.picture import Number
from resources.text import _, number, percent
from widgets import theme


class ElidedLabel(QLabel):
    """One line of plain text, shortened with … where it does not fit; the tooltip has it all."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show a text of any length."""
        self._full = text
        self.setAccessibleName(text)
        self._elide()

    def full_text(self) -> str:
        """Return the text as it was given."""
        return self._full

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._full[:200]) + 2, metrics.height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def _elide(self) -> None:
        line = " ".join(self._full[:2000].split())
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        self.setText(shown)
        self.setToolTip("" if shown == self._full else plain_tooltip(self._full))


class NumberLabel(QPushButton):
    """A number on the screen; a click or Enter asks for the rows behind it.

    Signals
    -------
    number_clicked : Number
    """

    number_clicked = Signal(object)

    def __init__(self, value: Number, parent: QWidget | None = None, *, bold: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("role", "number")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(theme.text_font("body", bold=bold))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.number_clicked.emit(self._value))
        self.set_number(value)

    def set_number(self, value: Number) -> None:
        """Show another number."""
        self._value = value
        self.setText(number_text(value))
        # What counts no rows, an area or a share, is read and not asked.
        asks = value.rows != ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not asks)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if asks else Qt.FocusPolicy.NoFocus)
        words = _("{label}: {value}، نمایش ردیف‌ها") if asks else _("{label}: {value}")
        self.setAccessibleName(words.format(label=value.label, value=self.text()))
        tip = plain_tooltip(_("نمایش ردیف‌های «{label}»").format(label=value.label))
        self.setToolTip(tip if asks else "")

    def number(self) -> Number:
        """Return the number as it was given."""
        return self._value


class SectionTitle(QLabel):
    """The quiet name of a group."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "section")


class TextLabel(QLabel):
    """Plain wrapped text: whatever stands in it is shown as the letters it has."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)
        self.setText(text)


def number_text(value: Number) -> str:
    """Return a number with its unit in the user's digits, with a decimal where it has one."""
    decimals = 0 if float(value.value).is_integer() or abs(value.value) >= 100 else 1
    text = number(value.value, decimals)
    if value.unit in ("%", "٪"):
        return percent(value.value / 100, decimals)
    return f"{text} {value.unit}" if value.unit else text


def plain_tooltip(text: str) -> str:
    """Return a tooltip that Qt shows as plain text, whatever letters it has."""
    if "<" not in text and "&" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>"
