"""The command line: the fixed forms, their exit status, and nothing half written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

import main
from data.profile import load_profile
from data.web_mercator import tiles_in
from desktop import background_memory
from tests.data.importers.tile_file import png, write_mbtiles

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], qapp) -> Run:
    """Return a function that runs one command: status, standard output, standard error."""

    def run_(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main.main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return run_


def said(answer: tuple[int, str, str]) -> Any:
    """Return the JSON object a command printed."""
    status, out, err = answer
    assert status == 0, err
    return json.loads(out)


def complaints(folder: Path, rows: int = 5) -> Path:
    """Write a small Persian sheet of complaints, one row without a date."""
    lines = ["کد پیگیری;تاریخ;طول جغرافیایی;عرض جغرافیایی;نشانی;منطقه"]
    lines += [f"{i};۱۴۰۴/۷/{i + 1};46.29{i};38.07{i};خ نمایشی {i};م۸" for i in range(1, rows)]
    lines.append(f"{rows};;46.295;38.075;خ نمایشی;م۸")
    path = folder / "complaints.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def test_new_info_and_check(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    assert run("new", path, "--demo", "--events", 500)[0] == 0
    facts = said(run("info", path, "--json"))
    keys = {"id", "version", "city", "now", "counts", "placed", "unplaced", "period"}
    assert keys | {"districts", "size_bytes"} <= set(facts)
    assert sum(facts["counts"].values()) == 500 == facts["placed"] + facts["unplaced"]
    assert facts["districts"] == 10
    assert run("check", path)[0] == 0


def test_a_workspace_is_not_overwritten(run: Run, workspace: Path) -> None:
    before = workspace.read_bytes()
    status, _out, err = run("new", workspace)
    assert status == 1
    assert workspace.name in err
    assert workspace.read_bytes() == before


def test_a_failed_new_leaves_nothing(run: Run, tmp_path: Path) -> None:
    status, _out, err = run("new", tmp_path / "t.gpkg", "--city", tmp_path / "absent.toml")
    assert status == 1 and err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["info"],
        ["analyse", "x.gpkg"],
        ["map", "x.gpkg", "--dpi", "many", "--output", "x.png"],
        ["plan", "x.gpkg", "whistle"],
    ],
)
def test_wrong_usage_is_two(run: Run, arguments: list[str]) -> None:
    assert run(*arguments)[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["info", "absent.gpkg"],
        ["info", "city.txt"],
        ["info", "postgresql://here/city"],
    ],
)
def test_what_cannot_be_opened_is_refused_in_a_sentence(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert status == 1
    assert err.strip() and "Traceback" not in err and out == ""


def test_import_dry_run_and_undo(run: Run, workspace: Path, tmp_path: Path) -> None:
    file, rejects = complaints(tmp_path), tmp_path / "aside.csv"
    before = said(run("info", workspace, "--json"))
    dry = said(run("import", workspace, "complaints", file, "--dry-run", "--json"))
    assert (dry["read"], dry["accepted"], dry["rejected"], dry["batch"]) == (5, 4, 1, 0)
    assert said(run("info", workspace, "--json"))["counts"] == before["counts"]
    done = said(run("import", workspace, "complaints", file, "--rejects", rejects, "--json"))
    assert done["accepted"] + done["rejected"] + done["duplicates"] == done["read"] == 5
    assert done["batch"] > 0
    assert "خ نمایشی" in rejects.read_text("utf-8-sig")
    after = said(run("info", workspace, "--json"))
    assert after["counts"]["complaint"] == before["counts"]["complaint"] + 4
    again = said(run("import", workspace, "complaints", file, "--json"))
    assert (again["accepted"], again["duplicates"], again["batch"]) == (0, 4, 0)
    assert again["warnings"]
    assert run("undo-import", workspace, done["batch"])[0] == 0
    assert said(run("info", workspace, "--json"))["counts"] == before["counts"]
    assert run("undo-import", workspace, done["batch"])[0] == 1
    assert run("check", workspace)[0] == 0


def test_users(run: Run, workspace: Path) -> None:
    users = said(run("users", workspace, "list", "--json"))["users"]
    assert len(users) == 12
    assert sum(user["role"] == "deputy" for user in users) == 10
    assert run("users", workspace, "add", "بازدید", "--role", "viewer")[0] == 0
    assert run("users", workspace, "add", "بازدید", "--role", "viewer")[0] == 1
    status, _out, err = run(
        "plan", workspace, "new", "--district", 4, "--season", "1404-autumn", "--user", "بازدید"
    )
    assert status == 1 and err
    assert run("users", workspace, "disable", "بازدید")[0] == 0
    assert run("info", workspace, "--user", "بازدید")[0] == 1


@pytest.mark.parametrize("name", ["density", "hotspots", "clusters", "coverage"])
def test_analyse_writes_json_without_nan(
    run: Run, workspace: Path, tmp_path: Path, name: str
) -> None:
    output = tmp_path / f"{name}.json"
    status, _out, err = run("analyse", workspace, name, "--output", output)
    assert status == 0, err
    answer = json.loads(output.read_text("utf-8"), parse_constant=pytest.fail)
    assert {"card", "sentence", "summary", "rows"} <= set(answer)
    assert answer["sentence"]["fa"] and answer["sentence"]["en"]
    assert not any("\u0600" <= c <= "\u06ff" for c in _without_names(answer["sentence"]["en"]))


def _without_names(sentence: str) -> str:
    """Leave out what is isolated: names of places stay in the city's language."""
    kept, depth = [], 0
    for letter in sentence:
        depth += (letter in "\u2066\u2067\u2068") - (letter == "\u2069")
        if not depth:
            kept.append(letter)
    return "".join(kept)


@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "csv", "png"])
def test_analyse_writes_every_format(
    run: Run, workspace: Path, tmp_path: Path, suffix: str
) -> None:
    output = tmp_path / f"hot.{suffix}"
    status, _out, err = run("analyse", workspace, "hotspots", "--output", output)
    assert status == 0, err
    assert output.stat().st_size > 100


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf", "html"])
def test_map(run: Run, workspace: Path, tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"map.{suffix}"
    layers = "districts,streets,hotspots,impounds,clusters,coverage,zones"
    status, _out, err = run(
        "map", workspace, "--layers", layers, "--size", "800x600", "--output", output
    )
    assert status == 0, err
    assert output.stat().st_size > 1_000


def test_a_map_fills_its_paper(run: Run, workspace: Path, tmp_path: Path) -> None:
    output = tmp_path / "map.png"
    paper = ("--paper", "a5", "--orientation", "portrait", "--dpi", 100, "--scale", 50_000)
    looks = ("--palette", "grey", "--title", "نقشهٔ بازار", "--without", "north,source")
    status, _out, err = run("map", workspace, *paper, *looks, "--output", output)
    assert status == 0, err
    image = QImage(str(output))
    assert (image.width(), image.height()) == (583, 827)
    assert round(image.dotsPerMeterX() * 0.0254) == 100


@pytest.mark.parametrize(
    "options",
    [
        ["--layers", "moon"],
        ["--layers", ","],
        ["--size", "huge"],
        ["--bbox", "47,38,46,39"],
        ["--district", 77],
        ["--since", "1404/12/30"],
        ["--since", "1404/07/01", "--until", "1404/06/01"],
        ["--source", "rumours"],
        ["--kind", "noise"],
        ["--paper", "A9"],
        ["--paper", "A0", "--dpi", 600],
        ["--paper", "A4", "--orientation", "round"],
        ["--palette", "neon"],
        ["--without", "remarks"],
    ],
)
def test_impossible_options_are_refused_and_nothing_is_written(
    run: Run, workspace: Path, tmp_path: Path, options: list[object]
) -> None:
    output = tmp_path / "map.png"
    status, _out, err = run("map", workspace, *options, "--output", output)
    assert status == 1
    assert err.strip() and "Traceback" not in err
    assert not output.exists()


@pytest.mark.parametrize(
    "command",
    [
        ["analyse", "hotspots"],
        ["map"],
        ["screenshot"],
        ["plan", "export", 1, "--format", "pdf"],
    ],
    ids=lambda command: command[0],
)
def test_a_viewer_takes_nothing_out(
    run: Run, workspace: Path, tmp_path: Path, command: list[object]
) -> None:
    assert run("users", workspace, "add", "بازدید", "--role", "viewer")[0] == 0
    output = tmp_path / f"out.{'pdf' if command[0] == 'plan' else 'png'}"
    name, *rest = command
    status, _out, err = run(name, workspace, *rest, "--output", output, "--user", "بازدید")
    assert status == 1 and err.strip()
    assert not output.exists()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--district", 99], 1),
        (["--source", "rumours"], 1),
        (["--source", ","], 1),
        (["--kind", "noise"], 1),
        (["--since", "1404/07/01", "--until", "1404/07/01"], 1),
        (["--bandwidth", "nan"], 2),
        (["--bandwidth", 20], 2),  # finer, it would show single complaints
        (["--radius", 9_000], 2),
        (["--q", "nan"], 2),
        (["--radius", "inf"], 2),
    ],
)
def test_an_analysis_of_nothing_is_refused(
    run: Run, workspace: Path, tmp_path: Path, options: list[object], expected: int
) -> None:
    output = tmp_path / "x.json"
    status, _out, err = run("analyse", workspace, "hotspots", *options, "--output", output)
    assert status == expected and err.strip()
    assert not output.exists()


def test_new_stands_at_the_time_of_its_city(run: Run, shared, tmp_path: Path) -> None:
    path, profile = tmp_path / "b.gpkg", shared("data/cities/boston.toml")
    assert run("new", path, "--city", profile, "--now", "2025-07-01 12:00")[0] == 0
    with sqlite3.connect(path) as file:
        (at,) = file.execute("SELECT min(at) FROM audit").fetchone()
    assert at.startswith("2025-07-01T16:00")


def test_plan_new_list_and_export(run: Run, workspace: Path, tmp_path: Path) -> None:
    number = said(
        run("plan", workspace, "new", "--district", 4, "--season", "1404-autumn", "--json")
    )["id"]
    listed = said(run("plan", workspace, "list", "--json"))["plans"]
    assert {"id": number, "district": 4, "season": "1404-autumn"}.items() <= {
        k: v for p in listed if p["id"] == number for k, v in p.items()
    }.items()
    for suffix, head in (("pdf", b"%PDF"), ("gpkg", b"SQLite format 3")):
        output = tmp_path / f"plan.{suffix}"
        status, _out, err = run(
            "plan", workspace, "export", number, "--format", suffix, "--output", output
        )
        assert status == 0, err
        assert output.read_bytes().startswith(head)
    assert (
        run("plan", workspace, "export", 99, "--format", "pdf", "--output", tmp_path / "x.pdf")[0]
        == 1
    )
    assert not (tmp_path / "x.pdf").exists()


def test_now_makes_a_period_unfinished(run: Run, workspace: Path, tmp_path: Path) -> None:
    output = tmp_path / "hot.json"
    run(
        *("analyse", workspace, "hotspots", "--since", "1404/07/01", "--until", "1404/10/01"),
        *("--now", "1404/08/01", "--output", output),
    )
    answer = json.loads(output.read_text("utf-8"))
    since, until = answer["card"]["period"]
    assert until == answer["card"]["now"] == "2025-10-22T20:30:00Z"
    assert "ناتمام" in answer["sentence"]["fa"]


def test_screenshot(run: Run, workspace: Path, tmp_path: Path) -> None:
    output = tmp_path / "desk.png"
    status, _out, err = run("screenshot", workspace, "--size", "1366x768", "--output", output)
    assert status == 0, err
    assert output.read_bytes().startswith(b"\x89PNG")


def test_a_damaged_workspace_is_refused(run: Run, workspace: Path) -> None:
    with workspace.open("r+b") as file:
        file.truncate(workspace.stat().st_size // 2)
    status, _out, err = run("info", workspace)
    assert status == 1 and err.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyse", "{}", "density", "--output", "{}"],
        ["map", "{}", "--output", "{}-wal"],
        ["plan", "{}", "export", "1", "--format", "gpkg", "--output", "{}"],
        ["screenshot", "{}", "--output", "{}"],
    ],
)
def test_no_output_replaces_the_workspace(run: Run, workspace: Path, arguments: list[str]) -> None:
    status, _out, err = run(*(a.format(workspace) for a in arguments))
    assert status == 1 and err.strip()
    assert run("check", workspace)[0] == 0


def test_the_rejects_do_not_replace_the_file_they_come_from(
    run: Run, workspace: Path, tmp_path: Path
) -> None:
    file = complaints(tmp_path)
    before = file.read_bytes()
    status, _out, err = run("import", workspace, "complaints", file, "--rejects", file, "--dry-run")
    assert status == 1 and err.strip()
    assert file.read_bytes() == before


def test_a_file_of_tiles_is_the_background_of_a_map(
    run: Run, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background_memory, "_file", lambda: tmp_path / "backgrounds.json")
    facts = said(run("info", workspace, "--json"))
    city = load_profile(facts["city"]).city
    names = tiles_in(city, (590_000.0, 4_200_000.0, 640_000.0, 4_240_000.0), 60.0, (10, 10))
    tiles = write_mbtiles(
        tmp_path / "a.mbtiles", [(name, png(200, 30, 30)) for name in names], attribution="© کسی"
    )
    plain, ground = tmp_path / "plain.png", tmp_path / "ground.png"
    arguments = ("map", workspace, "--layers", "basemap,districts", "--output")
    assert run(*arguments, plain)[0] == 0
    checked = said(run("import", workspace, "basemap", tiles, "--dry-run", "--json"))
    assert checked["accepted"] == 1 and not (tmp_path / "backgrounds.json").exists()
    done = said(run("import", workspace, "basemap", tiles, "--json"))
    assert (done["read"], done["accepted"], done["batch"]) == (1, 1, 0)
    assert run(*arguments, ground)[0] == 0
    red = [QImage(str(path)).pixelColor(640, 400).name() for path in (plain, ground)]
    assert red[1] == "#c81e1e" != red[0]
    assert run(*arguments, tmp_path / "page.html")[0] == 0
    assert run(*arguments, tmp_path / "page.pdf")[0] == 0
    tiles.write_bytes(b"no tiles any more")
    status, _out, err = run(*arguments, ground)
    assert status == 1 and "MBTiles" in err
    assert run("import", workspace, "basemap", tiles)[0] == 1
