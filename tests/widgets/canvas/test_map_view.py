"""The view and its transform."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.canvas.map_canvas import MapCanvas


def assert_transform_is_the_viewports(canvas):
    for pixel in ((0, 0), (399, 0), (120, 250)):
        scene = canvas.mapToScene(QPoint(*pixel))
        assert (scene.x(), scene.y()) == pytest.approx(canvas.view.to_map(*pixel), abs=1e-6)


def test_qt_and_viewport_agree_through_every_movement(canvas):
    assert_transform_is_the_viewports(canvas)
    for move in (
        lambda: canvas.pan(33.4, -12.7),
        lambda: canvas.zoom(1e9),
        lambda: canvas.zoom(1e-9, (10, 20)),
        lambda: canvas.zoom_to((600_000, 4_200_000, 620_000, 4_220_000)),
        canvas.zoom_in,
        canvas.zoom_out,
    ):
        move()
        assert_transform_is_the_viewports(canvas)


def test_the_scroll_bars_have_no_say(canvas):
    canvas.horizontalScrollBar().setValue(500)
    assert_transform_is_the_viewports(canvas)
    canvas.resize(500, 320)
    assert_transform_is_the_viewports(canvas)


def test_a_right_to_left_window_does_not_mirror_the_map(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    canvas = MapCanvas()
    QHBoxLayout(window).addWidget(canvas)
    window.resize(400, 300)
    window.show()
    canvas.pan(0, 1)
    window.resize(500, 350)
    assert_transform_is_the_viewports(canvas)
    centre = canvas.mapFromScene(QPointF(canvas.view.x, canvas.view.y))
    east = canvas.mapFromScene(QPointF(canvas.view.x + 100, canvas.view.y))
    north = canvas.mapFromScene(QPointF(canvas.view.x, canvas.view.y + 100))
    assert east.x() > centre.x() and north.y() < centre.y()
    assert canvas.layoutDirection() == Qt.LayoutDirection.LeftToRight
    canvas.shutdown()


def test_a_fitted_extent_stays_whole_in_another_size_until_the_map_is_moved(qtbot, canvas):
    extent = (610_000.0, 4_210_000.0, 620_000.0, 4_220_000.0)
    canvas.zoom_to(extent)
    canvas.resize(700, 500)
    west, south, east, north = canvas.view.extent
    assert west <= 610_000 and east >= 620_000 and south <= 4_210_000 and north >= 4_220_000
    assert north - south == pytest.approx(10_000 * 500 / (500 - 48), rel=1e-6)
    canvas.pan(100, 0)
    scale = canvas.view.metres_per_pixel
    canvas.resize(400, 300)
    assert canvas.view.metres_per_pixel == scale


def test_settled_is_told_once_after_the_movement(qtbot, canvas):
    told, changes = [], []
    canvas.settled.connect(told.append)
    canvas.view_changed.connect(changes.append)
    with qtbot.waitSignal(canvas.settled):
        for _step in range(5):
            canvas.pan(3, 0)
    qtbot.wait(150)
    assert len(changes) == 5
    assert told == [canvas.view.frame()]


def test_home_is_everything(canvas):
    canvas.zoom_home()
    before = canvas.view
    canvas.set_home((600_000, 4_200_000, 640_000, 4_230_000))
    canvas.zoom_home()
    assert canvas.view != before and (canvas.view.x, canvas.view.y) == (620_000, 4_215_000)
