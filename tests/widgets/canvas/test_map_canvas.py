"""The canvas: layers in, pixels and clicks out."""

import threading

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from data.feedback import Feedback
from layers.picture import Area, LayerPicture, Look
from resources.tokens import DARK, LIGHT
from widgets.canvas.hits import Hit
from widgets.canvas.map_canvas import MapCanvas
from widgets.canvas.snapping import SnapIndex, ragged
from widgets.canvas.tools.box_zoom import BoxZoom
from widgets.canvas.tools.draw_zone import DrawZone
from widgets.canvas.tools.edit_zone import EditZone

LEFT = Qt.MouseButton.LeftButton


def click(canvas, x, y):
    QTest.mouseClick(canvas.viewport(), LEFT, pos=QPoint(x, y))


def shown(canvas):
    return canvas.grab().toImage()


def is_painted(canvas, x, y, role):
    palette = canvas._top.palette
    return lambda: shown(canvas).pixelColor(x, y).name() == palette.colour(role)


def test_a_picture_comes_to_the_window_unmirrored(qtbot, canvas, picture):
    canvas.set_picture("demo", picture)
    # The square reaches from the centre a hundred pixels east and north.
    qtbot.waitUntil(is_painted(canvas, 290, 140, "accent"))
    for x, y in ((110, 140), (290, 160), (110, 160)):
        assert shown(canvas).pixelColor(x, y).name() == LIGHT.colour("water")


def test_the_last_image_moves_at_once(qtbot, canvas, picture):
    canvas.set_picture("demo", picture)
    qtbot.waitUntil(is_painted(canvas, 210, 140, "accent"))
    canvas.pan(-60, 20)
    image = shown(canvas)
    assert image.pixelColor(150, 160).name() == LIGHT.colour("accent")
    assert image.pixelColor(290, 160).name() == LIGHT.colour("water")
    canvas.zoom(2.0, (140, 170))
    assert shown(canvas).pixelColor(300, 20).name() == LIGHT.colour("accent")


def test_palette_visibility_and_order(qtbot, canvas, picture):
    canvas.set_picture("demo", picture)
    canvas.set_picture("over", LayerPicture("over", (Area(picture.marks[0].rings, Look("gap")),)))
    qtbot.waitUntil(is_painted(canvas, 290, 140, "gap"))
    canvas.set_order(["over", "demo"])
    qtbot.waitUntil(is_painted(canvas, 290, 140, "accent"))
    canvas.set_visible("demo", False)
    qtbot.waitUntil(is_painted(canvas, 290, 140, "gap"))
    canvas.set_palette(DARK)
    qtbot.waitUntil(is_painted(canvas, 290, 140, "gap"))
    qtbot.waitUntil(is_painted(canvas, 110, 140, "water"))
    canvas.set_opacity("over", 0.0)
    qtbot.waitUntil(is_painted(canvas, 290, 140, "water"))


def test_labels_of_the_layers_appear(qtbot, canvas, picture):
    canvas.set_picture("demo", picture)
    qtbot.waitUntil(lambda: len(canvas._top.labels.placed) == 1)


def test_clicks_tell_what_lies_there(qtbot, canvas, picture):
    canvas.set_picture("demo", picture)
    qtbot.waitUntil(is_painted(canvas, 290, 140, "accent"))
    x, y = canvas.view.to_map(321, 150)
    assert canvas.hits_at(x, y) == (Hit("demo", "event", 71),)
    with qtbot.waitSignal(canvas.clicked) as told:
        click(canvas, 250, 100)
    assert told.args[0].hits == (Hit("demo", "district:8"),)
    with qtbot.waitSignal(canvas.hovered) as told:
        QTest.mouseMove(canvas.viewport(), QPoint(250, 101))
    assert told.args[0].hits == (Hit("demo", "district:8"),)


def test_a_zone_is_drawn_with_the_mouse_and_snaps(qtbot, canvas):
    x, y = canvas.view.to_map(100, 100)
    canvas.set_snap_index(SnapIndex([("districts", *ragged([[(x, y), (x + 2000, y)]]))]))
    canvas.set_tool(DrawZone())
    click(canvas, 104, 97)
    click(canvas, 200, 103)
    click(canvas, 200, 200)
    with qtbot.waitSignal(canvas.tool_finished) as told:
        QTest.mouseDClick(canvas.viewport(), LEFT, pos=QPoint(100, 200))
    corners = {(round(px, 3), round(py, 3)) for px, py in told.args[0].exterior.coords}
    expected = [canvas.view.to_map(*p) for p in ((100, 100), (200, 100), (200, 200), (100, 200))]
    assert corners == {(round(px, 3), round(py, 3)) for px, py in expected}


def test_the_map_is_dragged_while_a_zone_is_drawn(canvas):
    tool = DrawZone()
    canvas.set_tool(tool)
    click(canvas, 100, 100)
    before = canvas.view
    QTest.mousePress(canvas.viewport(), LEFT, pos=QPoint(200, 200))
    QTest.mouseMove(canvas.viewport(), QPoint(240, 200))
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=QPoint(240, 200))
    assert canvas.view != before and len(tool.sketch) == 1


def test_a_vertex_is_dragged_with_the_mouse(qtbot, canvas):
    west, north = canvas.view.to_map(100, 100)
    east, south = canvas.view.to_map(200, 200)
    canvas.set_tool(EditZone(shapely.box(west, south, east, north)))
    finished = []
    canvas.tool_finished.connect(finished.append)
    QTest.mousePress(canvas.viewport(), LEFT, pos=QPoint(200, 100))
    for x in (210, 230, 250):
        QTest.mouseMove(canvas.viewport(), QPoint(x, 80))
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=QPoint(250, 80))
    assert len(finished) == 1, "a drag is one change"
    assert finished[0].bounds[2:] == pytest.approx(canvas.view.to_map(250, 80))


def test_the_box_tool_shows_its_box(canvas):
    canvas.set_tool(BoxZoom())
    middle = canvas.view.to_map(150, 150)
    QTest.mousePress(canvas.viewport(), LEFT, pos=QPoint(100, 100))
    QTest.mouseMove(canvas.viewport(), QPoint(200, 200))
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=QPoint(200, 200))
    assert (canvas.view.x, canvas.view.y) == pytest.approx(middle)


def test_a_tool_laid_down_is_heard_no_more(qtbot, canvas):
    tool = DrawZone()
    canvas.set_tool(tool)
    click(canvas, 100, 100)
    assert canvas._top.live
    canvas.set_tool(None)
    assert canvas._top.live == () and len(tool.sketch) == 0
    heard = []
    canvas.tool_message.connect(heard.append)
    tool.message.emit("stray")
    assert heard == []


def test_a_selection_is_outlined(qtbot, canvas, picture):
    canvas.set_picture("demo", picture)
    canvas.highlight("district:8")
    assert is_painted(canvas, 250, 50, "selected_line")()
    canvas.highlight(None)
    assert not is_painted(canvas, 250, 50, "selected_line")()


def test_the_view_as_a_picture(qtbot, canvas, picture):
    canvas.set_picture("demo", picture)
    canvas.set_remark("دادهٔ نمایشی")
    image = canvas.grab_image(2.0)
    assert (image.width(), image.height()) == (800, 600)
    assert image.pixelColor(580, 280).name() == LIGHT.colour("accent")
    assert image.pixelColor(760, 565).name() != LIGHT.colour("water"), "the remark's panel"
    assert canvas.accessibleDescription() == "دادهٔ نمایشی"


def test_the_runner_can_be_given(qtbot, picture):
    used = []

    def run_job(work, done):
        used.append(work)
        done(work(Feedback()))

    canvas = MapCanvas(run_job=run_job)
    qtbot.addWidget(canvas)
    canvas.set_picture("demo", picture)
    qtbot.waitUntil(lambda: len(used) >= 2)
    canvas.shutdown()


def test_many_movements_leave_no_thread_or_request_behind(qtbot, canvas, picture):
    canvas.set_picture("demo", picture)
    for _step in range(30):
        canvas.pan(5, 3)
        qtbot.wait(2)
    canvas.shutdown()
    assert canvas._pool._pool.activeThreadCount() == 0
    assert not any(t.isActive() for t in (canvas._settle, canvas._paint, canvas._refresh))
    assert threading.active_count() >= 1


def test_a_pan_frame_blits_and_paints_nothing(qtbot, canvas, picture, monkeypatch):
    canvas.set_picture("demo", picture)
    qtbot.waitUntil(is_painted(canvas, 290, 140, "accent"))
    monkeypatch.setattr("widgets.canvas.painter.paint_marks", _refuse)
    monkeypatch.setattr("widgets.canvas.items.paint_marks", _refuse)
    canvas.pan(5, 5)
    canvas.viewport().repaint()
    image = np.frombuffer(shown(canvas).constBits(), np.uint8)
    assert len(np.unique(image)) > 3


def _refuse(*_args, **_kwargs):
    raise AssertionError("a frame must not paint marks")
