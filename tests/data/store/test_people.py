"""Users, crews and shifts come back; a user is known by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from data.model.city import Place
from data.model.crews import Crew, Lot, Shift
from data.model.intake import NewEvents
from data.model.roles import Role, User
from data.store.workspace import Workspace

Make = Callable[..., NewEvents]


def test_small_tables_come_back(workspace: Workspace) -> None:
    crews = (Crew(0, "اکیپ", 3, 1.5, 2.5, True),)
    shifts = (Shift(0, 1, frozenset({0, 6}), 1320, 360, 100, 200, 900.0, True),)
    lots = (Lot(0, "توقفگاه", 3.5, 4.5, 120),)
    places = (Place("ائل‌گلی", 5.0, 6.0, aliases=("شاه‌گلی",), source="نقشه", confidence="خوب"),)
    users = (User("مالک", Role.OWNER), User("معاون", Role.DEPUTY, 3))
    with workspace.transaction("مالک", "fill", {}) as transaction:
        assert transaction.add_crews(crews) == [1]
        assert transaction.add_shifts(shifts) == [1]
        assert transaction.add_lots(lots) == [1]
        transaction.add_places(places)
        for user in users:
            transaction.save_user(user)
    assert workspace.crews() == (replace(crews[0], id=1),)
    assert workspace.shifts() == (replace(shifts[0], id=1),)
    assert workspace.lots() == (replace(lots[0], id=1),)
    assert workspace.places() == places
    assert workspace.users() == users
    with workspace.transaction("مالک", "users", {}) as transaction:
        transaction.save_user(replace(users[1], active=False))
    assert [user.active for user in workspace.users()] == [True, False]
