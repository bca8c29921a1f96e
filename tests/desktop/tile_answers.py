"""A server of tiles in this very process."""

from __future__ import annotations

import http.server
import threading
import time
from typing import Any

from tests.data.importers.tile_file import png

RED = png(200, 0, 0, 8)


class Answering(http.server.ThreadingHTTPServer):
    """Answers with a tile; keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.status, self.content = 200, RED
        self.headers: dict[str, str] = {"Cache-Control": "max-age=3600"}
        self.delay = 0.0
        self.now = self.most = 0
        self.turn = threading.Lock()

    @property
    def template(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{{z}}/{{x}}/{{y}}.png"


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # noqa: N802 - the library's name
        server: Any = self.server
        with server.turn:
            server.asked.append((self.path, dict(self.headers)))
            server.now += 1
            server.most = max(server.most, server.now)
        time.sleep(server.delay)
        with server.turn:
            server.now -= 1
        self.send_response(server.status)
        for name, value in server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(server.content)))
        self.end_headers()
        self.wfile.write(server.content)

    def log_message(self, *_arguments: object) -> None:
        pass
