"""Labels by their geometry: fonts differ from desk to desk, room and order do not."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QPainter

from layers.picture import Label, Look
from resources.tokens import DARK, FONT_FAMILIES, LIGHT
from widgets.canvas.labels import (
    LONGEST,
    image_of,
    map_font,
    paint_placed,
    place_labels,
    shown_text,
    text_outline,
)
from widgets.canvas.rasters import blank_image
from widgets.canvas.surface import Surface

LOOK = Look(size=14, bold=True)


def label(x, y, text="منطقهٔ ۴", priority=0.0, look=LOOK):
    return Label(x, y, text, look, priority)


def boxes(placed, viewport):
    for item in placed:
        x, y = viewport.to_pixel((item.label.x, item.label.y))
        x, y = x + item.dx, y + item.dy
        half_width, half_height = item.width / 2, item.height / 2
        yield x - half_width, y - half_height, x + half_width, y + half_height


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-1.2, 1.2), st.floats(-1.2, 1.2), st.integers(0, 5)), max_size=40)
)
def test_no_two_touch_and_all_lie_inside(qapp, places):
    from widgets.canvas.viewport import Viewport

    viewport = Viewport(0, 0, 10.0, 400, 300)
    labels = [label(x * 2000, y * 1500, priority=p) for x, y, p in places]
    placed = place_labels(labels, viewport)
    found = list(boxes(placed, viewport))
    for i, (left, top, right, bottom) in enumerate(found):
        assert left >= -0.01 and top >= -0.01 and right <= 400.01 and bottom <= 300.01
        for other in found[:i]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
    priorities = [item.label.priority for item in placed]
    assert priorities == sorted(priorities, reverse=True)


def test_the_more_important_stays(viewport, qapp):
    x, y = viewport.x, viewport.y
    low, high = label(x, y, "کوچه", 1), label(x + 20, y, "منطقهٔ ۸", 9)
    assert [p.label.text for p in place_labels([low, high], viewport)] == ["منطقهٔ ۸"]


def test_a_label_at_the_edge_moves_inside(viewport, qapp):
    west, south, _east, _north = viewport.extent
    (placed,) = place_labels([label(west + 1, south + 1)], viewport)
    assert placed.dx > 5 and placed.dy < -3


def test_out_of_view_empty_or_too_wide_is_not_placed(viewport, qapp):
    labels = [
        label(0, 0),
        label(viewport.x, viewport.y, ""),
        label(viewport.x, viewport.y, "ب" * 50, look=Look(size=40)),
    ]
    assert place_labels(labels, viewport) == ()


def test_hostile_text_is_tamed():
    assert shown_text("الف\n\x00ب\x1b[31m") == "الف ب [31m"
    assert len(shown_text("x" * 10_000_000)) == LONGEST
    assert shown_text("می\u200cشود") == "می\u200cشود"
    assert "\u202e" not in shown_text("a\u202eb")


def test_the_outline_lies_around_its_middle_and_letters_are_joined(qapp):
    joined = text_outline("سس", 40, False)
    assert abs(joined.boundingRect().center().x()) < 0.01
    apart = 2 * text_outline("س", 40, False).boundingRect().width()
    assert joined.boundingRect().width() < apart * 0.98


def test_the_font_of_the_map(qapp):
    font = map_font(13.4, True)
    assert font.families() == list(FONT_FAMILIES) and font.pixelSize() == 13 and font.bold()
    assert map_font(0.1).pixelSize() == 1


def painted(viewport, palette, vector=False):
    placed = place_labels([label(viewport.x, viewport.y)], viewport)
    surface = Surface(viewport, palette, vector=vector)
    image = blank_image(surface)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_placed(painter, placed, surface)
    painter.end()
    bits = np.frombuffer(image.constBits(), np.uint8)
    return bits.reshape(image.height(), image.width(), 4).astype(int)


def test_letters_stand_on_a_halo(viewport, qapp):
    for palette in (LIGHT, DARK):
        pixels = painted(viewport, palette)
        seen = {f"#{r:02x}{g:02x}{b:02x}" for b, g, r, a in pixels.reshape(-1, 4) if a == 255}
        assert {palette.colour("map_label"), palette.colour("halo")} <= seen


def test_outlines_and_images_look_alike(viewport, qapp):
    difference = painted(viewport, LIGHT) - painted(viewport, LIGHT, vector=True)
    assert np.abs(difference).mean() < 6


def test_images_are_made_once(viewport, qapp):
    surface = Surface(viewport, LIGHT)
    assert image_of(label(1, 2), surface) is image_of(label(3, 4), surface)


def test_a_placed_label_stays_while_the_map_is_dragged_whatever_comes_beside_it(viewport, qapp):
    look = Look(size=12)
    quiet = Label(viewport.x, viewport.y, "محله", look, 1.0)
    loud = Label(viewport.x + 1_010, viewport.y, "شهر بزرگ", look, 9.0)
    (first,) = place_labels([quiet], viewport)
    dragged = viewport.panned(-30, 0)
    near = Label(viewport.x + 40, viewport.y, "شهر بزرگ", look, 9.0)
    stays = place_labels([quiet, near], dragged, before=[first])
    assert [item.label for item in stays] == [quiet] and stays[0] is first
    assert [item.label for item in place_labels([quiet, near], dragged)] == [near]
    # What has left the window, or would be cut by its edge, is placed anew.
    away = viewport.panned(-95, 0)
    (moved,) = place_labels([quiet], away, before=[first])
    assert moved.dx > 0
    assert place_labels([loud], viewport.panned(-5_000, 0), before=[first]) == ()
