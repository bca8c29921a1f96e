"""The scene's items."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QTransform

from data.feedback import Feedback
from layers.picture import Label, Look
from resources.tokens import DARK, LIGHT
from widgets.canvas.items import LayerItem, TopItem
from widgets.canvas.paint_jobs import lay_out_labels, paint_layer


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_an_image_lies_where_it_was_painted_for(picture, viewport, ratio, qapp):
    item = LayerItem()
    item.show_image(paint_layer(picture, viewport, LIGHT, ratio, None, Feedback()), ratio)
    west, south, east, north = viewport.extent
    corner = item.mapToScene(QPointF(0, 0))
    assert (corner.x(), corner.y()) == pytest.approx((west, north))
    far = item.mapToScene(QPointF(200 * ratio, 100 * ratio))
    assert (far.x(), far.y()) == pytest.approx((east, south))
    item.clear()
    assert item.pixmap().isNull()


def painted(top, viewport):
    image = QImage(viewport.width, viewport.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setTransform(QTransform(0.1, 0, 0, -0.1, 7, 9))
    top.paint(painter, None)
    assert painter.transform().m11() == 0.1
    painter.end()
    bits = np.frombuffer(image.constBits(), np.uint8)
    return bits.reshape(viewport.height, viewport.width, 4).astype(int)


def test_what_is_live_is_painted_in_pixels(picture, viewport, qapp):
    top = TopItem(viewport, LIGHT)
    bare = painted(top, viewport)
    top.selection = picture.marks[:1]
    selected = painted(top, viewport)
    assert (selected != bare)[0:40, 100:190].any() and not (selected != bare)[60:, 110:].any()
    top.live = (Label(viewport.x, viewport.y, "۳۴۰ متر", Look(size=12)),)
    assert (painted(top, viewport) != selected)[45:55, 90:110].any()


def test_labels_follow_the_window_until_they_are_laid_out_anew(picture, viewport, qapp):
    top = TopItem(viewport, LIGHT)
    bare = painted(top, viewport)
    top.labels = lay_out_labels([picture.marks[2]], viewport, LIGHT, 1.0, Feedback())
    here = np.argwhere((painted(top, viewport) != bare).any(axis=2)).mean(axis=0)
    top.viewport = viewport.panned(-40, 10)
    there = np.argwhere((painted(top, viewport) != bare).any(axis=2)).mean(axis=0)
    assert there - here == pytest.approx((10, -40), abs=1.5)


def test_decorations_follow_words_palette_and_scale(viewport, qapp):
    top = TopItem(viewport, LIGHT)
    first = painted(top, viewport)
    assert np.array_equal(painted(top, viewport), first)
    top.remark = "دادهٔ نمایشی"
    second = painted(top, viewport)
    assert (second != first).any()
    top.palette = DARK
    assert (painted(top, viewport) != second).any()
    top.palette, top.remark, top.viewport = LIGHT, "", viewport.zoomed(1.3)
    assert (painted(top, viewport) != first).any()
