"""Who may do what: one table, asked by the session and by the menus."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.errors import NotAllowed
from resources.text import _


class Role(StrEnum):
    """What a user is in the city's service."""

    OWNER = "owner"
    HEADQUARTERS = "headquarters"
    DEPUTY = "deputy"
    REGISTER = "register"
    VIEWER = "viewer"


class Action(StrEnum):
    """What the session can be asked to do."""

    VIEW = "view"
    EXPORT = "export"
    IMPORT = "import"
    UNDO_IMPORT = "undo_import"
    PLACE_EVENT = "place_event"
    EDIT_ZONE = "edit_zone"
    EDIT_PLAN = "edit_plan"
    APPROVE_PLAN = "approve_plan"
    REPLACE_DISTRICTS = "replace_districts"
    MANAGE_USERS = "manage_users"


_ALL = frozenset(Action)
_WORK = frozenset({Action.VIEW, Action.EXPORT, Action.IMPORT, Action.PLACE_EVENT})
_PERMITTED: dict[Role, frozenset[Action]] = {
    Role.OWNER: _ALL,
    Role.HEADQUARTERS: _ALL - {Action.MANAGE_USERS},
    Role.DEPUTY: _WORK | {Action.EDIT_ZONE, Action.EDIT_PLAN},
    Role.REGISTER: _WORK,
    Role.VIEWER: frozenset({Action.VIEW}),
}
# What a deputy does only in the own district; imports carry their district in every row.
_BY_DISTRICT = frozenset({Action.EDIT_ZONE, Action.EDIT_PLAN, Action.PLACE_EVENT})


@dataclass(frozen=True, slots=True)
class User:
    """Someone who acts; ``district`` is None for those who serve the whole city."""

    name: str
    role: Role
    district: int | None = None
    active: bool = True


def may(user: User, action: Action, district: int | None = None) -> bool:
    """Return whether a user may do something, in a district where that matters."""
    if not user.active or action not in _PERMITTED[user.role]:
        return False
    if user.role is Role.DEPUTY and action in _BY_DISTRICT and district is not None:
        return district == user.district
    return True


def require(user: User, action: Action, district: int | None = None) -> None:
    """Raise `NotAllowed` unless the user may do it."""
    if not may(user, action, district):
        raise NotAllowed(_("نقش شما اجازهٔ این کار را نمی‌دهد؛ از مالک یا ستاد بخواهید."))
