"""The desk's window: it joins the parts to the session and owns nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from data.errors import GozarError
from data.model.city import extent_of
from data.model.names import person_name
from data.model.roles import User
from data.projection import metres_to_lonlat
from data.timezones import DAY_SECONDS
from desktop import late
from desktop.actions import COMMANDS, GROUPS, make_actions
from desktop.background import BackgroundFlow
from desktop.commands import new_stack
from desktop.comparing import Comparing
from desktop.context import Context
from desktop.coverage_hour import CoverageHour
from desktop.desk_commands import TOOLS, DeskCommands
from desktop.desk_layout import DeskLayout
from desktop.event_selection import EventSelection
from desktop.hovering import Hovering
from desktop.import_flow import ImportFlow
from desktop.jobs import Jobs
from desktop.layer_choices import LayerChoosing
from desktop.map_controller import MapController
from desktop.map_export import MapExport
from desktop.number_rows import NumberRows
from desktop.overview import Overview
from desktop.plan_flow import PlanFlow
from desktop.playing import Playing
from desktop.printing import Printing
from desktop.searching import Searching
from desktop.selection import Selection
from desktop.session import Session
from desktop.settings import Settings
from desktop.sheet_source import SheetSource
from desktop.zone_editing import ZoneEditing
from layers.catalogue import LAYERS
from resources.text import _, digits, language, localised
from resources.tokens import PALETTES, Palette
from widgets.dialogs.messages import Messages
from widgets.panels.layer_row import LayerRow


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
        former: MainWindow | None = None,
    ) -> None:
        """Show a session; a ``former`` window of it hands over undo, filter and view."""
        super().__init__()
        self.session = session
        self.jobs = jobs
        self.settings = settings
        self.messages = messages or Messages(self)
        self.stack = new_stack() if former is None else former.stack
        self._gone = False
        self.desk = DeskLayout(self.palette_in_use)
        self.setCentralWidget(self.desk)
        self.canvas = self.desk.canvas
        self._build_rooms()
        self.commands = DeskCommands(self)
        self.actions_by_id: dict[str, QAction] = {}
        self._tools = QActionGroup(self)
        self._make_menus()
        self._show_city()
        self._wire()
        self._begin(former)
        self.time_bar: Any = None
        self._charts_asked = False
        if session.ready:
            QTimer.singleShot(0, self._load_late_rooms)
        else:
            session.opened.connect(self._store_opened)

    @property
    def palette_in_use(self) -> Palette:
        """The palette the user chose."""
        return PALETTES[self.settings.theme]

    def _build_rooms(self) -> None:
        session, jobs, canvas, desk = self.session, self.jobs, self.canvas, self.desk
        tell = session.told.emit
        self.maps = MapController(session, jobs, canvas, self)
        self.context = Context(self.maps, desk.top, desk.filters)
        self.coverage_hour = CoverageHour(self.maps, desk.hour)
        self.layer_choosing = LayerChoosing(self.maps, desk.choices)
        self.rows = NumberRows(session, jobs, self.maps, canvas, self.stack, tell, self)
        self.zones = ZoneEditing(session, jobs, canvas, desk.inspector, self.stack, tell)
        self.selection = Selection(
            session, self.maps, canvas, desk.inspector, self.rows.open, self.zones.show
        )
        self.chosen = EventSelection(jobs, self.maps, canvas, desk.inspector, self.rows.open)
        self.chosen.changed.connect(self.selection.keep_card)
        self.hovering = Hovering(jobs, self.maps, canvas)
        self.imports = ImportFlow(session, jobs, self.messages, self)
        self.plans = PlanFlow(session, jobs, self.maps, self.messages, self.rows.open, self)
        sheets = SheetSource(self.maps, canvas, desk.layers)
        self.map_export = MapExport(sheets, jobs, self.settings, self.messages, self)
        self.printing = Printing(self.map_export, jobs, self)
        self.comparing = Comparing(self.maps, jobs, canvas, self)
        self.playing = Playing(self.maps, canvas, self)
        self.playing.wait_for(self.comparing.shown)
        self.background = BackgroundFlow(
            session, jobs, self.maps, canvas, desk.layers, self.settings, self.messages, self
        )
        self.background.told.connect(self.tell)
        self.searching = Searching(session, jobs, self.selection, canvas, desk.top)

    def _make_menus(self) -> None:
        """Make menus, keys and tools for what the user may do; again when the user is known."""
        desk, old = self.desk, self.actions_by_id
        for action in old.values():
            self.removeAction(action)
            action.deleteLater()
        user = self.session.user
        actions = make_actions(self, self.commands.handlers(), self.palette_in_use, user)
        self.actions_by_id = actions
        actions["compare"].setChecked(self.comparing.is_on())
        hidden = [menu.menuAction() for menu in menus(actions, self)]
        desk.top.set_actions([actions["compare"]], hidden)
        desk.top.plan_button.setVisible("plan" in actions)
        for tool in TOOLS:
            if tool in actions:
                self._tools.addAction(actions[tool])
        actions["pan"].setChecked(True)
        groups = (TOOLS, ("undo", "redo"), ("zoom_in", "zoom_out", "zoom_all"))
        desk.tools.set_actions([[actions[i] for i in g if i in actions] for g in groups])
        desk.status.set_user(user_words(user))
        self._menu_user = user
        self._follow_stack()

    def _show_city(self) -> None:
        """Show what the city says of itself; again when its districts were replaced."""
        snapshot, desk = self.session.snapshot, self.desk
        name = localised(snapshot.city.name)
        self.setWindowTitle(f"{_('گذر')} — {name}")
        desk.top.set_city(name, simulated=snapshot.simulated)
        self.canvas.set_home(extent_of(snapshot.districts))
        self.context.offer()

    def _begin(self, former: MainWindow | None) -> None:
        """Begin where the former window stood, or on the whole city in this season."""
        if former is None:
            self.canvas.zoom_home()
            self.context.begin(self.session.user.district)
        else:
            for layer in LAYERS:
                self.maps.set_visible(layer, layer in former.maps.visible())
            self.maps.set_filter(former.maps.filter)
            self.canvas.set_view(former.canvas.view)
        self.desk.layers.set_layers(
            [
                LayerRow(layer.id, layer.title(), layer.id in self.maps.visible())
                for layer in reversed(LAYERS.values())
            ]
        )
        self.background.begin()
        self.canvas.setFocus()

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
        self.comparing.legend_changed.connect(desk.layers.set_picture)
        self.comparing.number_clicked.connect(self.rows.open)
        self.comparing.changed.connect(
            lambda on: self.actions_by_id["compare"].setChecked(on)
        )
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
        self.zones.tool_ended.connect(lambda: self.commands.use_tool("pan"))
        self.stack.indexChanged.connect(self._follow_stack)
        for saved in (self.session.zones_changed, self.session.plans_changed):
            saved.connect(lambda ids: self._say_saved())
        self.session.districts_changed.connect(self._show_city)
        self.session.told.connect(self.tell)
        self.map_export.told.connect(self.tell)

    # -- what is loaded after the first map ------------------------------------------------

    def _store_opened(self) -> None:
        """Now it is known who works: offer what they may do, in their district."""
        if self._gone:
            return
        if self.session.user != self._menu_user:
            self._make_menus()
            if self.session.user.district is not None:
                self.context.choose_district(self.session.user.district)
        self._load_late_rooms()

    def _load_late_rooms(self) -> None:
        """Load the charts in a thread: to load them here would stop the window for long."""
        if not self._charts_asked:
            self._charts_asked = True
            self.jobs.run(lambda feedback: late.charts(), lambda charts: self._put_time_bar())

    def _put_time_bar(self) -> None:
        bar = late.charts().time_bar.TimeBar()
        self.desk.put_time_bar(bar)
        self.context.join_time_bar(bar)
        self.playing.join(bar)
        bar.number_clicked.connect(lambda number: self.rows.open_filter(self.maps.filter))
        # One piece a turn, so that the window answers in between.
        QTimer.singleShot(0, self, lambda: self._put_overview(bar))

    def _put_overview(self, bar: QWidget) -> None:
        overview = Overview(self.rows.open)
        overview.hours_chosen.connect(self.context.choose_week_hours)
        self.desk.inspector.set_overview(overview)
        if self.maps.summary is not None:
            overview.show_summary(self.maps.summary)
        self.maps.summary_changed.connect(overview.show_summary)
        self.time_bar, self.overview = bar, overview

    # -- following -------------------------------------------------------------------------

    def tell(self, text: str) -> None:
        """Say one sentence without stopping the work."""
        self.desk.status.set_message(text)

    def _select_drawn(self, id_: str) -> None:
        # The map keeps the keyboard, so that Ctrl+Z takes the zone back and not a letter.
        self.selection.expect(f"zone:{id_}")
        self.zones.show(id_)

    def _follow_stack(self, *_changed: object) -> None:
        for name, possible in (("undo", self.stack.canUndo()), ("redo", self.stack.canRedo())):
            if name in self.actions_by_id:
                self.actions_by_id[name].setEnabled(possible)

    def _show_place(self, place: tuple[float, float]) -> None:
        city = self.session.city
        lon, lat = metres_to_lonlat(city, *place)
        zone = f"UTM {city.epsg % 100}N" if 32601 <= city.epsg <= 32660 else f"EPSG:{city.epsg}"
        self.desk.status.set_pointer(float(lon), float(lat), *place, zone)

    def _say_saved(self) -> None:
        _day, second = divmod(self.session.snapshot.local(self.session.now()), DAY_SECONDS)
        clock = digits(f"{second // 3600:02d}:{second % 3600 // 60:02d}")
        self.desk.status.set_saved(_("ذخیره شد، {time}").format(time=clock))

    def _tell_layer(self, layer: str, error: Exception) -> None:
        if isinstance(error, GozarError):
            self.tell(f"{LAYERS[layer].title()}: {error}")
        else:
            self.tell(_("لایهٔ «{name}» ساخته نشد.").format(name=LAYERS[layer].title()))

    # -- the end ---------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask before running work is stopped; save what was typed and let everything go."""
        running = [] if self._gone else self.jobs.named()
        words = _("هنوز این کار در جریان است: {name}. متوقف شود؟")
        if running and not self.messages.ask(
            words.format(name=running[0]), _("توقف و بستن"), _("ادامهٔ کار")
        ):
            event.ignore()
            return
        self.let_go()
        super().closeEvent(event)

    def let_go(self) -> None:
        """Save what was typed and part from session and jobs, which outlive the window."""
        if self._gone:
            return
        self._gone = True
        self.zones.flush()
        self.settings.width, self.settings.height = self.width(), self.height()
        self.settings.language = language()
        self.settings.save()
        session, jobs = self.session, self.jobs
        self.stack.indexChanged.disconnect(self._follow_stack)
        for signal in (
            session.events_changed,
            session.zones_changed,
            session.plans_changed,
            session.districts_changed,
            session.told,
            jobs.started,
            jobs.progressed,
            jobs.ended,
        ):
            signal.disconnect()
        self.playing.play(False)
        self.background.close()
        self.maps.stop()
        jobs.drop_silent()
        self.rows.close()
        self.canvas.shutdown()


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
