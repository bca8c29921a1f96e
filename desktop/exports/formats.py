"""Every format that can be written, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from data.errors import BadInput
from data.feedback import Feedback
from data.model.snapshot import Snapshot
from desktop.exports import analysis_file, geopackage, html, pdf, picture, printer
from desktop.exports.html_page import compose_page
from desktop.exports.map_sheet import compose_sheet
from desktop.exports.report import Report, compose_report
from desktop.exports.sheet_layout import fitted_sheet
from desktop.exports.sheet_size import SheetSize, as_picture, on_paper
from resources.text import _

__all__ = [
    "MAP_FORMATS",
    "PLAN_FORMATS",
    "SheetSize",
    "as_picture",
    "compose_report",
    "compose_sheet",
    "fitted_sheet",
    "on_paper",
    "picture",
    "printer",
    "write_analysis",
    "write_map",
]

Writer = Callable[[Report, Path, Feedback], None]


def _ending(suffix: str, write: Writer) -> Writer:
    """Return a writer that refuses a name which says the file is of another kind."""

    def checked(report: Report, path: Path, feedback: Feedback) -> None:
        if path.suffix.lower() != suffix:
            raise BadInput(_("نام این فایل باید به {suffix} پایان یابد.").format(suffix=suffix))
        write(report, path, feedback)

    return checked


PLAN_FORMATS: dict[str, Writer] = {
    "pdf": _ending(".pdf", pdf.write),
    "gpkg": _ending(".gpkg", geopackage.write),
}
MAP_FORMATS = (".png", ".svg", ".pdf", ".html")

write_analysis = analysis_file.write


def write_map(
    snapshot: Snapshot,
    layers: Sequence[str],
    path: Path,
    feedback: Feedback,
    **wished: Any,
) -> None:
    """Draw a map with title, legend and remarks into a PNG, SVG or PDF, or write it as a page.

    Parameters
    ----------
    **wished
        Of `sheet_wishes.Wishes`. A page (``.html``) has the size of its reader's window: it heeds
        only ``district``, ``bbox`` and ``extent``.
    """
    if path.suffix.lower() not in MAP_FORMATS:
        names = ", ".join(MAP_FORMATS)
        raise BadInput(_("نقشه با این پسوندها ذخیره می‌شود: {names}").format(names=names))
    if path.suffix.lower() == ".html":
        place = {k: v for k, v in wished.items() if k in ("district", "bbox", "extent")}
        html.write(compose_page(snapshot, layers, feedback, **place), path, feedback)
        return
    picture.write(fitted_sheet(snapshot, layers, feedback, **wished), path, feedback)
