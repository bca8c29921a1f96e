"""Puts a sheet on paper: through the system's printers, or into a PDF as a printer would.

Everything here runs in the worker process: asking for printers may wait for the network, and
painting would hold the window.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from data.errors import Refused
from data.feedback import Feedback
from desktop.exports.fonts import Typeface
from desktop.exports.map_sheet import MapSheet
from desktop.exports.picture import painted_elsewhere
from desktop.exports.sheet_layout import SheetLayout
from desktop.exports.sheet_painting import paint_sheet
from desktop.exports.sheet_size import PAPERS
from desktop.exports.sheet_words import need_fonts
from resources.text import _

_PAGES = {name: getattr(QPageSize.PageSizeId, name) for name in PAPERS}


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What goes where: a printer's name, or a file that takes a printer's place."""

    printer: str = ""
    copies: int = 1
    grey: bool = False
    file: str = ""


def installed(feedback: Feedback) -> tuple[list[str], str]:
    """Return the names of the printers and the usual one's, empty where there is none."""
    return feedback.heavy(_installed)


def _installed() -> tuple[list[str], str]:
    need_fonts()
    return list(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()


def print_sheet(sheet: MapSheet, order: PrintOrder, feedback: Feedback) -> None:
    """Print a sheet as vectors on its paper.

    Raises
    ------
    Refused
        When the printer does not answer.
    Cancelled
        Nothing was sent then.
    """
    painted_elsewhere(_print, sheet, feedback, order)


def _print(sheet: MapSheet, layout: SheetLayout, typeface: Typeface, order: PrintOrder) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if order.file:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(order.file)
    elif order.printer in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(order.printer)
    else:
        raise _no_answer()
    printer.setDocName(sheet.title[:100])
    printer.setCreator("Gozar")
    printer.setCopyCount(order.copies)
    grey, colour = QPrinter.ColorMode.GrayScale, QPrinter.ColorMode.Color
    printer.setColorMode(grey if order.grey else colour)
    printer.setFullPage(True)
    printer.setPageLayout(_page(sheet))
    painter = QPainter()
    if not painter.begin(printer):
        raise _no_answer()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = printer.resolution() / 96
        painter.scale(unit, unit)
        paint_sheet(painter, sheet, layout, typeface, scale=sheet.size.enlarged)
    finally:
        painter.end()


def _no_answer() -> Refused:
    return Refused(_("چاپگر پاسخ نداد و چیزی چاپ نشد؛ روشن بودن آن را ببینید یا PDF ذخیره کنید."))


def _page(sheet: MapSheet) -> QPageLayout:
    """Return the paper without margins: the sheet keeps white around itself."""
    width, height = sheet.size.inches
    sideways = width > height
    layout = QPageLayout(
        QPageSize(_PAGES[sheet.size.paper or "A4"]),
        QPageLayout.Orientation.Landscape if sideways else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
