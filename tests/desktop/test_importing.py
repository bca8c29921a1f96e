"""An import from file to workspace and back, of every kind; nothing is written before the yes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from data.calendar import days_from_jalali
from data.clock import Clock
from data.errors import BadInput, NotAllowed
from data.feedback import silent
from data.importers.osm_tags import ATTRIBUTION
from data.model.roles import Role
from data.projection import metres_to_lonlat
from desktop import importing
from desktop.importing import Options
from desktop.session import Session
from tests.data.importers.osm_file import OsmFile

Write = Callable[..., Path]
EVENTS = (
    "کد پیگیری,تاریخ,طول جغرافیایی,عرض جغرافیایی,نشانی",
    "1,۱۴۰۴/۰۷/۰۱,46.291,38.071,خ امام",
    "2,۱۴۰۴/۰۷/۰۲,46.292,38.072,خ امام",
    "3,,46.293,38.073,خ امام",
    "4,۱۴۰۴/۰۷/۰۳,,,خ آزادی",
    "1,۱۴۰۴/۰۷/۰۱,46.291,38.071,خ امام",
)


def squares(session: Session, folder: Path, names: dict[str, Any]) -> Path:
    """Write the present districts' middles as squares of a kilometre, in GeoJSON."""
    features = []
    for district in session.snapshot.districts:
        x, y = district.geometry.representative_point().coords[0]
        corners = np.array(shapely.box(x - 500, y - 500, x + 500, y + 500).exterior.coords)
        lon, lat = metres_to_lonlat(session.city, corners[:, 0], corners[:, 1])
        ring = [[float(a), float(b)] for a, b in zip(lon, lat, strict=True)]
        properties = {
            key: value.format(n=district.number) if isinstance(value, str) else value
            for key, value in names.items()
        }
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    path = folder / "layer.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def lines(session: Session, folder: Path) -> Path:
    """Write two streets as lines, in GeoJSON."""
    lon, lat = session.city.centre
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"خیابان {i}"},
            "geometry": {
                "type": "LineString",
                "coordinates": [[lon, lat + i / 1000], [lon + 0.01, lat + i / 1000]],
            },
        }
        for i in range(2)
    ]
    path = folder / "streets.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def file_of(kind: str, session: Session, folder: Path, write: Write) -> Path:
    """Write a small file of a kind."""
    if kind in importing.SOURCES:
        return write(*EVENTS)
    if kind in ("streets", "basemap"):
        return lines(session, folder)
    if kind in ("districts", "neighbourhoods", "zones"):
        names = {
            "districts": {"district": "{n}", "name": "منطقه {n}"},
            "neighbourhoods": {"name": "محلهٔ {n}"},
            "zones": {"name": "محدودهٔ {n}"},
        }
        return squares(session, folder, names[kind])
    if kind == "shifts":
        crew = session.snapshot.crews[0].name
        head = "اکیپ,شروع,پایان,از تاریخ,تا تاریخ"
        return write(head, f"{crew},07:00,14:00,۱۴۰۴/۰۷/۰۱,۱۴۰۴/۰۷/۳۰")
    return write("نام,lon,lat", "یکم,46.29,38.07", "دوم,46.30,38.08", ",46.30,38.08")


def state(session: Session) -> dict[str, Any]:
    """Return everything an import may change, comparable."""
    s, store = session.snapshot, session.store
    events = s.events
    order = np.argsort(events.id)
    return {
        "events": [getattr(events, name)[order].tolist() for name in ("id", "district", "time")],
        "districts": [
            (d.number, d.name, d.valid_from, d.valid_to, d.geometry.wkb)
            for d in store.district_versions()
        ],
        "neighbourhoods": [(a.number, a.name, a.geometry.wkb) for a in store.neighbourhoods()],
        "streets": s.streets.id.tolist(),
        "places": s.places,
        "lots": s.lots,
        "crews": s.crews,
        "shifts": s.shifts,
        "zones": sorted((z.id, z.name) for z in s.zones),
    }


@pytest.mark.parametrize("kind", importing.KINDS)
def test_every_kind_comes_in_and_goes_again(
    session: Session, tmp_path: Path, write_table: Write, kind: str
) -> None:
    before = state(session)
    file = file_of(kind, session, tmp_path, write_table)
    prepared = importing.prepare(session, kind, file, Options(), silent())
    assert state(session) == before
    summary = importing.commit(session, prepared, silent())
    parts = summary["accepted"] + summary["rejected"] + summary["duplicates"]
    assert parts == summary["read"] and summary["accepted"] and summary["batch"]
    changed = {name for name, value in state(session).items() if value != before[name]}
    assert changed
    assert session.undo_import(summary["batch"], silent()) >= summary["accepted"]
    undone = {name for name, value in state(session).items() if value != before[name]}
    # A network that was only simulated made room for the real one and does not come back.
    assert undone <= ({"streets"} if kind in ("streets", "basemap") else set())
    assert session.store.check() == []


def test_each_pile_holds_its_rows(session: Session, write_table: Write, tmp_path: Path) -> None:
    prepared = importing.prepare(session, "complaints", write_table(*EVENTS), Options(), silent())
    summary = importing.summary(prepared, 0)
    assert (summary["read"], summary["accepted"]) == (5, 3)
    assert (summary["rejected"], summary["duplicates"]) == (1, 1)
    assert [row[0] for row in importing.accepted_preview(prepared, 10)] == ["1", "2", "4"]
    importing.write_rejects(prepared, tmp_path / "aside.csv", silent())
    assert "تاریخ ندارد" in (tmp_path / "aside.csv").read_text("utf-8-sig")
    assert importing.texts_of(prepared.checked.rejects[0]) == ["3", "46.293", "38.073", "خ امام"]


def test_a_neighbourhoods_area_is_kept(session: Session, tmp_path: Path) -> None:
    file = squares(session, tmp_path, {"name": "محلهٔ {n}"})
    prepared = importing.prepare(session, "neighbourhoods", file, Options(), silent())
    importing.commit(session, prepared, silent())
    found = session.store.neighbourhoods()
    assert [area.number for area in found] == [d.number for d in session.snapshot.districts]
    assert all(area.geometry.area == pytest.approx(1e6, rel=1e-3) for area in found)


def test_rows_newer_than_the_opening_are_not_in_the_future(
    workspace: Path, write_table: Write, qapp, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(workspace, Clock(1_760_000_000))
    try:
        file = write_table("تاریخ,نشانی", "2025-10-10,خ امام")
        early = importing.prepare(session, "complaints", file, Options(), silent())
        assert early.checked.rejects
        session._clock = Clock(1_760_000_000 + 7 * 86_400)
        late = importing.prepare(session, "complaints", file, Options(), silent())
        assert not late.checked.rejects
    finally:
        session.close()


def test_old_rows_lie_in_the_boundary_of_their_time(
    session: Session, tmp_path: Path, write_table: Write
) -> None:
    names = {"district": "{n}", "name": "منطقه {n}", "valid_from": "1404/01/01"}
    prepared = importing.prepare(
        session, "districts", squares(session, tmp_path, names), Options(), silent()
    )
    # A place of district 4 that the new, smaller squares leave out.
    shapes = {d.number: d for d in prepared.checked.districts}
    old = next(d for d in session.snapshot.districts if d.number == 4)
    outside = (old.geometry - shapes[4].geometry).representative_point()
    importing.commit(session, prepared, silent())
    lon, lat = metres_to_lonlat(session.city, outside.x, outside.y)
    file = write_table(
        "تاریخ,lon,lat", f"1403/05/01,{lon:.6f},{lat:.6f}", f"1404/05/01,{lon:.6f},{lat:.6f}"
    )
    found = importing.prepare(session, "obstructions", file, Options(), silent()).checked
    assert found.events.table.district.tolist() == [4, 0]
    assert int(days_from_jalali(1404, 1, 1)) == shapes[4].valid_from


def test_a_left_out_field_stays_out(session: Session, write_table: Write) -> None:
    options = Options(mapping={"lon": "", "lat": ""})
    prepared = importing.prepare(session, "complaints", write_table(*EVENTS), options, silent())
    assert "lon" not in prepared.mapping and not prepared.checked.events.table.placed.any()


def test_swapped_coordinates_are_counted_and_exchanged(
    session: Session, write_table: Write
) -> None:
    file = write_table("تاریخ,lon,lat", "1404/05/01,38.07,46.29", "1404/05/02,38.08,46.30")
    wrong = importing.prepare(session, "complaints", file, Options(), silent())
    assert importing.swapped_rows(wrong) == 2
    options = Options(mapping=importing.swapped(wrong.mapping))
    right = importing.prepare(session, "complaints", file, options, silent())
    assert importing.swapped_rows(right) == 0
    assert right.checked.events.table.placed.all()
    assert importing.swapped(importing.swapped(wrong.mapping)) == wrong.mapping


def test_only_columns_can_be_exchanged(session: Session, write_table: Write) -> None:
    assert importing.swapped({"point": "p"}) == {"point": "p"}
    file = write_table("تاریخ;مختصات", "1404/05/01;POINT (38.07 46.29)")
    prepared = importing.prepare(
        session, "complaints", file, Options(mapping={"point": "مختصات"}), silent()
    )
    assert importing.swapped_rows(prepared) == 0


@pytest.mark.parametrize(
    ("text", "code"), [("", None), ("32638", 32638), (" epsg:۳۲۶۳۸ ", 32638), ("EPSG: 4326", 4326)]
)
def test_the_code_of_a_coordinate_system(text: str, code: int | None) -> None:
    assert importing.epsg_code(text) == code


@pytest.mark.parametrize("text", ["UTM", "EPSG:", "-1", "3.5", "9" * 30, "EPSG:32638;DROP"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        importing.epsg_code(text)


def test_the_same_file_again_is_named(session: Session, write_table: Write) -> None:
    file = write_table(*EVENTS)
    first = importing.prepare(session, "complaints", file, Options(), silent())
    importing.commit(session, first, silent())
    again = importing.prepare(session, "complaints", file, Options(), silent())
    assert any("پیش‌تر" in warning for warning in again.warnings)
    assert importing.commit(session, again, silent())["batch"] == 0


def test_an_unknown_kind_and_time_zone_are_refused(session: Session, write_table: Write) -> None:
    file = write_table(*EVENTS)
    with pytest.raises(BadInput):
        importing.prepare(session, "rumours", file, Options(), silent())
    with pytest.raises(BadInput):
        importing.prepare(session, "complaints", file, Options(timezone="Mars/Sea"), silent())


def test_a_viewer_writes_nothing(session: Session, write_table: Write) -> None:
    prepared = importing.prepare(session, "complaints", write_table(*EVENTS), Options(), silent())
    before = state(session)
    session.user = replace(session.user, role=Role.VIEWER)
    with pytest.raises(NotAllowed):
        importing.commit(session, prepared, silent())
    assert state(session) == before


def osm_file(folder: Path, *names: str) -> Path:
    """Write one street and one hospital a name, in the middle of the city."""
    file = OsmFile()
    for row, name in enumerate(names):
        lat = 38.07 + row / 1000
        file.way((46.29, lat), (46.30, lat), highway="primary", name=f"خیابان {name}")
        file.point(46.29, lat + 0.0005, amenity="hospital", name=f"بیمارستان {name}")
    return file.write(folder / "city.osm.pbf")


def test_an_extract_takes_the_place_of_simulated_streets_and_of_an_older_one(
    session: Session, tmp_path: Path
) -> None:
    places = set(session.snapshot.places)
    assert session.snapshot.streets.simulated
    for names, words in ((("یک", "دو"), "نمایشی"), (("سه",), "۲ قطعه")):
        file = osm_file(tmp_path, *names)
        prepared = importing.prepare(session, "basemap", file, Options(), silent())
        assert any(words in warning for warning in prepared.warnings)
        summary = importing.commit(session, prepared, silent())
        assert summary["accepted"] == summary["read"] == 2 * len(names)
        streets = session.snapshot.streets
        assert streets.names == tuple(sorted(f"خیابان {name}" for name in names))
        assert streets.attribution == ATTRIBUTION and not streets.simulated
        new = set(session.snapshot.places) - places
        assert {place.name for place in new} == {f"بیمارستان {name}" for name in names}
        assert {place.source for place in new} == {ATTRIBUTION}
    session.undo_import(summary["batch"], silent())
    assert len(session.snapshot.streets) == 0 and session.snapshot.streets.attribution == ""
    assert set(session.snapshot.places) == places
    assert session.store.check() == []


def test_the_attribution_is_kept_beside_the_workspace(
    open_session: Callable[..., Session], tmp_path: Path
) -> None:
    session = open_session()
    file = osm_file(tmp_path, "یک")
    prepared = importing.prepare(session, "streets", file, Options(), silent())
    importing.commit(session, prepared, silent())
    again = Session(session.path)
    assert again.show_saved()
    assert again.snapshot.streets.attribution == ATTRIBUTION
