import base64
import hashlib
from importlib import metadata

import pytest

from data.errors import Refused
from desktop.exports import html_parts


@pytest.fixture
def forgotten():
    """Let Leaflet be read again, before the test and after it."""
    html_parts.leaflet.cache_clear()
    yield
    html_parts.leaflet.cache_clear()


def test_leaflet_comes_with_its_licence_and_style():
    found = html_parts.leaflet()
    assert "Leaflet 1.9" in found.script and "Agafonkin" in found.script
    assert "</script" not in found.script
    assert ".leaflet-pane" in found.style and ".leaflet-popup" in found.style
    assert "${" not in found.style and "\\" not in found.style


@pytest.mark.parametrize("files", [None, []])
def test_an_incomplete_installation_is_refused(monkeypatch, forgotten, files):
    monkeypatch.setattr(metadata, "files", lambda name: files)
    with pytest.raises(Refused, match="make setup"):
        html_parts.leaflet()


def test_a_missing_package_is_refused(monkeypatch, forgotten):
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "files", missing)
    with pytest.raises(Refused):
        html_parts.leaflet()


def test_a_page_without_the_bundled_typeface_uses_the_readers(monkeypatch, tmp_path):
    monkeypatch.setattr(html_parts, "BUNDLED", tmp_path)
    assert html_parts.typefaces() == ()


def test_the_policy_names_every_script_by_its_hash():
    page = (
        '<script>one()</script><script type="application/json">{}</script><script>\ntwo\n</script>'
    )
    policy = html_parts.policy(page)
    for script in ("one()", "\ntwo\n"):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.count("sha256-") == 2
    assert policy.startswith("default-src 'none'")
