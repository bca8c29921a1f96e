from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QWidget

from widgets import theme
from widgets.copying import offer_copy, picture_of


class Chart(QWidget):
    """A chart of one red bar."""

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.fillRect(40, 10, 20, 60, "#ff0000")
        painter.end()


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    }


def test_the_entry_puts_the_chart_on_the_clipboard(qtbot):
    chart = Chart()
    qtbot.addWidget(chart)
    chart.resize(120, 80)
    QGuiApplication.clipboard().clear()
    action = offer_copy(chart, "موارد به تفکیک منطقه")
    assert action in chart.actions()
    assert chart.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    action.trigger()
    image = QGuiApplication.clipboard().image()
    assert image.width() >= 2 * chart.width()
    assert {"#ff0000", theme.colour("panel").name()} <= colours(image)


def test_the_name_stands_above(qtbot):
    chart = Chart()
    qtbot.addWidget(chart)
    chart.resize(120, 80)
    plain = picture_of(chart)
    chart.setAccessibleName("نوار زمان")
    named = picture_of(chart)
    assert named.height() > plain.height()
    title = named.copy(0, 0, named.width(), named.height() - plain.height())
    assert len(colours(title)) > 3
