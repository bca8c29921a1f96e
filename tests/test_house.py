"""The house: its rooms, its arrows and its manners."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("desktop", "widgets", "layers", "data", "resources")
ROOMS = {*FLOORS, "tests", "main.py", "pyproject.toml", "README.md"}
TOOLING = {
    "Makefile",
    "requirements.lock",
    ".ci",
    "docs",
    "benchmarks",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    ".gitignore",
    ".gitattributes",
}
LONGEST_FILE = 350


def _sources() -> list[Path]:
    return [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return listed.stdout.split("\n")[:-1]


def _lint(root: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(root), "PATH": "", "SYSTEMROOT": ""},
    )


def test_the_top_level_holds_the_rooms_and_tooling_only() -> None:
    top = {name.split("/")[0] for name in _tracked()}
    assert top >= ROOMS
    assert top - ROOMS <= TOOLING


def test_the_import_contracts_are_kept() -> None:
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("data/model/city.py", "import widgets.theme"),
        ("layers/style.py", "import PySide6.QtGui"),
        ("widgets/top_bar.py", "import data.store.workspace"),
        ("layers/zones.py", "import layers.hotspots"),
    ],
)
def test_a_deliberate_breach_is_found(tmp_path: Path, room: str, line: str) -> None:
    for floor in FLOORS:
        shutil.copytree(
            ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("__pycache__", "fonts")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / room).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = _lint(tmp_path)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout


def test_nothing_imports_main() -> None:
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert "main" not in names, path


def test_files_stay_within_their_rooms() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in _sources()
        if (count := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


def test_every_public_function_and_class_says_what_it_does() -> None:
    silent = []
    for path in _sources():
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree) or path.name == "__init__.py", path
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"
            if public and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert not silent


def test_style_is_clean() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


def test_no_addresses_of_registries_in_the_build_files() -> None:
    for name in ("requirements.lock", "pyproject.toml", "Makefile", ".ci/run"):
        assert "://" not in (ROOT / name).read_text("utf-8"), name


def test_late_rooms_are_not_loaded_at_start() -> None:
    program = (
        "import sys; import desktop.main_window; "
        "late = ['sqlalchemy', 'alembic', 'pyqtgraph', 'typer', 'geopandas', 'pyogrio', 'folium',"
        " 'fpdf', 'openpyxl', 'pandas', 'scipy.stats', 'pyproj']; "
        "print([name for name in late if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
