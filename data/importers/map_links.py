"""Points written as text or pasted as a map's link; nothing is asked from the network."""

from __future__ import annotations

import re
from urllib.parse import unquote

from data.folding import latin_digits

_NUMBER = r"(-?\d{1,3}(?:\.\d+)?)"
_LAT_LON = _NUMBER + r"\s*[,;/]\s*\+?" + _NUMBER
_DECIMAL = r"(-?\d{1,3}\.\d+)"
# In each pattern the first group is what its flag says: True for latitude first.
_PATTERNS: tuple[tuple[re.Pattern[str], bool], ...] = (
    (re.compile(r"^\s*(?:SRID=\d+;)?POINT\s*Z?\s*\(\s*" + _NUMBER + r"\s+" + _NUMBER, re.I), False),
    (re.compile(r"^\s*geo:" + _LAT_LON, re.I), True),
    (re.compile(r"!3d" + _NUMBER + r"!4d" + _NUMBER), True),
    (re.compile(r"[?&]mlat=" + _NUMBER + r"&mlon=" + _NUMBER), True),
    (
        re.compile(r"[?&](?:lat|latitude)=" + _NUMBER + r".*?[?&](?:lon|lng|longitude)=" + _NUMBER),
        True,
    ),
    (
        re.compile(r"[?&](?:lon|lng|longitude)=" + _NUMBER + r".*?[?&](?:lat|latitude)=" + _NUMBER),
        False,
    ),
    (
        re.compile(
            r"[?&](?:q|query|ll|sll|daddr|destination|center|location|loc)=(?:loc:)?\s*" + _LAT_LON
        ),
        True,
    ),
    (re.compile(r"@" + _LAT_LON), True),
    (re.compile(r"#(?:map=)?[cm]?\d{1,2}(?:\.\d+)?z?[/-]" + _DECIMAL + r"[/-]" + _DECIMAL), True),
    (re.compile(r"#c" + _DECIMAL + "-" + _DECIMAL), True),
    (re.compile(r"/" + _DECIMAL + r"\s*,\s*" + _DECIMAL), True),
    (re.compile(r"^\s*[(\[]?\s*" + _LAT_LON + r"\s*[)\]]?\s*$"), True),
)
_LONGEST = 2_000


def point_of(text: str) -> tuple[float, float] | None:
    """Return longitude and latitude in degrees that a text or map link gives, else None.

    Understood are WKT points, ``geo:``, links of Google, OpenStreetMap, Neshan and Balad that
    carry their coordinates, and a bare "latitude, longitude". A short link carries none.
    """
    plain = unquote(latin_digits(text[:_LONGEST])).replace("٫", ".").replace("،", ",")
    for pattern, latitude_first in _PATTERNS:
        if match := pattern.search(plain):
            first, second = float(match[1]), float(match[2])
            lon, lat = (second, first) if latitude_first else (first, second)
            return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 180 else None
    return None
