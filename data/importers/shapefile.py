"""Shapefiles: the only files GDAL is given, copied under a name of our own."""

from __future__ import annotations

import codecs
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from data.errors import BadInput
from data.feedback import Feedback
from data.importers.packed import SHAPEFILE_PARTS
from data.importers.shapes import from_blobs, projected
from data.importers.spreadsheets import cell_text
from data.importers.tables import RawTable
from resources.text import _

_MAGIC = b"\x00\x00\x27\x0a"
# Every byte has a letter in Latin-1, so the DBF's own bytes can be had back from it.
_BYTES = "ISO-8859-1"


def read_shapefile(
    path: Path, encoding: str | None, sheet: str | None, feedback: Feedback
) -> RawTable:
    """Read a shapefile with its DBF; without a ``.prj`` its coordinates stay unnamed."""
    with path.open("rb") as source:
        if source.read(100)[:4] != _MAGIC:
            raise BadInput(_("این فایل شیپ‌فایل درستی نیست؛ همهٔ بخش‌های آن را دوباره دریافت کنید."))
    with tempfile.TemporaryDirectory(prefix="gozar-") as folder:
        layer = _copied(path, Path(folder))
        names, columns, blobs = feedback.heavy(parse_shapefile, str(layer))
        epsg, wkt = _projection(layer.with_suffix(".prj"))
        known = encoding or _encoding(layer.with_suffix(".cpg"), columns)
    try:
        cells = tuple(tuple(_decoded(value, known) for value in column) for column in columns)
        names = [_decoded(name, known) or "" for name in names]
    except (UnicodeError, LookupError) as error:
        raise BadInput(
            _("نوشته‌های dbf با این رمزگذاری خوانده نمی‌شود؛ رمزگذاری دیگری بگویید.")
        ) from error
    geometry = from_blobs(blobs, feedback)
    if wkt:
        geometry, epsg = projected(geometry, wkt, 4326), 4326
    line = np.arange(1, len(blobs) + 1, dtype=np.int64)
    return RawTable(tuple(names), cells, line, geometry, epsg, encoding=known)


def _copied(path: Path, folder: Path) -> Path:
    for part in path.parent.iterdir():
        suffix = part.suffix.lower()
        if part.stem == path.stem and suffix in SHAPEFILE_PARTS and part.is_file():
            shutil.copyfile(part, folder / f"layer{suffix}")
    layer = folder / "layer.shp"
    needed = (layer.with_suffix(suffix) for suffix in (".dbf", ".shx"))
    if not all(part.exists() and part.stat().st_size > 32 for part in needed):
        raise BadInput(_("شیپ‌فایل بدون dbf یا shx است؛ همهٔ بخش‌های آن را کنار هم بگذارید."))
    return layer


def parse_shapefile(
    path: str,
) -> tuple[list[str], list[list[str | None]], list[bytes | None]]:
    """Return names and texts of the columns, as Latin-1, and WKB a shape."""
    from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError
    from pyogrio.raw import read

    try:
        with warnings.catch_warnings():
            # Measures and odd rings are reported as warnings; the checks look at every shape.
            warnings.simplefilter("ignore")
            meta, _ids, blobs, columns = read(path, encoding=_BYTES, datetime_as_string=True)
    except (DataSourceError, DataLayerError, FieldError, GeometryError, ValueError) as error:
        raise BadInput(_("این شیپ‌فایل خراب است؛ همهٔ بخش‌های آن را دوباره دریافت کنید.")) from error
    texts = [[_text(value) for value in column.tolist()] for column in columns]
    shapes = [None] * len(texts[0] if texts else ()) if blobs is None else blobs.tolist()
    return [str(name) for name in meta["fields"]], texts, shapes


def _text(value: object) -> str | None:
    return None if value != value else cell_text(value)  # NaN stands for an empty number


def _projection(path: Path) -> tuple[int | None, str | None]:
    """Return the EPSG code of a ``.prj``, or its text where it has no code but is understood."""
    if not path.exists():
        return None, None
    import pyproj

    text = path.read_text("utf-8", "replace")[:20_000].strip()
    try:
        crs = pyproj.CRS.from_wkt(text)
    except pyproj.exceptions.CRSError:
        return None, None
    code = crs.to_epsg()
    return (code, None) if code else (None, text)


def _encoding(cpg: Path, columns: Sequence[Sequence[str | None]]) -> str:
    """Return the encoding a ``.cpg`` names, else what the texts' bytes can be."""
    if cpg.exists():
        name = cpg.read_text("ascii", "replace").strip()
        name = f"cp{name}" if name.isdigit() else name
        try:
            return codecs.lookup(name).name
        except LookupError:
            pass
    texts = "".join(text for column in columns for text in set(column) if text)
    try:
        texts.encode(_BYTES).decode("utf-8")
    except UnicodeError:
        return "cp1256"
    return "utf-8"


def _decoded(text: str | None, encoding: str) -> str | None:
    return text if text is None or text.isascii() else text.encode(_BYTES).decode(encoding)
