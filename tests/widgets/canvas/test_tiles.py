from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from data.feedback import silent
from layers.picture import LayerPicture, Tile, Tiles
from resources.tokens import DARK, GROUND_STRENGTH, LIGHT, Palette
from tests.data.importers.tile_file import png
from widgets.canvas.painter import render_picture
from widgets.canvas.surface import Surface
from widgets.canvas.tiles import BORDER, WIDEST, DecodedTiles, decoded, paint_tiles, sample
from widgets.canvas.viewport import Viewport

WHOLE = (0.0, 0.0, 1.0, 1.0)
RED, GREEN, BLUE = png(255, 0, 0, 64), png(0, 255, 0, 64), png(0, 0, 255, 64)


def quad(x: float, y: float, side: float, lean: float = 0.0) -> np.ndarray:
    """Return a square with its lower left corner at a place, leaning as UTM does to Mercator."""
    corners = np.array([[0, side], [side, side], [side, 0], [0, 0]], float)
    corners += lean * corners[:, ::-1] * [1, -1]
    return (corners + [x, y]).reshape(1, 1, 4, 2)


def painted(*tiles: Tile, palette: Palette = LIGHT, scale: float = 1.0) -> QImage:
    view = Viewport(50.0, 50.0, 1.0, 100, 100)
    return render_picture(LayerPicture("basemap", (Tiles(tiles),)), view, palette, scale)


def test_a_tile_is_painted_where_it_lies() -> None:
    image = painted(Tile(RED, "r", WHOLE, quad(20, 20, 40)))
    red = QColor(255, 0, 0)
    assert image.pixelColor(22, 42) == red and image.pixelColor(57, 77) == red
    for x, y in ((15, 50), (65, 50), (40, 35), (40, 85)):
        assert image.pixelColor(x, y).alpha() == 0


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_no_seam_shows_between_leaning_neighbours(palette: Palette) -> None:
    tiles = [
        Tile(RED, "r", WHOLE, quad(x - 0.02 * y, y + 0.02 * x, 33.3, 0.02))
        for x in np.arange(-40, 140, 33.3)
        for y in np.arange(-40, 140, 33.3)
    ]
    image = painted(*tiles, palette=palette)
    seen = {image.pixelColor(x, y).name() for x in range(100) for y in range(100)}
    alphas = {image.pixelColor(x, y).alpha() for x in range(100) for y in range(100)}
    assert seen == {"#ff0000"} and len(alphas) == 1


def test_a_part_of_a_picture_is_magnified() -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    painter.fillRect(32, 0, 32, 32, QColor("blue"))
    painter.end()
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    content = bytes(buffer.data().data())
    whole = painted(Tile(content, "two", WHOLE, quad(0, 0, 100)))
    assert whole.pixelColor(75, 25).name() == "#0000ff"
    assert whole.pixelColor(25, 75).name() == whole.pixelColor(75, 75).name() == "#ff0000"
    part = painted(Tile(content, "two", (0.5, 0.0, 1.0, 0.5), quad(0, 0, 100)))
    assert part.pixelColor(10, 90).name() == part.pixelColor(90, 10).name() == "#0000ff"


def test_a_tile_in_pieces_is_as_one() -> None:
    one = painted(Tile(RED, "r", WHOLE, quad(10, 10, 80)))
    x, y = np.meshgrid(np.linspace(10, 90, 5), np.linspace(90, 10, 5))
    grid = np.stack([x, y], axis=-1)
    pieces = np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], axis=2)
    many = painted(Tile(RED, "r", WHOLE, pieces))
    inside = [(x, y) for x in range(12, 88) for y in range(12, 88)]
    assert all(one.pixel(*place) == many.pixel(*place) for place in inside)


def test_on_a_dark_screen_pictures_are_dimmed() -> None:
    white = png(255, 255, 255, 8)
    image = painted(Tile(white, "w", WHOLE, quad(0, 0, 100)), palette=DARK)
    assert image.pixelColor(50, 50).alphaF() == pytest.approx(GROUND_STRENGTH["dark"], abs=0.01)


def test_vectors_hold_one_image(tmp_path) -> None:
    from PySide6.QtCore import QSize
    from PySide6.QtSvg import QSvgGenerator

    path = tmp_path / "a.svg"
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSize(100, 100))
    painter = QPainter(generator)
    tiles = Tiles((Tile(RED, "r", WHOLE, quad(0, 0, 50)), Tile(BLUE, "b", WHOLE, quad(50, 0, 50))))
    view = Viewport(50.0, 50.0, 1.0, 100, 100)
    paint_tiles(painter, tiles, Surface(view, LIGHT, 1.0, True), silent())
    painter.end()
    assert path.read_text("utf-8").count("<image") == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        RED[:60],
        png(1, 2, 3, 4, claimed=60_000),
        png(1, 2, 3, WIDEST + 1),
        b"GIF89a" + bytes(50),
    ],
)
def test_what_is_no_small_picture_is_none(content: bytes) -> None:
    assert decoded(content) is None


def test_a_picture_has_its_edge_repeated() -> None:
    image = decoded(GREEN)
    assert image is not None and image.width() == image.height() == 64 + 2 * BORDER
    assert image.pixelColor(0, 0) == image.pixelColor(65, 30) == QColor(0, 255, 0)


def test_decoded_pictures_are_bounded_and_the_last_used_stay() -> None:
    one = 66 * 66 * 4
    kept = DecodedTiles(room=3 * one)
    names = ["a", "b", "c", "a", "d"]
    for name in names:
        assert kept.image(Tile(RED, name, WHOLE, quad(0, 0, 1))) is not None
        assert kept.used <= 3 * one
    assert list(kept._images) == ["c", "a", "d"]
    assert kept.image(Tile(b"broken", "e", WHOLE, quad(0, 0, 1))) is None


def test_the_sample_can_be_painted() -> None:
    view = Viewport(2.0, 2.0, 1.0, 4, 4)
    image = render_picture(LayerPicture("x", (sample(),)), view, LIGHT)
    assert image.pixelColor(2, 2).alpha() == 255
