"""Starting the desk: which workspace, which language, and the first map as soon as possible."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from data.calendar import parse_instant
from data.clock import Clock
from data.errors import BadInput, GozarError
from data.feedback import Feedback
from data.profile import load_profile
from desktop import late
from desktop.jobs import Jobs
from desktop.main_window import MainWindow
from desktop.session import Session
from desktop.settings import Settings, demo_path
from layers.stats.clusters import dbscan
from resources.text import _, is_rtl, language, set_language
from resources.tokens import PALETTES
from widgets.dialogs.messages import Messages
from widgets.dialogs.waiting import Waiting
from widgets.dialogs.welcome import Welcome
from widgets.theme import apply_theme

log = logging.getLogger(__name__)

# The first map is painted before the store's libraries ask for the processor.
FIRST_MAP_MS = 250


def run(arguments: list[str]) -> int:
    """Open the desk and return when it is closed."""
    options = _parser().parse_args(arguments)
    settings = Settings.load()
    set_language(options.language or settings.language or "fa")
    try:
        path = _workspace(options.workspace, settings)
        clock = _clock(options.now, path)
    except GozarError as error:
        print(str(error), file=sys.stderr)
        return 1
    from desktop.screenshot import has_display

    if not has_display():
        from desktop.without_screen import main_job

        return main_job()
    application = QApplication(["gozar"])
    apply_theme(application, PALETTES[settings.theme], is_rtl())
    program = Program(settings, clock, options.user or "")
    program.open(path)
    status = application.exec()
    program.close()
    return status


class Program(QObject):
    """Holds the one open window; another workspace or language gets a window of its own."""

    def __init__(self, settings: Settings, clock: Clock, user: str) -> None:
        super().__init__()
        self.settings = settings
        self.window: MainWindow | None = None
        self.messages = Messages()
        self._clock = clock
        self._user = user
        self._jobs = Jobs()
        self._waiting: Waiting | None = None
        self._welcome: Welcome | None = None

    def open(self, path: Path) -> None:
        """Open a workspace; a missing demonstration city is made first."""
        if not path.exists():
            self._make_demonstration(path)
            return
        session = Session(path, self._clock, self._user)
        saved = session.show_saved()
        # The window that is there stays until the other workspace has proved to be sound.
        if saved and self.window is None:
            self._show(session)
            QTimer.singleShot(FIRST_MAP_MS, self, lambda: self._open_store(session))
            return
        self._open_store(session)
        if self.window is None:
            self._wait(_("باز کردن پروندهٔ کار…"))

    def _open_store(self, session: Session) -> None:
        self._jobs.run(
            session.open_store,
            lambda _nothing: self._opened(session),
            lambda error: self._refuse(error, session),
            text=_("باز کردن پروندهٔ کار"),
        )

    def close(self) -> None:
        """End every job and close the file."""
        self._jobs.close()
        if self.window is not None:
            self.window.session.close()

    def _opened(self, session: Session) -> None:
        if self.window is None or self.window.session is not session:
            self._show(session)
        self.settings.workspace = str(session.path)
        self.settings.save()
        # Clustering waits later for no start of a process and no loading of its library.
        self._jobs.run(
            lambda feedback: feedback.heavy(dbscan, np.zeros((8, 2)), 1.0, 4), lambda _labels: None
        )

    def _show(self, session: Session) -> None:
        old = self.window
        if old is not None:
            old.let_go()
        former = old if old is not None and old.session is session else None
        window = MainWindow(session, self._jobs, self.settings, former=former)
        window.open_requested.connect(self._change_workspace)
        window.new_requested.connect(self._ask_new)
        window.language_requested.connect(self._change_language)
        self._fit(window)
        self.window = window
        if self._waiting is not None:
            self._waiting.finish()
            self._waiting = None
        if old is not None:
            old.close()
            if old.session is not session:
                old.session.close()
            old.deleteLater()

    def _fit(self, window: MainWindow) -> None:
        """Show the window as large as it was, never larger than the screen."""
        room = QApplication.primaryScreen().availableGeometry()
        if self.settings.width >= room.width() or self.settings.height >= room.height():
            window.setGeometry(room)
            window.showMaximized()
        else:
            window.resize(self.settings.width, self.settings.height)
            window.show()

    def _change_workspace(self, path: Path) -> None:
        if not self._busy():
            self.open(path)

    def _busy(self) -> bool:
        """Tell the user to wait, where a job still works for the window that would go."""
        running = self._jobs.named()
        if running:
            self.messages.info(
                _("هنوز این کار در جریان است: {name}. پس از پایان آن دوباره بکوشید.").format(
                    name=running[0]
                )
            )
        return bool(running)

    def _change_language(self, wanted: str) -> None:
        """Make the window again in another language, on the same session."""
        if self.window is None or self._busy():
            return
        set_language(wanted)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, PALETTES[self.settings.theme], is_rtl())
        session = self.window.session
        QTimer.singleShot(0, lambda: self._show(session))
        log.info("language changed to %s", language())

    def _ask_new(self) -> None:
        """Make an empty workspace where the user says."""
        chosen = self.messages.save_file(
            _("پروندهٔ کار تازه"), "city.gpkg", _("پروندهٔ کار گذر") + " (*.gpkg)"
        )
        if chosen:
            self._make(Path(chosen), None)

    def _make_demonstration(self, path: Path) -> None:
        from desktop.creating import DEFAULT_EVENTS

        path.parent.mkdir(parents=True, exist_ok=True)
        self._make(path, DEFAULT_EVENTS)

    def _make(self, path: Path, events: int | None) -> None:
        from desktop.creating import create

        def work(feedback: Feedback) -> None:
            create(path, "tabriz", self._clock, feedback, events=events)

        text = _("ساختن شهر نمایشی") if events else _("ساختن پروندهٔ کار تازه")
        self._jobs.run(work, lambda _nothing: self.open(path), self._refuse, text=text)
        if self.window is None:
            self._wait(_("شهر نمایشی ساخته می‌شود؛ چند ثانیه صبر کنید…"))

    def _wait(self, text: str) -> None:
        """Show a small window until there is a desk; closing it stops the work."""
        if self._waiting is None:
            waiting = Waiting()
            self._jobs.progressed.connect(
                lambda _id, done, total: waiting.set_progress(done, total)
            )
            waiting.stop_requested.connect(self._give_up)
            self._waiting = waiting
        self._waiting.set_text(text)
        self._waiting.show()

    def _give_up(self) -> None:
        self._waiting = None
        self._jobs.close()
        if self.window is None:
            QApplication.quit()

    def _refuse(self, error: Exception, session: Session | None = None) -> None:
        """Say why it could not be opened; without a window, offer what else can be opened."""
        log.error("a workspace could not be opened", exc_info=error)
        known = isinstance(error, GozarError)
        if self.window is not None and self.window.session is session:
            # What was saved beside the workspace was shown; there is nothing behind it.
            self.window.let_go()
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self.messages.error(
            str(error) if known else _("پروندهٔ کار باز نشد؛ خطایی در برنامه رخ داد.")
        )
        if self.window is None:
            self._offer()

    def _offer(self) -> None:
        welcome = Welcome([("tabriz", _("تبریز"))])
        welcome.demo_requested.connect(lambda: self.open(demo_path()))
        welcome.new_requested.connect(lambda city: self._ask_new())
        welcome.open_requested.connect(self._ask_open)
        self._welcome = welcome
        if self._waiting is not None:
            self._waiting.finish()
            self._waiting = None
        welcome.show()

    def _ask_open(self) -> None:
        chosen = self.messages.open_file(
            _("باز کردن پروندهٔ کار"), _("پروندهٔ کار گذر") + " (*.gpkg)"
        )
        if chosen:
            self.open(Path(chosen))


def _workspace(given: str | None, settings: Settings) -> Path:
    """Return the workspace named, the last one, or the demonstration city."""
    if given is not None:
        path = Path(given)
        if path.suffix.lower() != ".gpkg" or not path.exists():
            raise BadInput(
                _("پروندهٔ کار «{name}» پیدا نشد؛ با «new» آن را بسازید.").format(name=path.name)
            )
        return path
    last = Path(settings.workspace)
    return last if settings.workspace and last.exists() else demo_path()


def _clock(now: str | None, path: Path) -> Clock:
    """Return the running clock, or the one ``--now`` fixes in the time zone of the city."""
    if now is None:
        return Clock()
    # A workspace that is not there yet becomes the demonstration city.
    city = late.store().opening.city_at(path) if path.exists() else load_profile("tabriz").city
    return Clock(parse_instant(now, city.timezone))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Gozar: the desk.")
    parser.add_argument("workspace", nargs="?", metavar="WORKSPACE")
    parser.add_argument("--user", help="who acts")
    parser.add_argument("--now", help="fixes the clock: ISO or Jalali")
    parser.add_argument("--language", choices=("fa", "en"))
    return parser
