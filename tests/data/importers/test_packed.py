from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from data.errors import BadInput
from data.feedback import silent
from data.importers import packed
from data.importers.packed import check_office_file, plain_file


def content(path: Path) -> bytes:
    with plain_file(path, silent()) as plain:
        return plain.read_bytes()


def make_zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_gzip_and_zip_are_opened_and_leave_nothing(tmp_path: Path) -> None:
    packed_file = tmp_path / "a.csv.gz"
    packed_file.write_bytes(gzip.compress(b"x,y"))
    assert content(packed_file) == b"x,y"
    with plain_file(packed_file, silent()) as plain:
        assert plain.suffix == ".csv"
    assert not plain.exists()
    assert (
        content(make_zip(tmp_path / "b.zip", **{"in/t.csv": b"x,y", "__MACOSX/t.csv": b""}))
        == b"x,y"
    )


def test_a_bomb_is_refused_by_size_and_ratio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = tmp_path / "bomb.csv.gz"
    bomb.write_bytes(gzip.compress(b"0" * 5_000_000))
    assert len(content(bomb)) == 5_000_000
    monkeypatch.setattr(packed, "HARMLESS", 1_000_000)
    with pytest.raises(BadInput, match="بزرگ"):
        content(bomb)
    with pytest.raises(BadInput, match="بزرگ"):
        content(make_zip(tmp_path / "bomb.zip", **{"t.csv": b"0" * 5_000_000}))
    with pytest.raises(BadInput, match="بزرگ"):
        check_office_file(make_zip(tmp_path / "bomb.xlsx", **{"xl/a.xml": b"0" * 5_000_000}))


def test_a_zip_that_lies_about_its_size_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_zip(tmp_path / "liar.zip", **{"t.csv": b"0" * 3_000_000})
    data = path.read_bytes().replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    monkeypatch.setattr(packed, "HARMLESS", 1_000_000)
    with pytest.raises(BadInput):
        content(path)


@pytest.mark.parametrize(
    "name", ["../t.csv", "/etc/t.csv", "C:t.csv", "a/../../t.csv", "..\\t.csv"]
)
def test_slipping_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="نام"):
        content(make_zip(tmp_path / "slip.zip", **{name: b"x"}))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["slip.zip"]


@pytest.mark.parametrize("kind", [0o120777, 0o020666])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("t.csv")
        member.external_attr = kind << 16
        archive.writestr(member, "/etc/passwd")
    with pytest.raises(BadInput, match="پیوند"):
        content(path)


def test_nested_several_none_and_broken_are_refused(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "inner.zip", **{"t.csv": b"x"}).read_bytes()
    for name, members in {
        "nested.zip": {"inner.zip": inner},
        "several.zip": {"a.csv": b"x", "b.csv": b"y"},
        "none.zip": {"a.exe": b"x"},
    }.items():
        with pytest.raises(BadInput):
            content(make_zip(tmp_path / name, **members))
    for name, data in {
        "a.zip": b"PK\x03\x04",
        "a.csv.gz": b"\x1f\x8b\x08",
        "a.zip.gz": inner,
    }.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInput):
            content(tmp_path / name)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "secret.zip", **{"t.csv": b"x"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(BadInput, match="رمز"):
        content(path)


def test_a_shapefile_in_a_zip_comes_with_its_parts(tmp_path: Path) -> None:
    names = ("s.shp", "s.shx", "s.dbf", "s.prj", "s.exe", "other.dbf")
    path = make_zip(tmp_path / "s.zip", **{f"in/{name}": name.encode() for name in names})
    with plain_file(path, silent()) as plain:
        assert plain.read_bytes() == b"s.shp"
        assert sorted(p.suffix for p in plain.parent.iterdir()) == [".dbf", ".prj", ".shp", ".shx"]
