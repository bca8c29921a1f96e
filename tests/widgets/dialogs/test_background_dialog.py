"""The background dialog offers what it needs, and never allows more than was asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QRadioButton, QSlider

from data.model.background import Background, Ground
from widgets.dialogs.background_dialog import BackgroundDialog

ADDRESS = "https://example.org/{z}/{x}/{y}.png"


@pytest.fixture
def dialog(desk, qtbot):
    made = BackgroundDialog()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    "choice",
    [
        Background(),
        Background(Ground.NONE, strength=0.4),
        Background(Ground.FILE, "/a/b.mbtiles"),
        Background(Ground.NETWORK, "", ADDRESS, "© کسی", True, 0.5),
    ],
)
def test_what_is_shown_is_what_is_chosen(dialog, choice) -> None:
    dialog.set_choice(choice)
    assert dialog.choice() == choice
    assert dialog.apply.isEnabled()


def test_only_what_the_ground_needs_is_shown(dialog) -> None:
    dialog.set_choice(Background(Ground.STREETS))
    assert not dialog.path.isVisible() and not dialog.address.isVisible()
    assert not dialog.strength.isEnabled()
    dialog.grounds[Ground.FILE].click()
    assert dialog.path.isVisible() and not dialog.address.isVisible()
    assert dialog.strength.isEnabled()
    dialog.grounds[Ground.NETWORK].click()
    assert dialog.address.isVisible() and dialog.online.isVisible()


def test_a_file_is_needed(dialog, qtbot) -> None:
    dialog.grounds[Ground.FILE].click()
    assert not dialog.apply.isEnabled()
    with qtbot.waitSignal(dialog.browse_requested):
        dialog.browse.click()
    dialog.set_path("/a/b.mbtiles")
    with qtbot.waitSignal(dialog.apply_requested) as told:
        dialog.apply.click()
    assert told.args[0].path == "/a/b.mbtiles"


def test_the_network_is_off_until_it_is_allowed_for_this_address(dialog) -> None:
    assert Background().online is False
    dialog.grounds[Ground.NETWORK].click()
    assert not dialog.online.isChecked()
    dialog.address.setText(ADDRESS)
    assert not dialog.apply.isEnabled()
    dialog.online.click()
    assert dialog.apply.isEnabled()
    dialog.address.textEdited.emit(ADDRESS + "?x")
    assert not dialog.online.isChecked() and not dialog.apply.isEnabled()


def test_everything_has_a_name_and_is_reached_by_keyboard(dialog) -> None:
    dialog.set_choice(Background(Ground.NETWORK, "", ADDRESS))
    for kind in (QAbstractButton, QLineEdit, QSlider):
        for widget in dialog.findChildren(kind):
            if widget.isVisible():
                named = widget.accessibleName() or getattr(widget, "text", str)()
                label = getattr(widget, "placeholderText", str)()
                assert named or label
                # Within a group the arrow keys go from one to the next.
                in_group = isinstance(widget, QRadioButton) and not widget.isChecked()
                assert in_group or widget.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("ground", list(Ground))
def test_nothing_is_cut_off(dialog, ground) -> None:
    dialog.set_choice(Background(ground, address=ADDRESS))
    dialog.show_message("این فایل MBTiles خراب است. " * 6)
    layout = dialog.layout()
    assert dialog.height() >= layout.totalHeightForWidth(dialog.width())
    assert dialog._message.height() >= dialog._message.heightForWidth(dialog._message.width())
