"""What every command shares: the clock of the city and the workspace's path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.calendar import iso_utc
from data.clock import Clock
from data.errors import BadInput
from data.feedback import silent
from desktop.command_line import opened, say, workspace_clock, workspace_path
from desktop.creating import create


@pytest.fixture
def boston(shared, tmp_path: Path) -> Path:
    """An empty workspace of a city that is not in Iran."""
    path = tmp_path / "boston.gpkg"
    create(path, shared("data/cities/boston.toml"), Clock(), silent())
    return path


def test_now_is_read_in_the_citys_time_zone(boston: Path, workspace: Path) -> None:
    assert iso_utc(workspace_clock(boston, "2025-07-01 12:00").now()) == "2025-07-01T16:00:00Z"
    assert iso_utc(workspace_clock(workspace, "2025-07-01 12:00").now()) == "2025-07-01T08:30:00Z"


def test_an_offset_stands_above_the_city(boston: Path) -> None:
    clock = workspace_clock(boston, "2025-07-01T12:00:00Z")
    assert iso_utc(clock.now()) == "2025-07-01T12:00:00Z"


def test_without_now_the_clock_runs(workspace: Path) -> None:
    assert workspace_clock(workspace, None).fixed is None


def test_the_opened_session_stands_at_that_time(boston: Path, qapp) -> None:
    with opened(str(boston), None, "2025-07-01 12:00") as session:
        assert session.info()["now"] == "2025-07-01T16:00:00Z"


def test_another_file_is_refused_before_its_time_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    path.write_bytes(b"")
    with pytest.raises(BadInput):
        workspace_clock(path, "2025-07-01")


@pytest.mark.parametrize("text", ["city.txt", "city", "postgresql://here/city"])
def test_what_is_no_workspace_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        workspace_path(text)


def test_no_nan_leaves_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    say({"نام": 1})
    assert json.loads(capsys.readouterr().out) == {"نام": 1}
    with pytest.raises(ValueError, match="JSON"):
        say({"x": float("nan")})
