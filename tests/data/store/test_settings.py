"""The city profile in the settings comes back, and a hostile one is damage."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data.errors import WorkspaceDamaged
from data.model.city import City
from data.store.columns import BadValue
from data.store.settings import city_of, city_text
from data.store.workspace import Workspace, open_workspace


def test_a_city_comes_back(city: City) -> None:
    assert city_of(city_text(city)) == city


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "{}",
        "5",
        '{"centre": 5, "extent": [], "epsg": 1}',
        '{"centre": [], "extent": [], "epsg": "x"}',
        '{"centre": [], "extent": [], "epsg": 1, "more": 2}',
    ],
)
def test_nonsense(text: str | None) -> None:
    with pytest.raises(BadValue):
        city_of(text)


def test_a_workspace_without_its_city(workspace: Workspace, outside: Callable[..., None]) -> None:
    workspace.close()
    outside(workspace.path, "DELETE FROM settings WHERE key = 'city'")
    with pytest.raises(WorkspaceDamaged):
        open_workspace(workspace.path, clock=workspace._clock)


def test_a_setting_is_overwritten(workspace: Workspace) -> None:
    for value in ("یک", "دو"):
        with workspace.transaction("مالک", "set", {}) as transaction:
            transaction.set_setting("theme", value)
    assert workspace.setting("theme") == "دو"
    assert workspace.setting("none") is None
