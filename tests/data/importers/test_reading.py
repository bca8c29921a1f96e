from __future__ import annotations

import gzip
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from data.errors import BadInput, Cancelled
from data.feedback import Feedback
from data.importers.reading import read_table


def test_name_hash_and_rows(csv_file: Callable[..., Path]) -> None:
    path = csv_file("date,text\n2018-01-01,a\n")
    raw = read_table(path)
    assert (raw.file_name, len(raw)) == ("table.csv", 1)
    assert raw.file_hash == sha256(path.read_bytes()).hexdigest()


def test_a_packed_table_keeps_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"date,text\n2018-01-01,a\n"))
    raw = read_table(path)
    assert raw.file_name == "a.csv.gz" and len(raw) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.vrt", b"<OGRVRTDataSource/>"),
        ("a.geojson", b"<OGRVRTDataSource/>"),
        ("a.csv", b"<OGRVRTDataSource/>"),
        ("a.shp", b"<OGRVRTDataSource/>"),
        ("a.gpkg", b"<OGRVRTDataSource/>"),
        ("a.kml", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"),
        ("a.xls", b"\xd0\xcf\x11\xe0"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0"),
        ("a.ods", b"PK\x03\x04"),
        ("a.osm.pbf", b"x"),
        ("a.csv", b"SQLite format 3\x00"),
        ("a.csv", b"%PDF-1.7"),
        ("a.csv", b""),
        ("a", b"date\n1"),
    ],
)
def test_other_formats_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput) as refusal:
        read_table(path)
    assert str(tmp_path) not in str(refusal.value)


@pytest.mark.parametrize(
    "name",
    ["/vsicurl/http://127.0.0.1/a.shp", "/vsizip/a.zip", "http://127.0.0.1/a.csv", "/dev/zero"],
)
def test_only_real_files_are_opened(name: str) -> None:
    with pytest.raises(BadInput):
        read_table(Path(name))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_table(tmp_path)


def test_a_wrong_suffix_is_seen_through(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"date,text\n2018-01-01,a\n")
    assert len(read_table(path)) == 1


def test_reading_stops_when_told(csv_file: Callable[..., Path]) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        read_table(csv_file("date,text\n2018-01-01,a\n"), feedback=feedback)
