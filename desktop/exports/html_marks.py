"""Marks in metres as GeoJSON features in degrees, with their look and what is said about them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from layers.dots import FAR, FAR_SPACING, SPACING
from layers.picture import Area, Dot, Finding, Label, LayerPicture, Line, Look
from layers.stats.grid import SquareGrid
from layers.stats.thinning import one_per_cell
from layers.streets import LANDMARKS_BELOW
from layers.zones import LABELLED_FROM
from resources.tokens import Palette
from widgets.labels import number_text

Feature = dict[str, Any]
FINE, COARSE = 6, 5  # decimals of a degree: a tenth of a metre and one metre
STRAIGHT = 3.0  # m that a simplified street may leave its place
MANY = 300  # dots; more are drawn on a canvas, and fewer of them from afar
FIRST_ZOOM, EVERY_DOT = 9, 17
MOST_CELLS = 4_000_000  # of a grid that thins dots
# From these scales on (metres per pixel) a label is shown, by the beginning of its key.
LABELS_BELOW = {"street": 6.0, "landmark": LANDMARKS_BELOW, "zone": LABELLED_FROM}
# Width of the world in Web Mercator over the 256 pixels of zoom 0, metres at the equator.
_ZOOM_0 = 156_543.034


class MarkWriter:
    """Turns the marks of one layer into features.

    Parameters
    ----------
    epsg : int
        The coordinate system of the marks, in metres.
    palette : Palette
    pane : str
        Where Leaflet draws the layer.
    """

    def __init__(self, epsg: int, palette: Palette, pane: str) -> None:
        self._epsg, self._palette, self._pane = epsg, palette, pane

    @cached_property
    def _transformer(self) -> Any:
        from pyproj import Transformer

        return Transformer.from_crs(self._epsg, 4326, always_xy=True)

    def degrees(self, xy: NDArray[np.float64], decimals: int = FINE) -> list[list[float]]:
        """Return longitude and latitude of places in metres, shape (n, 2)."""
        places = np.asarray(xy, float).reshape(-1, 2)
        turned = np.column_stack(self._transformer.transform(places[:, 0], places[:, 1]))
        return np.round(turned, decimals).tolist()

    def shapes(self, picture: LayerPicture, rules: Mapping[str, str]) -> list[Feature]:
        """Return areas, lines and dots from the ground upwards.

        Parameters
        ----------
        rules : mapping of str
            A sentence of its own for the card of a finding, by key.
        """
        cards = {f.key: card(f, rules.get(f.key, "")) for f in picture.findings}
        features: list[Feature] = []
        for mark in picture.marks:
            if isinstance(mark, Area):
                features.append(self._area(mark, cards.get(mark.key)))
            elif isinstance(mark, Line):
                features.append(self._line(mark))
            elif isinstance(mark, Dot):
                features.extend(self._dots(mark))
        return features

    def labels(self, picture: LayerPicture) -> list[Feature]:
        """Return the texts as points."""
        dots = {
            f"{mark.key}:{number}": place
            for mark in picture.marks
            if isinstance(mark, Dot) and mark.key == "landmark"
            for number, place in zip(mark.ids.tolist(), mark.xy, strict=True)
        }
        return [
            self._label(mark, dots.get(mark.key))
            for mark in picture.marks
            if isinstance(mark, Label)
        ]

    def _area(self, mark: Area, facts: Feature | None) -> Feature:
        rings = [self.degrees(ring) for ring in mark.rings]
        style = self._style(mark.look)
        about: Feature = {"style": style, "hint": not mark.key.startswith("district:")}
        if mark.look.hatch:
            about["hatch"] = f"hatch-{mark.look.stroke}"
        if facts is not None:
            about["card"] = facts
            # A shape without a fill answers within its outline too.
            style["fill"] = True
            style.setdefault("fillOpacity", 0.0)
        return _feature("Polygon", rings, about)

    def _line(self, mark: Line) -> Feature:
        """Join segments that touch into long lines and leave out vertices nobody would miss."""
        count = np.diff(mark.offsets)
        line = count > 1  # a single vertex is none
        owner = np.repeat(np.cumsum(line) - 1, count)
        drawn = np.repeat(line, count)
        lines = shapely.linestrings(mark.xy[drawn], indices=owner[drawn])
        joined = shapely.line_merge(shapely.multilinestrings(lines))
        parts = shapely.simplify(shapely.get_parts(joined), STRAIGHT)
        xy, part = shapely.get_coordinates(parts, return_index=True)
        places = self.degrees(xy, COARSE)
        cuts = np.flatnonzero(np.diff(part)) + 1
        starts, ends = [0, *cuts.tolist()], [*cuts.tolist(), len(places)]
        runs = [places[start:end] for start, end in zip(starts, ends, strict=True)]
        return _feature("MultiLineString", runs, {"style": self._style(mark.look)})

    def _dots(self, mark: Dot) -> list[Feature]:
        """Return the dots in groups of one look that appear at one zoom."""
        features = []
        many = len(mark.xy) > MANY
        zooms = self._first_zoom(mark.xy) if many else np.zeros(len(mark.xy), int)
        for zoom, code in np.unique(np.column_stack([zooms, mark.code]), axis=0).tolist():
            look = mark.looks[code]
            style = self._style(look) | {"radius": look.size / 2}
            about = {"style": style, "pane": self._pane, "many": many, "from": zoom}
            chosen = (zooms == zoom) & (mark.code == code)
            features.append(_feature("MultiPoint", self.degrees(mark.xy[chosen], COARSE), about))
        return features

    def _first_zoom(self, xy: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return from which zoom on each dot is drawn, so that none hides the map from afar.

        As on the desk a cell of some pixels holds one dot, drawn by lot; one that is drawn far
        away stays when its reader comes nearer, and at `EVERY_DOT` all are there.
        """
        scale = _equator_scale(self.degrees(xy[:1])[0][1])
        lot = np.random.default_rng(0).permutation(len(xy))
        zooms = np.full(len(xy), EVERY_DOT)
        for zoom in range(FIRST_ZOOM, EVERY_DOT):
            metres = scale / 2**zoom
            spacing = FAR_SPACING if metres > FAR else SPACING
            grid = SquareGrid.over((*xy.min(axis=0), *xy.max(axis=0) + 1), spacing * metres)
            if grid.rows * grid.columns > MOST_CELLS:
                return np.minimum(zooms, zoom)
            drawn = one_per_cell(xy[:, 0], xy[:, 1], lot, grid)
            zooms[drawn] = np.minimum(zooms[drawn], zoom)
        return zooms

    def _label(self, mark: Label, dot: NDArray[np.float64] | None) -> Feature:
        kind = mark.key.partition(":")[0]
        x, y = (mark.x, mark.y) if dot is None else dot
        place = self.degrees(np.array([x, y]))[0]
        about = {
            "text": mark.text,
            "colour": self._palette.colour(mark.look.stroke),
            "size": mark.look.size,
            "bold": mark.look.bold,
            "priority": mark.priority,
            "below": dot is not None,
            "from": 0.0,
        }
        if kind in LABELS_BELOW:
            zoom = np.log2(_equator_scale(place[1]) / LABELS_BELOW[kind])
            about["from"] = round(float(zoom), 2)
        return _feature("Point", place, about)

    def _style(self, look: Look) -> Feature:
        """Return a look as Leaflet's path options."""
        style: Feature = {"stroke": bool(look.stroke), "fill": bool(look.fill or look.hatch)}
        if look.stroke:
            style |= {"color": self._palette.colour(look.stroke), "weight": look.width}
            style |= {"opacity": 1.0}
        if look.fill:
            style |= {"fillColor": self._palette.colour(look.fill), "fillOpacity": look.opacity}
        elif look.hatch:
            style["fillOpacity"] = look.opacity
        if look.dash:
            style["dashArray"] = "6 4"
        return style


def _equator_scale(latitude: float) -> float:
    """Return metres a pixel at zoom 0 on a latitude in degrees."""
    return float(_ZOOM_0 * np.cos(np.radians(latitude)))


def card(finding: Finding, rule: str = "") -> Feature:
    """Return what is said about a finding: title, sentences, and numbers with their labels."""
    lines = [line for line in (rule, finding.sentence) if line]
    numbers = [[n.label, number_text(n)] for n in finding.numbers]
    return {"title": finding.title, "lines": lines, "numbers": numbers}


def _feature(kind: str, coordinates: Any, properties: Feature) -> Feature:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
