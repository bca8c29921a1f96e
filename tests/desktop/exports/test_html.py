"""The page as a whole: it asks for nothing, says everything, and takes no name for markup."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from data.errors import Cancelled, Refused
from data.feedback import silent
from data.model.city import Place
from data.model.snapshot import Snapshot
from desktop.exports import html
from desktop.exports.html_page import compose_page
from desktop.exports.rule_words import rule_in_words
from resources.text import speaking

LAYERS = (
    "districts",
    "streets",
    "coverage",
    "hotspots",
    "zones",
    "clusters",
    "complaints",
    "impounds",
)
HOSTILE = '<script>hurt()</script><img src="x" onerror="hurt()">'
# Names of languages and the words of Leaflet's own licence and comments; none is ever opened.
NAMES = {"www.w3.org", "leafletjs.com", "bugs.chromium.org", "bugzilla.mozilla.org"}


class Reader(HTMLParser):
    """Collects tags, attributes and texts as a browser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def hostile_city(snapshot: Snapshot, make) -> Snapshot:
    """Return the city with names that would be markup on a careless page."""
    x, y = snapshot.districts[0].geometry.centroid.coords[0]
    return replace(
        snapshot,
        city=replace(snapshot.city, name={"fa": HOSTILE, "en": HOSTILE}),
        districts=tuple(replace(d, name=HOSTILE, source=HOSTILE) for d in snapshot.districts),
        zones=make.zones((HOSTILE,)),
        places=(Place(HOSTILE, x, y),),
    )


@pytest.fixture(scope="module")
def text(snapshot: Snapshot) -> str:
    return html.render(compose_page(snapshot, LAYERS, silent()), silent())


@pytest.fixture(scope="module")
def hostile_text(snapshot: Snapshot, make) -> str:
    page = compose_page(hostile_city(snapshot, make), LAYERS, silent(), district=1)
    return html.render(page, silent())


# -- what the page holds ---------------------------------------------------------------------


def test_nothing_is_taken_from_elsewhere(text):
    read = Reader(text)
    for name, value in read.attributes:
        if name in ("src", "href", "srcset", "action", "data", "poster"):
            assert value.startswith(("data:", "#")), (name, value[:80])
    assert not {"link", "iframe", "object", "embed", "form", "base"} & set(read.tags)
    assert set(re.findall(r"https?://([\w.-]+)", text)) <= NAMES
    for address in re.findall(r"url\(([^)]{0,12})", text):
        assert address.strip("'\"").startswith(("data:", "#")), address
    assert "@import" not in text
    assert not re.search(r"XMLHttpRequest|\bfetch\(|WebSocket|sendBeacon|EventSource", text)


def test_the_policy_lets_only_our_scripts_run(text):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert "default-src 'none'" in policy
    assert len(re.findall("sha256-", policy)) == len(re.findall("<script>", text)) == 3
    assert "unsafe-eval" not in policy


def test_title_legend_period_source_and_remarks_are_said(text, snapshot):
    page = compose_page(snapshot, LAYERS, silent())
    said = " ".join(Reader(text).texts)
    sheet = page.sheet
    for words in (sheet.title, sheet.subtitle, sheet.period, sheet.source, sheet.made_on):
        assert words in said
    assert all(remark in said for remark in sheet.remarks)
    assert "دادهٔ نمایشی" in said and "مرز مناطق تقریبی و غیررسمی است" in said
    for picture in sheet.pictures:
        assert all(entry.text in said for entry in picture.legend)


def test_each_layer_has_a_switch(text):
    switches = [value for name, value in Reader(text).attributes if name == "data-layer"]
    assert len(switches) == len(set(switches)) == len(LAYERS)
    assert all(f"var {name} = L.featureGroup" in text for name in switches)


def test_a_zone_tells_its_rule_in_words(text, snapshot):
    words = rule_in_words(snapshot.zones[0].rule)
    assert json.dumps(words) in text


@pytest.mark.parametrize(("language", "direction"), [("fa", "rtl"), ("en", "ltr")])
def test_the_page_speaks_and_runs_as_its_language(snapshot, language, direction):
    with speaking(language):
        text = html.render(compose_page(snapshot, ("districts",), silent()), silent())
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert ("Districts" in text) == (language == "en")
    assert 'name="viewport" content="width=device-width' in text


def test_hostile_names_are_letters(hostile_text):
    read = Reader(hostile_text)
    assert "img" not in read.tags
    assert not [name for name, _value in read.attributes if name.startswith("on")]
    assert read.tags.count("script") == 4
    assert HOSTILE in " ".join(read.texts)


# -- writing ---------------------------------------------------------------------------------


def test_a_city_fits_into_an_attachment(snapshot, tmp_path):
    html.write(compose_page(snapshot, LAYERS, silent()), tmp_path / "map.html", silent())
    assert 300_000 < (tmp_path / "map.html").stat().st_size < 2_000_000


def test_a_city_without_anything_has_a_page(snapshot, tmp_path):
    empty = replace(
        snapshot,
        districts=(),
        streets=type(snapshot.streets).empty(),
        events=snapshot.events.take(slice(0)),
        zones=(),
        places=(),
        crews=(),
        shifts=(),
    )
    html.write(compose_page(empty, LAYERS, silent()), tmp_path / "map.html", silent())
    assert (tmp_path / "map.html").exists()


@pytest.mark.parametrize("looks", [1, 3])
def test_a_stopped_page_leaves_the_old_one(snapshot, tmp_path, stop_at, looks):
    target = tmp_path / "map.html"
    target.write_bytes(b"old")
    page = compose_page(snapshot, ("districts", "zones"), silent())
    with pytest.raises(Cancelled):
        html.write(page, target, stop_at(looks))
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def test_a_missing_folder_is_refused(snapshot, tmp_path):
    page = compose_page(snapshot, ("districts",), silent())
    with pytest.raises(Refused):
        html.write(page, tmp_path / "missing" / "map.html", silent())


# -- in a browser ----------------------------------------------------------------------------

Browse = Callable[[str], tuple[str, str]]


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Return a function that opens a page without a network: its final document and the log."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("Chromium is not installed")

    def browse_(text: str) -> tuple[str, str]:
        page = tmp_path / "page.html"
        page.write_text(text, encoding="utf-8", newline="\n")
        done = subprocess.run(
            [
                *(program, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
                *("--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"),
                *("--disable-dev-shm-usage", f"--user-data-dir={tmp_path / 'profile'}"),
                *("--enable-logging=stderr", "--virtual-time-budget=6000", page.as_uri()),
            ],
            capture_output=True,
            timeout=100,
            check=True,
        )
        log = done.stderr.decode(errors="replace")
        return done.stdout.decode(), "\n".join(x for x in log.splitlines() if "CONSOLE" in x)

    return browse_


def test_a_browser_draws_the_page_and_asks_for_nothing(browse, text):
    document, log = browse(text)
    # Whatever the page had asked for would have been refused by its policy, and said so.
    assert log == ""
    assert document.count("<path ") > 20
    assert "leaflet-image-layer" in document and "<canvas" in document
    assert "منطقهٔ ۱" in document and "کیلومتر" in document


def test_a_browser_shows_hostile_names_as_letters(browse, hostile_text):
    # Even without the policy that would stop them.
    bare = re.sub(r"<meta http-equiv[^>]*>", "", hostile_text)
    opening = """<script>
      window.hurt = () => document.body.setAttribute("data-hurt", "yes");
      window[document.querySelector(".folium-map").id].eachLayer((layer) => {
        const facts = layer.feature?.properties?.card;
        if (facts?.title.includes("hurt")) { layer.openTooltip(); layer.openPopup(); }
      });
    </script></body>"""
    document, _log = browse(bare.replace("</body>", opening))
    shown = Reader(re.sub(r"<script.*?</script>", "", document, flags=re.DOTALL))
    assert "data-hurt" not in dict(shown.attributes)
    assert not [name for name, _value in shown.attributes if name.startswith("on")]
    places = ("card-title", "leaflet-tooltip", "map-label", "<title>")
    assert all(place in document for place in places)
    assert len([t for t in shown.texts if 'onerror="hurt()"' in t]) >= len(places)
