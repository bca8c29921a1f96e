from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadInput
from data.importers.osm_tags import ATTRIBUTION
from data.tile_address import TileAddress
from data.web_mercator import TileName

NAME = TileName(3, 5, 2)


def test_a_template_is_filled_in() -> None:
    address = TileAddress.parse(" https://tile.example.org/{z}/{x}/{y}.png?key=1 ")
    assert address.url(NAME) == "https://tile.example.org/3/5/2.png?key=1"
    from_south = TileAddress.parse("http://example.org/{z}/{x}/{-y}.jpg")
    assert from_south.url(NAME) == "http://example.org/3/5/5.jpg"


@pytest.mark.parametrize(("version", "plane"), [("1.1.1", "SRS"), ("1.3.0", "CRS")])
def test_a_wms_is_asked_for_the_box_of_a_tile(version: str, plane: str) -> None:
    address = TileAddress.parse(
        f"https://example.org/wms?map=/a b.map&layers=roads,names&Version={version}".replace(
            " ", "%20"
        )
    )
    parts = urlsplit(address.url(NAME))
    query = {key: value[0] for key, value in parse_qs(parts.query, keep_blank_values=True).items()}
    assert query[plane] == "EPSG:3857" and query["VERSION"] == version
    assert (query["WIDTH"], query["HEIGHT"], query["STYLES"]) == ("256", "256", "")
    assert query["LAYERS"] == "roads,names" and query["MAP"] == "/a b.map"
    assert [float(edge) for edge in query["BBOX"].split(",")] == pytest.approx(NAME.box)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tile.example.org/{z}/{x}/{y}.png",
        "file:///etc/{z}/{x}/{y}",
        "ftp://example.org/{z}/{x}/{y}",
        "javascript:alert({x}{y}{z})",
        "https:///{z}/{x}/{y}",
        "https://{x}.example.org/{z}/{x}/{y}",
        "https://user:secret@example.org/{z}/{x}/{y}",
        "https://example.org/{z}/{x}",
        "https://example.org/{z}/{x}/{y}/{q}",
        "https://example.org/{z}/{x}/{y}\n",
        "https://example.org/{z}/ {x}/{y}",
        "https://example.org:99999/{z}/{x}/{y}",
        "https://[::1/{z}/{x}/{y}",
        "https://example.org/wms?service=WMS",
        "https://example.org/wms?layers=a&version=1.0.0",
        "https://example.org/wms?layers=a&service=WFS",
        "https://example.org/wms?layers=a&crs=EPSG:4326",
        "https://example.org/" + "a" * 1_000 + "{z}{x}{y}",
    ],
)
def test_other_addresses_are_refused(text: str) -> None:
    if text.endswith("\n"):
        text += "x"
    with pytest.raises(BadInput):
        TileAddress.parse(text)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        TileAddress.parse(text)
        TileAddress.parse("https://" + text)
    except BadInput as refusal:
        assert str(refusal)


def test_whom_a_map_is_owed_to() -> None:
    path = "/{z}/{x}/{y}.png"
    assert TileAddress.parse("https://tile.openstreetmap.org" + path).attribution == ATTRIBUTION
    other = TileAddress.parse("https://openstreetmap.org.example.net" + path).attribution
    assert other != ATTRIBUTION and "example.net" in other
