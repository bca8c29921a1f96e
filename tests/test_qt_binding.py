"""The Qt binding's known trap: losing a reference to None at calls that return nothing."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_calls_that_return_nothing_keep_none_alive(qapp) -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        thing.setObjectName("name")
    # Python 3.12 and later count None as immortal; before that its count must not sink.
    assert sys.getrefcount(None) >= before - 1_000
