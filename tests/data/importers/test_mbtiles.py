from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from data.errors import BadInput
from data.importers import mbtiles
from data.importers.mbtiles import LARGEST_TILE, MBTiles
from data.web_mercator import TileName
from tests.data.importers.tile_file import png, write_mbtiles

RED, BLUE = png(200, 0, 0, 8), png(0, 0, 200, 8)
HERE = TileName(12, 2574, 1581)
Make = Callable[..., MBTiles]


@pytest.fixture
def make(tmp_path: Path):
    """Return a function that writes a file and opens it; all are closed at the end."""
    opened: list[MBTiles] = []

    def write(*tiles: tuple[TileName, bytes], **described: object) -> MBTiles:
        path = write_mbtiles(tmp_path / "city.mbtiles", tiles, **described)
        opened.append(MBTiles(path))
        return opened[-1]

    yield write
    for file in opened:
        file.close()


def test_rows_are_counted_from_the_north(make: Make) -> None:
    north, south = TileName(3, 4, 1), TileName(3, 4, 6)
    file = make((north, RED), (south, BLUE))
    assert file.tile(north) == RED and file.tile(south) == BLUE
    assert file.tile(TileName(3, 4, 2)) is None
    assert file.zooms == (3, 3)


def test_what_it_says_of_itself_is_plain_text(make: Make) -> None:
    about = '<a href="javascript:x()">© Someone &amp; Co</a>\n\u202ex' + "y" * 500
    file = make((HERE, RED), name="<b>شهر</b>", attribution=about, minzoom=10, maxzoom=14)
    assert file.name == "شهر" and file.zooms == (10, 14)
    assert file.attribution.startswith("© Someone & Co") and len(file.attribution) <= 200
    assert "<" not in file.attribution and "\u202e" not in file.attribution


def test_without_a_name_the_file_has_its_own(make: Make) -> None:
    assert make((HERE, RED)).name == "city"


@pytest.mark.parametrize(
    ("content", "described"),
    [(b"\x1f\x8b\x08\x00", {}), (RED, {"format": "pbf"}), (b"\x1a\x02", {"format": "mvt"})],
)
def test_vector_tiles_are_refused_in_a_sentence(
    make: Make, content: bytes, described: dict[str, str]
) -> None:
    with pytest.raises(BadInput, match="برداری"):
        make((HERE, content), **described)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a"])
def test_other_contents_are_refused(make: Make, content: bytes) -> None:
    with pytest.raises(BadInput):
        make((HERE, content))


def test_a_file_without_tiles_is_refused(make: Make) -> None:
    with pytest.raises(BadInput):
        make()
    with pytest.raises(BadInput):
        make(minzoom=3, maxzoom=5)


@pytest.mark.parametrize(("low", "high"), [(5, 3), (-1, 3)])
def test_false_zooms_are_refused(make: Make, low: int, high: int) -> None:
    with pytest.raises(BadInput):
        make((HERE, RED), minzoom=low, maxzoom=high)


@pytest.mark.parametrize("content", [b"", b"x" * 200, b"SQLite format 3\x00" + b"\xff" * 2_000])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mbtiles"
    path.write_bytes(content)
    with pytest.raises(BadInput) as refusal:
        MBTiles(path)
    assert str(tmp_path) not in str(refusal.value)
    with pytest.raises(BadInput):
        MBTiles(tmp_path / "absent.mbtiles")


def test_too_large_a_tile_is_none(make: Make) -> None:
    other = TileName(12, 2575, 1581)
    file = make((HERE, RED), (other, RED + bytes(LARGEST_TILE)))
    assert file.tile(other) is None and file.tile(HERE) == RED


def test_a_view_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mbtiles, "PATIENCE", 0.05)
    path = tmp_path / "a.mbtiles"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE metadata (name text, value text);"
            "INSERT INTO metadata VALUES ('minzoom', '1'), ('maxzoom', '2');"
            "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT i AS zoom_level, 0 AS tile_column, 0 AS tile_row, NULL AS tile_data"
            " FROM n WHERE i < 0;"
        )
    with pytest.raises(BadInput):
        MBTiles(path)


def test_nothing_is_written_beside_or_into_the_file(make: Make, tmp_path: Path) -> None:
    file = make((HERE, RED))
    before = (tmp_path / "city.mbtiles").read_bytes()
    file.tile(HERE)
    file.close()
    assert [path.name for path in tmp_path.iterdir()] == ["city.mbtiles"]
    assert (tmp_path / "city.mbtiles").read_bytes() == before
    assert file.tile(HERE) is None
