from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage

from data.feedback import silent
from desktop.exports import picture
from desktop.exports.fonts import find_typeface
from desktop.exports.sheet_layout import fitted_sheet, lay_out
from desktop.exports.sheet_scale import BAR, ratio_text
from desktop.exports.sheet_size import on_paper
from resources.text import set_language


def fitted(snapshot, paper="A4", landscape=True, dpi=200, **wished):
    size = on_paper(paper, landscape=landscape, dpi=dpi)
    return fitted_sheet(snapshot, ("districts", "hotspots"), silent(), size=size, **wished)


@pytest.mark.parametrize("paper", ["A5", "A4", "A3"])
@pytest.mark.parametrize("denominator", [0.0, 25_000.0])
def test_the_bar_in_the_picture_is_as_long_as_it_says(snapshot, tmp_path, paper, denominator):
    """The bar's pixels, measured on the paper, times the scale are its metres."""
    sheet = fitted(snapshot, paper, denominator=denominator)
    picture.write(sheet, tmp_path / "map.png", silent())
    image = QImage(str(tmp_path / "map.png"))
    bar = lay_out(sheet, find_typeface()).strip.bar
    unit = sheet.size.scale
    row = round((bar.y + BAR / 2) * unit)
    line = range(round((bar.x - 3) * unit), round((bar.x + bar.length + 3) * unit))
    dark = [x for x in line if image.pixelColor(x, row).lightness() < 190]
    paper_metres = (dark[-1] - dark[0] + 1) / sheet.size.dpi * 0.0254
    said = bar.metres / sheet.denominator
    assert paper_metres == pytest.approx(said, abs=2.5 * 0.0254 / sheet.size.dpi)


def test_places_lie_as_far_apart_as_the_ratio_says(snapshot):
    sheet = fitted(snapshot, denominator=40_000.0)
    (x, _y), (further, _same) = sheet.viewport.to_pixel(np.array([[0.0, 0.0], [4_000.0, 0.0]]))
    metres_on_paper = (further - x) * sheet.size.scale / sheet.size.dpi * 0.0254
    assert metres_on_paper == pytest.approx(4_000 / 40_000, rel=1e-6)


def test_the_ratio_is_round_and_read_from_left_to_right(snapshot):
    assert ratio_text(25_000.2) == "مقیاس ۱:۲۵٬۰۰۰"
    set_language("en")
    assert ratio_text(25_000).endswith("1:25,000")
    assert fitted(snapshot).denominator % 1_000 == pytest.approx(0, abs=1e-6)


def test_what_was_left_out_is_not_there(snapshot):
    sheet = fitted(snapshot)
    bare = lay_out(replace(sheet, parts=frozenset({"title"})), find_typeface())
    assert bare.strip.bar is None and bare.strip.north is None and not bare.strip.texts
    assert not bare.swatches
    words = " ".join(text.text for text in bare.texts)
    assert "نمایشی" in words  # the remarks stay
    assert "منبع" not in words
