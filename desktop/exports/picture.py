"""Writes a map sheet as PNG, SVG or PDF; the marks are painted by the desk's own painter.

Painting holds Python's lock for long, so it goes through `Feedback.heavy`: with a desk's feedback
it happens in the worker process, which writes the file itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from data.errors import BadInput
from data.feedback import Feedback
from data.saving import whole_file
from desktop.exports.elsewhere import run_elsewhere
from desktop.exports.fonts import Typeface, find_typeface
from desktop.exports.map_sheet import MapSheet
from desktop.exports.sheet_layout import SheetLayout, lay_out
from desktop.exports.sheet_painting import FILES, painted, pdf_page
from resources.text import _


def write(sheet: MapSheet, path: Path, feedback: Feedback) -> None:
    """Write a map as PNG, SVG or PDF, by the path's ending.

    SVG and PDF hold lines and letters, not pixels; in the PDF the words around the map can be
    searched and copied.

    Raises
    ------
    BadInput, Refused
        For another ending, for more pixels than memory holds, or when the file cannot be written.
    Cancelled
    """
    kind = path.suffix.lower()
    if kind not in FILES:
        raise BadInput(
            _("نقشه را می‌توان به شکل png، svg، pdf یا html نوشت؛ نام فایل را درست کنید.")
        )
    if kind == ".png":
        sheet.size.need_memory()
    with whole_file(path) as beside:
        painted_elsewhere(FILES[kind], sheet, feedback, beside)
        feedback.check()


def map_pdf(sheet: MapSheet, feedback: Feedback) -> bytes:
    """Return the bare map, with scale bar and north arrow, as a one-page vector PDF."""
    viewport = sheet.viewport
    size = replace(sheet.size, width=viewport.width, height=viewport.height, dpi=96.0, bare=True)
    return bytes(painted_elsewhere(pdf_page, replace(sheet, size=size), feedback))


def to_image(sheet: MapSheet, feedback: Feedback) -> QImage:
    """Return a sheet as an image of its size, for the clipboard or a preview."""
    sheet.size.need_memory()
    pixels = painted_elsewhere(_pixels, sheet, feedback)
    height, width = pixels.shape
    # A copy, because Qt does not keep the array alive.
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
    image.setDotsPerMeterX(round(sheet.size.dpi / 0.0254))
    image.setDotsPerMeterY(round(sheet.size.dpi / 0.0254))
    return image


def _pixels(sheet: MapSheet, layout: SheetLayout, typeface: Typeface) -> NDArray[np.uint32]:
    image = painted(sheet, layout, typeface)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()


def painted_elsewhere(
    paint: Callable[..., Any], sheet: MapSheet, feedback: Feedback, *args: Any
) -> Any:
    """Run ``paint(sheet, layout, typeface, *args)`` where it stops no window.

    Parameters
    ----------
    paint : callable
        Importable; what it returns is returned.
    """
    feedback.check()
    typeface = find_typeface()
    return run_elsewhere(
        paint, (_bare_marks(sheet), lay_out(sheet, typeface), typeface), feedback, *args
    )


def _bare_marks(sheet: MapSheet) -> MapSheet:
    """Return a sheet without what nobody sees on it."""
    return replace(
        sheet,
        pictures=tuple(replace(p, findings=(), numbers=(), card={}) for p in sheet.pictures),
    )
