"""Network shares are told apart from disks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data.model.intake import NewEvents
from data.store import network

Make = Callable[..., NewEvents]


def test_file_systems_are_told_apart(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/a / ext4 rw 0 0\n"
        "host:/x /mnt/city\\040share nfs4 rw 0 0\n"
        "//h/y /mnt/win cifs rw 0 0\n"
    )
    assert network._filesystem_of(Path("/mnt/city share/a.gpkg"), mounts) == "nfs4"
    assert network._filesystem_of(Path("/mnt/win/a.gpkg"), mounts) == "cifs"
    assert network._filesystem_of(Path("/mnt/windows/a.gpkg"), mounts) == "ext4"
    assert not network.is_network_path(tmp_path)
