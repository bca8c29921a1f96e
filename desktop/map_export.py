"""From the map on the desk to a picture: in a file, or on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from data.errors import GozarError
from data.feedback import Feedback
from desktop import late
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.sheet_source import SheetOrder, SheetSource
from resources.text import _
from resources.tokens import PALETTES
from widgets.dialogs.map_export import MapExportDialog
from widgets.dialogs.messages import Messages
from widgets.dialogs.sheet_dialog import SheetDialog
from widgets.dialogs.sheet_options import SheetOptions

PREVIEW = 1100  # pixels of the longer side
COPIED = 2400
SHARP = 2.0  # pixels of a copied map for one of the screen's
PATTERNS = {"png": "PNG (*.png)", "svg": "SVG (*.svg)", "pdf": "PDF (*.pdf)"}


class MapExport(QObject):
    """Exports and copies what the desk's map shows.

    Signals
    -------
    told(str)
        One sentence about what was done.
    """

    told = Signal(str)

    def __init__(
        self,
        source: SheetSource,
        jobs: Jobs,
        settings: Settings,
        messages: Messages,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.source = source
        self._jobs = jobs
        self._settings = settings
        self._messages = messages
        self._window = window
        self.dialog: MapExportDialog | None = None

    def start(self) -> None:
        """Open the dialog on what was chosen last."""
        dialog = MapExportDialog(self._window)
        dialog.save_requested.connect(self._save)
        dialog.copy_requested.connect(self._copy_sheet)
        self.open(dialog)
        self.dialog = dialog
        dialog.finished.connect(self._closed)

    def open(self, dialog: SheetDialog) -> None:
        """Show a dialog with remembered options and the previews it asks for."""
        dialog.form.set_areas(self.source.areas())
        dialog.preview_requested.connect(lambda options: self._preview(dialog, options))
        dialog.finished.connect(lambda _result: self._remember(dialog.options()))
        dialog.set_options(SheetOptions.from_text(self._settings.sheet))
        QTimer.singleShot(0, dialog, dialog.show)  # a turn of its own: it takes some milliseconds

    def copy_sheet(self) -> None:
        """Put the whole sheet, as it was exported last, on the clipboard."""
        self._copy_sheet(SheetOptions.from_text(self._settings.sheet))

    def copy_map(self) -> None:
        """Put the map alone, as it stands on the screen, on the clipboard."""
        order = self.source.as_shown(PALETTES[self._settings.theme], SHARP)
        self._copy(order, _("تصویر نقشه رونوشت شد."))

    def save_as(self, options: SheetOptions, suggested: str) -> None:
        """Ask for a file's name and write the sheet into it."""
        chosen = self._messages.save_file(
            _("ذخیرهٔ نقشه"), f"{suggested}.{options.format}", PATTERNS[options.format]
        )
        if not chosen:
            return
        order, path = self.source.order(options), _with_ending(Path(chosen), options.format)

        def work(feedback: Feedback) -> None:
            late.exports().picture.write(order.compose(feedback), path, feedback)

        self._remember(options)
        self.run(work, lambda _nothing: self._tell_saved(path), _("ذخیرهٔ نقشه"))

    def run(self, work: Callable[[Feedback], Any], done: Callable[[Any], Any], text: str) -> None:
        """Run work that the user sees; a failure is told."""
        self._jobs.run(work, done, self._tell_failure, text=text)

    def _save(self, options: SheetOptions) -> None:
        self.save_as(options, "map")

    def _copy_sheet(self, options: SheetOptions) -> None:
        self._copy(self.source.order(options, longest=COPIED), _("برگهٔ نقشه رونوشت شد."))

    def _copy(self, order: SheetOrder, words: str) -> None:
        def work(feedback: Feedback) -> QImage:
            return late.exports().picture.to_image(order.compose(feedback), feedback)

        def done(image: QImage) -> None:
            QGuiApplication.clipboard().setImage(image)
            self.told.emit(words)

        self.run(work, done, _("رونوشت نقشه"))

    def _preview(self, dialog: SheetDialog, options: SheetOptions) -> None:
        order = self.source.order(options, longest=PREVIEW)
        alive = [dialog]
        dialog.destroyed.connect(alive.clear)

        def work(feedback: Feedback) -> tuple[QImage, str]:
            sheet = order.compose(feedback)
            return late.exports().picture.to_image(sheet, feedback), sheet.title

        def failed(error: Exception) -> None:
            if alive:
                dialog.set_message(_words(error))

        self._jobs.run(
            work, lambda made: alive and dialog.show_preview(*made), failed, key="sheet-preview"
        )

    def _remember(self, options: SheetOptions) -> None:
        self._settings.sheet = options.to_text()
        self._settings.save()

    def _tell_saved(self, path: Path) -> None:
        answer = self._messages.saved(_("«{name}» ذخیره شد.").format(name=path.name))
        if answer:
            shown = path if answer == "open" else path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(shown)))

    def _tell_failure(self, error: Exception) -> None:
        self._messages.error(_words(error))

    def _closed(self, _result: int) -> None:
        self.dialog = None


def _words(error: Exception) -> str:
    """Return what is said of a failure."""
    known = isinstance(error, GozarError)
    return str(error) if known else _("این کار انجام نشد؛ چیزی نوشته نشد.")


def _with_ending(path: Path, kind: str) -> Path:
    """Return the path with the ending of its format, which some file dialogs leave to us."""
    return path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")
