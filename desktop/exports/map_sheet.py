"""A map ready to be written: pictures in a frame, and the words that make it a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data.calendar import day_of, format_day
from data.errors import BadInput
from data.feedback import Feedback
from data.model.city import District, extent_of
from data.model.events import Source
from data.model.names import district_title
from data.model.snapshot import Snapshot
from desktop.exports.privacy import masked
from desktop.exports.sheet_size import SheetSize
from desktop.exports.sheet_wishes import PARTS, Wishes, neat_scale
from layers.catalogue import LAYERS
from layers.dots import nearer
from layers.picture import LayerPicture, LegendEntry
from layers.words import named, period_words
from resources.text import _, digits, localised, percent
from resources.tokens import PAPER, Palette
from widgets.canvas.viewport import Extent, Viewport

# Layers that show one source whatever the filter says.
OWN_SOURCE = {
    "impounds": Source.IMPOUND,
    "complaints": Source.COMPLAINT,
    "clusters": Source.COMPLAINT,
}


@dataclass(frozen=True, slots=True, eq=False)
class MapSheet:
    """A map with everything that has to be said about it.

    Attributes
    ----------
    pictures : tuple of LayerPicture
        From the ground upwards; complaints are cells, not points.
    opacities : dict of str to float
        By layer id; layers that are not named are opaque.
    remarks : tuple of str
        Schematic, simulated, share of the rows on the map, and the layers' own.
    cautions : tuple of str
        Those of them that concern the whole map.
    """

    title: str
    subtitle: str
    pictures: tuple[LayerPicture, ...]
    viewport: Viewport
    size: SheetSize
    palette: Palette = PAPER
    opacities: Mapping[str, float] = field(default_factory=dict)
    period: str = ""
    source: str = ""
    remarks: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    made_on: str = ""
    parts: frozenset[str] = frozenset(PARTS)

    @property
    def says_itself(self) -> bool:
        """Whether a map without words around it has its cautions on it."""
        return "remarks" in self.parts or not self.size.bare

    @property
    def denominator(self) -> float:
        """The n of the scale 1:n on the paper."""
        return self.size.denominator(self.viewport.metres_per_pixel)

    def legend(self) -> tuple[tuple[str, tuple[LegendEntry, ...]], ...]:
        """Return each layer's name with its legend, the uppermost layer first."""
        return tuple(
            (LAYERS[picture.layer].title(), picture.legend)
            for picture in reversed(self.pictures)
            if picture.legend
        )


def compose_sheet(
    snapshot: Snapshot, layer_ids: Sequence[str], feedback: Feedback, **wished: Any
) -> MapSheet:
    """Build the layers' pictures and put them on a sheet.

    Parameters
    ----------
    snapshot : Snapshot
        Its filter decides which events are shown.
    layer_ids : sequence of str
        Names of `layers.catalogue`; drawn in the catalogue's order.
    **wished
        Of `Wishes`.

    Raises
    ------
    BadInput
        For an unknown layer or district, or an impossible place or size.
    Cancelled
    """
    wishes = Wishes(**wished)
    viewport = wished_viewport(snapshot, wishes, wishes.size.map_size())
    pictures = build_pictures(snapshot, layer_ids, viewport, feedback, wishes.choices)
    return MapSheet(
        title=wishes.title or _title(snapshot, wishes.district),
        subtitle=localised(snapshot.city.name),
        pictures=pictures,
        viewport=viewport,
        size=wishes.size,
        palette=wishes.palette,
        opacities=dict(wishes.opacities),
        period=period_words(snapshot),
        source=sources_in_words(snapshot, pictures),
        remarks=all_remarks(snapshot, pictures),
        cautions=remarks(snapshot),
        made_on=format_day(
            day_of(snapshot.now, snapshot.city.timezone), snapshot.city.calendar, long=True
        ),
        parts=wishes.parts,
    )


def wished_viewport(snapshot: Snapshot, wishes: Wishes, box: tuple[int, int]) -> Viewport:
    """Return the window of the map in a box of the sheet, in logical pixels.

    A sheet with words has a round scale, so that a ruler on the paper measures metres.
    """
    shown = wishes.extent or shown_extent(snapshot, wishes.district, wishes.bbox)
    viewport = Viewport(0.0, 0.0, 1.0, *box).fitted(shown)
    size = wishes.size
    if not (wishes.denominator or size.framed):
        return viewport
    wanted = wishes.denominator or neat_scale(size.denominator(viewport.metres_per_pixel))
    return replace(viewport, metres_per_pixel=size.metres_per_pixel(wanted))


def build_pictures(
    snapshot: Snapshot,
    layer_ids: Sequence[str],
    viewport: Viewport,
    feedback: Feedback,
    choices: Mapping[str, Any],
) -> tuple[LayerPicture, ...]:
    """Return the pictures of some layers from the ground upwards, masked for leaving."""
    unknown = [name for name in layer_ids if name not in LAYERS]
    if unknown or not layer_ids:
        known = _("، ").join(LAYERS)
        raise BadInput(
            _("لایهٔ «{name}» شناخته نشد؛ یکی از این‌ها را بنویسید: {known}").format(
                name=_("، ").join(unknown)[:80], known=known
            )
        )
    wanted = [name for name in LAYERS if name in layer_ids]
    pictures = []
    for done, name in enumerate(wanted):
        feedback.progress(done, len(wanted))
        picture = LAYERS[name].build(snapshot, choices.get(name), viewport.frame(), feedback)
        pictures.append(masked(picture, snapshot))
    feedback.check()
    return tuple(pictures)


def find_district(snapshot: Snapshot, number: int) -> District:
    """Return a district by its number, in its latest boundary."""
    found = [d for d in snapshot.districts if d.number == number]
    if not found:
        raise BadInput(_("منطقه‌ای با این شماره در این شهر نیست."))
    return max(found, key=lambda d: d.valid_from or 0)


def remarks(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what has to be said wherever this snapshot is shown."""
    words = []
    if snapshot.schematic:
        words.append(_("مرز مناطق تقریبی و غیررسمی است"))
    if snapshot.simulated:
        words.append(_("دادهٔ نمایشی"))
    if len(snapshot.selected):
        share = _("{share} موارد روی نقشه است")
        words.append(share.format(share=percent(snapshot.share_placed)))
    return tuple(words)


def all_remarks(snapshot: Snapshot, pictures: tuple[LayerPicture, ...]) -> tuple[str, ...]:
    """Return the snapshot's remarks, then what single layers that show something add to them."""
    words = list(remarks(snapshot))
    for picture in pictures:
        parts = [part.rstrip(".") for part in picture.remark.split(" · ")]
        own = [part for part in parts if part and part not in (*words, nearer())]
        if picture.marks and own:
            words.append(
                _("{layer}: {remark}").format(
                    layer=LAYERS[picture.layer].title(), remark=_("؛ ").join(own)
                )
            )
    return tuple(words)


def sources_in_words(snapshot: Snapshot, pictures: tuple[LayerPicture, ...]) -> str:
    """Return where the events come from: the filtered, and those a drawn layer adds to them."""
    names = {
        Source.OBSTRUCTION: _("گزارش گشت‌ها"),
        Source.COMPLAINT: _("پیام‌های سامانهٔ ۱۳۷"),
        Source.IMPOUND: _("ثبت توقیف خودرو"),
    }
    chosen = snapshot.filter.sources
    drawn = {OWN_SOURCE.get(picture.layer) for picture in pictures if picture.marks}
    shown = [text for code, text in names.items() if chosen is None or code in chosen | drawn]
    return digits(_("، ").join(shown))


def _title(snapshot: Snapshot, district: int | None) -> str:
    chosen = snapshot.filter.districts or ()
    if district is None and len(chosen) == 1:
        (district,) = chosen
    if district is None:
        return _("نقشهٔ سد معبر")
    name = district_title(find_district(snapshot, district))
    return _("نقشهٔ سد معبر، {district}").format(district=named(name))


def shown_extent(
    snapshot: Snapshot,
    district: int | None,
    bbox: tuple[float, float, float, float] | None,
) -> Extent:
    """Return west, south, east, north in metres of a box in degrees, a district, or the city."""
    if bbox is not None:
        return _metres(bbox, snapshot.city.epsg)
    if district is not None:
        return find_district(snapshot, district).geometry.bounds
    if snapshot.districts:
        return extent_of(snapshot.districts)
    return _metres(snapshot.city.extent, snapshot.city.epsg)


def _metres(bbox: tuple[float, float, float, float], epsg: int) -> Extent:
    from pyproj import Transformer

    west, south, east, north = bbox
    if not (-180 <= west < east <= 180 and -90 < south < north < 90):
        raise BadInput(_("کادر نقشه درست نیست؛ غرب، جنوب، شرق و شمال را به درجه بنویسید."))
    to_metres = Transformer.from_crs(4326, epsg, always_xy=True)
    left, bottom, right, top = to_metres.transform_bounds(west, south, east, north)
    return float(left), float(bottom), float(right), float(top)
