"""Mouse, wheel and keys on a shown canvas."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from widgets.canvas.tools.base import Tool
from widgets.canvas.tools.draw_zone import DrawZone

LEFT = Qt.MouseButton.LeftButton


def drag(canvas, start, end, button=LEFT, keys=Qt.KeyboardModifier.NoModifier):
    target = canvas.viewport()
    QTest.mousePress(target, button, keys, QPoint(*start))
    for share in (0.3, 0.7, 1.0):
        x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
        QTest.mouseMove(target, QPoint(round(x), round(y)))
    QTest.mouseRelease(target, button, keys, QPoint(*end))


def wheel(canvas, position, steps, keys=Qt.KeyboardModifier.NoModifier, pixels=0):
    phase = Qt.ScrollPhase.ScrollUpdate if pixels else Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        QPointF(*position),
        canvas.viewport().mapToGlobal(QPointF(*position)),
        QPoint(0, pixels),
        QPoint(0, round(120 * steps)),
        Qt.MouseButton.NoButton,
        keys,
        phase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)


@pytest.mark.parametrize("button", [LEFT, Qt.MouseButton.MiddleButton])
def test_a_drag_takes_the_map_along(canvas, button):
    place = canvas.view.to_map(100, 100)
    drag(canvas, (100, 100), (160, 70), button)
    assert canvas.view.to_pixel(place) == pytest.approx((160, 70))


def test_a_click_is_no_drag_even_with_a_trembling_hand(canvas):
    clicks = []
    canvas.clicked.connect(clicks.append)
    before = canvas.view
    drag(canvas, (100, 100), (102, 101))
    assert canvas.view == before and len(clicks) == 1
    drag(canvas, (100, 100), (150, 101))
    assert len(clicks) == 1


def test_the_wheel_zooms_about_the_pointer(canvas):
    place, scale = canvas.view.to_map(300, 50), canvas.view.metres_per_pixel
    wheel(canvas, (300, 50), 1)
    assert canvas.view.metres_per_pixel == pytest.approx(scale / 1.5)
    assert canvas.view.to_pixel(place) == pytest.approx((300, 50))
    wheel(canvas, (300, 50), -1)
    wheel(canvas, (300, 50), 1, Qt.KeyboardModifier.ControlModifier)
    assert canvas.view.metres_per_pixel == pytest.approx(scale / 1.12)


def test_a_touchpad_zooms_smoothly(canvas):
    scale = canvas.view.metres_per_pixel
    wheel(canvas, (10, 10), 0.25, pixels=30)
    assert canvas.view.metres_per_pixel == pytest.approx(scale / 1.5**0.5)


def test_a_double_click_comes_closer(canvas):
    place, scale = canvas.view.to_map(40, 60), canvas.view.metres_per_pixel
    QTest.mouseDClick(canvas.viewport(), LEFT, pos=QPoint(40, 60))
    assert canvas.view.metres_per_pixel == pytest.approx(scale / 2)
    assert canvas.view.to_pixel(place) == pytest.approx((40, 60))


def test_shift_drags_a_box(canvas):
    west, north = canvas.view.to_map(100, 100)
    east, south = canvas.view.to_map(300, 200)
    drag(canvas, (100, 100), (300, 200), keys=Qt.KeyboardModifier.ShiftModifier)
    shown = canvas.view.extent
    assert shown[0] <= west and shown[1] <= south and shown[2] >= east and shown[3] >= north
    assert (canvas.view.x, canvas.view.y) == pytest.approx(((west + east) / 2, (south + north) / 2))
    assert canvas._top.live == ()


@pytest.mark.parametrize(
    "key, dx, dy",
    [
        (Qt.Key.Key_Left, -1, 0),
        (Qt.Key.Key_Right, 1, 0),
        (Qt.Key.Key_Up, 0, 1),
        (Qt.Key.Key_Down, 0, -1),
    ],
)
def test_arrows_look_where_they_point(canvas, key, dx, dy):
    before = canvas.view
    QTest.keyClick(canvas, key)
    step = canvas.view.x - before.x, canvas.view.y - before.y
    assert (step[0] * dx > 0) == bool(dx) and (step[1] * dy > 0) == bool(dy)


def test_plus_minus_and_home(canvas):
    before = canvas.view
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view.metres_per_pixel < before.metres_per_pixel
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.view.metres_per_pixel == pytest.approx(before.metres_per_pixel)
    canvas.set_home((600_000, 4_200_000, 640_000, 4_230_000))
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.view.x == 620_000


class Greedy(Tool):
    """Takes everything and writes it down."""

    def __init__(self):
        super().__init__()
        self.heard = []

    def on_press(self, pointer):
        self.heard.append("press")
        return True

    def on_move(self, pointer):
        self.heard.append("move")

    def on_release(self, pointer):
        self.heard.append("release")

    def on_double_click(self, pointer):
        self.heard.append("double")
        return True

    def on_key(self, key):
        self.heard.append(key)
        return True


def test_the_tool_goes_first(canvas):
    tool, before = Greedy(), canvas.view
    canvas.set_tool(tool)
    drag(canvas, (100, 100), (160, 70))
    QTest.mouseDClick(canvas.viewport(), LEFT, pos=QPoint(40, 60))
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.view == before
    assert tool.heard[0] == "press" and "release" in tool.heard
    assert tool.heard[-2:] == ["double", Qt.Key.Key_Plus]


def test_the_pointer_is_told_in_metres(canvas):
    places = []
    canvas.pointer_moved.connect(places.append)
    QTest.mouseMove(canvas.viewport(), QPoint(50, 60))
    assert places[-1] == pytest.approx(canvas.view.to_map(50, 60))


def test_persian_letters_are_left_to_the_window(canvas):
    canvas.set_tool(DrawZone())
    event = QKeyEvent(QEvent.Type.KeyPress, ord("ش"), Qt.KeyboardModifier.NoModifier, "ش")
    QApplication.sendEvent(canvas, event)
    assert not event.isAccepted()


def test_shortcuts_of_the_window_are_left_to_it(canvas):
    before = canvas.view
    QTest.keyClick(canvas, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert canvas.view == before
