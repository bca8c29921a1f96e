"""The two journeys of the architecture, from the mouse to the file and back."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from data.clock import Clock
from data.feedback import silent
from data.folding import fold
from data.model.events import Source
from desktop.creating import create
from desktop.jobs import Jobs
from desktop.main_window import MainWindow
from desktop.session import Session
from desktop.settings import Settings
from resources.tokens import LIGHT
from widgets.dialogs.messages import Messages
from widgets.theme import apply_theme

LEFT = Qt.MouseButton.LeftButton


class Answers(Messages):
    """Answers in the user's stead, and remembers what was said."""

    def __init__(self, target: Path) -> None:
        super().__init__()
        self.target = target
        self.said: list[str] = []

    def error(self, text: str) -> None:
        self.said.append(text)

    def info(self, text: str) -> None:
        self.said.append(text)

    def save_file(self, title: str, suggested: str, patterns: str) -> str:
        return str(self.target)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("journeys") / "demo.gpkg"
    create(path, "tabriz", Clock(), silent(), events=3_000)
    return path


@pytest.fixture
def desk(demo: Path, tmp_path: Path, qapp, qtbot) -> Iterator[MainWindow]:
    """The desk on a copy of the demonstration, settled, 1366 by 768."""
    apply_theme(qapp, LIGHT, True)
    session = Session.open(Path(shutil.copy(demo, tmp_path / "city.gpkg")))
    jobs = Jobs()
    window = MainWindow(session, jobs, Settings(), Answers(tmp_path / "plan.pdf"))
    window.resize(1366, 768)
    window.show()
    settle(qtbot, window)
    yield window
    window.close()
    window.deleteLater()
    jobs.close()
    session.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(
        lambda: window.maps.idle() and window.time_bar is not None and not window.jobs.busy(),
        timeout=60_000,
    )
    qtbot.wait(300)


def to_pixel(window: MainWindow, x: float, y: float) -> QPoint:
    px, py = window.canvas.view.to_pixel((x, y)).tolist()
    return QPoint(round(px), round(py))


def click(window: MainWindow, x: float, y: float) -> None:
    QTest.mouseClick(window.canvas.viewport(), LEFT, pos=to_pixel(window, x, y))


def zone_rows(window: MainWindow) -> list[tuple]:
    with closing(sqlite3.connect(window.session.path)) as connection:
        return connection.execute("SELECT id, geom FROM zones ORDER BY id").fetchall()


def audit_actions(window: MainWindow) -> list[str]:
    return [row.action for row in window.session.store.audit_rows()]


def draw(window: MainWindow, middle: tuple[float, float], half: float = 60.0) -> None:
    """Draw a square around a place with four clicks and a double click on the last."""
    x, y = middle
    window.commands.use_tool("draw_zone")
    corners = [(x - half, y - half), (x + half, y - half), (x + half, y + half)]
    for corner in corners:
        click(window, *corner)
    last = to_pixel(window, x - half, y + half)
    QTest.mouseClick(window.canvas.viewport(), LEFT, pos=last)
    QTest.mouseDClick(window.canvas.viewport(), LEFT, pos=last)


def near_middle(window: MainWindow, qtbot) -> tuple[float, float]:
    """Come close to the middle of district 4 and return it."""
    area = next(d.geometry for d in window.session.snapshot.districts if d.number == 4)
    place = area.representative_point()
    window.canvas.zoom_to((place.x - 400, place.y - 300, place.x + 400, place.y + 300))
    settle(qtbot, window)
    return place.x, place.y


def test_a_zone_is_drawn_saved_undone_and_redone(desk: MainWindow, qtbot) -> None:
    before, audited = zone_rows(desk), len(audit_actions(desk))
    draw(desk, near_middle(desk, qtbot))
    drawn = zone_rows(desk)
    assert len(drawn) == len(before) + 1
    zone = desk.session.snapshot.zones[-1]
    assert zone.district == 4
    assert zone.shape.area == pytest.approx(120 * 120, rel=0.25)
    settle(qtbot, desk)
    assert f"zone:{zone.id}" in {f.key for f in desk.maps.pictures["zones"].findings}
    desk.actions_by_id["undo"].trigger()
    assert zone_rows(desk) == before
    assert zone.id not in {z.id for z in desk.session.snapshot.zones}
    desk.actions_by_id["redo"].trigger()
    assert zone_rows(desk) == drawn
    assert len(audit_actions(desk)) == audited + 3
    assert desk.session.store.check() == []


def test_backspace_takes_one_vertex_back_and_escape_all(desk: MainWindow, qtbot) -> None:
    x, y = near_middle(desk, qtbot)
    desk.commands.use_tool("draw_zone")
    for dx, dy in ((-50, -50), (50, -50), (50, 50)):
        click(desk, x + dx, y + dy)
    tool = desk.canvas.tool
    assert len(tool.sketch.xy) == 3
    QTest.keyClick(desk.canvas, Qt.Key.Key_Backspace)
    assert len(tool.sketch.xy) == 2
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert len(tool.sketch.xy) == 0
    assert not desk.stack.canUndo()


def test_an_illegal_zone_is_refused_and_the_sketch_stays(desk: MainWindow, qtbot) -> None:
    before = zone_rows(desk)
    x, y = near_middle(desk, qtbot)
    desk.commands.use_tool("draw_zone")
    bow_tie = [(-60, -60), (60, 60), (60, -60)]
    for dx, dy in bow_tie:
        click(desk, x + dx, y + dy)
    last = to_pixel(desk, x - 60, y + 60)
    with qtbot.waitSignal(desk.canvas.tool_message):
        QTest.mouseClick(desk.canvas.viewport(), LEFT, pos=last)
        QTest.mouseDClick(desk.canvas.viewport(), LEFT, pos=last)
    assert zone_rows(desk) == before
    assert len(desk.canvas.tool.sketch.xy) >= 4


def sheet(path: Path, window: MainWindow, rows: int) -> Path:
    """Write a Persian sheet of complaints on one corner of district 9, which has few."""
    from data.projection import metres_to_lonlat

    area = next(d.geometry for d in window.session.snapshot.districts if d.number == 9)
    place = area.representative_point()
    chance = np.random.default_rng(5)
    lines = ["گزارش پیام‌های ۱۳۷;;;;", "شماره پیام;تاریخ ثبت;X;Y;نشانی"]
    for i in range(rows):
        dx, dy = chance.normal(0, 20, 2)
        lon, lat = metres_to_lonlat(window.session.city, place.x + dx, place.y + dy)
        lines.append(f"B{i};۱۴۰۴/۰۷/{i % 28 + 1:02d};{lon:.6f};{lat:.6f};خ نمایشی")
    lines.append("جمع کل;;;;" + str(rows))
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def import_by_dialog(window: MainWindow, qtbot, file: Path) -> None:
    window.imports.open(file)
    dialog = window.imports.dialog
    settle(qtbot, window)
    dialog.check_requested.emit()
    settle(qtbot, window)
    dialog.accept()
    settle(qtbot, window)


def pixels(window: MainWindow) -> np.ndarray:
    image = window.canvas.grab_image()
    view = np.frombuffer(image.constBits(), np.uint8)
    return view.reshape(image.height(), image.bytesPerLine() // 4, 4).astype(int)


def test_a_complaint_row_becomes_a_pixel_and_then_paper(
    desk: MainWindow, qtbot, tmp_path: Path
) -> None:
    desk.context.choose_district(9)
    desk.commands.zoom_to_district()
    settle(qtbot, desk)
    count = desk.session.info()["counts"]["complaint"]
    before, blank = desk.maps.pictures["clusters"], pixels(desk)
    import_by_dialog(desk, qtbot, sheet(tmp_path / "137.csv", desk, 60))
    assert desk.session.info()["counts"]["complaint"] == count + 60
    after = desk.maps.pictures["clusters"]
    assert len(after.findings) > len(before.findings)
    assert after.findings[0].numbers[0].value >= 60
    assert (np.abs(pixels(desk) - blank).max(axis=2) > 40).sum() > 200
    number = after.findings[0].numbers[0]
    assert len(desk.session.event_rows(number.rows)) == number.value
    desk.plans.start()
    settle(qtbot, desk)
    desk.plans.dialog.export_requested.emit("pdf")
    settle(qtbot, desk)
    paper = tmp_path / "plan.pdf"
    assert paper.read_bytes().startswith(b"%PDF")
    words = fold(_text_of(paper))
    assert fold("برنامهٔ پاییز") in words
    assert fold("منطقهٔ ۹") in words
    batch = desk.session.store.batches()[-1]
    desk.imports.undo(batch.id)
    settle(qtbot, desk)
    assert desk.session.info()["counts"]["complaint"] == count


def _text_of(path: Path) -> str:
    """Return the text of a PDF as a reader would copy it."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([program, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_every_layer_and_number_shares_the_filter(desk: MainWindow, qtbot) -> None:
    desk.context.choose_district(8)
    settle(qtbot, desk)
    assert desk.desk.top.districts.currentData() == 8
    ids = set(desk.session.event_ids(desk.maps.filter).tolist())
    hotspots = desk.maps.pictures["hotspots"]
    counted = [n for n in hotspots.numbers if n.key == "count"]
    assert counted
    for number in counted:
        rows = set(desk.session.event_ids(number.rows).tolist())
        assert len(rows) == number.value
        assert rows <= ids
    events = desk.session.snapshot.events
    impounds = desk.session.event_ids(desk.maps.filter.replace(sources=frozenset({Source.IMPOUND})))
    placed = events.placed[np.isin(events.id, impounds)]
    assert desk.maps.pictures["impounds"].count == placed.sum()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_nothing_stands_outside_the_window(desk: MainWindow, qtbot, size: tuple[int, int]) -> None:
    desk.resize(*size)
    settle(qtbot, desk)
    assert (desk.width(), desk.height()) == size
    frame = desk.rect()
    for part in (desk.desk.top, desk.canvas, desk.desk.inspector, desk.time_bar, desk.desk.status):
        corner = part.mapTo(desk, QPoint(0, 0))
        assert frame.contains(corner), part
        assert frame.contains(corner + QPoint(part.width() - 1, part.height() - 1)), part


def test_every_command_has_a_name_and_a_handler(desk: MainWindow) -> None:
    for action in desk.actions_by_id.values():
        assert action.text().strip()
    keys = [a.shortcut().toString() for a in desk.actions_by_id.values() if a.shortcut().toString()]
    assert len(keys) == len(set(keys))


def test_words_open_their_way(desk: MainWindow, qtbot) -> None:
    search: Callable[[str], None] = desk.desk.top.search.emit
    desk.desk.top.search_field.setText("ایل گلی")
    search("ایل گلی")
    settle(qtbot, desk)
    before = desk.canvas.view
    place = next(p for p in desk.session.snapshot.places if "گلی" in p.name)
    desk.desk.top.result_chosen.emit(("place", (place.x, place.y)))
    assert desk.canvas.view != before
    west, south, east, north = desk.canvas.view.extent
    assert west < place.x < east and south < place.y < north


def test_the_time_bars_number_opens_its_own_rows(desk: MainWindow, qtbot) -> None:
    desk.context.choose_district(8)
    settle(qtbot, desk)
    count = len(desk.maps.snapshot.selected)
    desk.time_bar.number_clicked.emit(desk.time_bar._total.number)
    settle(qtbot, desk)
    assert desk.rows.table.row_count() == count > 0


def test_an_undone_zone_leaves_the_editing_tool(desk: MainWindow, qtbot) -> None:
    draw(desk, near_middle(desk, qtbot))
    settle(qtbot, desk)
    zone = desk.session.snapshot.zones[-1]
    desk.zones.reshape(zone.id)
    assert desk.canvas.tool is not None
    desk.stack.undo()
    assert zone.id not in {z.id for z in desk.session.snapshot.zones}
    assert desk.canvas.tool is None


def test_a_refused_drawing_stays_in_hand(desk: MainWindow, qtbot) -> None:
    before = zone_rows(desk)
    area = next(d.geometry for d in desk.session.snapshot.districts if d.number == 6)
    x, y = area.bounds[0] - 2_000, area.bounds[3] + 2_000
    desk.canvas.zoom_to((x - 400, y - 300, x + 400, y + 300))
    settle(qtbot, desk)
    draw(desk, (x, y))
    assert zone_rows(desk) == before
    assert len(desk.canvas.tool.sketch.xy) == 4
    assert not desk.stack.canUndo()


def test_replacing_districts_leaves_filter_view_and_tools_alone(desk: MainWindow, qtbot) -> None:
    desk.context.choose_district(8)
    desk.commands.zoom_to_district()
    settle(qtbot, desk)
    buttons = len(desk.desk.tools.findChildren(QToolButton))
    view, chosen = desk.canvas.view, desk.maps.filter
    desk.session.districts_changed.emit()
    settle(qtbot, desk)
    assert (desk.canvas.view, desk.maps.filter) == (view, chosen)
    assert len(desk.desk.tools.findChildren(QToolButton)) == buttons
