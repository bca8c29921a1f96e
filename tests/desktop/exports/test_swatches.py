import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.exports.swatches import Swatch, paint_swatch
from layers.picture import LegendEntry, Look
from resources.tokens import PAPER


def painted(entry: LegendEntry) -> QImage:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_swatch(painter, Swatch(2, 2, 36, 16, entry), PAPER)
    painter.end()
    return image


def test_an_area_is_filled_in_its_role():
    image = painted(LegendEntry("area", "", Look(fill="accent", stroke="zone")))
    assert image.pixelColor(20, 10) == QColor(PAPER.colour("accent"))


def test_a_ramp_runs_from_left_to_right():
    image = painted(LegendEntry("ramp", "", ramp="hotspot"))
    assert image.pixelColor(3, 10).lightness() > image.pixelColor(36, 10).lightness()


@pytest.mark.parametrize("symbol", ["line", "dot"])
def test_lines_and_dots_stand_in_the_middle(symbol):
    look = Look(fill="warning", stroke="warning", width=2)
    image = painted(LegendEntry(symbol, "", look))
    assert image.pixelColor(20, 10) != QColor("white")
    assert image.pixelColor(20, 3) == QColor("white")


def test_a_hatch_is_drawn_over_the_fill():
    look = Look(fill="chip", stroke="zone", hatch=True)
    image = painted(LegendEntry("area", "", look))
    colours = {image.pixelColor(x, 10).name() for x in range(5, 35)}
    assert QColor(PAPER.colour("zone")).name() in colours
