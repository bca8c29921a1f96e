"""The one family of errors a user may meet.

Each says what happened and what to do next, in the user's language, without paths or stacks.
Anything that is not a `GozarError` is a fault of the program and is reported as one.
"""

from __future__ import annotations


class GozarError(Exception):
    """Known trouble: the message is shown to the user as it is."""


class Refused(GozarError):
    """The request is understood and cannot be done; nothing was written."""


class NotAllowed(Refused):
    """The user's role does not permit the action."""


class BadInput(Refused):
    """A file, name, number or place from outside is not acceptable."""


class IllegalShape(BadInput):
    """A drawn or imported geometry breaks a rule.

    Parameters
    ----------
    message : str
        What is wrong and how to mend it.
    at : tuple of float, optional
        Where, in metres of the city's coordinate system, so that it can be shown.
    """

    def __init__(self, message: str, at: tuple[float, float] | None = None) -> None:
        super().__init__(message)
        self.at = at


class WorkspaceDamaged(Refused):
    """The workspace file fails its integrity check."""


class WorkspaceNewer(Refused):
    """The workspace was written by a later version of the program."""


class WorkspaceBusy(Refused):
    """Another program holds the workspace's lock."""


class ForeignContent(Refused):
    """The workspace holds triggers, views or tables that are not ours."""


class Conflict(Refused):
    """The row was changed by someone else since it was read."""


class Cancelled(GozarError):
    """The user, or a newer request, stopped the work."""
