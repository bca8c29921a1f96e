"""The style sheet takes every colour from the tokens and shows where the keyboard is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFrame

from resources.tokens import DARK, LIGHT
from widgets import stylesheet as module
from widgets import theme
from widgets.stylesheet import ROLES, stylesheet


def test_only_roles_that_carry_a_token():
    sheet = stylesheet()
    assert "$" not in sheet and not re.search(r"#[0-9a-fA-F]{3}", sheet)
    assert set(re.findall(r"palette\(([a-z-]+)\)", sheet)) == set(ROLES.values())


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
@pytest.mark.parametrize("token", ROLES)
def test_qt_paints_a_role_in_the_token_s_colour(desk, qtbot, palette, token):
    """Held against Qt itself, which takes a role it does not know for no colour at all."""
    frame = QFrame()
    qtbot.addWidget(frame)
    frame.resize(8, 8)
    theme.apply_theme(desk, palette, rtl=True)
    frame.setStyleSheet(f"background: palette({ROLES[token]});")
    assert frame.grab().toImage().pixelColor(4, 4).name() == palette.colour(token)


def test_source_holds_no_colour():
    source = Path(module.__file__).read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", source)


def test_every_control_has_a_focus_look():
    sheet = stylesheet()
    for control in ("QPushButton", "QToolButton", "QLineEdit", "QComboBox", "QTableView"):
        assert re.search(rf"{control}[^{{]*:focus", sheet), control


def test_pictures_of_the_sheet_exist():
    paths = re.findall(r"url\(([^)]+)\)", stylesheet())
    assert paths and all(Path(path).is_file() for path in paths)


def test_qt_understands_the_sheet(desk, qtbot, capfd):
    from PySide6.QtWidgets import QPushButton

    button = QPushButton("x")
    qtbot.addWidget(button)
    button.show()
    assert "parse" not in capfd.readouterr().err
