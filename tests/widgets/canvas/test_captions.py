"""Captions stand at the map's upper edge, in the middle or beside a line, never over each other."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from widgets.canvas.captions import Caption


@pytest.fixture
def ground(desk, qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_hidden_without_words_and_centred_with_them(ground):
    caption = Caption(ground)
    assert not caption.isVisible()
    caption.say("پاییز ۱۴۰۴")
    assert caption.isVisible()
    assert abs(caption.geometry().center().x() - 300) <= 1
    ground.resize(900, 300)
    assert abs(caption.geometry().center().x() - 450) <= 1
    caption.say("")
    assert not caption.isVisible()


def test_beside_a_line_it_goes_where_there_is_no_room(ground):
    left, right = Caption(ground), Caption(ground)
    for caption, side in ((left, -1), (right, 1)):
        caption.say("۱ مهر تا ۳۰ آذر")
        caption.stand_beside(300.0, side)
    assert left.geometry().right() < 300 < right.geometry().left()
    for caption, side in ((left, -1), (right, 1)):
        caption.stand_beside(30.0, side)
    assert not left.isVisible() and right.isVisible()


def test_words_are_shown_as_the_letters_they_are(ground):
    caption = Caption(ground)
    caption.say("<b>مهر</b>")
    assert caption.text() == "<b>مهر</b>"
    assert caption.textFormat() == caption.textFormat().PlainText
