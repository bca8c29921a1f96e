"""Without a display the main job is done on the command line, as often as it is asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import without_screen

ROOT = Path(__file__).resolve().parents[2]
MADE = ("demo.gpkg", "map.png", "plan.pdf")
# The program itself on a smaller city; the command's own is too large for a test.
PROGRAM = (
    "import sys; from desktop import without_screen; without_screen.EVENTS = 1500;"
    " import main; sys.exit(main.main([]))"
)


def started(folder: Path) -> subprocess.CompletedProcess[str]:
    """Start the program without a display, in a folder and a home of its own."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    environment |= {"PYTHONPATH": str(ROOT), "HOME": str(folder / "home")}
    environment |= {"XDG_CONFIG_HOME": str(folder / "home"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_the_program_without_a_display_makes_all_three(tmp_path: Path) -> None:
    done = started(tmp_path)
    assert done.returncode == 0, done.stderr
    for name in MADE:
        assert (tmp_path / "out" / name).stat().st_size > 1_000
        assert str(tmp_path / "out" / name) in done.stdout


def test_a_second_time_what_is_there_is_used_and_the_last_workspace_left_alone(
    workspace: Path, demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    there = Path(shutil.copy(demo_file, tmp_path / "out" / "demo.gpkg"))
    (tmp_path / "out" / "map.png").write_bytes(b"of yesterday")
    before, made = workspace.read_bytes(), there.stat().st_ino
    assert without_screen.main_job() == 0
    assert workspace.read_bytes() == before and there.stat().st_ino == made
    assert (tmp_path / "out" / "map.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "out" / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_a_failure_is_told_by_the_exit_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qapp
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "demo.gpkg").write_bytes(b"something else")
    assert without_screen.main_job() == 1
    assert capsys.readouterr().err.strip()
    assert not (tmp_path / "out" / "map.png").exists()
