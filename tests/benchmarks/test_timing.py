"""A side is timed run by run in a process of its own, by any Python, and hands over its result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import timing
from benchmarks.runs import Runs, measure, offscreen
from benchmarks.tasks import Side
from benchmarks.timing import CHECKED, LEAST, MOST

ROOT = Path(__file__).resolve().parents[2]


def test_slow_work_runs_five_times_after_one_unseen_run(monkeypatch, tmp_path, capsys) -> None:
    turns = iter(range(100))

    def side(folder: Path, events: int):
        assert (folder, events) == (tmp_path, 7)
        return lambda: {"seconds": 1.0, "processor": 0.5, "turn": next(turns)}

    _as_side(monkeypatch, side)
    timing.main("mine", "side", str(tmp_path), "7")
    runs = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [run["turn"] for run in runs] == list(range(1, LEAST + 1))
    assert {run["seconds"] for run in runs} == {1.0}


def test_short_work_runs_more_often_and_its_last_result_is_kept(
    monkeypatch, tmp_path, capsys
) -> None:
    _as_side(monkeypatch, lambda _folder, _events: (lambda: [1, 2], np.array))
    timing.main("mine", "side", str(tmp_path), "7")
    assert len(capsys.readouterr().out.splitlines()) == MOST
    assert np.load(tmp_path / CHECKED / "mine.side.npy").tolist() == [1, 2]


def test_very_short_work_is_told_as_the_mean_of_many(monkeypatch, tmp_path, capsys) -> None:
    clock = iter(range(10**6))
    monkeypatch.setattr(timing.time, "perf_counter", lambda: next(clock) / 1_000)
    turns = []
    _as_side(monkeypatch, lambda _folder, _events: lambda: turns.append(1))
    timing.main("mine", "side", str(tmp_path), "7")
    runs = [json.loads(line)["seconds"] for line in capsys.readouterr().out.splitlines()]
    assert len(turns) == 2 + MOST * 50, "each run repeats what takes a millisecond"
    assert runs == pytest.approx([0.001 / 50] * MOST)


def test_the_timing_needs_nothing_of_ours() -> None:
    program = "import sys, benchmarks.timing; print(sorted(m for m in sys.modules if '.' not in m))"
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert not {"numpy", "data", "PySide6"} & set(json.loads(told.replace("'", '"')))


def test_runs_are_read_from_the_lines_and_nothing_says_why() -> None:
    lines = "a library's word\n" + "\n".join(
        json.dumps({"seconds": s, "processor": s / 2, "memory": 10 * s}) for s in (3.0, 1.0, 2.0)
    )
    runs = Runs.from_lines(lines, "stopped")
    assert runs.missing == "stopped"
    assert (runs.median, runs.processor, runs.memory) == (2.0, (1.5, 0.5, 1.0), 30.0)
    assert Runs.from_lines("", "failed: why") == Runs(missing="failed: why")


def test_what_is_not_installed_is_said(tmp_path: Path) -> None:
    side = Side("nobody", "pypi", "nothing", ("a_module_nobody_has",))
    assert measure(side, tmp_path, 7, offscreen()).missing == "not installed"
    screened = Side("nobody", "starting", "gozar", screen=True)
    assert "Xvfb" in measure(screened, tmp_path, 7, None).missing


def test_a_side_that_fails_tells_its_last_word(tmp_path: Path) -> None:
    side = Side("pandas", "pypi", "whole_days_pandas", ("pandas",))
    assert "No such file" in measure(side, tmp_path, 7, offscreen()).missing


@pytest.fixture(autouse=True)
def _no_collection(monkeypatch) -> None:
    monkeypatch.setattr(timing.gc, "collect", lambda: 0)


def _as_side(monkeypatch, side) -> None:
    class Module:
        pass

    Module.side = staticmethod(side)
    monkeypatch.setattr(timing.importlib, "import_module", lambda _name: Module)
