"""Paints a laid out sheet: as pixels, as SVG, as a PDF page, or on any other Qt device."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QTransform,
)

from data.errors import Refused
from desktop.exports.fonts import Typeface
from desktop.exports.line_order import directed
from desktop.exports.map_sheet import MapSheet
from desktop.exports.paper import document, put_line
from desktop.exports.sheet_layout import SheetLayout
from desktop.exports.sheet_scale import paint_strip
from desktop.exports.sheet_size import EDGE
from desktop.exports.sheet_words import ASCENT, Text, load_typeface, qt_font
from desktop.exports.swatches import paint_swatch
from resources.text import _, is_rtl
from widgets.canvas.decorations import (
    SEPARATOR,
    paint_north_arrow,
    paint_remark,
    paint_scale_bar,
)
from widgets.canvas.painter import paint_map

INCH = 0.0254
RESOLUTION = 1200  # units an inch in a PDF
OVERLAP = 8.0  # how far a mark at the map's edge may reach over it
POINT = 72 / 96  # points in a pixel of 96 dpi


def png_file(sheet: MapSheet, layout: SheetLayout, typeface: Typeface, path: Path) -> None:
    """Write a sheet as PNG that knows its density."""
    sheet.size.need_memory()
    image = painted(sheet, layout, typeface)
    _save(path, lambda device: image.save(device, "PNG"))  # type: ignore[call-overload]


def painted(sheet: MapSheet, layout: SheetLayout, typeface: Typeface) -> QImage:
    """Return a sheet as an opaque image of its size."""
    size = sheet.size
    image = QImage(size.width, size.height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise Refused(_("حافظه برای این تصویر بس نیست؛ اندازهٔ کوچک‌تری بنویسید."))
    image.setDotsPerMeterX(round(size.dpi / INCH))
    image.setDotsPerMeterY(round(size.dpi / INCH))
    image.fill(QColor(sheet.palette.colour("background")))
    with painting(image) as painter:
        paint_sheet(painter, sheet, layout, typeface, scale=size.scale, vector=False)
    return image


def svg_file(sheet: MapSheet, layout: SheetLayout, typeface: Typeface, path: Path) -> None:
    """Write a sheet as SVG that holds everything it shows; letters are outlines."""
    from PySide6.QtSvg import QSvgGenerator

    width, height = (side * 96 for side in sheet.size.inches)
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(QSize(round(width), round(height)))
    generator.setViewBox(QRectF(0, 0, width, height))
    generator.setTitle(sheet.title)
    generator.setDescription(_(" · ").join((sheet.period, *sheet.remarks)))
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with painting(generator) as painter:
        painter.fillRect(QRectF(0, 0, width, height), QColor(sheet.palette.colour("background")))
        paint_sheet(painter, sheet, layout, typeface, scale=sheet.size.enlarged)
    path.write_bytes(bytes(buffer.data().data()))


def pdf_file(sheet: MapSheet, layout: SheetLayout, typeface: Typeface, path: Path) -> None:
    """Write a sheet as one page of vectors whose words can be searched and copied."""
    from pypdf import PdfReader, PdfWriter

    page = pdf_page(sheet, layout, typeface)
    writer = PdfWriter(clone_from=io.BytesIO(_words_pdf(sheet, layout, typeface)))
    writer.pages[0].merge_page(PdfReader(io.BytesIO(page)).pages[0], over=False)
    writer.pdf_header = "%PDF-1.7"
    writer.pages[0].compress_content_streams()
    with path.open("wb") as file:
        writer.write(file)


FILES: dict[str, Callable[[MapSheet, SheetLayout, Typeface, Path], None]] = {
    ".png": png_file,
    ".svg": svg_file,
    ".pdf": pdf_file,
}


def _save(path: Path, save: Callable[[QBuffer], bool]) -> None:
    """Let Qt write to memory and write that ourselves: Qt does not say why a file failed."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not save(buffer):
        raise Refused(_("ساختن تصویر ممکن نشد؛ اندازهٔ کوچک‌تری بنویسید."))
    path.write_bytes(bytes(buffer.data().data()))


def pdf_page(sheet: MapSheet, layout: SheetLayout, typeface: Typeface) -> bytes:
    """Return map and symbols as a page; its words are set by another writer."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    points = QSizeF(*(side * 72 for side in sheet.size.inches))
    writer.setPageLayout(
        QPageLayout(
            QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    writer.setResolution(RESOLUTION)
    with painting(writer) as painter:
        painter.scale(RESOLUTION / 96, RESOLUTION / 96)
        _paint_ground(painter, sheet)
        paint_sheet(painter, sheet, layout, typeface, scale=sheet.size.enlarged, words=False)
    return bytes(buffer.data().data())


def _words_pdf(sheet: MapSheet, layout: SheetLayout, typeface: Typeface) -> bytes:
    """Return a page of the sheet's size with its words, as text that can be searched."""
    unit = POINT * sheet.size.enlarged
    page = tuple(side * 72 for side in sheet.size.inches)
    with document(typeface, sheet.title, unit="pt", format=page) as pdf:
        pdf.set_margin(0)
        pdf.add_page()
        for text in layout.texts:
            pdf.set_font("text", "B" if text.bold else "", text.size * unit)
            pdf.set_text_color(sheet.palette.colour(text.role))
            # A cell of the type's size has its baseline at 0.8 of its height.
            box = (text.x, text.y - ASCENT * text.size, text.width, text.size)
            left, top, width, height = (value * unit for value in box)
            put_line(pdf, text.text, (left, top, width, height), _side(text), is_rtl())
        return bytes(pdf.output())


def _side(text: Text) -> str:
    """Return where a line stands in its box: ``L``, ``C`` or ``R``."""
    if text.side == "centre":
        return "C"
    return "R" if is_rtl() == (text.side == "start") else "L"


# -- painting --------------------------------------------------------------------------------


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """Open a painter and end it even when the work is stopped: Qt dies of one left open."""
    painter = QPainter(device)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield painter
    finally:
        painter.end()


def paint_sheet(
    painter: QPainter,
    sheet: MapSheet,
    layout: SheetLayout,
    typeface: Typeface,
    *,
    scale: float = 1.0,
    vector: bool = True,
    words: bool = True,
) -> None:
    """Paint a sheet whose logical pixels are ``scale`` units of the painter."""
    load_typeface(typeface)
    _paint_map(painter, sheet, layout, scale, vector)
    with _restored(painter):
        painter.scale(scale, scale)
        if vector:
            _paint_white_around(painter, sheet, layout)
        _paint_frame(painter, sheet, layout)
        for swatch in layout.swatches:
            paint_swatch(painter, swatch, sheet.palette)
        for text in layout.texts if words else ():
            _paint_text(painter, text, sheet, typeface)


def _paint_ground(painter: QPainter, sheet: MapSheet) -> None:
    """Fill the page unless it is as white as the paper."""
    ground = QColor(sheet.palette.colour("background"))
    if ground != QColor(Qt.GlobalColor.white):
        width, height = (side * 96 for side in sheet.size.inches)
        painter.fillRect(QRectF(0, 0, width, height), ground)


def _paint_map(
    painter: QPainter, sheet: MapSheet, layout: SheetLayout, scale: float, vector: bool
) -> None:
    box = layout.map_box
    viewport = sheet.viewport.resized(round(box.width()), round(box.height()))
    with _restored(painter):
        painter.translate(box.left() * scale, box.top() * scale)
        painter.setClipRect(QRectF(0, 0, box.width() * scale, box.height() * scale))
        paint_map(
            painter,
            sheet.pictures,
            viewport,
            sheet.palette,
            scale=scale,
            opacities=sheet.opacities,
            vector=vector,
        )
        if layout.strip is None:
            paint_scale_bar(painter, viewport, sheet.palette, scale)
            paint_north_arrow(painter, viewport, sheet.palette, scale)
            if sheet.says_itself:
                paint_remark(
                    painter, SEPARATOR.join(sheet.cautions), viewport, sheet.palette, scale
                )


@contextmanager
def _restored(painter: QPainter) -> Iterator[None]:
    """Give the painter back as it was, also when the work is stopped."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def _paint_white_around(painter: QPainter, sheet: MapSheet, layout: SheetLayout) -> None:
    """Cover what of a mark reaches over the map's edge: in SVG a clip is not kept."""
    if layout.strip is None:
        return
    box = layout.map_box
    path = QPainterPath()
    path.addRect(box.adjusted(-OVERLAP, -OVERLAP, OVERLAP, OVERLAP))
    path.addRect(box)
    painter.fillPath(path, QColor(sheet.palette.colour("background")))


def _paint_frame(painter: QPainter, sheet: MapSheet, layout: SheetLayout) -> None:
    if layout.strip is None:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(sheet.palette.colour("district_line")), 0.8))
    painter.drawRect(layout.map_box)
    paint_strip(painter, layout.strip, sheet.palette)
    if layout.accent_y is not None:
        width, y = sheet.size.logical[0], layout.accent_y
        painter.setPen(QPen(QColor(sheet.palette.colour("accent")), 2))
        painter.drawLine(QPointF(EDGE, y), QPointF(width - EDGE, y))


def _paint_text(painter: QPainter, text: Text, sheet: MapSheet, typeface: Typeface) -> None:
    """Draw a line as outlines, so that it looks the same where the typeface is missing."""
    path = QPainterPath()
    path.addText(0, 0, qt_font(typeface, 100, text.bold), directed(text.text))
    path = QTransform.fromScale(text.size / 100, text.size / 100).map(path)
    bounds = path.boundingRect()
    free = text.width - bounds.width()
    inset = {"L": 0.0, "C": free / 2, "R": free}[_side(text)]
    path.translate(text.x + inset - bounds.left(), text.y)
    painter.fillPath(path, QColor(sheet.palette.colour(text.role)))
