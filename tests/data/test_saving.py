import errno
import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from data.errors import BadInput, Cancelled, Refused
from data.saving import whole_file


def write(path: Path, content: bytes = b"new") -> None:
    with whole_file(path) as beside:
        beside.write_bytes(content)


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_new_file_holds_what_was_written(tmp_path):
    write(tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == b"new"
    assert names(tmp_path) == ["plan.pdf"]


def test_an_old_file_is_replaced(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(b"old")
    write(tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == b"new"


def test_the_place_to_write_has_the_same_folder_and_ending(tmp_path):
    with whole_file(tmp_path / "نقشه.gpkg") as beside:
        beside.write_bytes(b"x")
        assert beside.parent == tmp_path
        assert beside.suffix == ".gpkg"
        assert beside.name != "نقشه.gpkg"


@pytest.mark.parametrize("error", [Cancelled("stopped"), ValueError("fault"), KeyboardInterrupt()])
def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path, error):
    target = tmp_path / "plan.gpkg"
    target.write_bytes(b"old")
    with pytest.raises(type(error)), whole_file(target) as beside:
        beside.write_bytes(b"half")
        beside.with_name(beside.name + "-journal").write_bytes(b"journal")
        raise error
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["plan.gpkg"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.ENAMETOOLONG])
def test_a_system_error_is_refused_and_the_old_file_stays(tmp_path, code):
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"old")
    with pytest.raises(Refused) as caught, whole_file(target) as beside:
        beside.write_bytes(b"half")
        raise OSError(code, os.strerror(code), str(beside))
    assert str(tmp_path) not in str(caught.value)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["plan.pdf"]


def test_a_full_disk_at_the_last_flush_is_refused(tmp_path, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="جا روی دیسک"):
        write(tmp_path / "plan.pdf")
    assert names(tmp_path) == []


def test_nothing_written_is_refused(tmp_path):
    with pytest.raises(Refused), whole_file(tmp_path / "plan.pdf"):
        pass
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["CON", "nul.pdf", "com1.gpkg", "LPT9.x.pdf", "a?.pdf", "a\n.pdf", "a.pdf.", "a "]
)
def test_names_no_system_can_keep_are_refused(tmp_path, name):
    with pytest.raises(BadInput):
        write(tmp_path / name)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["console.pdf", "com.pdf", "نقشهٔ ۱.pdf", ".plan.pdf", "comb1.csv"])
def test_names_that_look_like_devices_are_kept(tmp_path, name):
    write(tmp_path / name)
    assert names(tmp_path) == [name]


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "out.pdf").mkdir()
    with pytest.raises(BadInput, match="پوشه"):
        write(tmp_path / "out.pdf")


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(BadInput, match="پوشه"):
        write(tmp_path / "nowhere" / "out.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="no device files in the file system")
def test_a_device_is_refused(tmp_path):
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    with pytest.raises(BadInput):
        write(pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def workspace_at(path: Path) -> Path:
    """Make a file that is a workspace as far as its tables tell."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE audit (id)")
        database.execute("CREATE TABLE settings (key)")
    return path


@pytest.mark.parametrize(
    "name", ["city.gpkg", "city.gpkg-wal", "city.gpkg-shm", "city.gpkg.gozar-cache/x.npy"]
)
def test_a_workspace_is_never_replaced(tmp_path: Path, name: str) -> None:
    before = workspace_at(tmp_path / "city.gpkg").read_bytes()
    (tmp_path / "city.gpkg.gozar-cache").mkdir()
    with pytest.raises(BadInput), whole_file(tmp_path / name) as beside:
        beside.write_bytes(b"other")
    assert (tmp_path / "city.gpkg").read_bytes() == before


def test_a_database_that_cannot_be_asked_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "city.gpkg"
    target.write_bytes(b"SQLite format 3\x00" + b"\xff" * 300)
    with pytest.raises(BadInput), whole_file(target) as beside:
        beside.write_bytes(b"other")


def test_another_database_may_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "plan.gpkg"
    with closing(sqlite3.connect(target)) as database:
        database.execute("CREATE TABLE report (id)")
    with whole_file(target) as beside:
        beside.write_bytes(b"other")
    assert target.read_bytes() == b"other"
