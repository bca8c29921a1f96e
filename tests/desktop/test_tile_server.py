"""Tiles from a server in this very process: fetched politely, kept, and had without it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.tile_address import TileAddress
from data.web_mercator import TileName
from desktop import tile_server
from desktop.tile_server import MOST_AT_ONCE, TileServer
from tests.desktop.tile_answers import RED, Answering


@pytest.fixture
def connect(server: Answering, qapp, tmp_path: Path) -> Iterator[Callable[[], TileServer]]:
    """Return a function that makes a source of the server's tiles with one folder for all."""
    made: list[TileServer] = []

    def make() -> TileServer:
        address = TileAddress.parse(server.template)
        made.append(TileServer(address, "", tmp_path / "kept"))
        return made[-1]

    yield make
    for source in made:
        source.close()


def names(count: int) -> list[TileName]:
    return [TileName(14, 10_300 + i, 6_320) for i in range(count)]


def fetched(source: TileServer, wanted: list[TileName], qtbot) -> None:
    for name in wanted:
        assert source.tile(name) is None
    with qtbot.waitSignal(source.arrived):
        source.fetch()
    qtbot.waitUntil(lambda: all(source.tile(name, wanted=False) for name in wanted))


def test_tiles_arrive_and_are_kept(server: Answering, connect, qtbot) -> None:
    source = connect()
    fetched(source, names(9), qtbot)
    assert source.tile(names(1)[0]) == RED
    assert sorted(path for path, _headers in server.asked) == sorted(
        f"/14/{n.x}/{n.y}.png" for n in names(9)
    )
    for name in names(9):
        source.tile(name)
    source.fetch()
    qtbot.wait(100)
    assert len(server.asked) == 9


def test_the_program_says_who_asks_and_nothing_of_the_user(server, connect, qtbot) -> None:
    fetched(connect(), names(1), qtbot)
    ((_path, headers),) = server.asked
    assert headers["User-Agent"].startswith("Gozar/")
    assert {"Cookie", "Authorization", "Referer"}.isdisjoint(headers)


def test_only_a_few_are_asked_for_at_once(server: Answering, connect, qtbot) -> None:
    server.delay = 0.03
    fetched(connect(), names(20), qtbot)
    assert 1 < server.most <= MOST_AT_ONCE


def test_nothing_is_asked_before_fetch(server: Answering, connect, qtbot) -> None:
    source = connect()
    for name in names(5):
        source.tile(name)
    qtbot.wait(100)
    assert server.asked == []
    source.tile(TileName(3, 1, 1), wanted=False)
    source.forget_wishes()
    source.fetch()
    qtbot.wait(100)
    assert server.asked == []


def test_without_the_network_the_kept_tiles_serve(server: Answering, connect, qtbot) -> None:
    server.headers = {"Expires": "Wed, 01 Jan 2020 00:00:00 GMT"}
    fetched(connect(), names(3), qtbot)
    server.status, server.content = 503, b""
    later = connect()
    troubles: list[bool] = []
    later.trouble.connect(troubles.append)
    fetched(later, names(3), qtbot)
    assert troubles == [True]


def test_a_silent_server_is_left_alone_for_a_while(
    server: Answering, connect, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tile_server, "FIRST_PAUSE", 0.2)
    server.status, server.content = 500, b"sorry"
    source = connect()
    troubles: list[bool] = []
    source.trouble.connect(troubles.append)
    for name in names(30):
        source.tile(name)
    source.fetch()
    qtbot.waitUntil(lambda: troubles == [True])
    qtbot.wait(100)
    assert len(server.asked) <= MOST_AT_ONCE
    server.status, server.content = 200, RED
    qtbot.waitUntil(lambda: troubles == [True, False])
    qtbot.waitUntil(lambda: len(server.asked) >= 30 - MOST_AT_ONCE)


def test_a_server_that_asks_for_peace_gets_it(server: Answering, connect, qtbot) -> None:
    server.status, server.content, server.headers = 429, b"", {"Retry-After": "60"}
    source = connect()
    source.tile(names(1)[0])
    with qtbot.waitSignal(source.trouble):
        source.fetch()
    assert source._resting_until - time.monotonic() > 50


def is_asked_for_once(server: Answering, source: TileServer, qtbot) -> None:
    """Check that a tile that did not come is known to be none, and not asked for again."""
    (name,) = names(1)
    source.tile(name)
    source.fetch()
    qtbot.waitUntil(lambda: name in source._known)
    assert source.tile(name) is None
    source.fetch()
    qtbot.wait(50)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "content"),
    [(404, b""), (200, b"<html>sign in</html>"), (204, b""), (200, b"GIF89a")],
)
def test_what_is_no_tile_is_asked_for_once(
    server: Answering, connect, qtbot, status: int, content: bytes
) -> None:
    server.status, server.content = status, content
    is_asked_for_once(server, connect(), qtbot)


def test_an_endless_answer_is_cut_off(
    server: Answering, connect, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tile_server, "LARGEST_TILE", 100_000)
    server.content = RED + bytes(4_000_000)
    is_asked_for_once(server, connect(), qtbot)


def test_memory_is_bounded(server, connect, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tile_server, "IN_MEMORY", 3 * len(RED))
    source = connect()
    for name in names(6):
        source._keep(name, RED)
    assert list(source._known) == names(6)[3:] and source._held == 3 * len(RED)


def test_a_closed_source_is_silent(server: Answering, connect, qtbot) -> None:
    server.delay = 0.2
    source = connect()
    for name in names(4):
        source.tile(name)
    source.fetch()
    with qtbot.assertNotEmitted(source.arrived, wait=300):
        source.close()
