"""The background on the desk: off-line by default, chosen, remembered, under everything."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from data.model.background import Background, Ground
from data.web_mercator import tiles_in
from desktop import background_memory
from desktop.main_window import MainWindow
from desktop.settings import Settings
from desktop.tile_server import TileServer
from layers.picture import Tiles
from tests.data.importers.osm_file import OsmFile
from tests.data.importers.tile_file import png, write_mbtiles
from tests.desktop.tile_answers import Answering

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(open_session, jobs, answers, tmp_path, monkeypatch, qtbot) -> Iterator[Open]:
    """Return a function that opens the desk; the last one is closed at the end."""
    monkeypatch.setattr(background_memory, "_file", lambda: tmp_path / "backgrounds.json")
    monkeypatch.setattr("desktop.settings._file", lambda: tmp_path / "settings.json")
    opened: list[MainWindow] = []

    def close() -> None:
        for window in opened:
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        opened.clear()

    def open_() -> MainWindow:
        close()
        window = MainWindow(open_session(), jobs, Settings(), answers)
        opened.append(window)
        window.resize(1000, 700)
        window.show()
        settled(window, qtbot)
        return window

    yield open_
    close()


def settled(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.maps.idle() and not window.jobs.busy(), timeout=60_000)


@pytest.fixture
def tiles(open_session, tmp_path: Path) -> Path:
    """An MBTiles of the city in one colour."""
    city = open_session().city
    extent = (590_000.0, 4_200_000.0, 640_000.0, 4_240_000.0)
    names = [n for zoom in (9, 10, 11) for n in tiles_in(city, extent, 60.0, (zoom, zoom))]
    content = png(200, 30, 30)
    about = {"attribution": "© نقشهٔ آزمایشی", "minzoom": 9, "maxzoom": 11}
    return write_mbtiles(tmp_path / "city.mbtiles", [(n, content) for n in names], **about)


def shown(window: MainWindow, qtbot, choice: Background) -> None:
    window.background.apply(choice)
    settled(window, qtbot)


def ground_colour(window: MainWindow) -> str:
    image = window.canvas.grab_image()
    return image.pixelColor(5, 5).name()


def test_a_file_lies_under_all_layers(open_window: Open, tiles: Path, qtbot) -> None:
    window = open_window()
    assert "basemap" not in window.maps.visible()
    shown(window, qtbot, Background(Ground.FILE, str(tiles), strength=0.5))
    assert "basemap" in window.maps.visible() and "streets" not in window.maps.visible()
    picture = window.maps.pictures["basemap"]
    assert isinstance(picture.marks[0], Tiles) and picture.remark == "© نقشهٔ آزمایشی"
    assert window.desk.layers.order()[-1] == "basemap"
    ground = [m for m in window.maps.pictures["districts"].marks if getattr(m, "rings", ())]
    assert ground and not any(mark.look.fill for mark in ground)
    owners = window.background._owners
    assert owners.isVisible() and owners.text() == "© نقشهٔ آزمایشی"
    red = int(ground_colour(window)[1:3], 16)
    shown(window, qtbot, Background(Ground.NONE))
    assert int(ground_colour(window)[1:3], 16) != red
    assert not {"basemap", "streets"} & window.maps.visible()
    assert any(getattr(m.look, "fill", "") for m in window.maps.pictures["districts"].marks)
    assert not owners.isVisible()


def test_a_background_is_remembered(open_window: Open, tiles: Path, qtbot) -> None:
    shown(open_window(), qtbot, Background(Ground.FILE, str(tiles)))
    window = open_window()
    assert "basemap" in window.maps.visible()
    assert window.maps.pictures["basemap"].marks
    # Its strength is the layer's slider.
    window.desk.layers.set_opacity("basemap", 0.4)
    assert open_window().background.choice.strength == 0.4


def test_the_sheet_has_the_same_background(open_window: Open, tiles: Path, qtbot) -> None:
    from data.feedback import silent

    window = open_window()
    shown(window, qtbot, Background(Ground.FILE, str(tiles)))
    order = window.map_export.source.as_shown(window.palette_in_use, 1.0)
    sheet = order.compose(silent())
    (ground,) = [p for p in sheet.pictures if p.layer == "basemap"]
    assert isinstance(ground.marks[0], Tiles)
    assert any("© نقشهٔ آزمایشی" in remark for remark in sheet.remarks)


def test_a_file_that_went_away_leaves_the_desk_as_it_is(open_window: Open, tiles, qtbot) -> None:
    shown(open_window(), qtbot, Background(Ground.FILE, str(tiles)))
    tiles.unlink()
    window = open_window()
    assert window.background.source is None
    assert window.maps.pictures.keys() >= {"districts", "hotspots"}


def test_the_dialog_says_what_is_wrong_and_stays(open_window: Open, tmp_path, qtbot) -> None:
    window = open_window()
    window.actions_by_id["background"].trigger()
    dialog = window.background.dialog
    assert dialog is not None
    broken = tmp_path / "broken.mbtiles"
    broken.write_bytes(b"not tiles")
    dialog.set_choice(Background(Ground.FILE, str(broken)))
    dialog.apply.click()
    settled(window, qtbot)
    assert "MBTiles" in dialog._message.text() and window.background.dialog is dialog
    assert window.background.choice.ground is Ground.STREETS
    dialog.set_choice(Background(Ground.NETWORK, "", "http://x/{z}", online=True))
    dialog.apply.click()
    assert "نشانی" in dialog._message.text()
    dialog.set_choice(Background(Ground.NONE))
    dialog.apply.click()
    assert window.background.dialog is None and "streets" not in window.maps.visible()


def test_imported_streets_name_their_owners(open_window: Open, tmp_path: Path, qtbot) -> None:
    from data.feedback import silent
    from desktop import importing

    window = open_window()
    assert not window.background._owners.isVisible()
    file = OsmFile()
    file.way((46.29, 38.07), (46.30, 38.07), highway="primary", name="خیابان یک")
    path = file.write(tmp_path / "a.osm.pbf")
    prepared = importing.prepare(window.session, "basemap", path, importing.Options(), silent())
    importing.commit(window.session, prepared, silent())
    settled(window, qtbot)
    assert window.background._owners.text() == "© مشارکت‌کنندگان OpenStreetMap"
    assert "OpenStreetMap" in window.maps.pictures["streets"].remark


def network(server: Answering, online: bool) -> Background:
    return Background(Ground.NETWORK, "", server.template, "© سرور", online)


def test_nothing_connects_before_the_user_allows_it(
    open_window: Open, server: Answering, qtbot
) -> None:
    window = open_window()
    background_memory.remember(window.session.path, network(server, online=False))
    window.settings.kept = False  # closing must not overwrite what was just remembered
    before = inet_sockets()
    window = open_window()
    window.canvas.zoom_in()
    settled(window, qtbot)
    qtbot.wait(200)
    assert server.asked == [] and window.background.source is None
    assert inet_sockets() == before
    shown(window, qtbot, network(server, online=False))
    assert server.asked == [] and window.background.source is None


def inet_sockets() -> set[str]:
    """Return the internet sockets this process holds, where the system tells them."""
    held = set()
    for number in os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else ():
        try:
            held.add(os.readlink(f"/proc/self/fd/{number}"))
        except OSError:
            continue
    internet = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        path = Path("/proc/self/net", table)
        if path.exists():
            internet |= {f"socket:[{row.split()[9]}]" for row in path.read_text().splitlines()[1:]}
    return held & internet


def test_the_library_of_the_network_is_not_even_loaded() -> None:
    script = "import sys, desktop.main_window; print('PySide6.QtNetwork' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_allowed_tiles_arrive_and_are_shown(
    open_window: Open, server: Answering, tmp_path, monkeypatch, qtbot
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    server.content = png(30, 160, 30)
    window = open_window()
    shown(window, qtbot, network(server, online=True))
    assert isinstance(window.background.source, TileServer)
    qtbot.waitUntil(lambda: bool(window.maps.pictures["basemap"].marks), timeout=20_000)
    settled(window, qtbot)
    assert window.background._owners.text() == "© سرور"
    assert window.maps.pictures["basemap"].remark == "© سرور"
    server.status, server.content = 503, b""
    window.canvas.zoom(4)
    qtbot.waitUntil(lambda: "پاسخ نمی‌دهد" in window.desk.status._message.text(), timeout=20_000)
    assert window.messages.failed == []
    # Coarser tiles that came before stand in.
    settled(window, qtbot)
    assert window.maps.pictures["basemap"].marks
