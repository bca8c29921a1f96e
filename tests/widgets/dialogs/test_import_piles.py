"""Both piles are counted, shown as letters, and the sums agree."""

from __future__ import annotations

import pytest

from widgets.dialogs.import_piles import PilesView
from widgets.dialogs.import_values import ImportPiles, RejectedRow


@pytest.fixture
def view(desk, qtbot):
    made = PilesView()
    qtbot.addWidget(made)
    made.show()
    return made


def test_sums_and_rows(view, qtbot):
    rejected = (RejectedRow(12, "تاریخ در تقویم نیست", "<script>۱۴۰۴/۱۲/۳۰"),)
    view.set_piles(
        ImportPiles(10, 7, 1, 2, ("تاریخ",), (("۱",), ("۲",)), rejected, ("<b>هشدار</b>",))
    )
    assert view._sums.text() == "۱۰ ردیف خوانده شد: ۷ پذیرفته، ۱ کنارگذاشته، ۲ تکراری"
    assert view._warnings.text() == "<b>هشدار</b>" and view._warnings.isVisible()
    assert view._accepted.model().rowCount() == 2
    row = [view._rejected.model().index(0, column).data() for column in range(3)]
    assert "۱۲" in row[0] and "تقویم" in row[1] and "<script>" in row[2]
    with qtbot.waitSignal(view.rejects_requested):
        view._save.click()


def test_nothing_set_aside_leaves_nothing_to_save(view):
    view.set_piles(ImportPiles(5, 5, 0, 0))
    assert not view._save.isVisible() and not view._warnings.isVisible()
