"""Opening what comes compressed without trusting what it says about itself.

Nothing is ever written under a name from an archive: the one table (or shapefile) inside is
written under a name of our own in a temporary folder, counted while it is written.
"""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from data.errors import BadInput
from data.feedback import Feedback
from resources.text import _

LARGEST = 1 << 30  # bytes of one unpacked table
LARGEST_OFFICE = 512 << 20  # bytes of all parts of a workbook, which is held in memory
HARMLESS = 64 << 20  # bytes below which the ratio does not matter
HIGHEST_RATIO = 150  # unpacked to packed; tables of text stay below 60
MOST_MEMBERS = 2_000
SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_BLOCK = 1 << 20
_S_IFMT, _S_IFLNK, _S_IFREG = 0o170000, 0o120000, 0o100000


@contextmanager
def plain_file(path: Path, feedback: Feedback) -> Iterator[Path]:
    """Yield the path of the uncompressed file; a temporary one is removed afterwards.

    Raises
    ------
    BadInput
        When the archive is damaged, encrypted, nested, larger than its limits, or holds none or
        several tables.
    """
    suffix = path.suffix.lower()
    if suffix not in {".gz", ".zip"}:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="gozar-") as folder:
        unpack = _unpack_gzip if suffix == ".gz" else _unpack_zip
        try:
            yield_path = unpack(path, Path(folder), feedback)
        except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, ValueError) as error:
            raise BadInput(_("فایل فشرده خراب است؛ آن را دوباره بسازید.")) from error
        except (NotImplementedError, RuntimeError) as error:
            raise BadInput(
                _("روش فشرده‌سازی این فایل شناخته نیست؛ آن را با zip معمولی بسازید.")
            ) from error
        yield yield_path


def check_office_file(path: Path) -> None:
    """Refuse an XLSX (a zip of XML) whose parts together pass the limits; nothing is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise BadInput(_("این فایل، اکسل درستی نیست؛ آن را در اکسل باز و ذخیره کنید.")) from error
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    _check_size(unpacked, packed)
    if unpacked > LARGEST_OFFICE or len(members) > MOST_MEMBERS:
        raise _too_large()


def _unpack_gzip(path: Path, folder: Path, feedback: Feedback) -> Path:
    inner = PurePosixPath(path.stem).suffix.lower()
    target = folder / f"table{_table_suffix(inner)}"
    with gzip.open(path) as source:
        _copy(source, target, path.stat().st_size, feedback)
    return target


def _unpack_zip(path: Path, folder: Path, feedback: Feedback) -> Path:
    with zipfile.ZipFile(path) as archive:
        members = _wanted(archive.infolist())
        main = _main_member(members)
        stem = PurePosixPath(main.filename).with_suffix("")
        suffix = PurePosixPath(main.filename).suffix.lower()
        parts = SHAPEFILE_PARTS if suffix == ".shp" else (suffix,)
        for member in members:
            name = PurePosixPath(member.filename)
            if name.with_suffix("") == stem and name.suffix.lower() in parts:
                with archive.open(member) as source:
                    target = folder / f"table{name.suffix.lower()}"
                    _copy(source, target, member.compress_size, feedback)
    return folder / f"table{suffix}"


def _wanted(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    if len(members) > MOST_MEMBERS:
        raise _too_large()
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        mode = member.external_attr >> 16
        if name.is_absolute() or ".." in name.parts or ":" in member.filename:
            raise BadInput(_("نام فایل‌های درون این zip ناپذیرفتنی است؛ خود جدول را برگزینید."))
        if mode & _S_IFMT not in (0, _S_IFREG, 0o040000):
            raise BadInput(_("درون این zip پیوند یا دستگاه است، نه فایل؛ خود جدول را برگزینید."))
        if member.flag_bits & 1:
            raise BadInput(_("این zip رمز دارد؛ آن را بی‌رمز ذخیره کنید."))
    return [
        m
        for m in members
        if not m.is_dir()
        and not any(part.startswith((".", "__")) for part in PurePosixPath(m.filename).parts)
    ]


def _main_member(members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    suffixes = {".csv", ".tsv", ".txt", ".xlsx", ".geojson", ".json", ".gpkg", ".shp", ".pbf"}
    tables = [m for m in members if PurePosixPath(m.filename).suffix.lower() in suffixes]
    if not tables and any(m.filename.lower().endswith((".zip", ".gz")) for m in members):
        raise BadInput(_("درون این فایل فشرده، فایل فشردهٔ دیگری است؛ نخست آن را باز کنید."))
    if len(tables) != 1:
        raise BadInput(_("در فایل zip باید درست یک جدول باشد؛ آن‌ها را جداگانه وارد کنید."))
    return tables[0]


def _table_suffix(suffix: str) -> str:
    if suffix in {".zip", ".gz"}:
        raise BadInput(_("درون این فایل فشرده، فایل فشردهٔ دیگری است؛ نخست آن را باز کنید."))
    return suffix if suffix else ".csv"


def _copy(source: IO[bytes] | gzip.GzipFile, target: Path, packed: int, feedback: Feedback) -> None:
    done = 0
    with target.open("wb") as sink:
        while block := source.read(_BLOCK):
            done += len(block)
            _check_size(done, packed)
            feedback.check()
            sink.write(block)


def _check_size(unpacked: int, packed: int) -> None:
    if unpacked > LARGEST or (unpacked > HARMLESS and unpacked > packed * HIGHEST_RATIO):
        raise _too_large()


def _too_large() -> BadInput:
    return BadInput(_("فایل پس از باز شدن بیش از اندازه بزرگ می‌شود؛ آن را چند بخش کنید."))
