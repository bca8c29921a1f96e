"""The used desk: work really goes on while its heartbeat is taken, and a long stall fails a run."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

import benchmarks.__main__ as command
from benchmarks import used_desk
from benchmarks.desk import turn
from benchmarks.figures import Figure
from benchmarks.inputs import demonstration
from data.clock import Clock
from desktop.session import Session


def test_an_import_is_written_while_the_desk_is_used(qtbot, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(used_desk, "ROWS", 300)
    monkeypatch.setattr(used_desk, "USES", {"waiting": lambda _window, _folder: turn(0.1)})
    monkeypatch.setattr(used_desk, "pan", lambda _window, _folder: turn(0.1))
    path, found = demonstration(tmp_path, 2_000), {}
    used_desk._use(path, found)
    assert found["waiting"][0].pause > 0
    session = Session.open(path, Clock())
    try:
        assert len(session.snapshot.events) == 2_300
    finally:
        session.close()


@pytest.mark.parametrize(("stall", "answer"), [(49.0, 0), (51.0, 1), (None, 1)])
def test_a_stall_over_the_bound_or_none_measured_fails_the_run(
    monkeypatch, tmp_path: Path, stall: float | None, answer: int
) -> None:
    figures = [Figure("longest stall", 7, stall, "ms", used_desk.LIMIT_MS)] if stall else []
    monkeypatch.setattr(command, "_run", lambda *_arguments: iter(figures))
    options = Namespace(only="used_desk", events=7, task=None)
    assert command._desk(options, tmp_path) == (figures, answer)
