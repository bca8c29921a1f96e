"""Named places, neighbourhoods and lots come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shapely

from data.errors import WorkspaceDamaged
from data.model.city import District, Place
from data.model.crews import Lot
from data.store.geometry import encode
from data.store.workspace import Workspace


def test_places_with_their_aliases(workspace: Workspace) -> None:
    places = (
        Place("ائل‌گلی", 5.0, 6.0, aliases=("شاه‌گلی", "ایل‌گلی"), source="نقشه", confidence="خوب"),
        Place("بازار", 7.0, 8.0, kind="neighbourhood"),
    )
    with workspace.transaction("مالک", "fill", {}) as transaction:
        transaction.add_places(places)
    assert workspace.places() == places


def test_neighbourhoods_know_their_district(workspace: Workspace) -> None:
    area = shapely.box(0, 0, 5, 5)
    with workspace.transaction("مالک", "fill", {}) as transaction:
        transaction.add_neighbourhoods([District(8, "بازار", area, True, source="نقشه")])
    (found,) = workspace.neighbourhoods()
    assert (found.number, found.name, found.schematic, found.source) == (8, "بازار", True, "نقشه")
    assert found.geometry.equals_exact(area, 0.0)


def test_lots_keep_the_ids_they_bring(workspace: Workspace) -> None:
    lots = [Lot(0, "یک", 1.0, 2.0, 50), Lot(7, "هفت", 3.0, 4.0), Lot(0, "هشت", 5.0, 6.0)]
    with workspace.transaction("مالک", "fill", {}) as transaction:
        assert transaction.add_lots(lots) == [1, 7, 8]
    assert [(lot.id, lot.capacity) for lot in workspace.lots()] == [(1, 50), (7, None), (8, None)]


def test_a_place_nowhere_is_left_out(workspace: Workspace, outside: Callable[..., None]) -> None:
    with workspace.transaction("مالک", "fill", {}) as transaction:
        transaction.add_lots([Lot(0, "یک", 1.0, 2.0), Lot(0, "دو", 3.0, 4.0)])
    outside(workspace.path, "UPDATE lots SET geom = NULL WHERE id = 1")
    assert [lot.name for lot in workspace.lots()] == ["دو"]


@pytest.mark.parametrize("blob", [b"GP", encode(shapely.box(0, 0, 1, 1), 32638)])
def test_a_place_of_another_shape_is_damage(
    workspace: Workspace, outside: Callable[..., None], blob: bytes
) -> None:
    with workspace.transaction("مالک", "fill", {}) as transaction:
        transaction.add_lots([Lot(0, "یک", 1.0, 2.0)])
    outside(workspace.path, "UPDATE lots SET geom = ?", (blob,))
    with pytest.raises(WorkspaceDamaged):
        workspace.lots()
