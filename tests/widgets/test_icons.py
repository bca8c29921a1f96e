"""One icon set: every drawing is valid, takes the token's colour, and turns where it should."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from resources.tokens import DARK, LIGHT
from widgets.icons import DIRECTED, ICON_DIR, icon, icon_names, pixmap

NEEDED = (
    "pan",
    "identify",
    "draw_zone",
    "edit",
    "measure",
    "zoom_in",
    "zoom_out",
    "zoom_box",
    "zoom_all",
    "undo",
    "redo",
    "layers",
    "import",
    "export",
    "plan",
    "search",
    "play",
    "pause",
    "settings",
    "theme",
    "print",
    "copy_picture",
    "close",
    "warning",
    "place",
    "rows",
    "chevron_up",
    "chevron_down",
    "chevron_left",
    "chevron_right",
    "delete",
    "back",
)


def painted(image):
    """Return the pixels that hold paint, as (x, y)."""
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 128
    }


def test_set_is_complete(qapp):
    assert set(NEEDED) <= set(icon_names())


@pytest.mark.parametrize("name", NEEDED)
def test_drawing(qapp, name):
    source = (ICON_DIR / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 20 20"' in source and 'stroke-width="1.6"' in source
    assert not re.findall(r"#[0-9a-f]{3,6}", source)
    image = pixmap(name, "#0f6e74").toImage()
    assert 15 < len(painted(image)) < 330
    edge = [(x, y) for x, y in painted(image) if x in (0, 19) or y in (0, 19)]
    assert not edge, "an icon keeps off the edge"


def test_colour_follows_the_palette(qapp):
    for palette in (LIGHT, DARK):
        image = icon("layers", palette).pixmap(QSize(20, 20)).toImage()
        colours = {image.pixelColor(x, y).rgb() for x, y in painted(image)}
        assert QColor(palette.colour("text")).rgb() in colours


def test_checked_and_disabled_have_their_own_colour(qapp):
    made = icon("edit", LIGHT)
    looks = [
        made.pixmap(QSize(20, 20), mode, state).toImage()
        for mode, state in (
            (QIcon.Mode.Normal, QIcon.State.Off),
            (QIcon.Mode.Disabled, QIcon.State.Off),
            (QIcon.Mode.Normal, QIcon.State.On),
        )
    ]
    assert looks[0] != looks[1] != looks[2]


@pytest.mark.parametrize("name", ["undo", "search", "chevron_left"])
def test_mirrors_only_where_direction_has_meaning(desk, name):
    shown = icon(name, LIGHT).pixmap(QSize(20, 20)).toImage()
    plain = icon(name, LIGHT, mirrored=False).pixmap(QSize(20, 20)).toImage()
    assert (shown != plain) == (name in DIRECTED)


def test_crisp_on_a_dense_screen(qapp):
    made = icon("undo", LIGHT, mirrored=False)
    assert QSize(40, 40) in made.availableSizes() or made.pixmap(QSize(20, 20), 2.0).width() == 40


def test_unknown_icon_is_a_fault(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no such icon", LIGHT)
