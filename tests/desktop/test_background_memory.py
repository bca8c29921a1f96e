from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.model.background import Background, Ground
from desktop import background_memory
from desktop.background_memory import remember, remembered

NETWORK = Background(Ground.NETWORK, "", "https://a.org/{z}/{x}/{y}", "© کسی", True, 0.5)


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config" / "backgrounds.json"
    monkeypatch.setattr(background_memory, "_file", lambda: path)
    return path


def test_each_workspace_has_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "a.gpkg", tmp_path / "b.gpkg"
    remember(one, NETWORK)
    remember(other, Background(Ground.FILE, "/x.mbtiles"))
    assert remembered(one) == NETWORK
    assert remembered(other).path == "/x.mbtiles"
    assert remembered(tmp_path / "c.gpkg") == Background()


def test_old_workspaces_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background_memory, "MOST", 3)
    for name in "abcad":
        remember(tmp_path / name, NETWORK)
    known = [name for name in "abcd" if remembered(tmp_path / name) == NETWORK]
    assert known == ["a", "c", "d"]


@pytest.mark.parametrize(
    "row",
    [
        None,
        [],
        "x",
        {"ground": "moon"},
        {"strength": "much"},
        {"strength": 7},
        {"strength": None},
        {"path": 3},
        {"online": "yes"},
        {"address": "a" * 5_000},
        {"unknown": 1},
    ],
)
def test_what_was_tampered_with_gives_the_default(tmp_path: Path, file: Path, row: Any) -> None:
    workspace = tmp_path / "a.gpkg"
    file.parent.mkdir()
    file.write_text(json.dumps({str(workspace): row}), "utf-8")
    assert remembered(workspace) == Background()


@pytest.mark.parametrize("content", ["", "{", "[1]", "[" * 100_000])
def test_a_damaged_file_gives_the_default(tmp_path: Path, file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content, "utf-8")
    assert remembered(tmp_path / "a.gpkg") == Background()


@pytest.mark.logs
def test_a_place_that_cannot_be_written_costs_nothing(file: Path, tmp_path: Path) -> None:
    file.parent.write_text("in the way", "utf-8")
    remember(tmp_path / "a.gpkg", NETWORK)
    assert remembered(tmp_path / "a.gpkg") == Background()
