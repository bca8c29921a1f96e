"""The inspector invites when empty, replaces its cards, and holds one form above them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from data.model.filters import Filter
from layers.picture import Number
from widgets.labels import NumberLabel
from widgets.panels.cards import CardAction, CardContent, ContentCard
from widgets.panels.inspector import Inspector


@pytest.fixture
def inspector(desk, qtbot):
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(308, 600)
    made.show()
    return made


def test_empty_state_invites(inspector):
    assert inspector._empty.isVisible() and inspector._empty.text()
    inspector.show_cards([CardContent("a", "الف")])
    assert not inspector._empty.isVisible()
    inspector.show_cards([])
    inspector.set_invitation("یک کانون را برگزینید.")
    assert inspector._empty.isVisible() and inspector._empty.text() == "یک کانون را برگزینید."


def test_cards_are_replaced_and_deleted(inspector, qtbot):
    for index in range(10):
        inspector.show_cards([CardContent(f"k:{index}", "عنوان"), CardContent("b", "ب")])
    assert inspector.card_keys() == ["k:9", "b"]
    qtbot.waitUntil(lambda: len(inspector.findChildren(ContentCard)) == 2)


def test_signals_come_through(inspector, qtbot):
    value = Number("n", "شمار", 3, "", Filter())
    inspector.show_cards(
        [CardContent("a", "الف", numbers=(value,), actions=(CardAction("go", "برو"),))]
    )
    with qtbot.waitSignal(inspector.number_clicked) as blocker:
        inspector.findChild(NumberLabel).click()
    assert blocker.args == [value]
    with qtbot.waitSignal(inspector.action) as blocker:
        inspector._cards[0].action.emit("a", "go")
    assert blocker.args == ["a", "go"]


def test_form_stands_above_and_survives(inspector, qtbot):
    form = QLabel("فرم")
    qtbot.addWidget(form)
    inspector.show_cards([CardContent("a", "الف")])
    inspector.set_form(form)
    qtbot.waitUntil(lambda: 0 < form.y() < inspector._cards[0].y())
    assert form.isVisible()
    inspector.show_cards([CardContent("b", "ب")])
    assert inspector._box.indexOf(form) < inspector._box.indexOf(inspector._cards[0])
    inspector.set_form(None)
    assert form.text() == "فرم" and form.parent() is None


def test_long_titles_do_not_widen_it(inspector, qtbot):
    inspector.show_cards([CardContent("a", "خیابان بسیار بلند " * 20, "معنادار")])
    qtbot.waitUntil(lambda: inspector._cards[0].width() <= inspector.viewport().width())


@pytest.mark.parametrize("width", [264, 300])
def test_a_full_card_fits_a_narrow_inspector(inspector, qtbot, width):
    numbers = (
        Number("now", "مورد", 1_280, "افزایش واقعی است", Filter()),
        Number("then", "همین روزها در سال پیش", 52_300, "", Filter()),
        Number("peak", "نزدیک‌ترین گشت", 12, "دقیقه", Filter()),
    )
    actions = (CardAction("show", "نمایش در نقشه", True), CardAction("rows", "موارد (۸۰)"))
    content = CardContent(
        "hotspot:1",
        "کانون ۱ · بازارچهٔ نمایشی ۲",
        "پرتکرار (معنادار)",
        numbers=numbers,
        compared={"peak": "▲ افزایش واقعی"},
        sentence="با اطمینان ۹۹٪ اینجا بیش از آنچه تصادف توضیح دهد سد معبر گزارش شده است.",
        hours=np.ones((7, 24)),
        actions=actions,
    )
    inspector.resize(width, 500)
    inspector.show_cards([content])
    qtbot.wait(20)
    column = inspector.widget()
    assert column.minimumSizeHint().width() <= inspector.viewport().width()
