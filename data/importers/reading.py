"""Reading any file the city sends into one raw table, or refusing it in a sentence.

The reader is chosen by a list of suffixes held against the file's first bytes, so that nothing
outside the list is ever handed to a library that opens many formats.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from data.errors import BadInput
from data.feedback import Feedback, silent
from data.importers.delimited import read_delimited
from data.importers.geojson import read_geojson
from data.importers.geopackage import read_geopackage
from data.importers.osm import read_osm
from data.importers.packed import plain_file
from data.importers.shapefile import read_shapefile
from data.importers.spreadsheets import read_workbook
from data.importers.tables import RawTable
from resources.text import _

__all__ = ["RawTable", "read_table"]

Reader = Callable[[Path, str | None, str | None, Feedback], RawTable]

LARGEST_FILE = 1 << 30  # bytes; what is read is held in memory
READERS: dict[str, Reader] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".txt": read_delimited,
    ".tab": read_delimited,
    ".psv": read_delimited,
    ".ssv": read_delimited,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".gpkg": read_geopackage,
    ".shp": read_shapefile,
    ".geojson": read_geojson,
    ".json": read_geojson,
    ".pbf": read_osm,
}
_OLE = b"\xd0\xcf\x11\xe0"
_OPEN_FORMATS = (".ods", ".fods")


def read_table(
    path: Path,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    feedback: Feedback | None = None,
) -> RawTable:
    """Read a table or layer from a file, plain or packed as ``.gz`` or ``.zip``.

    Parameters
    ----------
    path : Path
        CSV, TSV, XLSX, GeoPackage, shapefile, GeoJSON or OpenStreetMap's ``.osm.pbf``.
    encoding : str, optional
        Of the texts in a CSV or DBF; guessed where it is not given.
    sheet : str, optional
        Sheet of a workbook or layer of a GeoPackage; the first where it is not given.
    feedback : Feedback, optional

    Raises
    ------
    BadInput
        When the file is absent, damaged, too large or of a kind that is not read.
    """
    path, feedback = Path(path), feedback or silent()
    try:
        if not path.is_file():
            raise BadInput(_("این فایل پیدا نشد؛ نام و جای آن را بررسی کنید."))
        if path.stat().st_size > LARGEST_FILE:
            raise BadInput(_("این فایل بیش از اندازه بزرگ است؛ آن را چند بخش کنید."))
        digest = _sha256(path, feedback)
        with plain_file(path, feedback) as plain:
            raw = _reader(plain)(plain, encoding, sheet, feedback)
    except OSError as error:
        raise BadInput(
            _("فایل خوانده نشد؛ اگر در برنامهٔ دیگری باز است آن را ببندید و دوباره بکوشید.")
        ) from error
    if not raw.columns and raw.geometry is None:
        raise BadInput(_("در این فایل هیچ ردیفی نیست؛ فایل دیگری برگزینید."))
    return replace(raw, file_name=path.name, file_hash=digest)


def _sha256(path: Path, feedback: Feedback) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(1 << 20):
            feedback.check()
            digest.update(block)
    return digest.hexdigest()


def _reader(path: Path) -> Reader:
    """Return the reader for a file; what its first bytes say stands above its suffix."""
    with path.open("rb") as source:
        start = source.read(512)
    suffix = path.suffix.lower()
    if start.startswith(_OLE) or suffix == ".xls":
        raise BadInput(_("این فایل اکسل قدیمی (xls) یا رمزدار است؛ آن را با قالب xlsx ذخیره کنید."))
    if suffix in _OPEN_FORMATS:
        raise BadInput(_("قالب ods خوانده نمی‌شود؛ آن را با قالب xlsx ذخیره کنید."))
    if suffix in {".kml", ".kmz"}:
        raise BadInput(_("قالب KML هنوز خوانده نمی‌شود؛ آن را با QGIS به GeoJSON تبدیل کنید."))
    if suffix == ".mbtiles":
        raise BadInput(_("این فایل نقشهٔ زمینه است؛ آن را در «نقشه › نقشهٔ زمینه» برگزینید."))
    reader = READERS.get(suffix)
    if reader is None:
        raise BadInput(
            _("این قالب خوانده نمی‌شود؛ CSV، XLSX، شیپ‌فایل، GeoPackage یا osm.pbf برگزینید.")
        )
    return _by_content(reader, start)


def _by_content(reader: Reader, start: bytes) -> Reader:
    if start.startswith(b"PK\x03\x04") and reader is not read_workbook:
        return read_workbook
    if reader is read_workbook and not start.startswith(b"PK"):
        return read_delimited
    if reader is read_delimited and start.startswith((b"%PDF", b"SQLite format 3", b"\x1f\x8b")):
        raise BadInput(_("پسوند این فایل با محتوای آن نمی‌خواند؛ جدول را با قالب درست ذخیره کنید."))
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<ogrvrt", b"<?xml", b"<!doctype", b"<html")):
        raise BadInput(_("این فایل XML یا صفحهٔ وب است، نه جدول؛ آن را CSV یا XLSX ذخیره کنید."))
    return reader
