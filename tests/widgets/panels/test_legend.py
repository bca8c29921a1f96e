"""A legend shows ramps with their ends and symbols with their texts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from layers.picture import LegendEntry, Look, Number
from widgets.panels.legend import Legend
from widgets.swatch import RampBar, Swatch


def test_ramp_and_symbols(desk, qtbot):
    legend = Legend(
        [
            LegendEntry("ramp", "تعداد در کیلومتر مربع", ramp="hotspot", low=0, high=84.4),
            LegendEntry("ramp", "تغییر", ramp="signed", low=-1.5, high=1.5),
            LegendEntry("dot", "در توقفگاه", Look(fill="impound_in_lot")),
            LegendEntry("dot", "<b>", Look(fill="impound_released")),
        ]
    )
    qtbot.addWidget(legend)
    texts = [label.text() for label in legend.findChildren(QLabel)]
    assert {"۰", "۸۴", "۱٫۵", "تعداد در کیلومتر مربع", "در توقفگاه", "<b>"} <= set(texts)
    assert len(legend.findChildren(RampBar)) == 2
    assert len(legend.findChildren(Swatch)) == 2


def test_empty_legend_takes_no_room(qtbot):
    legend = Legend([])
    qtbot.addWidget(legend)
    assert legend.sizeHint().height() <= 1


def test_a_text_that_tells_a_number_opens_its_rows(desk, qtbot):
    entry = LegendEntry("dot", "در توقفگاه: ۲", Look(fill="accent"), number="in_lot")
    quiet = LegendEntry("dot", "دیگر", Look(fill="muted"))
    told = Number("in_lot", "در توقفگاه", 2, rows=(4, 9))
    legend = Legend([entry, quiet], [told])
    qtbot.addWidget(legend)
    legend.show()
    (button,) = legend.findChildren(QPushButton)
    with qtbot.waitSignal(legend.number_clicked) as clicked:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicked.args == [told]


def test_a_number_without_rows_is_only_read(desk, qtbot):
    entry = LegendEntry("dot", "در توقفگاه: ۲", Look(fill="accent"), number="in_lot")
    legend = Legend([entry, entry], [Number("in_lot", "در توقفگاه", 2)])
    qtbot.addWidget(legend)
    assert not legend.findChildren(QPushButton)
