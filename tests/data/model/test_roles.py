"""W1 at the table itself: every role, action and district, against a table written by hand."""

from __future__ import annotations

from itertools import product

import pytest

from data.errors import NotAllowed
from data.model.roles import Action, Role, User, may, require

# V view, X export, I import, U undo import, P place event, Z edit zone, L edit plan,
# A approve plan, D replace districts, M manage users
LETTERS = dict(zip("VXIUPZLADM", Action, strict=True))
ANYWHERE = {
    Role.OWNER: "VXIUPZLADM",
    Role.HEADQUARTERS: "VXIUPZLAD",
    Role.DEPUTY: "VXI",
    Role.REGISTER: "VXIP",
    Role.VIEWER: "V",
}
ONLY_IN_OWN_DISTRICT = {Role.DEPUTY: "PZL"}
OWN = 4


def expected(role: Role, action: Action, district: int | None) -> bool:
    if action in {LETTERS[letter] for letter in ANYWHERE[role]}:
        return True
    local = action in {LETTERS[letter] for letter in ONLY_IN_OWN_DISTRICT.get(role, "")}
    return local and district in (None, OWN)


@pytest.mark.parametrize(
    ("role", "action", "district"), list(product(Role, Action, [None, *range(11)]))
)
def test_the_whole_matrix(role: Role, action: Action, district: int | None) -> None:
    user = User("کاربر", role, OWN if role is Role.DEPUTY else None)
    assert may(user, action, district) is expected(role, action, district)
    if expected(role, action, district):
        require(user, action, district)
    else:
        with pytest.raises(NotAllowed) as refused:
            require(user, action, district)
        assert str(refused.value)


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_who_is_switched_off_may_nothing(role: Role, action: Action) -> None:
    assert not may(User("کاربر", role, OWN, active=False), action, OWN)


def test_a_deputy_without_a_district_acts_in_none() -> None:
    assert not may(User("کاربر", Role.DEPUTY), Action.EDIT_ZONE, OWN)
