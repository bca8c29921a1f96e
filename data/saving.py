"""A written file is whole or absent: made beside its target and renamed into place."""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data.errors import BadInput, Refused
from resources.text import _

# Names that Windows gives to devices, whatever their extension; a file of that name made here
# could be neither opened nor removed there.
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"}
)
_FORBIDDEN = frozenset('<>:"|?*')
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# SQLite leaves these beside a GeoPackage whose writing was stopped.
_COMPANIONS = ("-journal", "-wal", "-shm")
_SQLITE = b"SQLite format 3\x00"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to, and put what was written there in the target's place.

    The path lies in the target's folder and ends as the target does. When the block ends without
    an error the file is flushed to the disk and renamed; otherwise it is removed, and what stood
    at the target before stays as it was.

    Parameters
    ----------
    path : Path
        The target; an existing file is replaced.

    Yields
    ------
    Path
        Where to write. The file does not exist yet.

    Raises
    ------
    BadInput
        When the target cannot be a file: a folder, a device, a missing folder.
    Refused
        When the system refuses to write: disk full, no permission, open in another program.
    """
    path = Path(path)
    _check_target(path)
    beside = path.with_name(f".{path.stem[:80]}-{secrets.token_hex(8)}{path.suffix}")
    try:
        yield beside
        _flush(beside)
        os.replace(beside, path)
    except OSError as error:
        raise Refused(_reason(error)) from error
    finally:
        _remove(beside)


def _check_target(path: Path) -> None:
    stem = path.name.split(".")[0].rstrip(" ").upper()
    if not path.name or stem in _DEVICES or path.name[-1] in " .":
        raise BadInput(_("این نام برای فایل پذیرفته نیست؛ نام دیگری بنویسید."))
    if _FORBIDDEN & set(path.name) or any(ord(letter) < 32 for letter in path.name):
        raise BadInput(_("نام فایل نویسه‌ای دارد که پذیرفته نیست؛ نام دیگری بنویسید."))
    if path.is_dir():
        raise BadInput(_("این نشانی یک پوشه است؛ نام فایل را هم بنویسید."))
    if not path.parent.is_dir():
        raise BadInput(_("پوشهٔ مقصد پیدا نشد؛ پوشه‌ای موجود برگزینید."))
    if path.exists() and not path.is_file():
        raise BadInput(_("این نشانی فایل عادی نیست؛ نشانی دیگری برگزینید."))
    if _belongs_to_a_workspace(path):
        raise BadInput(
            _("این فایل پروندهٔ کار گذر یا بخشی از آن است و جایگزین نمی‌شود؛ نام دیگری بدهید.")
        )


def _belongs_to_a_workspace(path: Path) -> bool:
    """Return whether writing here would destroy a workspace, open or closed."""
    for ending in _COMPANIONS:
        if path.name.endswith(ending):
            return _is_workspace(path.with_name(path.name.removesuffix(ending)))
    inside = any(parent.name.endswith(".gozar-cache") for parent in path.absolute().parents)
    return inside or _is_workspace(path)


def _is_workspace(path: Path) -> bool:
    """Return whether a file is ours; a database that cannot be asked may be."""
    try:
        with path.open("rb") as file:
            if file.read(len(_SQLITE)) != _SQLITE:
                return False
    except OSError:
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            named = "SELECT count(*) FROM sqlite_master WHERE name IN ('audit', 'settings')"
            return database.execute(named).fetchone()[0] == 2
    except (sqlite3.Error, UnicodeDecodeError):
        return True


def _flush(path: Path) -> None:
    # A rename may reach the disk before the content does; a power cut would then leave an
    # empty file. Windows flushes only through a handle that may write.
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    for name in (path.name, *(path.name + ending for ending in _COMPANIONS)):
        path.with_name(name).unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    if error.errno in _FULL:
        return _("جا روی دیسک نمانده و چیزی نوشته نشد؛ جا باز کنید یا جای دیگری برگزینید.")
    if error.errno in _DENIED:
        return _(
            "نوشتن در این نشانی ممکن نشد؛ اگر فایل در برنامهٔ دیگری باز است آن را ببندید، "
            "یا پوشهٔ دیگری برگزینید."
        )
    if error.errno == errno.ENAMETOOLONG:
        return _("نام فایل بیش از اندازه بلند است؛ نام کوتاه‌تری بنویسید.")
    return _("نوشتن فایل ممکن نشد و چیزی نوشته نشد؛ دوباره بکوشید یا جای دیگری برگزینید.")
