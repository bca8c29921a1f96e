"""Writes a map as one page that any browser opens without a network: Leaflet by folium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from data.feedback import Feedback
from data.saving import whole_file
from desktop.exports.html_marks import MarkWriter
from desktop.exports.html_page import MapPage, corners
from desktop.exports.html_parts import TEMPLATES, leaflet, policy, typefaces
from desktop.exports.html_raster import image_address, warped
from layers.catalogue import LAYERS
from layers.picture import LayerPicture, Raster
from resources.text import _, is_rtl, language, number
from resources.tokens import FONT_FAMILIES

# Zoom levels: the whole province to a doorway.
FARTHEST, NEAREST = 9, 19
# Where Leaflet stacks our layers: above its tiles, below its markers and popups.
LOWEST_PANE, LABEL_PANE = 400, 590
_POLICY = "@policy@"


def write(page: MapPage, path: Path, feedback: Feedback) -> None:
    """Write a page that holds everything it shows.

    Raises
    ------
    Refused
        When the file cannot be written, or Leaflet is not installed.
    Cancelled
    """
    feedback.check()
    text = render(page, feedback)
    with whole_file(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        feedback.check()


def render(page: MapPage, feedback: Feedback) -> str:
    """Return the page as a text; `write` says what may go wrong."""
    import jinja2
    from markupsafe import Markup

    map_, groups = _map(page, feedback)
    carried = leaflet()
    content = f"{_script(map_)}\ngozar.start({map_.get_name()}, {_bounds(page, 0.0)});"
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    text = templates.get_template("map_page.html").render(
        page=page,
        language=language(),
        direction="rtl" if is_rtl() else "ltr",
        palette=page.sheet.palette,
        words=_words(page),
        layers=_legend(page, groups),
        hatches=_hatches(page),
        number=_end_of_ramp,
        typefaces=typefaces(),
        families=Markup(", ".join(f'"{family}"' for family in FONT_FAMILIES) + ", sans-serif"),
        style=Markup(carried.style + _template("map_page.css")),
        leaflet=Markup(carried.script),
        behaviour=Markup(_template("map_page.js")),
        content=Markup(content),
        map=Markup(f'<div class="folium-map" id="{map_.get_name()}"></div>'),
        policy=_POLICY,
    )
    text = text.replace("\r\n", "\n")
    return text.replace(_POLICY, policy(text), 1)


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


# -- folium ----------------------------------------------------------------------------------


def _map(page: MapPage, feedback: Feedback) -> tuple[Any, dict[str, str]]:
    """Return a folium map and the names its script gives to our layers."""
    import folium
    from folium.map import CustomPane

    (south, west), (north, east) = _bounds(page, 0.0)
    map_ = folium.Map(
        [(south + north) / 2, (west + east) / 2],
        tiles=None,
        zoom_control=False,
        zoom_snap=0.1,
        max_bounds_viscosity=0.6,
    )
    map_.default_js, map_.default_css = [], []
    map_.options |= {"minZoom": FARTHEST, "maxZoom": NEAREST, "maxBounds": _bounds(page, 1.0)}
    map_.fit_bounds(_bounds(page, 0.0), padding=(12, 12))
    map_.add_child(CustomPane("labels", LABEL_PANE))
    groups = {}
    pictures = page.sheet.pictures
    for done, picture in enumerate(pictures):
        feedback.progress(done, len(pictures))
        feedback.check()
        answers = any(
            f.key == getattr(m, "key", "") for f in picture.findings for m in picture.marks
        )
        map_.add_child(CustomPane(picture.layer, LOWEST_PANE + 10 * done, pointer_events=answers))
        group = _group(page, picture)
        map_.add_child(group)
        groups[picture.layer] = group.get_name()
    return map_, groups


def _group(page: MapPage, picture: LayerPicture) -> Any:
    """Return a layer's marks as one folium group."""
    import folium

    palette, pane = page.sheet.palette, picture.layer
    opacity = page.sheet.opacities.get(picture.layer, 1.0)
    writer = MarkWriter(page.epsg, palette, pane)
    group = folium.FeatureGroup(LAYERS[picture.layer].title(), control=False)
    for mark in picture.marks:
        if isinstance(mark, Raster):
            image, bounds = warped(mark, page.epsg)
            folium.raster_layers.ImageOverlay(
                image_address(image, palette),
                [list(corner) for corner in bounds],
                pixelated=False,
                opacity=mark.opacity * opacity,
                pane=pane,
            ).add_to(group)
    for features, functions in (
        (writer.shapes(picture, page.rules), {"on_each_feature": "describe", "dot": "dot"}),
        (writer.labels(picture), {"dot": "label"}),
    ):
        if features:
            _add(group, features, functions, pane)
    return group


def _add(group: Any, features: list[Any], functions: dict[str, str], pane: str) -> None:
    import folium

    described = functions.get("on_each_feature")
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        on_each_feature=folium.JsCode(f"gozar.{described}") if described else None,
        point_to_layer=folium.JsCode(f"gozar.{functions['dot']}"),
        control=False,
        smooth_factor=1.0,
        pane=pane,
    ).add_to(group)


def _script(map_: Any) -> str:
    """Return what folium writes for a map, without the page and the links around it."""
    figure = map_.get_root()
    figure.render()
    return str(figure.script.render()).replace("</script", "<\\/script")


def _bounds(page: MapPage, grow: float) -> list[list[float]]:
    """Return south-west and north-east in degrees of what the page shows."""
    writer = MarkWriter(page.epsg, page.sheet.palette, "")
    places = np.array(writer.degrees(corners(page.extent, grow)))
    low, high = places.min(axis=0), places.max(axis=0)
    return [[float(low[1]), float(low[0])], [float(high[1]), float(high[0])]]


# -- words -----------------------------------------------------------------------------------


def _legend(page: MapPage, groups: dict[str, str]) -> list[dict[str, Any]]:
    """Return the layers of the side panel, the uppermost first."""
    return [
        {
            "variable": groups[picture.layer],
            "title": LAYERS[picture.layer].title(),
            "count": "" if picture.count is None else number(picture.count),
            "legend": picture.legend if picture.marks else (),
        }
        for picture in reversed(page.sheet.pictures)
    ]


def _hatches(page: MapPage) -> list[str]:
    """Return the colour roles that some mark is hatched in."""
    looks = (getattr(mark, "look", None) for p in page.sheet.pictures for mark in p.marks)
    return sorted({look.stroke for look in looks if look is not None and look.hatch})


def _end_of_ramp(value: float) -> str:
    return number(value, 0 if float(value).is_integer() or value >= 10 else 1)


def _words(page: MapPage) -> dict[str, str]:
    return {
        "layers": _("لایه‌ها"),
        "north": _("شمال"),
        "closer": _("نزدیک‌تر"),
        "farther": _("دورتر"),
        "close": _("بستن"),
        "metre": _("متر"),
        "kilometre": _("کیلومتر"),
        "source": _("منبع: {source}").format(source=page.sheet.source),
        "made_on": _("تاریخ تهیه: {date}").format(date=page.sheet.made_on),
        "locale": "fa" if is_rtl() else "en",
        "noscript": _("این نقشه در مرورگری دیده می‌شود که اجرای جاوااسکریپت در آن باز باشد."),
    }
