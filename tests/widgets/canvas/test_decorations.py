"""Scale bar, north arrow, remark."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPainter

from resources.text import set_language
from resources.tokens import DARK, LIGHT
from widgets.canvas.decorations import (
    area_text,
    bar_length,
    distance_text,
    paint_north_arrow,
    paint_remark,
    paint_scale_bar,
)
from widgets.canvas.rasters import blank_image
from widgets.canvas.surface import Surface
from widgets.canvas.viewport import Viewport

VIEW = Viewport(613_000, 4_215_000, 10.0, 400, 300)
REMARK = "مرز مناطق تقریبی و غیررسمی است · ۶۲٪ موارد روی نقشه است"


@given(st.floats(0.05, 500))
def test_the_bar_is_round_and_fits(metres_per_pixel):
    length = bar_length(metres_per_pixel)
    mantissa = length / 10 ** np.floor(np.log10(length) + 1e-9)
    assert round(mantissa, 6) in (1, 2, 5)
    assert 0.39 * 120 < length / metres_per_pixel <= 120.0001


@pytest.mark.parametrize(
    "metres, text",
    [
        (2000, "۲ کیلومتر"),
        (1234, "۱٫۲۳ کیلومتر"),
        (500, "۵۰۰ متر"),
        (2.5, "۲٫۵ متر"),
        (0.5, "۵۰ سانتی‌متر"),
    ],
)
def test_distances_in_persian(metres, text):
    assert distance_text(metres) == text


def test_areas_in_persian_and_digits_follow_the_language():
    assert area_text(340) == "۳۴۰ متر مربع"
    assert area_text(2_500_000) == "۲٫۵۰ کیلومتر مربع"
    set_language("en")
    assert "340" in area_text(340)


def painted(paint, *args, palette=LIGHT, scale=1.0):
    image = blank_image(Surface(VIEW, palette, scale))
    painter = QPainter(image)
    paint(painter, *args, VIEW, palette, scale)
    assert painter.transform().isIdentity()
    painter.end()
    bits = np.frombuffer(image.constBits(), np.uint8)
    return bits.reshape(image.height(), image.width(), 4)[..., 3] > 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_bar_has_its_length_at_the_lower_left(scale, qapp):
    seen = painted(paint_scale_bar, scale=scale)
    rows, columns = np.nonzero(seen)
    assert rows.min() > 250 * scale and columns.max() < 250 * scale
    line = seen[round(284 * scale)]
    assert line[round(20 * scale) : round(112 * scale)].all()


def test_the_arrow_stands_above_the_bar(qapp):
    rows, columns = np.nonzero(painted(paint_north_arrow))
    assert rows.max() < 276 and columns.max() < 60 and rows.min() > 200


def test_the_remark_stands_at_the_lower_right_and_breaks(qapp):
    seen = painted(paint_remark, REMARK)
    rows, columns = np.nonzero(seen)
    assert columns.max() == 383 and rows.max() == 283 and columns.min() > 100
    one_line = painted(paint_remark, REMARK.split(" · ")[1])
    assert np.nonzero(one_line)[0].min() > rows.min()
    assert not painted(paint_remark, "").any()


def test_the_palette_decides_the_panel(qapp):
    assert painted(paint_remark, REMARK, palette=DARK).any()
