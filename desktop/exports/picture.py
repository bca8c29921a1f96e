"""Writes a map sheet as PNG, SVG or PDF; the marks are painted by the desk's own painter."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
)

from data.errors import BadInput, Refused
from data.feedback import Feedback
from data.saving import whole_file
from desktop.exports.fonts import Typeface, find_typeface
from desktop.exports.line_order import directed
from desktop.exports.map_sheet import EDGE, MapSheet
from desktop.exports.paper import document, put_line
from desktop.exports.sheet_layout import SheetLayout, Text, lay_out, load_typeface, qt_font
from desktop.exports.swatches import paint_swatch
from resources.text import _, is_rtl
from widgets.canvas.decorations import paint_north_arrow, paint_scale_bar
from widgets.canvas.painter import paint_map

INCH = 0.0254
RESOLUTION = 1200  # units an inch in a PDF
_without_window: list[QGuiApplication] = []  # kept alive: Qt wants one for the whole run


def write(sheet: MapSheet, path: Path, feedback: Feedback) -> None:
    """Write a map as PNG, SVG or PDF, by the path's ending.

    SVG and PDF hold lines and letters, not pixels; in the PDF the words around the map can be
    searched and copied.

    Raises
    ------
    BadInput, Refused
        For another ending, or when the file cannot be written.
    Cancelled
    """
    kind = path.suffix.lower()
    if kind not in _WRITERS:
        raise BadInput(
            _("نقشه را می‌توان به شکل png، svg، pdf یا html نوشت؛ نام فایل را درست کنید.")
        )
    _need_fonts()
    feedback.check()
    with whole_file(path) as beside:
        _WRITERS[kind](sheet, beside, feedback)
        feedback.check()


def map_pdf(sheet: MapSheet, feedback: Feedback) -> bytes:
    """Return the bare map, with scale bar and north arrow, as a one-page vector PDF."""
    _need_fonts()
    typeface = find_typeface()
    viewport = sheet.viewport
    layout = SheetLayout(QRectF(0, 0, viewport.width, viewport.height), (), (), None)
    return _pdf_page(sheet, layout, typeface, (viewport.width, viewport.height), feedback)


def _need_fonts() -> None:
    """Start Qt's font system where no window has; without it Qt ends the whole process."""
    if QGuiApplication.instance() is None:
        _without_window.append(QGuiApplication(["gozar", "-platform", "offscreen"]))


# -- formats ---------------------------------------------------------------------------------


def _write_png(sheet: MapSheet, path: Path, feedback: Feedback) -> None:
    size = sheet.size
    image = QImage(size.width, size.height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise Refused(_("حافظه برای این تصویر بس نیست؛ اندازهٔ کوچک‌تری بنویسید."))
    image.setDotsPerMeterX(round(size.dpi / INCH))
    image.setDotsPerMeterY(round(size.dpi / INCH))
    image.fill(QColor(sheet.palette.colour("background")))
    typeface = find_typeface()
    with _painting(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = lay_out(sheet, typeface)
        _paint(painter, sheet, layout, typeface, feedback, scale=size.scale, vector=False)
    _save(path, lambda device: image.save(device, "PNG"))  # type: ignore[call-overload]


def _write_svg(sheet: MapSheet, path: Path, feedback: Feedback) -> None:
    from PySide6.QtSvg import QSvgGenerator

    width, height = sheet.size.logical
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(QSize(round(width), round(height)))
    generator.setViewBox(QRectF(0, 0, width, height))
    generator.setTitle(sheet.title)
    generator.setDescription(_(" · ").join((sheet.period, *sheet.remarks)))
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    typeface = find_typeface()
    with _painting(generator) as painter:
        painter.fillRect(QRectF(0, 0, width, height), QColor(sheet.palette.colour("background")))
        _paint(painter, sheet, lay_out(sheet, typeface), typeface, feedback)
    path.write_bytes(bytes(buffer.data().data()))


def _write_pdf(sheet: MapSheet, path: Path, feedback: Feedback) -> None:
    from pypdf import PdfReader, PdfWriter

    typeface = find_typeface()
    layout = lay_out(sheet, typeface)
    page = _pdf_page(sheet, layout, typeface, sheet.size.logical, feedback)
    writer = PdfWriter(clone_from=io.BytesIO(_words_pdf(sheet, layout, typeface)))
    writer.pages[0].merge_page(PdfReader(io.BytesIO(page)).pages[0], over=False)
    writer.pdf_header = "%PDF-1.7"
    writer.pages[0].compress_content_streams()
    with path.open("wb") as file:
        writer.write(file)


_WRITERS: dict[str, Callable[[MapSheet, Path, Feedback], None]] = {
    ".png": _write_png,
    ".svg": _write_svg,
    ".pdf": _write_pdf,
}


def _save(path: Path, save: Callable[[QBuffer], bool]) -> None:
    """Let Qt write to memory and write that ourselves: Qt does not say why a file failed."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not save(buffer):
        raise Refused(_("ساختن تصویر ممکن نشد؛ اندازهٔ کوچک‌تری بنویسید."))
    path.write_bytes(bytes(buffer.data().data()))


def _pdf_page(
    sheet: MapSheet,
    layout: SheetLayout,
    typeface: Typeface,
    size: tuple[float, float],
    feedback: Feedback,
) -> bytes:
    """Return map and symbols as a page; its words are set by another writer."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    points = QSizeF(size[0] * 0.75, size[1] * 0.75)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    writer.setResolution(RESOLUTION)
    words = SheetLayout(layout.map_box, (), layout.swatches, layout.accent_y)
    with _painting(writer) as painter:
        painter.scale(RESOLUTION / 96, RESOLUTION / 96)
        _paint(painter, sheet, words, typeface, feedback)
    return bytes(buffer.data().data())


def _words_pdf(sheet: MapSheet, layout: SheetLayout, typeface: Typeface) -> bytes:
    """Return a page of the sheet's size with its words, as text that can be searched."""
    page = tuple(value * 0.75 for value in sheet.size.logical)
    with document(typeface, sheet.title, unit="pt", format=page) as pdf:
        pdf.set_margin(0)
        pdf.add_page()
        for text in layout.texts:
            pdf.set_font("text", "B" if text.bold else "", text.size * 0.75)
            pdf.set_text_color(sheet.palette.colour(text.role))
            # A cell of the type's size has its baseline at 0.8 of its height.
            box = (text.x, text.y - 0.8 * text.size, text.width, text.size)
            left, top, width, height = (value * 0.75 for value in box)
            side = "R" if is_rtl() != text.at_end else "L"
            put_line(pdf, text.text, (left, top, width, height), side, is_rtl())
        return bytes(pdf.output())


# -- painting --------------------------------------------------------------------------------


@contextmanager
def _painting(device: QPaintDevice) -> Iterator[QPainter]:
    """Open a painter and end it even when the work is stopped: Qt dies of one left open."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def _paint(
    painter: QPainter,
    sheet: MapSheet,
    layout: SheetLayout,
    typeface: Typeface,
    feedback: Feedback,
    *,
    scale: float = 1.0,
    vector: bool = True,
) -> None:
    """Paint a sheet whose logical pixels are ``scale`` units of the painter."""
    load_typeface(typeface)
    box = layout.map_box
    with _restored(painter):
        painter.translate(box.left() * scale, box.top() * scale)
        painter.setClipRect(QRectF(0, 0, box.width() * scale, box.height() * scale))
        paint_map(
            painter,
            sheet.pictures,
            sheet.viewport,
            sheet.palette,
            scale=scale,
            opacities=sheet.opacities,
            vector=vector,
            feedback=feedback,
        )
        paint_scale_bar(painter, sheet.viewport, sheet.palette, scale)
        paint_north_arrow(painter, sheet.viewport, sheet.palette, scale)
    with _restored(painter):
        painter.scale(scale, scale)
        _paint_frame(painter, sheet, layout)
        for swatch in layout.swatches:
            paint_swatch(painter, swatch, sheet.palette)
        for text in layout.texts:
            _paint_text(painter, text, sheet, typeface)


@contextmanager
def _restored(painter: QPainter) -> Iterator[None]:
    """Give the painter back as it was, also when the work is stopped."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def _paint_frame(painter: QPainter, sheet: MapSheet, layout: SheetLayout) -> None:
    if layout.accent_y is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(sheet.palette.colour("line")), 1))
    painter.drawRect(layout.map_box)
    width = sheet.size.logical[0]
    painter.setPen(QPen(QColor(sheet.palette.colour("accent")), 2))
    y = layout.accent_y
    painter.drawLine(QPointF(EDGE, y), QPointF(width - EDGE, y))


def _paint_text(painter: QPainter, text: Text, sheet: MapSheet, typeface: Typeface) -> None:
    """Draw a line as outlines, so that it looks the same where the typeface is missing."""
    path = QPainterPath()
    path.addText(0, 0, qt_font(typeface, text.size, text.bold), directed(text.text))
    bounds = path.boundingRect()
    inset = _inset(text, bounds.width())
    path.translate(text.x + inset - bounds.left(), text.y)
    painter.fillPath(path, QColor(sheet.palette.colour(text.role)))


def _inset(text: Text, width: float) -> float:
    """Return how far from the box's left edge a line of that width begins."""
    return text.width - width if is_rtl() != text.at_end else 0.0
