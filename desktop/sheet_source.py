"""What a sheet is made of: what the desk shows, and what the user decided about the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from data.feedback import Feedback
from data.model.city import District
from data.model.names import district_title
from data.model.snapshot import Snapshot
from desktop import late
from desktop.map_controller import MapController
from layers.picture import LayerPicture, Mark
from resources.text import _
from resources.tokens import PALETTES, Palette
from widgets.canvas.map_canvas import MapCanvas
from widgets.dialogs.sheet_options import SheetOptions
from widgets.panels.layer_list import LayerList

VECTOR_DPI = 300  # of the images inside


@dataclass(frozen=True, slots=True, eq=False)
class SheetOrder:
    """A sheet that a job can make without looking back at the window.

    Attributes
    ----------
    size : callable
        Returns the `SheetSize`; called in the job, where the exports are loaded.
    wished : dict
        Of `desktop.exports.sheet_wishes.Wishes`.
    selected : tuple of Mark
        The outline of what is selected.
    """

    snapshot: Snapshot
    layers: tuple[str, ...]
    size: Callable[[], Any]
    wished: dict[str, Any]
    selected: tuple[Mark, ...] = ()

    def compose(self, feedback: Feedback) -> Any:
        """Return the `MapSheet`; a map alone is bare and keeps its window.

        Raises
        ------
        BadInput
            For a paper or density that is not possible.
        """
        exports, size = late.exports(), self.size()
        make = exports.compose_sheet if size.bare else exports.fitted_sheet
        sheet = make(self.snapshot, self.layers, feedback, size=size, **self.wished)
        outline = (LayerPicture("selection", self.selected),) if self.selected else ()
        return replace(sheet, pictures=(*sheet.pictures, *outline))


class SheetSource:
    """Takes orders from the map as it stands on the desk."""

    def __init__(self, maps: MapController, canvas: MapCanvas, panel: LayerList) -> None:
        self._maps = maps
        self._canvas = canvas
        self._opacities: dict[str, float] = {}
        panel.opacity_changed.connect(self._opacities.__setitem__)

    def areas(self) -> list[tuple[str, str]]:
        """Return what a sheet may show: name and key of each."""
        offered = [(_("همان که روی صفحه است"), "screen"), (_("همهٔ شهر"), "city")]
        chosen = self._district()
        if chosen is not None:
            offered.insert(1, (district_title(chosen), "district"))
        return offered

    def order(self, options: SheetOptions, *, longest: int = 0) -> SheetOrder:
        """Return the order of a sheet, with at most ``longest`` pixels where it is given."""
        district = self._district()
        wished = {
            "district": district.number if district and options.area == "district" else None,
            "extent": self._maps.extent if options.area == "screen" else None,
            "denominator": float(options.denominator),
            "palette": PALETTES[options.palette],
            "title": options.title,
            "parts": frozenset(options.parts),
        }
        return self._order(lambda: _size(options, longest), wished)

    def as_shown(self, palette: Palette, scale: float) -> SheetOrder:
        """Return the order of the map alone, as large as on the screen."""
        view = self._canvas.view
        width, height = round(view.width * scale), round(view.height * scale)

        def size() -> Any:
            return late.exports().SheetSize(width, height, 96.0 * scale, bare=True)

        wished = {
            "extent": view.extent,
            "denominator": view.scale_denominator,
            "palette": palette,
            "parts": frozenset({"remarks"}),
        }
        return self._order(size, wished, self._canvas.selection_marks())

    def _order(
        self, size: Callable[[], Any], wished: dict[str, Any], selected: tuple[Mark, ...] = ()
    ) -> SheetOrder:
        maps = self._maps
        layers = tuple(sorted(maps.visible()))
        wished["choices"] = {layer: maps.choices(layer) for layer in layers}
        wished["opacities"] = dict(self._opacities)
        return SheetOrder(maps.snapshot, layers, size, wished, selected)

    def _district(self) -> District | None:
        """Return the one district the desk is filtered to, None for none or several."""
        snapshot = self._maps.snapshot
        chosen = snapshot.filter.districts or frozenset()
        found = [d for d in snapshot.districts if d.number in chosen]
        return max(found, key=lambda d: d.valid_from or 0) if len(chosen) == 1 and found else None


def _size(options: SheetOptions, longest: int) -> Any:
    """Return the `SheetSize` that was chosen, refused where its pixels are too many."""
    exports = late.exports()
    if options.paper:
        dpi = options.dpi if options.format == "png" else VECTOR_DPI
        size = exports.on_paper(options.paper, landscape=options.landscape, dpi=dpi)
    else:
        size = exports.as_picture(options.width, options.height)
    if options.format == "png":
        size.need_memory()
    return size.within(longest) if longest else size
