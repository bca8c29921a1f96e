from types import SimpleNamespace

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from desktop.map_controller import MapController
from desktop.map_export import MapExport
from desktop.printing import Printing
from desktop.settings import Settings
from desktop.sheet_source import SheetSource
from resources.tokens import DARK, LIGHT
from widgets.canvas.map_canvas import MapCanvas
from widgets.dialogs.sheet_options import SheetOptions
from widgets.panels.layer_list import LayerList

LONG = 60_000  # ms on a busy machine


@pytest.fixture
def desk(session, jobs, answers, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    canvas = MapCanvas(LIGHT, parent=window)
    canvas.resize(500, 400)
    maps = MapController(session, jobs, canvas, window)
    canvas.zoom_to(session.snapshot.districts[0].geometry.bounds)
    panel = LayerList(window)
    settings = Settings(kept=False)
    export = MapExport(SheetSource(maps, canvas, panel), jobs, settings, answers, window)
    yield SimpleNamespace(
        window=window, canvas=canvas, maps=maps, panel=panel, settings=settings, export=export,
        jobs=jobs, answers=answers,
    )  # fmt: skip
    maps.stop()
    canvas.shutdown()


def test_the_dialog_shows_the_sheet_and_writes_it(desk, qtbot, tmp_path):
    desk.export.start()
    dialog = desk.export.dialog
    qtbot.waitUntil(lambda: not dialog.preview.image().isNull(), timeout=LONG)
    assert dialog.form.title.placeholderText() == "نقشهٔ سد معبر"
    options = SheetOptions("png", "A5", dpi=100, title="نقشهٔ بازار", palette="dark")
    dialog.set_options(options)
    dialog.save_requested.emit(dialog.options())
    qtbot.waitUntil(lambda: bool(desk.answers.said), timeout=LONG)
    image = QImage(str(tmp_path / "map.png"))
    assert (image.width(), image.height()) == (827, 583)
    assert image.pixelColor(3, 3).name() == DARK.colour("background")
    assert "map.png" in desk.answers.said[0]
    dialog.close()
    again = SheetOptions.from_text(desk.settings.sheet)
    assert (again.paper, again.palette, again.dpi) == ("A5", "dark", 100)


def test_what_is_too_large_is_said_in_the_dialog(desk, qtbot):
    desk.export.start()
    dialog = desk.export.dialog
    dialog.set_options(SheetOptions("png", "A0", dpi=600))
    qtbot.waitUntil(lambda: "حافظه" in dialog._message.text(), timeout=LONG)
    dialog.close()


def test_the_sheet_shows_what_the_desk_shows(desk):
    desk.panel.opacity_changed.emit("hotspots", 0.5)
    source = desk.export.source
    order = source.order(SheetOptions(area="screen"))
    assert order.wished["extent"] == desk.canvas.view.extent
    assert order.wished["opacities"] == {"hotspots": 0.5}
    assert set(order.layers) == desk.maps.visible()
    city = source.order(SheetOptions(area="city"))
    assert city.wished["extent"] is None and city.wished["district"] is None


def test_one_chosen_district_can_be_shown(desk):
    assert [key for _name, key in desk.export.source.areas()] == ["screen", "city"]
    desk.maps.set_filter(desk.maps.filter.replace(districts=frozenset({3})))
    names = dict((key, name) for name, key in desk.export.source.areas())
    assert "۳" in names["district"]
    assert desk.export.source.order(SheetOptions(area="district")).wished["district"] == 3


@pytest.mark.parametrize("what", ["map", "sheet"])
def test_copies_reach_the_clipboard(desk, qtbot, what):
    QGuiApplication.clipboard().clear()
    copy = {"map": desk.export.copy_map, "sheet": desk.export.copy_sheet}[what]
    with qtbot.waitSignal(desk.export.told, timeout=LONG):
        copy()
    image = QGuiApplication.clipboard().image()
    if what == "map":
        assert (image.width(), image.height()) == (
            2 * desk.canvas.view.width,
            2 * desk.canvas.view.height,
        )
    else:
        assert image.width() == 2400
        assert image.pixelColor(5, 5).name() == "#ffffff"


def test_without_a_printer_the_sheet_is_saved_as_pdf(desk, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.printing._installed", lambda feedback: ([], ""))
    printing = Printing(desk.export, desk.jobs, desk.window)
    printing.start()
    dialog = printing.dialog
    qtbot.waitUntil(lambda: not dialog._hint.isHidden(), timeout=LONG)
    dialog.pdf_requested.emit(dialog.options())
    qtbot.waitUntil(lambda: bool(desk.answers.said), timeout=LONG)
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")
    dialog.close()
    assert printing.dialog is None


def test_a_printer_that_is_gone_is_told(desk, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.printing._installed", lambda feedback: (["دفتر"], "دفتر"))
    printing = Printing(desk.export, desk.jobs, desk.window)
    printing.start()
    dialog = printing.dialog
    qtbot.waitUntil(dialog.printer.isEnabled, timeout=LONG)
    dialog.print_requested.emit(dialog.options())
    qtbot.waitUntil(lambda: bool(desk.answers.failed), timeout=LONG)
    assert "چاپگر" in desk.answers.failed[0]
    dialog.close()


def test_a_name_without_ending_gets_that_of_its_format(desk, qtbot, tmp_path):
    desk.answers.save_file = lambda title, suggested, patterns: str(tmp_path / "نقشه.v2")
    desk.export.save_as(SheetOptions("svg", "A5"), "map")
    qtbot.waitUntil(lambda: bool(desk.answers.said), timeout=LONG)
    assert (tmp_path / "نقشه.v2.svg").is_file()
