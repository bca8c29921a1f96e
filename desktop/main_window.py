"""The desk's window: it joins the parts to the session and owns nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from data.errors import GozarError
from data.model.names import person_name
from data.model.roles import User
from data.projection import metres_to_lonlat
from desktop import late
from desktop.actions import COMMANDS, GROUPS, dress, make_actions
from desktop.commands import new_stack
from desktop.context import Context
from desktop.coverage_hour import CoverageHour
from desktop.desk_layout import DeskLayout
from desktop.import_flow import ImportFlow
from desktop.jobs import Jobs
from desktop.map_controller import MapController, city_frame
from desktop.number_rows import NumberRows
from desktop.overview import Overview
from desktop.plan_flow import PlanFlow
from desktop.searching import Searching
from desktop.selection import Selection
from desktop.session import Session
from desktop.settings import Settings
from desktop.zone_editing import ZoneEditing, snap_index
from layers.catalogue import LAYERS
from resources.text import _, digits, is_rtl, language, localised
from resources.tokens import PALETTES, Palette
from widgets.canvas.tools.box_zoom import BoxZoom
from widgets.canvas.tools.measure import Measure
from widgets.dialogs.messages import Messages
from widgets.panels.layer_row import LayerRow
from widgets.theme import apply_theme

TOOLS = ("pan", "draw_zone", "measure", "box_zoom")


class MainWindow(QMainWindow):
    """One open workspace on the desk.

    Signals
    -------
    open_requested(Path), new_requested()
        The program opens another workspace, in a window of its own.
    language_requested(str)
        The program makes the window again in another language.
    """

    open_requested = Signal(object)
    new_requested = Signal()
    language_requested = Signal(str)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        settings: Settings,
        messages: Messages | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.jobs = jobs
        self._let_go = False
        self.settings = settings
        self.messages = messages or Messages(self)
        self.stack = new_stack()
        self.desk = DeskLayout(self.palette_in_use)
        self.setCentralWidget(self.desk)
        self.canvas = self.desk.canvas
        self._build_rooms()
        self.actions_by_id = make_actions(self, self._handlers(), self.palette_in_use, session.user)
        self._fill()
        self._wire()
        self.canvas.setFocus()
        self.time_bar: Any = None
        self._charts_asked = False
        if session.ready:
            QTimer.singleShot(0, self._load_late_rooms)
        else:
            session.opened.connect(self._load_late_rooms)

    @property
    def palette_in_use(self) -> Palette:
        """The palette the user chose."""
        return PALETTES[self.settings.theme]

    def _build_rooms(self) -> None:
        session, jobs, canvas, desk = self.session, self.jobs, self.canvas, self.desk
        self.maps = MapController(session, jobs, canvas, self)
        self.context = Context(self.maps, desk.top, desk.filters)
        self.coverage_hour = CoverageHour(self.maps, desk.hour)
        self.rows = NumberRows(session, jobs, self.maps, canvas, self.stack, self.tell, self)
        self.zones = ZoneEditing(session, canvas, desk.inspector, self.stack, self.tell)
        self.selection = Selection(
            session, self.maps, canvas, desk.inspector, self.rows.open, self.zones.show
        )
        self.imports = ImportFlow(session, jobs, self.messages, self)
        self.plans = PlanFlow(session, jobs, self.maps, self.messages, self.rows.open, self)
        self.searching = Searching(session, jobs, self.selection, canvas, desk.top)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        canvas, stack = self.canvas, self.stack
        return {
            "open": self._ask_open,
            "new": self.new_requested.emit,
            "import": self.imports.start,
            "undo_import": self.imports.ask_undo,
            "plan": self.plans.start,
            "export_map": self.plans.export_map,
            "copy_map": lambda: _copy(canvas.grab_image(2.0)),
            "copy_window": lambda: _copy(self.grab().toImage()),
            "quit": self.close,
            "undo": stack.undo,
            "redo": stack.redo,
            "delete_zone": self.zones.delete,
            "search": self.desk.top.focus_search,
            "pan": lambda: self.use_tool("pan"),
            "draw_zone": lambda: self.use_tool("draw_zone"),
            "measure": lambda: self.use_tool("measure"),
            "box_zoom": lambda: self.use_tool("box_zoom"),
            "zoom_in": canvas.zoom_in,
            "zoom_out": canvas.zoom_out,
            "zoom_all": canvas.zoom_home,
            "zoom_district": self.zoom_to_district,
            "rows": lambda: self.rows.open_filter(self.maps.filter),
            "waiting": self.rows.show_waiting,
            "theme": self.toggle_theme,
            "language": lambda: self.language_requested.emit("en" if is_rtl() else "fa"),
            "keys": self._show_keys,
        }

    def _fill(self) -> None:
        """Show what the session holds."""
        session, desk, actions = self.session, self.desk, self.actions_by_id
        snapshot, city = session.snapshot, session.city
        name = localised(city.name)
        self.setWindowTitle(f"{_('گذر')} — {name}")
        desk.top.set_city(name, simulated=snapshot.simulated)
        desk.top.set_actions([], [menu.menuAction() for menu in menus(actions, self)])
        desk.top.plan_button.setVisible("plan" in actions)
        desk.layers.set_layers(
            [
                LayerRow(layer.id, layer.title(), layer.id in self.maps.visible())
                for layer in reversed(LAYERS.values())
            ]
        )
        tools = QActionGroup(self)
        for tool in TOOLS:
            if tool in actions:
                tools.addAction(actions[tool])
        actions["pan"].setChecked(True)
        groups = (TOOLS, ("undo", "redo"), ("zoom_in", "zoom_out", "zoom_all"))
        desk.tools.set_actions([[actions[i] for i in g if i in actions] for g in groups])
        self.canvas.set_home(city_frame(snapshot))
        self.canvas.zoom_home()
        self.canvas.set_snap_index(snap_index(session))
        desk.status.set_user(user_words(session.user))
        self.context.begin(session.user.district)
        self._follow_stack()

    def _wire(self) -> None:
        desk, maps, canvas, jobs = self.desk, self.maps, self.canvas, self.jobs
        desk.layers.visibility_changed.connect(maps.set_visible)
        desk.layers.opacity_changed.connect(canvas.set_opacity)
        desk.layers.order_changed.connect(lambda ids: canvas.set_order(list(reversed(ids))))
        desk.layers.number_clicked.connect(self.rows.open)
        maps.picture_changed.connect(desk.layers.set_picture)
        maps.summary_changed.connect(lambda summary: canvas.set_remark(summary.remark))
        maps.busy_changed.connect(desk.layers.set_busy)
        maps.layer_failed.connect(self._tell_layer)
        canvas.pointer_moved.connect(self._show_place)
        canvas.view_changed.connect(lambda view: desk.status.set_scale(view.scale_denominator))
        canvas.tool_message.connect(self.tell)
        jobs.started.connect(lambda id_, text: desk.status.add_job(str(id_), text))
        jobs.progressed.connect(lambda id_, d, t: desk.status.job_progress(str(id_), d, t))
        jobs.ended.connect(lambda id_: desk.status.end_job(str(id_)))
        desk.status.stop_requested.connect(lambda id_: jobs.stop(int(id_)))
        desk.top.plan_requested.connect(self.plans.start)
        self.rows.table.row_activated.connect(self.selection.show_event)
        self.zones.drawn.connect(self._select_drawn)
        self.zones.tool_ended.connect(lambda: self.use_tool("pan"))
        self.stack.indexChanged.connect(self._follow_stack)
        for saved in (self.session.zones_changed, self.session.plans_changed):
            saved.connect(lambda ids: self._say_saved())
        self.session.districts_changed.connect(self._fill)

    def _load_late_rooms(self) -> None:
        """Load the charts in a thread: to load them here would stop the window for long."""
        if not self._charts_asked:
            self._charts_asked = True
            self.desk.status.set_user(user_words(self.session.user))
            self.jobs.run(lambda feedback: late.charts(), lambda charts: self._put_time_bar())

    def _put_time_bar(self) -> None:
        bar = late.charts().time_bar.TimeBar()
        self.desk.put_time_bar(bar)
        self.context.join_time_bar(bar)
        bar.number_clicked.connect(self.rows.open)
        # One piece a turn, so that the window answers in between.
        QTimer.singleShot(0, self, lambda: self._put_overview(bar))

    def _put_overview(self, bar: QWidget) -> None:
        overview = Overview(self.rows.open)
        self.desk.inspector.set_overview(overview)
        if self.maps.summary is not None:
            overview.show_summary(self.maps.summary)
        self.maps.summary_changed.connect(overview.show_summary)
        self.time_bar, self.overview = bar, overview

    # -- what the user asks for ------------------------------------------------------------

    def use_tool(self, name: str) -> None:
        """Take a map tool in hand."""
        self.tell("")
        if name in self.actions_by_id:
            self.actions_by_id[name].setChecked(True)
        if name == "draw_zone":
            self.zones.draw()
        else:
            self.canvas.set_tool({"measure": Measure, "box_zoom": BoxZoom}.get(name, _no_tool)())
        self.canvas.setFocus()

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        self.settings.theme = "light" if self.settings.theme == "dark" else "dark"
        self.settings.save()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, self.palette_in_use, is_rtl())
        self.canvas.set_palette(self.palette_in_use)
        dress(self.actions_by_id, self.palette_in_use)

    def zoom_to_district(self) -> None:
        """Bring the chosen district into view, or the whole city."""
        chosen = self.maps.filter.districts
        shapes = [d for d in self.session.snapshot.districts if not chosen or d.number in chosen]
        if shapes:
            bounds = [d.geometry.bounds for d in shapes]
            lows, highs = zip(*((b[:2], b[2:]) for b in bounds), strict=True)
            west, south = (min(v) for v in zip(*lows, strict=True))
            east, north = (max(v) for v in zip(*highs, strict=True))
            self.canvas.zoom_to((west, south, east, north))

    def tell(self, text: str) -> None:
        """Say one sentence without stopping the work."""
        self.desk.status.set_message(text)

    def _ask_open(self) -> None:
        path = self.messages.open_file(_("باز کردن پروندهٔ کار"), _("پروندهٔ کار گذر") + " (*.gpkg)")
        if path:
            self.open_requested.emit(Path(path))

    def _select_drawn(self, id_: str) -> None:
        # The map keeps the keyboard, so that Ctrl+Z takes the zone back and not a letter.
        self.selection.expect(f"zone:{id_}")
        self.zones.show(id_)

    def _show_keys(self) -> None:
        lines = [
            (action.text(), action.shortcut().toString())
            for action in self.actions_by_id.values()
            if not action.shortcut().isEmpty()
        ]
        self.messages.info("\n".join(f"{key}\t{text}" for text, key in lines))

    # -- following -------------------------------------------------------------------------

    def _follow_stack(self) -> None:
        for name, possible in (("undo", self.stack.canUndo()), ("redo", self.stack.canRedo())):
            if name in self.actions_by_id:
                self.actions_by_id[name].setEnabled(possible)

    def _show_place(self, place: tuple[float, float]) -> None:
        city = self.session.city
        lon, lat = metres_to_lonlat(city, *place)
        zone = f"UTM {city.epsg % 100}N" if 32601 <= city.epsg <= 32660 else f"EPSG:{city.epsg}"
        self.desk.status.set_pointer(float(lon), float(lat), *place, zone)

    def _say_saved(self) -> None:
        now = datetime.now(ZoneInfo(self.session.city.timezone))
        self.desk.status.set_saved(_("ذخیره شد، {time}").format(time=digits(f"{now:%H:%M}")))

    def _tell_layer(self, layer: str, error: Exception) -> None:
        if isinstance(error, GozarError):
            self.tell(f"{LAYERS[layer].title()}: {error}")
        else:
            self.tell(_("لایهٔ «{name}» ساخته نشد.").format(name=LAYERS[layer].title()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask before running work is stopped; save what was typed and let everything go."""
        running = self.jobs.named()
        if (
            running
            and not self._let_go
            and not self.messages.ask(
                _("هنوز این کار در جریان است: {name}. متوقف شود؟").format(name=running[0]),
                _("توقف و بستن"),
                _("ادامهٔ کار"),
            )
        ):
            event.ignore()
            return
        self.let_go()
        super().closeEvent(event)

    def let_go(self) -> None:
        """Save what was typed and part from session and jobs, which outlive the window."""
        if self._let_go:
            return
        self._let_go = True
        self.zones.flush()
        self.settings.width, self.settings.height = self.width(), self.height()
        self.settings.language = language()
        self.settings.save()
        session, jobs = self.session, self.jobs
        for signal in (
            session.events_changed,
            session.zones_changed,
            session.plans_changed,
            session.districts_changed,
            jobs.started,
            jobs.progressed,
            jobs.ended,
        ):
            signal.disconnect()
        jobs.drop_silent()
        self.rows.close()
        self.canvas.shutdown()


def _copy(image: Any) -> None:
    QGuiApplication.clipboard().setImage(image)


def _no_tool() -> None:
    return None


def menus(actions: Mapping[str, QAction], parent: QWidget) -> list[QMenu]:
    """Return a menu for each group of the table, with the actions the user may run."""
    made = []
    for group, title in GROUPS.items():
        menu = QMenu(title(), parent)
        for command in COMMANDS:
            if command.group == group and command.id in actions:
                menu.addAction(actions[command.id])
        if not menu.isEmpty():
            made.append(menu)
    return made


def user_words(user: User) -> str:
    """Return who works, as the status line says it."""
    return _("کاربر: {name}").format(name=person_name(user.name))
