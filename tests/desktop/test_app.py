"""The program: one window at a time, on the saved arrays first, in either language."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from data.clock import Clock
from desktop import settings as settings_room
from desktop.app import Program
from desktop.session import Session
from desktop.settings import Settings
from resources.text import language
from resources.tokens import LIGHT
from widgets.dialogs.messages import Messages
from widgets.theme import apply_theme


class Silent(Messages):
    """Answers nothing and remembers what was said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def error(self, text: str) -> None:
        self.said.append(text)

    def info(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture
def program(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr(settings_room, "_file", lambda: tmp_path / "settings.json")
    apply_theme(qapp, LIGHT, True)
    program = Program(Settings(), Clock(), "")
    program.messages = Silent()
    yield program
    if program.window is not None:
        program.window.close()
        program.window.deleteLater()
    program.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(program: Program, qtbot) -> None:
    qtbot.waitUntil(
        lambda: (
            program.window is not None
            and program.window.session.ready
            and program.window.time_bar is not None
            and program.window.maps.idle()
            and not program._jobs.busy()
        ),
        timeout=60_000,
    )


def test_a_workspace_opens_and_is_remembered(program: Program, workspace: Path, qtbot) -> None:
    program.open(workspace)
    opened(program, qtbot)
    assert Settings.load().workspace == str(workspace)
    assert "hotspots" in program.window.maps.pictures


def test_a_missing_workspace_is_made_with_the_demonstration(
    program: Program, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.creating.DEFAULT_EVENTS", 300)
    program.open(tmp_path / "made" / "demo.gpkg")
    opened(program, qtbot)
    assert len(program.window.session.snapshot.events) == 300
    assert program._waiting is None


@pytest.mark.logs
def test_a_damaged_workspace_is_told_and_something_else_offered(
    program: Program, workspace: Path, qtbot
) -> None:
    workspace.write_bytes(workspace.read_bytes()[:5_000])
    program.open(workspace)
    qtbot.waitUntil(lambda: bool(program.messages.said), timeout=20_000)
    assert program.window is None
    assert program._welcome is not None and program._welcome.isVisible()
    program._welcome.close()


def test_another_language_makes_another_window_and_lets_the_old_one_go(
    program: Program, workspace: Path, qtbot
) -> None:
    program.open(workspace)
    opened(program, qtbot)
    first = weakref.ref(program.window)
    session = program.window.session
    program.window.language_requested.emit("en")
    qtbot.waitUntil(lambda: program.window is not first(), timeout=20_000)
    opened(program, qtbot)
    assert language() == "en"
    assert program.window.session is session
    qtbot.wait(100)
    gc.collect()
    assert first() is None or not isValid(first())
    zone = session.snapshot.zones[0]
    session.remove_zone(zone.id)
    opened(program, qtbot)
    assert f"zone:{zone.id}" not in {
        finding.key for finding in program.window.maps.pictures["zones"].findings
    }


def test_the_language_waits_for_work_that_a_user_sees(
    program: Program, workspace: Path, qtbot
) -> None:
    program.open(workspace)
    opened(program, qtbot)
    window = program.window
    program._jobs.run(lambda feedback: None, lambda nothing: None, text="نوشتن")
    window.language_requested.emit("en")
    assert program.window is window and language() == "fa"
    assert len(program.messages.said) == 1
    opened(program, qtbot)


@pytest.mark.logs
def test_an_unknown_user_finds_no_desk(program: Program, workspace: Path, qtbot) -> None:
    Session.open(workspace).close()
    program._user = "nobody"
    program.open(workspace)
    qtbot.waitUntil(lambda: bool(program.messages.said), timeout=20_000)
    assert program.window is None
    program._welcome.close()


def test_a_deputy_gets_the_deputys_menus_and_district(
    program: Program, workspace: Path, qtbot
) -> None:
    session = Session.open(workspace)
    name = next(u.name for u in session.store.users() if u.district == 4)
    session.close()
    program._user = name
    program.open(workspace)
    opened(program, qtbot)
    assert "undo_import" not in program.window.actions_by_id
    assert "draw_zone" in program.window.actions_by_id
    assert program.window.maps.filter.districts == frozenset({4})


@pytest.mark.logs
def test_a_damaged_other_workspace_leaves_the_window_as_it_is(
    program: Program, workspace: Path, tmp_path: Path, qtbot
) -> None:
    program.open(workspace)
    opened(program, qtbot)
    window = program.window
    other = tmp_path / "other.gpkg"
    other.write_bytes(workspace.read_bytes()[:9_000])
    window.open_requested.emit(other)
    qtbot.waitUntil(lambda: bool(program.messages.said), timeout=20_000)
    assert program.window is window
    assert window.session.ready


def test_another_language_keeps_undo_filter_and_view(
    program: Program, workspace: Path, qtbot
) -> None:
    program.open(workspace)
    opened(program, qtbot)
    window = program.window
    window.context.choose_district(8)
    window.canvas.zoom(2.0)
    opened(program, qtbot)
    zone = window.session.snapshot.zones[0]
    window.zones.delete(zone.id)
    chosen, scale = window.maps.filter, window.canvas.view.metres_per_pixel
    window.language_requested.emit("en")
    qtbot.waitUntil(lambda: program.window is not window, timeout=20_000)
    opened(program, qtbot)
    assert program.window.maps.filter == chosen
    assert program.window.canvas.view.metres_per_pixel == scale
    program.window.actions_by_id["undo"].trigger()
    assert zone.id in {z.id for z in program.window.session.snapshot.zones}
