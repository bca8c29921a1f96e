"""Every command that README shows works, and what it names is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import main

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md")
PYTHON = ".venv/bin/python main.py "


def commands() -> list[str]:
    """Return the ``main.py`` lines of README in order."""
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    return [
        line.removeprefix(PYTHON)
        for block in blocks
        for line in block.splitlines()
        if line.startswith(PYTHON)
    ]


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *shlex.split(line)],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=110,
    )


def test_the_demonstration_commands_work_in_their_order(tmp_path: Path) -> None:
    lines = [line for line in commands() if "boston" not in line]
    assert len(lines) >= 8
    for line in lines:
        done = run(line.replace("--events 100000", "--events 3000"), tmp_path)
        assert done.returncode == 0, (line, done.stderr)
        output = re.search(r"--output (\S+)", line)
        assert output is None or (tmp_path / output[1]).stat().st_size > 0


def test_the_commands_for_another_city_work(tmp_path: Path, shared) -> None:
    for name in ("boston.toml", "boston_grid_districts.geojson"):
        shutil.copy(shared(f"data/cities/{name}"), tmp_path)
    file = shared("data/boston_311/illegal_parking_2017.csv.gz")
    shutil.copy(file, tmp_path)
    lines = [line for line in commands() if "boston" in line]
    assert len(lines) == 2
    for line in lines:
        done = run(line, tmp_path)
        assert done.returncode == 0, (line, done.stderr)
    assert (tmp_path / "aside.csv").exists()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    folder = (ROOT / name).parent
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (folder / target).exists(), target
    for path in re.findall(
        r"`((?:desktop|widgets|layers|data|resources|tests|docs)/[\w./-]*)`", text
    ):
        assert (ROOT / path).exists(), path


def test_every_command_of_the_program_is_told() -> None:
    told = {line.split()[0] for line in commands()}
    assert told | {"undo-import", "users"} == set(main.COMMANDS)


def test_the_make_targets_that_documents_name_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in DOCUMENTS:
        for target in re.findall(r"`?make (\w+)`?", (ROOT / name).read_text("utf-8")):
            assert re.search(rf"^{target}:", makefile, re.M), target
