"""Every format that can be written, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from data.errors import BadInput
from data.feedback import Feedback
from data.model.snapshot import Snapshot
from desktop.exports import analysis_file, geopackage, html, pdf, picture
from desktop.exports.html_page import compose_page
from desktop.exports.map_sheet import SheetSize, compose_sheet
from desktop.exports.report import Report, compose_report
from resources.text import _

__all__ = ["MAP_FORMATS", "PLAN_FORMATS", "compose_report", "write_analysis", "write_map"]

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
    *,
    district: int | None = None,
    bbox: tuple[float, float, float, float] | None = None,
    extent: tuple[float, float, float, float] | None = None,
    size: tuple[int, int] = (1280, 800),
    dpi: int = 96,
) -> None:
    """Draw a map with title, legend and remarks into a PNG, SVG or PDF, or write it as a page.

    Parameters
    ----------
    bbox : tuple of float, optional
        West, south, east, north in degrees; ``extent`` is the same in metres.
    size : tuple of int
        Pixels of the output; a page (``.html``) has the size of its reader's window.
    """
    if path.suffix.lower() not in MAP_FORMATS:
        names = ", ".join(MAP_FORMATS)
        raise BadInput(_("نقشه با این پسوندها ذخیره می‌شود: {names}").format(names=names))
    if path.suffix.lower() == ".html":
        page = compose_page(snapshot, layers, feedback, district=district, bbox=bbox, extent=extent)
        html.write(page, path, feedback)
        return
    sheet = compose_sheet(
        snapshot,
        layers,
        feedback,
        size=SheetSize(*size, dpi),
        district=district,
        bbox=bbox,
        extent=extent,
    )
    picture.write(sheet, path, feedback)
