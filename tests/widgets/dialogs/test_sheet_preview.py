from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from widgets.dialogs.sheet_preview import SheetPreview


def sheet(colour="#00aa00") -> QImage:
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_the_sheet_is_fitted_in_whole(qtbot):
    preview = SheetPreview()
    qtbot.addWidget(preview)
    preview.resize(400, 400)
    preview.set_image(sheet())
    shown = preview.grab().toImage()
    middle, above = shown.pixelColor(200, 200), shown.pixelColor(200, 40)
    assert middle == QColor("#00aa00") != above
    assert shown.pixelColor(20, 200) == middle
    assert preview.image().size() == QSize(800, 400)


def test_a_sentence_stands_over_it_until_the_next_sheet(qtbot):
    preview = SheetPreview()
    qtbot.addWidget(preview)
    preview.resize(400, 400)
    preview.set_image(sheet())
    before = preview.grab().toImage()
    preview.set_text("در حال ساختن پیش‌نمایش…")
    assert preview.accessibleDescription()
    assert preview.grab().toImage() != before
    preview.set_image(sheet())
    assert preview.grab().toImage() == before
    assert not preview.accessibleDescription()
