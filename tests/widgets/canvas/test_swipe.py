"""Two sets of layers on one map: each on its side of the handle, moved by the one view."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from layers.picture import Area, LayerPicture, Look
from resources.tokens import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def swiped(canvas, picture, qtbot):
    """The square in the accent colour right of the handle, in the warning's left of it."""
    canvas.set_picture("demo", picture)
    swipe = canvas.compare(True)
    swipe.set_picture("demo", other(picture))
    canvas.refresh()
    swipe.move_to(0.6)
    qtbot.waitUntil(lambda: colour(canvas, 220, 140) == LIGHT.colour("gap"))
    qtbot.waitUntil(lambda: colour(canvas, 280, 140) == LIGHT.colour("accent"))
    return swipe


def other(picture: LayerPicture) -> LayerPicture:
    square = picture.marks[0]
    return LayerPicture("demo", (Area(square.rings, Look("gap")), *picture.marks[1:]))


def colour(canvas, x, y):
    return canvas.viewport().grab().toImage().pixelColor(x, y).name()


def test_each_side_shows_its_own_layers(swiped, canvas):
    assert colour(canvas, 225, 140) == LIGHT.colour("gap")
    assert colour(canvas, 260, 140) == LIGHT.colour("accent")
    assert colour(canvas, 110, 140) == LIGHT.colour("water"), "the ground is everywhere"


def test_a_side_without_layers_is_bare(swiped, canvas):
    swiped.set_picture("demo", None)
    assert colour(canvas, 220, 140) == LIGHT.colour("water"), "not the other side's layers"
    assert colour(canvas, 280, 140) == LIGHT.colour("accent")


def test_the_handle_moves_the_border_at_once(swiped, canvas):
    swiped.move_to(0.9)
    assert colour(canvas, 280, 140) == LIGHT.colour("gap")
    swiped.move_to(0.2)
    assert colour(canvas, 220, 140) == LIGHT.colour("accent")


def test_both_sides_pan_and_zoom_together(swiped, canvas):
    canvas.pan(-30, 10)
    assert swiped.edge == pytest.approx(240)
    assert colour(canvas, 180, 150) == LIGHT.colour("gap")
    assert colour(canvas, 255, 150) == LIGHT.colour("accent")
    canvas.zoom(2.0, (240, 150))
    assert colour(canvas, 200, 130) == LIGHT.colour("gap")
    assert colour(canvas, 290, 130) == LIGHT.colour("accent")


def test_mouse_and_keys_move_the_handle(swiped, canvas, qtbot):
    handle = swiped.handle
    middle = QPoint(handle.width() // 2, 150)
    QTest.mousePress(handle, LEFT, pos=middle)
    QTest.mouseMove(handle, middle + QPoint(-100, 0))
    QTest.mouseRelease(handle, LEFT, pos=middle + QPoint(-100, 0))
    assert swiped.edge == pytest.approx(140, abs=2)
    with qtbot.waitSignal(swiped.moved) as blocker:
        qtbot.keyClick(handle, Qt.Key.Key_Right)
    assert blocker.args[0] == pytest.approx(0.35 + 0.02, abs=0.01)
    qtbot.keyClick(handle, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert swiped.share == pytest.approx(0.47, abs=0.01)
    for key, share in ((Qt.Key.Key_Home, 0.0), (Qt.Key.Key_End, 1.0)):
        qtbot.keyClick(handle, key)
        assert swiped.share == share
    assert "۱۰۰" in handle.accessibleDescription()


def test_the_handle_keeps_its_share_when_the_map_is_resized(swiped, canvas):
    canvas.resize(600, 300)
    assert swiped.edge == pytest.approx(360)
    assert swiped.handle.geometry().center().x() == pytest.approx(360, abs=1)


def test_clicks_find_what_is_seen_on_that_side(swiped, canvas):
    x, y = canvas.view.to_map(220, 140)
    assert canvas.hits_at(x, y) == (), "a finding of another period is none of this one"
    x, y = canvas.view.to_map(280, 140)
    assert [hit.key for hit in canvas.hits_at(x, y)] == ["district:8"]
    swiped.move_to(1.0)
    x, y = canvas.view.to_map(320, 150)
    assert [hit.id for hit in canvas.hits_at(x, y)] == [71]


def test_layers_are_hidden_and_ordered_on_both_sides(swiped, canvas, qtbot):
    canvas.set_visible("demo", False)
    qtbot.waitUntil(lambda: colour(canvas, 225, 140) == LIGHT.colour("water"))
    assert colour(canvas, 280, 140) == LIGHT.colour("water")
    canvas.set_visible("demo", True)
    canvas.set_palette(DARK)
    qtbot.waitUntil(lambda: colour(canvas, 225, 140) == DARK.colour("gap"))


def test_a_copied_picture_has_both_sides(swiped, canvas):
    image = canvas.grab_image(2.0)
    assert image.pixelColor(450, 280).name() == LIGHT.colour("gap")
    assert image.pixelColor(560, 280).name() == LIGHT.colour("accent")
    assert image.pixelColor(480, 280).name() == LIGHT.colour("accent"), "the line"


def test_both_periods_are_named(swiped, canvas):
    swiped.say("پاییز ۱۴۰۳", "پاییز ۱۴۰۴")
    left, right = swiped._captions
    assert left.geometry().right() < swiped.edge < right.geometry().left()


def test_the_map_is_painted_when_both_sides_are(swiped, canvas, picture, qtbot):
    qtbot.waitUntil(canvas.painted)
    swiped.set_picture("demo", replace(other(picture)))
    assert not canvas.painted()
    canvas.refresh()
    qtbot.waitUntil(canvas.painted)


def test_afterwards_the_map_is_as_it_was(swiped, canvas, qtbot):
    handle = swiped.handle
    canvas.compare(False)
    assert canvas.swipe is None and not handle.isVisible()
    assert colour(canvas, 220, 140) == LIGHT.colour("accent")
    x, y = canvas.view.to_map(220, 140)
    assert canvas.hits_at(x, y)
    assert canvas.compare(True) is not None, "and can be compared again"
