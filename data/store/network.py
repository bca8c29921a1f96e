"""Whether a folder lies on another computer, where SQLite's write-ahead log cannot work."""

from __future__ import annotations

import sys
from pathlib import Path

_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "davfs", "fuse.sshfs", "fuse.davfs2", "ncpfs"}
)
_DRIVE_REMOTE = 4  # Windows' GetDriveTypeW
_MOUNTS = Path("/proc/self/mounts")


def is_network_path(path: Path) -> bool:
    """Return whether a path is known to lie on a network share."""
    path = path.absolute()
    if sys.platform == "win32":
        return _is_remote_drive(path)
    return _filesystem_of(path, _MOUNTS) in _NETWORK_TYPES


def _is_remote_drive(path: Path) -> bool:
    import ctypes

    if path.drive.startswith("\\\\"):
        return True
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    return kernel.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE


def _filesystem_of(path: Path, mounts: Path) -> str:
    """Return the type of the mounted file system that holds a path, empty when unknown."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        _device, point, filesystem, *_rest = line.split(" ")
        # Spaces in a mount point are written as octal 040 (man 5 fstab).
        folder = Path(point.replace("\\040", " "))
        if path.is_relative_to(folder) and len(folder.parts) > best:
            best, kind = len(folder.parts), filesystem
    return kind
