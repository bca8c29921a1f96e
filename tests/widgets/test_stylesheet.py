"""The style sheet takes every colour from the tokens and shows where the keyboard is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from resources.tokens import PALETTES
from widgets import stylesheet as module
from widgets.stylesheet import stylesheet


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda p: p.name)
def test_only_colours_of_the_palette(palette):
    sheet = stylesheet(palette)
    assert "$" not in sheet
    assert set(re.findall(r"#[0-9a-f]{6}", sheet)) <= set(palette.colours.values())


def test_source_holds_no_colour():
    source = Path(module.__file__).read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", source)


def test_every_control_has_a_focus_look():
    sheet = stylesheet(PALETTES["light"])
    for control in ("QPushButton", "QToolButton", "QLineEdit", "QComboBox", "QTableView"):
        assert re.search(rf"{control}[^{{]*:focus", sheet), control


def test_pictures_of_the_sheet_exist():
    paths = re.findall(r"url\(([^)]+)\)", "".join(stylesheet(p) for p in PALETTES.values()))
    assert paths and all(Path(path).is_file() for path in paths)


def test_qt_understands_the_sheet(desk, qtbot, capfd):
    from PySide6.QtWidgets import QPushButton

    button = QPushButton("x")
    qtbot.addWidget(button)
    button.show()
    assert "parse" not in capfd.readouterr().err
