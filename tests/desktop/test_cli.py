"""The command line: the fixed forms, their exit status, and nothing half written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.desktop.command import Run, said


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
