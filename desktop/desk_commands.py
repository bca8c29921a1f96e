"""What the commands of the desk do, each in a line or two; `actions` holds their names and keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from data.model.city import extent_of
from desktop.actions import dress
from resources.text import _, is_rtl
from widgets.canvas.tools.box_zoom import BoxZoom
from widgets.canvas.tools.measure import Measure
from widgets.canvas.tools.select import SelectBox, SelectPolygon
from widgets.theme import change_palette

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

TOOLS = ("pan", "select_box", "select_polygon", "draw_zone", "measure", "box_zoom")


class DeskCommands(QObject):
    """Runs commands on one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what each command of the table runs."""
        window = self._window
        canvas, stack = window.canvas, window.stack
        return {
            "open": self.ask_open,
            "new": window.new_requested.emit,
            "import": window.imports.start,
            "undo_import": window.imports.ask_undo,
            "plan": window.plans.start,
            "export_map": window.map_export.start,
            "print_map": window.printing.start,
            "copy_map": window.map_export.copy_map,
            "copy_sheet": window.map_export.copy_sheet,
            "copy_window": lambda: _copy(window.grab().toImage()),
            "quit": window.close,
            "undo": stack.undo,
            "redo": stack.redo,
            "delete_zone": window.zones.delete,
            "search": window.desk.top.focus_search,
            **{tool: self._taker(tool) for tool in TOOLS},
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "zoom_all": canvas.zoom_home,
            "zoom_district": self.zoom_to_district,
            "compare": window.comparing.toggle,
            "background": window.background.start,
            "rows": lambda: window.rows.open_filter(window.maps.filter),
            "waiting": window.rows.show_waiting,
            "theme": self.toggle_theme,
            "language": lambda: window.language_requested.emit("en" if is_rtl() else "fa"),
            "keys": self.show_keys,
        }

    def _taker(self, tool: str) -> Callable[[], None]:
        return lambda: self.use_tool(tool)

    def use_tool(self, name: str) -> None:
        """Take a map tool in hand."""
        window = self._window
        window.tell("")
        if name in window.actions_by_id:
            window.actions_by_id[name].setChecked(True)
        if name == "draw_zone":
            window.zones.draw()
        else:
            make = {
                "measure": Measure,
                "box_zoom": BoxZoom,
                "select_box": SelectBox,
                "select_polygon": SelectPolygon,
            }.get(name)
            window.canvas.set_tool(None if make is None else make())
        window.canvas.setFocus()

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        window = self._window
        window.settings.theme = "light" if window.settings.theme == "dark" else "dark"
        window.settings.save()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        change_palette(application, window.palette_in_use)
        window.canvas.set_palette(window.palette_in_use)
        dress(window.actions_by_id, window.palette_in_use)

    def zoom_to_district(self) -> None:
        """Bring the chosen district into view, or the whole city."""
        chosen = self._window.maps.filter.districts
        districts = self._window.session.snapshot.districts
        shown = [d for d in districts if not chosen or d.number in chosen]
        if shown:
            self._window.canvas.zoom_to(extent_of(shown))

    def ask_open(self) -> None:
        """Ask for another workspace."""
        chosen = self._window.messages.open_file(
            _("باز کردن پروندهٔ کار"), _("پروندهٔ کار گذر") + " (*.gpkg)"
        )
        if chosen:
            self._window.open_requested.emit(Path(chosen))

    def show_keys(self) -> None:
        """List every key."""
        lines = [
            f"{action.shortcut().toString()}\t{action.text()}"
            for action in self._window.actions_by_id.values()
            if not action.shortcut().isEmpty()
        ]
        self._window.messages.info("\n".join(lines))


def _copy(image: Any) -> None:
    QGuiApplication.clipboard().setImage(image)
