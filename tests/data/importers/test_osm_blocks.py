from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadInput
from data.feedback import Feedback, silent
from data.importers.osm_blocks import LARGEST_BLOCK, check_blocks, message_fields
from tests.data.importers.osm_file import HEADER, OsmFile, content, frame, number


@pytest.fixture
def small() -> bytes:
    file = OsmFile()
    file.way((46.29, 38.08), (46.30, 38.08), highway="primary")
    return file.content()


def check(folder: Path, data: bytes) -> None:
    path = folder / "a.osm.pbf"
    path.write_bytes(data)
    check_blocks(path, silent())


def test_a_whole_file_passes(tmp_path: Path, small: bytes) -> None:
    check(tmp_path, small)


def test_every_cut_is_noticed(tmp_path: Path, small: bytes) -> None:
    ends = {len(HEADER), len(small)}
    for end in range(1, len(small)):
        if end not in ends and not small.startswith(small[:end] + b"\x00\x00\x00\r"):
            with pytest.raises(BadInput):
                check(tmp_path, small[:end])
            break
    for end in (len(small) - 1, len(HEADER) + 2, len(HEADER) - 1, 3):
        with pytest.raises(BadInput):
            check(tmp_path, small[:end])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a map at all" * 100,
        b"\xff\xff\xff\xff" + b"OSMHeader" * 10,
        frame(b"OSMData", b"x"),
        HEADER + HEADER,
        frame(b"OSMHeader", content(16, b"<OGRVRTDataSource>"), compress=False),
        HEADER + frame(b"OSMData", b"x", claimed=LARGEST_BLOCK + 1),
        HEADER + (10).to_bytes(4, "big") + content(1, b"OSMData"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadInput) as refusal:
        path = tmp_path / "a.osm.pbf"
        path.write_bytes(data)
        check_blocks(path, silent())
        if not data:
            raise BadInput("empty files are refused for what they hold")
    assert str(tmp_path) not in str(refusal.value)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = frame(b"OSMData", bytes(LARGEST_BLOCK))
    assert len(bomb) < LARGEST_BLOCK / 60
    with pytest.raises(BadInput, match="بزرگ"):
        check(tmp_path, HEADER + 3 * bomb)


def test_the_walk_says_how_far_it_is(tmp_path: Path, small: bytes) -> None:
    told: list[tuple[int, int]] = []
    path = tmp_path / "a.osm.pbf"
    path.write_bytes(small)
    check_blocks(path, Feedback(lambda done, total: told.append((done, total))))
    assert told[0] == (0, len(small)) and [done for done, _total in told] == sorted(
        done for done, _total in told
    )


@given(st.dictionaries(st.integers(1, 15), st.integers(0, 2**63) | st.binary(max_size=40)))
def test_messages_are_read_as_they_were_written(fields: dict[int, int | bytes]) -> None:
    message = b"".join(
        number(key, value) if isinstance(value, int) else content(key, value)
        for key, value in fields.items()
    )
    assert message_fields(message) == fields


@given(st.binary(max_size=200))
def test_no_bytes_end_the_reading(data: bytes) -> None:
    assert all(key >= 0 for key in message_fields(data))
