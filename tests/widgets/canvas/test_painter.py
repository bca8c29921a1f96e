"""The painter against reference pictures, and what every way out shares.

The pictures hold no text, so fonts do not matter. Remake them after looking at the new ones:
``GOZAR_REFERENCE=write pytest tests/widgets/canvas/test_painter.py``.
"""

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from data.errors import Cancelled
from data.feedback import Feedback
from layers.picture import Area, Dot, Label, LayerPicture, Line, Look, Raster
from resources.tokens import DARK, LIGHT
from widgets.canvas.painter import labels_of, paint_map, render_map, render_picture
from widgets.canvas.viewport import Viewport

REFERENCE = Path(__file__).parent / "reference"
# Of 255, averaged over all channels; Qt's versions differ in the fringes of edges.
TOLERANCE = 1.5
VIEW = Viewport(613_000.0, 4_215_000.0, 10.0, 240, 160)


def composite(dots=60):
    """Return a small city: land, streets, a hot place, a zone, impounds; shapes without symmetry,
    so that no mirrored or turned picture passes.
    """
    rng = np.random.default_rng(11)
    x, y = VIEW.x, VIEW.y
    land = np.array([[-1100, -700], [900, -760], [1150, 500], [-300, 740], [-1150, 200]])
    zone = np.array([[300, -500], [900, -450], [820, -150], [350, -200]])
    angle = rng.uniform(0, np.pi, 40)
    middle = rng.uniform(-900, 900, (40, 1, 2))
    along = np.stack([np.cos(angle), np.sin(angle)], axis=1)[:, None] * [[[-150]], [[150]]][0]
    streets = (middle + along * np.array([[-1.0], [1.0]]) + (x, y)).reshape(-1, 2)
    rows, columns = np.mgrid[0:16, 0:24]
    heat = np.exp(-((columns - 6.0) ** 2 + (rows - 11.0) ** 2) / 12.0)
    looks = tuple(
        Look(fill=f"impound_{state}", stroke="dot_ring", width=1.2, size=7)
        for state in ("in_lot", "waiting", "released")
    )
    return (
        LayerPicture(
            "districts",
            (Area((land + (x, y),), Look(fill="land", stroke="district_line", width=1.4)),),
        ),
        LayerPicture(
            "streets", (Line(streets, np.arange(41) * 2, Look(stroke="street_arterial", width=2)),)
        ),
        LayerPicture(
            "hotspots",
            (Raster(heat.astype(np.float32), x - 1200, y - 800, 100.0, "hotspot", 0.0, 1.0, 0.85),),
        ),
        LayerPicture(
            "zones",
            (Area((zone + (x, y),), Look("zone", "zone", width=1.8, opacity=0.1, hatch=True)),),
        ),
        LayerPicture(
            "impounds",
            (
                Dot(
                    rng.normal((x - 600, y + 300), 130, (dots, 2)),
                    rng.integers(0, 3, dots).astype(np.uint8),
                    looks,
                    np.arange(dots),
                ),
            ),
        ),
    )


def array(image):
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    bits = np.frombuffer(image.constBits(), np.uint8)
    return bits.reshape(image.height(), image.width(), 4).astype(int)


def compare(image, name):
    path = REFERENCE / f"{name}.png"
    if os.environ.get("GOZAR_REFERENCE") == "write":
        assert image.save(str(path))
    expected = QImage(str(path))
    assert not expected.isNull(), f"no reference picture {path.name}"
    assert image.size() == expected.size()
    difference = np.abs(array(image) - array(expected)).mean()
    assert difference < TOLERANCE, f"{name} differs by {difference:.2f} of 255"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_the_city_looks_as_it_did(palette, qapp):
    compare(render_map(composite(), VIEW, palette), f"city_{palette.name}")


def test_dense_points_look_as_they_did(qapp):
    compare(render_map(composite(20_000), VIEW, LIGHT), "dense")


def test_near_by_and_on_a_dense_screen_it_looks_as_it_did(qapp):
    near = VIEW.zoomed(3.0, (180, 100)).resized(120, 80)
    compare(render_map(composite(), near, LIGHT, 2.0), "near")


def test_a_mirrored_picture_would_be_noticed(qapp):
    image = render_map(composite(), VIEW, LIGHT)
    for turned in (image.flipped(), image.transformed(_mirror())):
        assert np.abs(array(turned) - array(image)).mean() > 4 * TOLERANCE


def _mirror():
    from PySide6.QtGui import QTransform

    return QTransform(-1, 0, 0, 1, 0, 0)


def test_threads_paint_what_the_main_thread_paints(qapp):
    pictures, found = composite(), {}

    def work(number):
        found[number] = array(render_map(pictures, VIEW, LIGHT))

    expected = array(render_map(pictures, VIEW, LIGHT))
    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(found[n], expected) for n in range(3))


def test_a_layer_is_transparent_as_a_whole(qapp):
    x, y = VIEW.x, VIEW.y
    square = np.array([[-500, -500], [500, -500], [500, 500], [-500, 500]]) + (x, y)
    twice = LayerPicture("a", (Area((square,), Look(fill="text")),) * 2)
    half = render_map([twice], VIEW, LIGHT, opacities={"a": 0.5}).pixelColor(120, 80)
    water, text = (LIGHT.colour(role) for role in ("water", "text"))
    expected = (int(water[1:3], 16) + int(text[1:3], 16)) / 2
    assert half.red() == pytest.approx(expected, abs=2)
    none = render_map([twice], VIEW, LIGHT, opacities={"a": 0.0}).pixelColor(120, 80)
    assert none.name() == water


def test_a_layers_image_is_transparent_beside_its_marks(qapp):
    image = render_picture(composite()[0], VIEW, LIGHT)
    assert image.pixelColor(0, 0).alpha() == 0 and image.pixelColor(120, 80).alpha() == 255


def test_stopping_leaves_the_painter_usable(qapp):
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        render_map(composite(), VIEW, LIGHT, feedback=feedback)
    image = QImage(240, 160, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    with pytest.raises(Cancelled):
        paint_map(painter, composite(), VIEW, LIGHT, feedback=feedback)
    assert painter.opacity() == 1.0 and painter.end()


def test_labels_of_higher_layers_come_first():
    pictures = [
        LayerPicture(name, (Label(0, 0, name + "1", Look()), Label(0, 0, name + "2", Look())))
        for name in "ab"
    ]
    assert [label.text for label in labels_of(pictures)] == ["b2", "b1", "a2", "a1"]


def svg_of(pictures):
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(240, 160))
    painter = QPainter(generator)
    paint_map(painter, pictures, VIEW, LIGHT, vector=True)
    painter.end()
    return bytes(buffer.data()).decode()


def test_svg_holds_vectors_and_texts_as_outlines(qapp):
    label = Label(VIEW.x, VIEW.y, "منطقهٔ ۸", Look(size=14))
    text = svg_of([composite()[0], composite()[3], LayerPicture("names", (label,))])
    assert "<path" in text and "<text" not in text and "<image" not in text
    assert "pattern" not in text and "gradient" not in text.lower()


def test_svg_draws_few_points_as_vectors_and_many_as_one_image(qapp):
    dots = [composite(4_000)[4]]
    assert "<image" not in svg_of(dots)
    assert svg_of([composite(20_000)[4]]).count("<image") == 1


def test_pdf_is_written_at_its_own_scale(qapp):
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A6))
    writer.setResolution(300)
    painter = QPainter(writer)
    paint_map(painter, composite(), VIEW, LIGHT, scale=300 / 96, vector=True)
    painter.end()
    assert bytes(content).startswith(b"%PDF") and len(content) > 5_000


@pytest.mark.parametrize("size", [(1, 1), (3, 500)])
def test_tiny_windows_do_no_harm(size, qapp):
    assert render_map(composite(3_000), VIEW.resized(*size), LIGHT).width() == size[0]
