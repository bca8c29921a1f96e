"""Analyses, maps and pictures of the window from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from data.profile import load_profile
from data.web_mercator import tiles_in
from desktop import background_memory
from tests.data.importers.tile_file import png, write_mbtiles
from tests.desktop.command import Run, said


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
