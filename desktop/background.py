"""The map's background on the desk: chosen in a dialog, remembered, shown under all layers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from data.errors import GozarError
from data.feedback import Feedback
from data.importers.mbtiles import MBTiles
from data.model.background import Background, Ground
from data.tile_address import TileAddress
from desktop.background_memory import remember, remembered
from desktop.jobs import Jobs
from desktop.map_controller import MapController
from desktop.session import Session
from desktop.settings import Settings
from desktop.tile_server import TileServer
from layers import basemap, districts
from resources.text import _
from widgets.canvas.attribution import Attribution
from widgets.canvas.map_canvas import MapCanvas
from widgets.dialogs.background_dialog import BackgroundDialog
from widgets.dialogs.messages import Messages
from widgets.panels.layer_list import LayerList

LAYER, STREETS = basemap.id, "streets"
TILED = (Ground.FILE, Ground.NETWORK)


class BackgroundFlow(QObject):
    """Holds the source of the tiles; nothing connects anywhere before the user allowed it.

    Signals
    -------
    told(str)
        One sentence about the background.
    """

    told = Signal(str)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        maps: MapController,
        canvas: MapCanvas,
        panel: LayerList,
        settings: Settings,
        messages: Messages,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._maps = maps
        self._owners = Attribution(canvas)
        self._panel = panel
        self._settings = settings
        self._messages = messages
        self._window = window
        self.choice = Background()
        self.source: MBTiles | TileServer | None = None
        self.dialog: BackgroundDialog | None = None
        panel.opacity_changed.connect(self._follow_strength)
        maps.visibility_changed.connect(lambda _layer, _on: self._show())
        maps.picture_changed.connect(self._fetch)
        session.districts_changed.connect(self._show)

    def begin(self) -> None:
        """Bring back what this workspace had."""
        self.choice = remembered(self._session.path)
        if self.choice.ground in TILED:
            self._open(self.choice, self._take_at_begin, self._refuse)
        elif self.choice.ground is Ground.NONE:
            self._switch(STREETS, False)
        self._show()

    def start(self) -> None:
        """Open the dialog on what is chosen."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        dialog = BackgroundDialog(self._window)
        dialog.set_choice(self.choice)
        dialog.browse_requested.connect(self._browse)
        dialog.apply_requested.connect(self.apply)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.show()

    def apply(self, choice: Background) -> None:
        """Show another background; where that is not possible the present one stays."""
        if choice.ground in TILED:
            self._open(choice, lambda source: self._take(choice, source), self._refuse)
        else:
            self._take(choice, None)

    def close(self) -> None:
        """Let the source go; the window is about to."""
        if self._settings.kept:
            remember(self._session.path, self.choice)
        self._drop()

    # -- the source ------------------------------------------------------------------------

    def _open(self, choice: Background, done: Any, failed: Any) -> None:
        """Make the source of a choice: a file in a job, a server here."""
        if choice.ground is Ground.FILE:
            path = Path(choice.path)
            self._jobs.run(lambda _feedback: _file(path, _feedback), done, failed, key="background")
            return
        try:
            address = TileAddress.parse(choice.address)
        except GozarError as error:
            failed(error)
            return
        if not choice.online:
            self.told.emit(_("اتصال به نقشهٔ زمینهٔ اینترنتی خاموش است."))
            return
        server = TileServer(address, choice.attribution, parent=self)
        server.arrived.connect(lambda: self._maps.invalidate({LAYER}))
        server.trouble.connect(self._tell_trouble)
        done(server)

    def _take_at_begin(self, source: MBTiles | TileServer) -> None:
        self._drop()
        self.source = source
        self._panel.set_opacity(LAYER, self.choice.strength)
        self._use()

    def _take(self, choice: Background, source: MBTiles | TileServer | None) -> None:
        self._drop()
        self.choice, self.source = choice, source
        if self._settings.kept:
            remember(self._session.path, choice)
        self._panel.set_opacity(LAYER, choice.strength)
        # Pictures of the ground hold its streets already.
        self._switch(STREETS, choice.ground is Ground.STREETS)
        self._use()
        if self.dialog is not None:
            self.dialog.close()

    def _use(self) -> None:
        self._maps.set_choices(LAYER, basemap.Choices(self.source))
        self._switch(LAYER, self.source is not None)
        self._show()

    def _drop(self) -> None:
        if isinstance(self.source, TileServer):
            self.source.deleteLater()
        if self.source is not None:
            self.source.close()
        self.source = None

    def _fetch(self, layer: str, _picture: object) -> None:
        if layer == LAYER and isinstance(self.source, TileServer):
            self.source.fetch()

    # -- what follows ----------------------------------------------------------------------

    def _show(self) -> None:
        """Let districts be lines on a ground of pictures, and say whose data are shown."""
        visible = self._maps.visible()
        tiled = self.source is not None and LAYER in visible
        chosen = self._maps.choices("districts") or districts.Choices()
        filled = replace(chosen, filled=not tiled)
        if chosen != filled:
            self._maps.set_choices("districts", filled)
        owed = [self.source.attribution] if tiled and self.source is not None else []
        if STREETS in visible:
            owed.append(self._session.snapshot.streets.attribution)
        self._owners.set_text(" · ".join(dict.fromkeys(words for words in owed if words)))

    def _switch(self, layer: str, on: bool) -> None:
        if (layer in self._maps.visible()) != on:
            self._maps.set_visible(layer, on)
        self._panel.set_visible(layer, on)

    def _follow_strength(self, layer: str, strength: float) -> None:
        if layer == LAYER:
            self.choice = replace(self.choice, strength=round(strength, 2))

    def _tell_trouble(self, silent: bool) -> None:
        self.told.emit(
            _("سرور نقشهٔ زمینه پاسخ نمی‌دهد؛ آنچه پیش‌تر گرفته شده نشان داده می‌شود.")
            if silent
            else _("سرور نقشهٔ زمینه دوباره پاسخ می‌دهد.")
        )

    # -- the dialog ------------------------------------------------------------------------

    def _browse(self) -> None:
        chosen = self._messages.open_file(_("گزینش نقشهٔ زمینه"), "MBTiles (*.mbtiles)")
        if chosen and self.dialog is not None:
            self.dialog.set_path(chosen)

    def _refuse(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_message(_words(error))
        else:
            self.told.emit(_words(error))

    def _closed(self, _result: int) -> None:
        self.dialog = None


def _file(path: Path, feedback: Feedback) -> MBTiles:
    feedback.check()
    return MBTiles(path)


def _words(error: Exception) -> str:
    known = isinstance(error, GozarError)
    return str(error) if known else _("نقشهٔ زمینه باز نشد؛ فایل یا نشانی را بررسی کنید.")
