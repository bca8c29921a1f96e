"""The chain of upgrades is whole and ends where the program thinks it does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from data.store import upgrades


def test_the_last_step_is_the_present_version() -> None:
    scripts = ScriptDirectory.from_config(upgrades.configuration())
    assert scripts.get_heads() == [f"{upgrades.CURRENT:04d}"]
    steps = [script.revision for script in scripts.walk_revisions()]
    assert steps == [f"{n:04d}" for n in range(upgrades.CURRENT, 0, -1)]


def test_steps_are_found_in_a_folder_with_a_percent_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "100% نصب"
    shutil.copytree(Path(upgrades.__file__).parent, folder)
    monkeypatch.setattr(upgrades, "__file__", str(folder / "__init__.py"))
    assert ScriptDirectory.from_config(upgrades.configuration()).get_heads() == ["0001"]
