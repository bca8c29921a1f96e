"""Tiles from a server, fetched politely and kept; made only when the user allows the network.

The window's thread fetches, the jobs that build the map take what has come: no job waits for the
network, and until tiles arrive coarser ones stand in.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path
from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from data.tile_address import TileAddress
from data.web_mercator import TileName
from desktop.settings import NAME

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkReply, QNetworkRequest

USER_AGENT = b"Gozar/1.0 (desktop map)"
MOST_AT_ONCE = 4
LARGEST_TILE = 2 << 20  # bytes of an answer
IN_MEMORY = 64 << 20  # bytes of pictures as they came
ON_DISK = 256 << 20
TIMEOUT_MS = 15_000
GATHER_MS = 150  # tiles that arrive together are shown together
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0  # seconds without requests after trouble
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
_FLOOD = "flood"  # the property of an answer that was cut off for its size
_ABSENT = frozenset({204, 400, 404, 410})


class TileServer(QObject):
    """A source of tiles (`layers.basemap.TileSource`) behind a network.

    Parameters
    ----------
    address : TileAddress
    attribution : str
    cache : Path, optional
        Folder of what was fetched; the user's own by default.

    Signals
    -------
    arrived()
        There are new tiles: time to build the layer again.
    trouble(bool)
        The server stopped answering, or answers again.
    """

    arrived = Signal()
    trouble = Signal(bool)

    zooms = (0, 19)

    def __init__(
        self,
        address: TileAddress,
        attribution: str = "",
        cache: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache

        self.key = address.text
        self.attribution = attribution or address.attribution
        self._address = address
        self._turn = threading.Lock()
        self._known: OrderedDict[TileName, bytes | None] = OrderedDict()
        self._held = 0
        self._wanted: dict[TileName, None] = {}
        self._running: dict[TileName, QNetworkReply] = {}
        self._pause = 0.0
        self._resting_until = 0.0
        self._manager = QNetworkAccessManager(self)
        disk = QNetworkDiskCache(self._manager)
        disk.setCacheDirectory(str(cache or user_cache_path(NAME, appauthor=False) / "tiles"))
        disk.setMaximumCacheSize(ON_DISK)
        self._manager.setCache(disk)
        self._tell = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._tell.timeout.connect(self.arrived)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.fetch)

    def tile(self, name: TileName, wanted: bool = True) -> bytes | None:
        """Return what has come of a tile; one that is wanted and has not is noted for `fetch`."""
        with self._turn:
            if name in self._known:
                self._known.move_to_end(name)
                return self._known[name]
            if wanted:
                self._wanted[name] = None
        return None

    def fetch(self) -> None:
        """Ask the server for what is wanted, a few at a time; in the window's thread only."""
        rest = self._resting_until - time.monotonic()
        if rest > 0:
            # From the disk all may still be had.
            self._again.start(round(rest * 1000) + 1)
            return
        with self._turn:
            # What was asked for last is on the screen now.
            names = [n for n in reversed(self._wanted) if n not in self._running]
            chosen = names[: max(0, MOST_AT_ONCE - len(self._running))]
            for name in chosen:
                del self._wanted[name]
        for name in chosen:
            self._ask(name, stored_only=False)

    def forget_wishes(self) -> None:
        """Drop what was wanted for a window that is no longer shown."""
        with self._turn:
            self._wanted.clear()

    def close(self) -> None:
        """Stop every request; nothing is told afterwards."""
        self.blockSignals(True)
        self._tell.stop()
        self._again.stop()
        running, self._running = self._running, {}
        for reply in running.values():
            reply.finished.disconnect()
            reply.abort()
            reply.deleteLater()

    # -- one request -----------------------------------------------------------------------

    def _ask(self, name: TileName, *, stored_only: bool) -> None:
        reply = self._manager.get(self._request(name, stored_only))
        self._running[name] = reply
        reply.downloadProgress.connect(partial(_stop_flood, reply))
        reply.finished.connect(partial(self._take, name, reply, stored_only))

    def _request(self, name: TileName, stored_only: bool) -> QNetworkRequest:
        from PySide6.QtNetwork import QNetworkRequest

        request = QNetworkRequest(QUrl(self._address.url(name)))
        request.setRawHeader(b"User-Agent", USER_AGENT)
        request.setRawHeader(b"Accept", b"image/png,image/jpeg,image/webp")
        request.setRawHeader(b"Accept-Language", b"*")
        request.setTransferTimeout(TIMEOUT_MS)
        control = QNetworkRequest.CacheLoadControl
        load = control.AlwaysCache if stored_only else control.PreferNetwork
        request.setAttribute(QNetworkRequest.Attribute.CacheLoadControlAttribute, load.value)
        request.setAttribute(
            QNetworkRequest.Attribute.RedirectPolicyAttribute,
            QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy.value,
        )
        # Nothing of the user travels along.
        for attribute in (
            QNetworkRequest.Attribute.CookieLoadControlAttribute,
            QNetworkRequest.Attribute.CookieSaveControlAttribute,
            QNetworkRequest.Attribute.AuthenticationReuseAttribute,
        ):
            request.setAttribute(attribute, QNetworkRequest.LoadControl.Manual.value)
        return request

    def _take(self, name: TileName, reply: QNetworkReply, stored_only: bool) -> None:
        from PySide6.QtNetwork import QNetworkReply, QNetworkRequest

        self._running.pop(name, None)
        reply.deleteLater()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        content = bytes(reply.readAll().data())
        whole = reply.error() == QNetworkReply.NetworkError.NoError
        if whole and len(content) <= LARGEST_TILE and content.startswith(_PICTURES):
            self._keep(name, content)
            stored = reply.attribute(QNetworkRequest.Attribute.SourceIsFromCacheAttribute)
            if not stored:
                self._well()
        elif status in _ABSENT or whole or reply.property(_FLOOD):
            self._keep(name, None)
        elif not stored_only:
            self._rest(_seconds(reply))
            # The network is gone or the server busy: what was fetched once, however old.
            self._ask(name, stored_only=True)
            return
        self.fetch()

    def _keep(self, name: TileName, content: bytes | None) -> None:
        with self._turn:
            self._held -= len(self._known.pop(name, None) or b"")
            self._known[name] = content
            self._held += len(content or b"")
            while self._held > IN_MEMORY:
                _name, dropped = self._known.popitem(last=False)
                self._held -= len(dropped or b"")
        if content is not None and not self._tell.isActive():
            self._tell.start()

    def _well(self) -> None:
        if self._pause:
            self._pause = self._resting_until = 0.0
            self.trouble.emit(False)

    def _rest(self, asked: float) -> None:
        """Ask nothing for a while, twice as long each time in a row."""
        if self._resting_until > time.monotonic():
            return
        if not self._pause:
            self.trouble.emit(True)
        self._pause = min(max(self._pause * 2, FIRST_PAUSE, asked), LONGEST_PAUSE)
        self._resting_until = time.monotonic() + self._pause


def _stop_flood(reply: QNetworkReply, received: int, total: int) -> None:
    if received > LARGEST_TILE or total > LARGEST_TILE:
        reply.setProperty(_FLOOD, True)
        reply.abort()


def _seconds(reply: QNetworkReply) -> float:
    """Return how long a server asks not to be asked; 0 where it says nothing."""
    text = bytes(reply.rawHeader("Retry-After").data())
    return float(text) if text.isdigit() and len(text) < 6 else 0.0
