"""From the map on the desk to a printer."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from data.feedback import Feedback
from desktop import late
from desktop.jobs import Jobs
from desktop.map_export import MapExport
from resources.text import _
from widgets.dialogs.print_dialog import PrintDialog
from widgets.dialogs.sheet_options import SheetOptions


class Printing(QObject):
    """Prints what the desk's map shows; where there is no printer it is saved as PDF."""

    def __init__(self, export: MapExport, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._export = export
        self._jobs = jobs
        self._window = window
        self.dialog: PrintDialog | None = None

    def start(self) -> None:
        """Open the dialog, and look for printers meanwhile."""
        dialog = PrintDialog(self._window)
        dialog.print_requested.connect(self._print)
        dialog.pdf_requested.connect(lambda options: self._export.save_as(options, "map"))
        self._export.open(dialog)
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        self._jobs.run(_installed, self._offer, self._offer_none, key="printers")

    def _offer(self, found: tuple[list[str], str]) -> None:
        if self.dialog is not None:
            names, usual = found
            last = self.dialog.options().printer
            self.dialog.set_printers(names, last if last in names else usual)

    def _offer_none(self, _error: Exception) -> None:
        self._offer(([], ""))

    def _print(self, options: SheetOptions) -> None:
        order = self._export.source.order(options)

        def work(feedback: Feedback) -> None:
            printer = late.exports().printer
            grey = options.palette == "grey"
            job = printer.PrintOrder(options.printer, options.copies, grey=grey)
            printer.print_sheet(order.compose(feedback), job, feedback)

        words = _("نقشه به «{printer}» فرستاده شد.").format(printer=options.printer)
        self._export.run(work, lambda _nothing: self._export.told.emit(words), _("چاپ نقشه"))

    def _closed(self, _result: int) -> None:
        self.dialog = None


def _installed(feedback: Feedback) -> tuple[list[str], str]:
    return late.exports().printer.installed(feedback)
