"""The import dialog's way with the session: late results, closing, repairs and taking back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop import importing
from desktop.import_flow import ImportFlow, kind_words
from desktop.jobs import Jobs
from desktop.session import Session

Write = Callable[..., Path]
ROWS = (
    "کد پیگیری,تاریخ,lon,lat,نشانی",
    "1,۱۴۰۴/۰۷/۰۱,46.291,38.071,خ امام",
    "2,۱۴۰۴/۰۷/۰۲,46.292,38.072,خ امام",
    "3,,46.293,38.073,خ امام",
)


@pytest.fixture
def flow(session: Session, jobs: Jobs, answers, qtbot) -> Iterator[ImportFlow]:
    window = QWidget()
    made = ImportFlow(session, jobs, answers, window)
    yield made
    if made.dialog is not None:
        made.dialog.reject()
    qtbot.waitUntil(lambda: not jobs.busy())
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def read(flow: ImportFlow, file: Path, qtbot) -> None:
    flow.open(file)
    qtbot.waitUntil(lambda: flow._raw is not None and flow.dialog._go.isEnabled())


def checked(flow: ImportFlow, qtbot) -> None:
    flow.dialog.check_requested.emit()
    qtbot.waitUntil(lambda: flow._prepared is not None)


def test_a_file_comes_in_after_the_yes_and_goes_again(
    flow: ImportFlow, session: Session, answers, write_table: Write, qtbot
) -> None:
    before = len(session.snapshot.events)
    read(flow, write_table(*ROWS), qtbot)
    checked(flow, qtbot)
    assert len(session.snapshot.events) == before
    flow.dialog.rejects_requested.emit()
    qtbot.waitUntil(lambda: (answers.target / "table-rejects.csv").exists())
    flow.dialog.accept()
    qtbot.waitUntil(lambda: bool(answers.said))
    assert len(session.snapshot.events) == before + 2
    assert flow.dialog is None and flow._raw is None and flow._prepared is None
    flow.ask_undo()
    qtbot.waitUntil(lambda: len(answers.said) == 2)
    assert len(session.snapshot.events) == before and not answers.failed


def test_saying_no_writes_nothing_and_forgets_the_file(
    flow: ImportFlow, session: Session, write_table: Write, qtbot
) -> None:
    before = session.snapshot
    read(flow, write_table(*ROWS), qtbot)
    checked(flow, qtbot)
    flow.dialog.reject()
    assert flow.dialog is None and flow._raw is None and flow._prepared is None
    assert session.snapshot is before


def held(monkeypatch: pytest.MonkeyPatch, name: str) -> tuple[threading.Event, list[object]]:
    """Hold back a step of the import until an event is set; remember its feedbacks."""
    go, feedbacks, step = threading.Event(), [], getattr(importing, name)

    def waiting(*arguments):
        feedbacks.append(arguments[-1])
        go.wait(10)
        return step(*arguments)

    monkeypatch.setattr(importing, name, waiting)
    return go, feedbacks


def test_the_choices_rest_while_a_check_runs_and_closing_stops_it(
    flow: ImportFlow, jobs: Jobs, write_table: Write, qtbot, monkeypatch
) -> None:
    read(flow, write_table(*ROWS), qtbot)
    go, feedbacks = held(monkeypatch, "check")
    flow.dialog.check_requested.emit()
    qtbot.waitUntil(lambda: bool(feedbacks))
    choices = flow.dialog.choices
    assert not (choices.kind.isEnabled() or choices.encoding.isEnabled())
    flow.dialog.reject()
    assert feedbacks[0].cancelled
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert flow._prepared is None


def test_a_late_check_of_another_kind_is_dropped(
    flow: ImportFlow, jobs: Jobs, write_table: Write, qtbot, monkeypatch
) -> None:
    read(flow, write_table(*ROWS), qtbot)
    go, feedbacks = held(monkeypatch, "check")
    flow.dialog.check_requested.emit()
    qtbot.waitUntil(lambda: bool(feedbacks))
    flow.dialog.kind_changed.emit("obstructions")
    go.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert flow._prepared is None and flow.dialog._steps.currentIndex() == 0
    assert flow.dialog.choices.kind.currentData() == "obstructions"
    checked(flow, qtbot)
    assert flow._prepared.kind == "obstructions"


def test_another_file_takes_the_place_of_the_first(
    flow: ImportFlow, write_table: Write, qtbot
) -> None:
    read(flow, write_table(*ROWS), qtbot)
    first = flow.dialog
    closed = []
    first.finished.connect(closed.append)
    read(flow, write_table(*ROWS, name="second.csv"), qtbot)
    assert closed == [0] and flow.dialog is not first
    assert flow._raw.file_name == "second.csv"


def test_swapped_coordinates_are_exchanged_by_one_click(
    flow: ImportFlow, write_table: Write, qtbot
) -> None:
    file = write_table("تاریخ,lon,lat", "1404/05/01,38.07,46.29", "1404/05/02,38.08,46.30")
    read(flow, file, qtbot)
    checked(flow, qtbot)
    assert len(flow._prepared.checked.rejects) == 2
    assert "جابه‌جا" in flow._prepared.checked.rejects[0].reason
    assert not flow.dialog._piles._swap.isHidden()
    flow.dialog._piles._swap.click()
    qtbot.waitUntil(lambda: flow._prepared is not None)
    assert flow._prepared.checked.events.table.placed.all()
    assert flow.dialog.mapping()["lon"] == "lat" and flow.dialog._piles._swap.isHidden()


def test_a_layer_without_its_system_is_asked_for_in_the_window(
    flow: ImportFlow, session: Session, shared, tmp_path: Path, qtbot
) -> None:
    import geopandas

    source = shared("data/tabriz/tabriz_districts_schematic.geojson")
    frame = geopandas.read_file(source).to_crs(32638)
    short = [name for name in frame.columns if len(name) <= 10]
    frame[short].to_file(tmp_path / "مرز.shp", encoding="utf-8")
    (tmp_path / "مرز.prj").unlink()
    flow.open(tmp_path / "مرز.shp")
    qtbot.waitUntil(lambda: flow._raw is not None)
    flow.dialog.kind_changed.emit("districts")
    flow.dialog.check_requested.emit()
    qtbot.waitUntil(lambda: "EPSG" in flow.dialog._message.text())
    assert "«دستگاه مختصات»" in flow.dialog._message.text()
    flow.dialog.choices.epsg.setText("EPSG:۳۲۶۳۸")
    checked(flow, qtbot)
    assert len(flow._prepared.checked.districts) == 10


@pytest.mark.parametrize(
    ("field", "text"), [("epsg", "UTM 38"), ("epsg", "999999"), ("timezone", "Mars/Sea")]
)
def test_what_cannot_be_read_so_is_said_in_the_dialog(
    flow: ImportFlow, write_table: Write, qtbot, field: str, text: str
) -> None:
    read(flow, write_table(*ROWS), qtbot)
    getattr(flow.dialog.choices, field).setText(text)
    flow.dialog.check_requested.emit()
    qtbot.waitUntil(lambda: flow.dialog._message.property("role") == "warning")
    assert flow._prepared is None and flow.dialog._message.text()
    getattr(flow.dialog.choices, field).clear()
    checked(flow, qtbot)


def test_times_are_read_in_the_zone_that_was_written(
    flow: ImportFlow, write_table: Write, qtbot
) -> None:
    read(flow, write_table("تاریخ,نشانی", "2025-05-01 12:00,خ امام"), qtbot)
    checked(flow, qtbot)
    here = int(flow._prepared.checked.events.table.time[0])
    flow.dialog._back.click()
    flow.dialog.choices.timezone.setText("UTC")
    checked(flow, qtbot)
    assert int(flow._prepared.checked.events.table.time[0]) - here == 12_600


def test_a_broken_file_is_said_in_the_dialog(flow: ImportFlow, tmp_path: Path, qtbot) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    flow.open(tmp_path / "broken.xlsx")
    qtbot.waitUntil(lambda: flow.dialog._message.property("role") == "warning")
    assert flow._raw is None and flow.dialog.isVisible()


def test_nothing_to_take_back_is_said(flow: ImportFlow, answers) -> None:
    flow.ask_undo()
    assert len(answers.said) == 1 and not answers.failed


def test_every_kind_has_its_words() -> None:
    words = [kind_words(kind) for kind in importing.KINDS]
    assert all(words) and len(set(words)) == len(words)
