"""One table of everything a user can ask for: name, key, role and what it runs.

Menus, tool column, shortcuts and the list of keys are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from data.model.roles import Action as Permission
from data.model.roles import User, may
from resources.text import _
from resources.tokens import Palette
from widgets.icons import icon

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the table.

    Attributes
    ----------
    id : str
        What it runs is looked up under this name.
    text : callable
        Its name in the user's language, asked for when shown.
    key : str
        Portable key sequence, empty for none.
    permission : Permission, optional
        Who lacks it does not see the entry.
    icon : str
    group : str
        Menu it stands in: ``file``, ``edit``, ``map``, ``tools``, ``view``.
    checkable : bool
        Tools are checkable and exclude each other.
    """

    id: str
    text: Callable[[], str]
    key: str = ""
    permission: Permission | None = None
    icon: str = ""
    group: str = "file"
    checkable: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("open", lambda: _("باز کردن پروندهٔ کار…"), "Ctrl+O", None, "open"),
    Command("new", lambda: _("پروندهٔ کار تازه…"), "Ctrl+N", None, "add"),
    Command("import", lambda: _("ورود داده…"), "Ctrl+I", Permission.IMPORT, "import"),
    Command("undo_import", lambda: _("پس گرفتن یک ورود…"), "", Permission.UNDO_IMPORT, "delete"),
    Command("plan", lambda: _("برنامهٔ فصلی…"), "Ctrl+Shift+P", Permission.EDIT_PLAN, "plan"),
    Command(
        "export_map", lambda: _("نقشه به‌صورت تصویر…"), "Ctrl+Shift+E", Permission.EXPORT, "export"
    ),
    Command("print_map", lambda: _("چاپ نقشه…"), "Ctrl+P", Permission.EXPORT, "print"),
    Command("copy_map", lambda: _("رونوشت تصویر نقشه"), "Ctrl+Shift+C", None, "copy_picture"),
    Command("copy_sheet", lambda: _("رونوشت برگهٔ نقشه"), "Ctrl+Alt+M", None, "copy_picture"),
    Command("copy_window", lambda: _("رونوشت تصویر پنجره"), "Ctrl+Alt+C", None, "copy_picture"),
    Command("quit", lambda: _("بستن"), "Ctrl+Q", None, "close"),
    Command("undo", lambda: _("واگرد"), "Ctrl+Z", Permission.EDIT_ZONE, "undo", "edit"),
    Command("redo", lambda: _("انجام مجدد"), "Ctrl+Shift+Z", Permission.EDIT_ZONE, "redo", "edit"),
    Command(
        "delete_zone", lambda: _("حذف محدوده"), "Ctrl+Del", Permission.EDIT_ZONE, "delete", "edit"
    ),
    Command("search", lambda: _("جست‌وجو"), "Ctrl+F", None, "search", "edit"),
    Command("pan", lambda: _("حرکت و شناسایی روی نقشه"), "1", None, "pan", "tools", True),
    Command(
        "draw_zone",
        lambda: _("ترسیم محدوده"),
        "2",
        Permission.EDIT_ZONE,
        "draw_zone",
        "tools",
        True,
    ),
    Command("measure", lambda: _("اندازه‌گیری"), "3", None, "measure", "tools", True),
    Command("box_zoom", lambda: _("بزرگ‌نمایی کادری"), "4", None, "zoom_box", "tools", True),
    Command("select_box", lambda: _("انتخاب با کادر"), "5", None, "select_box", "tools", True),
    Command(
        "select_polygon",
        lambda: _("انتخاب با چندضلعی"),
        "6",
        None,
        "select_polygon",
        "tools",
        True,
    ),
    Command("zoom_in", lambda: _("نزدیک‌تر"), "Ctrl++", None, "zoom_in", "map"),
    Command("zoom_out", lambda: _("دورتر"), "Ctrl+-", None, "zoom_out", "map"),
    Command("zoom_all", lambda: _("همهٔ شهر"), "Ctrl+0", None, "zoom_all", "map"),
    Command("zoom_district", lambda: _("منطقهٔ برگزیده"), "Ctrl+9", None, "zoom_box", "map"),
    Command(
        "compare",
        lambda: _("مقایسه با پارسال"),
        "Ctrl+M",
        None,
        "compare",
        "view",
        checkable=True,
    ),
    Command("background", lambda: _("نقشهٔ زمینه…"), "Ctrl+G", None, "layers", "map"),
    Command("rows", lambda: _("جدول موارد این نقشه"), "Ctrl+T", None, "rows", "view"),
    Command(
        "waiting", lambda: _("منتظر جانمایی"), "Ctrl+J", Permission.PLACE_EVENT, "place", "view"
    ),
    Command("theme", lambda: _("روشن / تیره"), "Ctrl+D", None, "theme", "view"),
    Command("language", lambda: "English / فارسی", "Ctrl+L", None, "settings", "view"),
    Command("keys", lambda: _("کلیدهای میان‌بر"), "F1", None, "more", "view"),
)

GROUPS: dict[str, Callable[[], str]] = {
    "file": lambda: _("پرونده"),
    "edit": lambda: _("ویرایش"),
    "tools": lambda: _("ابزارها"),
    "map": lambda: _("نقشه"),
    "view": lambda: _("نما"),
}


def make_actions(
    parent: QWidget, handlers: Mapping[str, Run], palette: Palette, user: User
) -> dict[str, QAction]:
    """Return a QAction for every command the user may run, wired to its handler.

    Parameters
    ----------
    handlers : mapping of command id to callable
        Every command needs one; a missing handler is a fault of the program.
    """
    actions = {}
    for command in COMMANDS:
        if command.permission is not None and not may(user, command.permission):
            continue
        action = QAction(command.text(), parent)
        action.setObjectName(command.id)
        action.setCheckable(command.checkable)
        if command.key:
            action.setShortcut(QKeySequence(command.key))
        action.triggered.connect(_runner(handlers[command.id]))
        parent.addAction(action)
        actions[command.id] = action
    dress(actions, palette)
    return actions


def dress(actions: Mapping[str, QAction], palette: Palette) -> None:
    """Give the actions their icons in a palette."""
    for command in COMMANDS:
        if command.icon and command.id in actions:
            actions[command.id].setIcon(icon(command.icon, palette))


def tool_tip(action: QAction) -> str:
    """Return the name of an action with its key."""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.text()} ({key})" if key else action.text()


def _runner(run: Run) -> Callable[[bool], None]:
    """Drop the checked state Qt sends along."""

    def triggered(_checked: bool = False) -> None:
        run()

    return triggered
