"""What a page carries with it so that it asks the network for nothing: Leaflet and a typeface."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import resources
from data.errors import Refused
from desktop.exports.fonts import BUNDLED, find_typeface
from resources.text import _

TEMPLATES = Path(resources.__file__).parent / "html"
# The distribution that carries Leaflet 1.9: one chunk of script with its licence beside it, and the
# style as a text within another chunk.
_CARRIER = "jupyter-leaflet"
_FOLDER = "labextensions/jupyter-leaflet/static"
_LICENCE = ".LICENSE.txt"
_STYLE = re.compile(r"`(/\* required styles \*/(?:[^`\\]|\\.)*\.leaflet-pane(?:[^`\\]|\\.)*)`")
_ESCAPES = {"\\n": "\n", "\\r": "", "\\t": " "}


@dataclass(frozen=True, slots=True)
class Leaflet:
    """Leaflet as it goes into a page: one script, licence included, and one style."""

    script: str
    style: str


@lru_cache(maxsize=1)
def leaflet() -> Leaflet:
    """Return Leaflet from the installed package.

    Raises
    ------
    Refused
        When the installation is incomplete.
    """
    try:
        texts = _carried()
    except (metadata.PackageNotFoundError, OSError) as error:
        raise Refused(_incomplete()) from error
    licences = {name: text for name, text in texts.items() if name.endswith(_LICENCE)}
    chunk = [n.removesuffix(_LICENCE) for n, text in licences.items() if " * Leaflet 1." in text]
    styles = [found[1] for text in texts.values() if (found := _STYLE.search(text))]
    if not chunk or not styles:
        raise Refused(_incomplete())
    loader = (TEMPLATES / "leaflet_loader.js").read_text(encoding="utf-8")
    # Within a page a script ends at the first closing tag, wherever it stands.
    script = texts[chunk[0]].replace("</script", "<\\/script")
    return Leaflet(f"{texts[chunk[0] + _LICENCE]}\n{loader}\n{script}\n", _plain(styles[0]))


def _carried() -> dict[str, str]:
    """Return the package's scripts and licences by name; its list of files says where they lie."""
    return {
        file.name: Path(str(file.locate())).read_text(encoding="utf-8")
        for file in metadata.files(_CARRIER) or []
        if file.parent.as_posix().endswith(_FOLDER) and file.suffix in (".js", ".txt")
    }


def _plain(style: str) -> str:
    """Return a style without the escapes of its script and without the pictures of controls.

    Those are of a control that our pages do not have.
    """
    for escape, letter in _ESCAPES.items():
        style = style.replace(escape, letter)
    return re.sub(r"url\(\$\{\w+\}\)", "none", style).replace("\\", "")


def _incomplete() -> str:
    return _("نصب برنامه کامل نیست و صفحهٔ نقشه ساخته نشد؛ «make setup» را دوباره اجرا کنید.")


def typefaces() -> tuple[tuple[int, str], ...]:
    """Return weight and data address of the bundled typeface's files, nothing where it is absent.

    Without it a page is set in what the reader's system has.
    """
    try:
        found = find_typeface((BUNDLED,))
    except Refused:
        return ()
    return (400, _font(found.regular)), (700, _font(found.bold))


def _font(file: Path) -> str:
    return "data:font/ttf;base64," + base64.b64encode(file.read_bytes()).decode("ascii")


def policy(page: str) -> str:
    """Return the content security policy under which a page runs nothing but its own scripts.

    Nothing may be fetched, and no script runs whose hash is not named here (W3C, CSP level 2), so
    that a name from outside stays harmless even if it were ever taken for markup.

    Parameters
    ----------
    page : str
        The finished page; line ends are LF.
    """
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
