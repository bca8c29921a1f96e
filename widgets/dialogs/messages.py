"""Questions and messages, as one object that is handed in: tests answer in its stead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QInputDialog,
    QMessageBox,
    QWidget,
)

from resources.text import _
from widgets import theme
from widgets.icons import pixmap


class Messages:
    """Asks and tells above a window; every text is shown as plain letters.

    Parameters
    ----------
    parent : QWidget, optional
        The window the dialogs stand above.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

    def error(self, text: str) -> None:
        """Say what could not be done and what to do next."""
        box = self._box(_("انجام نشد"), text)
        box.setIconPixmap(pixmap("warning", theme.palette().colour("warning"), scale=2.0))
        self._close_with_ok(box)

    def info(self, text: str) -> None:
        """Say what has been done."""
        self._close_with_ok(self._box(_("گذر"), text))

    def saved(self, text: str) -> str:
        """Say that a file was written; return ``open``, ``folder`` or nothing, as answered."""
        box = self._box(_("گذر"), text)
        answers = {
            box.addButton(_("باز کردن"), QMessageBox.ButtonRole.ActionRole): "open",
            box.addButton(_("نمایش در پوشه"), QMessageBox.ButtonRole.ActionRole): "folder",
        }
        close = box.addButton(_("باشد"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(close)
        box.setEscapeButton(close)
        answer = self._run(box)
        return next((name for button, name in answers.items() if button is answer), "")

    def ask(self, text: str, yes: str, no: str = "") -> bool:
        """Ask a question and return whether the answer was yes.

        Parameters
        ----------
        text : str
            The question.
        yes, no : str
            Verbs that say what will happen; ``no`` is "Cancel" by default.
        """
        box = self._box(_("گذر"), text)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no or _("انصراف"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(refuse)
        box.setEscapeButton(refuse)
        answer = self._run(box)
        return answer is agree

    def choose(self, title: str, question: str, items: Sequence[str]) -> int | None:
        """Ask for one of some texts; return its position, None where none was chosen."""
        chosen, yes = QInputDialog.getItem(self._parent, title, question, list(items), 0, False)
        return items.index(chosen) if yes and chosen in items else None

    def open_file(self, title: str, patterns: str) -> str:
        """Ask for a file to read; an empty text where none was chosen."""
        return QFileDialog.getOpenFileName(self._parent, title, "", patterns)[0]

    def save_file(self, title: str, suggested: str, patterns: str) -> str:
        """Ask where to write a file; an empty text where none was chosen."""
        return QFileDialog.getSaveFileName(self._parent, title, suggested, patterns)[0]

    def _close_with_ok(self, box: QMessageBox) -> None:
        box.addButton(_("باشد"), QMessageBox.ButtonRole.AcceptRole)
        self._run(box)

    def _box(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text[:2_000])
        return box

    @staticmethod
    def _run(box: QMessageBox) -> QAbstractButton | None:
        """Show the box until it is answered, and end it."""
        box.exec()
        answer = box.clickedButton()
        box.deleteLater()
        return answer
