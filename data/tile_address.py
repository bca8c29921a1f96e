"""Addresses of tiles on a server: a template of a web map, or a WMS that draws any box.

Nothing here opens a connection; an address is only checked and filled in.

Notes
-----
OGC 01-068r3 and 06-042 (WMS 1.1.1 and 1.3.0): EPSG:3857 has its easting first in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from data.errors import BadInput
from data.importers.osm_tags import ATTRIBUTION
from data.web_mercator import TILE, TileName
from resources.text import _

LONGEST = 1_000
_PLACES = re.compile(r"\{([^{}]*)\}")
_NEEDED = ({"x", "y", "z"}, {"x", "-y", "z"})
_VERSIONS = {"1.1.1": "SRS", "1.3.0": "CRS"}
_PLANES = {"EPSG:3857", "EPSG:900913"}


@dataclass(frozen=True, slots=True)
class TileAddress:
    """A checked address.

    Attributes
    ----------
    text : str
        As the user gave it, without spaces around.
    host : str
    query : tuple of (str, str)
        Of a WMS; empty for a template.
    """

    text: str
    host: str
    query: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> TileAddress:
        """Check an address.

        Raises
        ------
        BadInput
            When it is no http(s) address, holds a name and password, or is neither a template
            with ``{x}``, ``{y}``, ``{z}`` nor a WMS with its layers.
        """
        text = text.strip()
        try:
            parts = urlsplit(text)
            host = parts.hostname or ""
            port = parts.port
        except ValueError as error:
            raise _wrong() from error
        if len(text) > LONGEST or not text.isprintable() or " " in text or port == 0:
            raise _wrong()
        if parts.scheme.lower() not in ("http", "https") or not host or "{" in parts.netloc:
            raise _wrong()
        if parts.username is not None or parts.password is not None:
            raise BadInput(_("نام و گذرواژه در نشانی نوشته نمی‌شود؛ نشانی بی‌رمز بدهید."))
        places = set(_PLACES.findall(text))
        if places:
            if places not in _NEEDED:
                raise _wrong()
            return cls(text, host)
        return cls(text, host, _wms_query(parts.query))

    @property
    def attribution(self) -> str:
        """Whom the map is owed to, as far as the address tells."""
        if self.host == "openstreetmap.org" or self.host.endswith(".openstreetmap.org"):
            return ATTRIBUTION
        return _("نقشه از {host}").format(host=self.host)

    def url(self, name: TileName) -> str:
        """Return the address of a tile."""
        if not self.query:
            values = {"x": name.x, "y": name.y, "-y": name.row_from_south, "z": name.zoom}
            return _PLACES.sub(lambda match: str(values[match[1]]), self.text)
        box = ",".join(f"{edge:.6f}" for edge in name.box)
        parts = urlsplit(self.text)
        query = urlencode([*self.query, ("BBOX", box)], quote_via=quote, safe="/:,")
        return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _wms_query(text: str) -> tuple[tuple[str, str], ...]:
    """Return what a WMS is asked for, without the box; refused where it cannot be asked."""
    given = {key.upper(): value for key, value in parse_qsl(text, keep_blank_values=True)}
    version = given.get("VERSION", "1.3.0")
    if not given.get("LAYERS"):
        raise _wrong()
    if version not in _VERSIONS or given.get("SERVICE", "WMS").upper() != "WMS":
        raise BadInput(_("تنها WMS نسخهٔ 1.1.1 و 1.3.0 خوانده می‌شود."))
    plane = given.get("CRS") or given.get("SRS") or "EPSG:3857"
    if plane.upper() not in _PLANES:
        raise BadInput(_("این WMS باید در EPSG:3857 خواسته شود."))
    for key in ("SRS", "CRS", "BBOX"):
        given.pop(key, None)
    fixed = {
        "SERVICE": "WMS",
        "REQUEST": "GetMap",
        "VERSION": version,
        _VERSIONS[version]: "EPSG:3857",
        "WIDTH": str(TILE),
        "HEIGHT": str(TILE),
    }
    defaults = {"STYLES": "", "FORMAT": "image/png"}
    return tuple({**defaults, **given, **fixed}.items())


def _wrong() -> BadInput:
    return BadInput(
        _("نشانی را به شکل https://…/{z}/{x}/{y}.png یا نشانی WMS با LAYERS بنویسید.")
    )
