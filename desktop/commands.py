"""Undo: each command holds an id, the old value and the new one, and asks the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QUndoCommand, QUndoStack

from data.errors import GozarError, WorkspaceBusy
from data.model.intake import EventRow
from data.model.zones import Zone
from desktop.session import Session
from resources.text import _

UNDO_LIMIT = 500
RETRY = 300  # ms
Step = Callable[[], object]
Tell = Callable[[str], object]


class Change(QUndoCommand):
    """A step and its way back that survive a refusal.

    An exception leaving ``redo`` or ``undo`` would keep the failed command on Qt's stack; here it
    is told to the user, and the command is taken off. A step that found the store busy waits and
    is tried again, unless the opposite step is asked for meanwhile: then neither is done.
    """

    def __init__(self, text: str, do: Step, take_back: Step, tell: Tell) -> None:
        super().__init__(text)
        self._do = do
        self._take_back = take_back
        self._tell = tell
        self._waiting: Step | None = None

    def redo(self) -> None:
        """Do, or do again."""
        self._start(self._do)

    def undo(self) -> None:
        """Take back."""
        self._start(self._take_back)

    def _start(self, step: Step) -> None:
        if self._waiting is not None:
            self._waiting = None
            return
        self._try(step)

    def _try(self, step: Step) -> None:
        try:
            step()
        except WorkspaceBusy as error:
            # Nothing drawn is lost: it is saved as soon as the job that writes has ended.
            self._tell(str(error))
            self._waiting = step
            QTimer.singleShot(RETRY, self._try_again)
        except GozarError as error:
            self.setObsolete(True)
            self._tell(str(error))

    def _try_again(self) -> None:
        step, self._waiting = self._waiting, None
        if step is not None:
            self._try(step)


def set_zone(session: Session, old: Zone | None, new: Zone | None, tell: Tell) -> Change:
    """Return the change of a zone from one value to another; None stands for not being there."""

    def become(before: Zone | None, after: Zone | None) -> None:
        if after is not None:
            version = 0 if before is None else session.zone(before.id).version
            session.save_zone(replace(after, version=version))
        elif before is not None:
            session.remove_zone(before.id)

    return Change(_zone_text(old, new), lambda: become(old, new), lambda: become(new, old), tell)


def place_event(session: Session, event: EventRow, x: float, y: float, tell: Tell) -> Change:
    """Return the change that gives a waiting event its place, in metres."""
    return Change(
        _("جانمایی پیام"),
        lambda: session.place_event(event.id, x, y),
        lambda: session.restore_place(event),
        tell,
    )


def new_stack() -> QUndoStack:
    """Return an empty stack of `UNDO_LIMIT` steps."""
    stack = QUndoStack()
    stack.setUndoLimit(UNDO_LIMIT)
    return stack


def _zone_text(old: Zone | None, new: Zone | None) -> str:
    if old is None:
        return _("ترسیم محدوده")
    if new is None:
        return _("حذف محدوده")
    return _("ویرایش محدوده")
