"""Where everything on a map's sheet stands; the same for pixels, SVG, PDF and the printer.

Everything is in the sheet's logical pixels from its upper left corner. What is as long as its
words (title, remarks, legend) is set first; the map takes what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from data.feedback import Feedback
from data.model.snapshot import Snapshot
from desktop.exports.fonts import Typeface, find_typeface
from desktop.exports.map_sheet import (
    MapSheet,
    build_pictures,
    compose_sheet,
    wished_viewport,
)
from desktop.exports.sheet_legend import GAP, Legend, legend_below, legend_beside
from desktop.exports.sheet_scale import STRIP, ScaleStrip, scale_strip
from desktop.exports.sheet_size import BESIDE, EDGE
from desktop.exports.sheet_wishes import Wishes
from desktop.exports.sheet_words import ASCENT, Text, broken, width_of
from desktop.exports.swatches import Swatch
from layers.catalogue import FRAME_LAYERS
from resources.text import _, is_rtl

TITLE_SIZES = (20.0, 17.0, 14.0)
WORDS, SMALL = 12.0, 11.0
LEADING = 1.5
MOST_REMARKS = 0.16  # of the sheet's height
MOST_LEGEND = 0.36


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The map's box, an accent line under the title, and what stands around."""

    map_box: QRectF
    texts: tuple[Text, ...] = ()
    swatches: tuple[Swatch, ...] = ()
    accent_y: float | None = None
    strip: ScaleStrip | None = None


def fitted_sheet(
    snapshot: Snapshot, layer_ids: Sequence[str], feedback: Feedback, **wished: object
) -> MapSheet:
    """Return a sheet whose map fills the box that its words leave; see `compose_sheet`.

    The length of a legend is known when its layers are built, and layers follow the window: so
    those that do are built a second time where the box came out otherwise than expected.
    """
    wishes = Wishes(**wished)  # type: ignore[arg-type]
    sheet = compose_sheet(snapshot, layer_ids, feedback, **wished)
    layout = lay_out(sheet, find_typeface())
    box = round(layout.map_box.width()), round(layout.map_box.height())
    viewport = wished_viewport(snapshot, wishes, box)
    if viewport == sheet.viewport:
        return sheet
    again = [name for name in layer_ids if name in FRAME_LAYERS]
    built = build_pictures(snapshot, again, viewport, feedback, wishes.choices) if again else ()
    newer = {picture.layer: picture for picture in built}
    pictures = tuple(newer.get(picture.layer, picture) for picture in sheet.pictures)
    return replace(sheet, viewport=viewport, pictures=pictures)


def lay_out(sheet: MapSheet, typeface: Typeface) -> SheetLayout:
    """Return where everything on the sheet stands."""
    width, height = sheet.size.logical
    if not sheet.size.framed:
        return SheetLayout(QRectF(0, 0, sheet.viewport.width, sheet.viewport.height))
    room = width - 2 * EDGE
    header, top = _header(sheet, typeface, room)
    footer, bottom = _footer(sheet, typeface, room, height)
    strip_height = STRIP if {"scale", "north"} & sheet.parts else 10.0
    legend, box = _legend_and_map(
        sheet, typeface, QRectF(EDGE, top, room, bottom - strip_height - top), strip_height
    )
    box = QRectF(*(round(v) for v in (box.left(), box.top(), box.width(), box.height())))
    strip = scale_strip(sheet, typeface, box.left(), box.bottom() + 4, box.width())
    return SheetLayout(
        box,
        (*header, *footer, *legend.texts, *strip.texts),
        legend.swatches,
        top - 12.0 if header else None,
        strip,
    )


def _header(sheet: MapSheet, typeface: Typeface, room: float) -> tuple[list[Text], float]:
    """Return title and period with where the map may begin."""
    if "title" not in sheet.parts:
        return [], float(EDGE)
    for size in TITLE_SIZES:
        lines = broken(sheet.title, typeface, size, room, bold=True)
        if len(lines) <= 2:
            break
    y, texts = float(EDGE) - 2, []
    for line in broken(sheet.title, typeface, size, room, bold=True, most=3):
        texts.append(Text(EDGE, y + size * 0.95, room, line, size, bold=True))
        y += size * LEADING
    under = _(" · ").join(part for part in (sheet.period, sheet.subtitle) if part)
    for line in broken(under, typeface, WORDS, room, most=2):
        texts.append(Text(EDGE, y + WORDS * 0.95, room, line, WORDS, role="muted"))
        y += WORDS * LEADING
    return texts, y + 20.0


def _footer(
    sheet: MapSheet, typeface: Typeface, room: float, height: float
) -> tuple[list[Text], float]:
    """Return remarks, source and date, set from the sheet's foot upwards, with their top."""
    y, texts = height - EDGE, []
    if "source" in sheet.parts:
        made = _("تاریخ تهیه: {date}").format(date=sheet.made_on)
        room_left = room - width_of(made, typeface, SMALL) - 24
        source = _("منبع: {source}").format(source=sheet.source) if sheet.source else ""
        lines = broken(source, typeface, SMALL, room_left, most=3) or [""]
        texts.append(Text(EDGE, y - 3, room, made, SMALL, role="muted", side="end"))
        for line in reversed(lines):
            texts.append(Text(EDGE, y - 3, room, line, SMALL, role="muted"))
            y -= SMALL * LEADING
    most = max(2, int(MOST_REMARKS * height / (SMALL * LEADING)))
    remarks = broken(_(" · ").join(sheet.remarks), typeface, SMALL, room, most=most)
    for line in reversed(remarks):
        texts.append(Text(EDGE, y - 3, room, line, SMALL, role="warning"))
        y -= SMALL * LEADING
    return [text for text in texts if text.text], y - SMALL * (1 - ASCENT)


def _legend_and_map(
    sheet: MapSheet, typeface: Typeface, area: QRectF, strip_height: float
) -> tuple[Legend, QRectF]:
    """Share an area between legend and map; the strip under the map is already taken off."""
    width, height = sheet.size.logical
    if "legend" not in sheet.parts or not any(entries for _name, entries in sheet.legend()):
        return Legend(), area
    if width > BESIDE * height:
        legend = legend_beside(sheet, typeface, area.width(), area.height() + strip_height - 8)
        taken = legend.width + GAP
        from_left = 0.0 if is_rtl() else taken
        box = area.adjusted(from_left, 0, from_left - taken, 0)
        left = box.right() + GAP if is_rtl() else area.left()
        return legend.moved(left, area.top()), box
    legend = legend_below(sheet, typeface, area.width(), MOST_LEGEND * height)
    box = area.adjusted(0, 0, 0, -legend.height - 8)
    return legend.moved(area.left(), box.bottom() + strip_height), box
