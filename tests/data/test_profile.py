"""City profiles: Tabriz, Boston, and hostile ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.errors import BadInput
from data.folding import fold
from data.profile import LARGEST_COMPANION, load_profile

# District, residents, km² as published (DOMAIN 2).
PUBLISHED = {
    1: (218_647, 15.41), 2: (196_507, 20.80), 3: (229_474, 27.85), 4: (315_183, 25.40),
    5: (143_138, 31.53), 6: (108_959, 72.18), 7: (161_873, 28.92), 8: (29_384, 3.88),
    9: (2_250, 8.03), 10: (187_958, 10.51),
}  # fmt: skip

CITY = """
[city]
name = {{ fa = "شهر", en = "Town" }}
centre = {centre}
extent = {extent}
crs = "{crs}"
timezone = "{timezone}"
{more}
"""
FINE = {
    "centre": "[46.3, 38.05]",
    "extent": "[46.2, 38.0, 46.4, 38.1]",
    "crs": "EPSG:32638",
    "timezone": "Asia/Tehran",
    "more": "",
}


@pytest.fixture
def town(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a profile, a fine one but for the given values."""

    def write(**changes: str) -> Path:
        path = tmp_path / "town.toml"
        path.write_text(CITY.format(**{**FINE, **changes}), "utf-8")
        return path

    return write


def square(number: object = 1, west: float = 46.25, **properties: object) -> dict:
    ring = [[west, 38.02], [west + 0.02, 38.02], [west + 0.02, 38.04], [west, 38.04], [west, 38.02]]
    return {
        "type": "Feature",
        "properties": {"district": number, "name_fa": "الف", **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more})


class TestTabriz:
    def test_districts_carry_published_figures_with_year_and_source(self) -> None:
        profile = load_profile("tabriz")
        assert {d.number: (d.residents, d.area_km2) for d in profile.districts} == PUBLISHED
        assert sum(d.residents or 0 for d in profile.districts) == 1_593_373
        assert all(d.residents_year == "1395" and d.source for d in profile.districts)

    def test_boundaries_are_schematic_and_about_as_large_as_published(self) -> None:
        profile = load_profile("tabriz")
        assert profile.schematic
        for district in profile.districts:
            assert district.schematic
            assert district.geometry.is_valid
            assert district.geometry.area / 1e6 == pytest.approx(district.area_km2, rel=0.035)

    def test_city_values(self) -> None:
        city = load_profile("tabriz").city
        assert (city.key, city.epsg, city.timezone) == ("tabriz", 32638, "Asia/Tehran")
        assert (city.calendar, city.language) == ("jalali", "fa")
        assert city.name == {"fa": "تبریز", "en": "Tabriz"}

    def test_names_are_office_persian(self) -> None:
        assert [d.name for d in load_profile("tabriz").districts][3] == "منطقهٔ ۴"

    def test_landmarks_are_some_twenty_with_source_and_confidence(self) -> None:
        places = load_profile("tabriz").places
        assert 20 <= len(places) <= 32
        assert all(p.source and p.confidence in ("high", "medium") for p in places)
        names = [fold(name) for p in places for name in (p.name, *p.aliases)]
        assert fold("شاه گلی".replace(" ", "‌")) in names
        assert fold("بازار تبریز") in names

    def test_landmarks_stand_where_the_shared_list_says(self, shared) -> None:
        import csv

        from data.projection import metres_to_lonlat

        profile = load_profile("tabriz")
        text = shared("data/tabriz/tabriz_landmarks.csv").read_text("utf-8-sig")
        known = [(float(r["lon"]), float(r["lat"])) for r in csv.DictReader(text.splitlines())]
        for place in profile.places:
            lon, lat = metres_to_lonlat(profile.city, place.x, place.y)
            assert np.hypot(*(np.array(known) - [lon, lat]).T).min() < 1e-6, place.name


class TestOtherCities:
    def test_boston_has_its_rectangles(self, shared) -> None:
        profile = load_profile(shared("data/cities/boston.toml"))
        assert (profile.city.key, profile.city.calendar, profile.city.language) == (
            "boston", "gregorian", "en",
        )  # fmt: skip
        assert len(profile.districts) == 10
        assert profile.districts[0].name == "Cell 1"
        assert profile.schematic

    def test_without_districts_the_extent_is_the_one_district(self, town) -> None:
        profile = load_profile(town())
        (district,) = profile.districts
        assert district.number == 1
        assert profile.schematic
        assert district.geometry.area / 1e6 == pytest.approx(194.7, rel=0.01)

    def test_companions_lie_beside_the_profile(self, town, tmp_path: Path) -> None:
        (tmp_path / "d.geojson").write_text(collection(square(2, 46.3), square(1)), "utf-8")
        (tmp_path / "p.csv").write_text("\ufeffname,lon,lat\nالف,46.26,38.03\n", "utf-8")
        profile = load_profile(town(more='districts = "d.geojson"\nplaces = "p.csv"'))
        assert [d.number for d in profile.districts] == [1, 2]
        assert not profile.schematic
        assert shapely.Point(profile.places[0].x, profile.places[0].y).within(
            profile.districts[0].geometry
        )

    def test_multipolygons_and_heights_are_taken(self, town, tmp_path: Path) -> None:
        parts = [
            [[[*c, 7.0] for c in square(1, w)["geometry"]["coordinates"][0]]] for w in (46.2, 46.3)
        ]
        feature = {**square(), "geometry": {"type": "MultiPolygon", "coordinates": parts}}
        (tmp_path / "d.geojson").write_text(collection(feature), "utf-8")
        district = load_profile(town(more='districts = "d.geojson"')).districts[0]
        assert district.geometry.geom_type == "MultiPolygon"
        assert not district.geometry.has_z


class TestHostileProfiles:
    @pytest.mark.parametrize(
        "changes",
        [
            {"crs": "EPSG:4326"}, {"crs": "EPSG:3857"}, {"crs": "EPSG:99999"}, {"crs": "+proj=utm"},
            {"crs": ""}, {"crs": "EPSG:32638\\n"}, {"crs": "EPSG:32618"}, {"crs": "EPSG:2225"},
            {"crs": "EPSG:3571"}, {"crs": "EPSG:3035"},
            {"timezone": "Asia/Nowhere"}, {"timezone": ""}, {"timezone": "../../etc/passwd"},
            {"extent": "[46.4, 38.0, 46.2, 38.1]"}, {"extent": "[46.2, 38.1, 46.4, 38.0]"},
            {"extent": "[46.2, 38.0, 46.4]"}, {"extent": "[nan, 38.0, 46.4, 38.1]"},
            {"extent": "[46.2, 38.0, inf, 38.1]"}, {"extent": '["46", 38.0, 46.4, 38.1]'},
            {"extent": "[46.2, 38.0, 46.4, 98.0]"}, {"extent": "[0.0, 0.0, 90.0, 80.0]"},
            {"extent": "[true, 38.0, 46.4, 38.1]"}, {"extent": "46.2"},
            {"centre": "[10.0, 38.05]"}, {"centre": "[]"},
            {"more": 'calendar = "lunar"'}, {"more": 'language = "xx"'}, {"more": 'key = ""'},
            {"more": "districts = 5"}, {"more": 'districts = "absent.geojson"'},
            {"more": 'districts = "../../../../etc/hostname"'},
            {"more": 'districts = "/etc/hostname"'},
            {"more": 'districts = "C:\\\\x.geojson"'}, {"more": 'districts = "a\\u0000b"'},
            {"more": 'places = "absent.csv"'}, {"more": "[[district]]\nname = 'x'"},
            {"more": "[[district]]\nnumber = 1\nresidents = -5"},
            {"more": "[[district]]\nnumber = 1\narea_km2 = nan"},
            {"more": "[[district]]\nnumber = 1\n[[district]]\nnumber = 1"}, {"more": "= ="},
        ],
    )  # fmt: skip
    def test_is_refused(self, town, changes: dict[str, str]) -> None:
        with pytest.raises(BadInput) as refused:
            load_profile(town(**changes))
        assert "Traceback" not in str(refused.value)

    @pytest.mark.parametrize("key", ["name", "centre", "extent", "crs", "timezone"])
    def test_a_missing_key_is_named_or_refused(self, town, key: str) -> None:
        path = town()
        lines = [x for x in path.read_text("utf-8").splitlines() if not x.startswith(key)]
        path.write_text("\n".join(lines), "utf-8")
        with pytest.raises(BadInput):
            load_profile(path)

    @pytest.mark.parametrize(
        "content", [b"", b"[town]", b"\xff\xfe\x00", b"city = 5", b"\x00" * 100, b"[" * 100_000]
    )
    def test_what_is_no_profile_is_refused(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "x.toml"
        path.write_bytes(content)
        with pytest.raises(BadInput):
            load_profile(path)

    @pytest.mark.parametrize("name", ["atlantis", "", ".", "/", "x\0y", "a" * 5_000])
    def test_a_name_of_nothing_is_refused(self, name: str) -> None:
        with pytest.raises(BadInput):
            load_profile(name)

    def test_a_huge_profile_is_refused(self, town) -> None:
        path = town(more="#" * 1_000_001)
        with pytest.raises(BadInput, match="بزرگ"):
            load_profile(path)

    def test_a_link_out_of_the_folder_is_refused(self, town, tmp_path: Path) -> None:
        outside = tmp_path.parent / f"{tmp_path.name}-outside.geojson"
        outside.write_text(collection(square()), "utf-8")
        try:
            (tmp_path / "d.geojson").symlink_to(outside)
        except OSError:
            pytest.skip("this system makes no symbolic links")
        with pytest.raises(BadInput, match="کنار"):
            load_profile(town(more='districts = "d.geojson"'))

    def test_a_huge_companion_is_refused(self, town, tmp_path: Path) -> None:
        with (tmp_path / "d.geojson").open("wb") as file:
            file.truncate(LARGEST_COMPANION + 1)
        with pytest.raises(BadInput, match="بزرگ"):
            load_profile(town(more='districts = "d.geojson"'))

    @pytest.mark.parametrize(
        "text", ["lon,lat\n46,38\n", "name,lon,lat\nx,abc,38\n", "name,lon,lat\n,46.3,38\n",
                 "name,lon,lat\nx,nan,38\n", "name,lon,lat,kind\nx,46.3,38,moon\n",
                 'name,lon,lat\n"x', "name,lon,lat\nx,46.3\n"],
    )  # fmt: skip
    def test_hostile_places_are_refused(self, town, tmp_path: Path, text: str) -> None:
        (tmp_path / "p.csv").write_text(text, "utf-8")
        with pytest.raises(BadInput):
            load_profile(town(more='places = "p.csv"'))
