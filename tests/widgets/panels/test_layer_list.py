"""The layer list keeps its order, moves rows by key and by drop, and passes signals on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent

from layers.picture import LayerPicture
from widgets.controls import Switch
from widgets.panels.layer_list import LayerList
from widgets.panels.layer_row import LAYER_MIME, LayerItem, LayerRow


@pytest.fixture
def layers(desk, qtbot):
    made = LayerList()
    made.set_layers([LayerRow(key, key) for key in ("zones", "impounds", "hotspots")])
    qtbot.addWidget(made)
    made.resize(264, 300)
    made.show()
    return made


def drop(layers, key, y):
    data = QMimeData()
    data.setData(LAYER_MIME, QByteArray(key.encode()))
    event = QDropEvent(
        QPointF(50, y),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    layers.dropEvent(event)


def test_alt_down_moves_and_keeps_the_focus(layers, qtbot):
    row = layers._items["zones"]
    with qtbot.waitSignal(layers.order_changed) as blocker:
        qtbot.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert blocker.args == [["impounds", "zones", "hotspots"]]
    qtbot.waitUntil(lambda: layers._items["impounds"].y() < layers._items["zones"].y())


def test_nothing_moves_past_the_ends(layers, qtbot):
    with qtbot.assertNotEmitted(layers.order_changed):
        layers.move("zones", -1)
        layers.move("hotspots", 9)
    assert layers.order() == ["zones", "impounds", "hotspots"]


@pytest.mark.parametrize(("y", "place"), [(0, 0), (295, 2)])
def test_drop(layers, qtbot, y, place):
    with qtbot.waitSignal(layers.order_changed):
        drop(layers, "impounds", y)
    assert layers.order().index("impounds") == place


def test_foreign_drop_is_ignored(layers, qtbot):
    with qtbot.assertNotEmitted(layers.order_changed):
        drop(layers, "../../x", 0)


def test_signals_come_through(layers, qtbot):
    layers.set_picture("hotspots", LayerPicture("hotspots", (), count=5))
    switch = layers._items["hotspots"].findChild(Switch)
    with qtbot.waitSignal(layers.visibility_changed) as blocker:
        switch.click()
    assert blocker.args == ["hotspots", False]
    with qtbot.waitSignal(layers.number_clicked) as blocker:
        layers._items["hotspots"]._count.click()
    assert blocker.args[0].value == 5


def test_unknown_layers_are_ignored(layers):
    layers.set_picture("none", LayerPicture("none", ()))
    layers.set_busy("none", True)
    layers.set_visible("none", True)
    assert "none" not in layers.order()


def test_new_layers_replace_the_old_and_nothing_leaks(layers, qtbot):
    for _round in range(5):
        layers.set_layers([LayerRow("a", "<b>الف</b>")])
    qtbot.waitUntil(lambda: len(layers.findChildren(LayerItem)) == 1)
    assert layers.order() == ["a"]
