import numpy as np
import pytest
import shapely

from data.errors import BadInput, Cancelled
from data.feedback import silent
from data.model.events import Source
from data.model.streets import StreetClass
from desktop.exports.html_page import compose_page, corners
from desktop.exports.privacy import CELL, FEWEST
from desktop.exports.rule_words import rule_in_words
from layers.picture import Area, Dot, Label
from layers.style import STREETS

LAYERS = ("districts", "streets", "hotspots", "clusters", "complaints", "impounds", "zones")


@pytest.fixture(scope="module")
def pictures(snapshot):
    page = compose_page(snapshot, LAYERS, silent())
    return {picture.layer: picture for picture in page.sheet.pictures}


def looks(picture):
    return {getattr(mark, "look", None) for mark in picture.marks}


def test_a_city_has_its_main_streets_and_their_names(snapshot):
    page = compose_page(snapshot, ("streets",), silent(), bbox=(46.1, 37.9, 46.6, 38.3))
    (streets,) = page.sheet.pictures
    local = STREETS[StreetClass.LOCAL]
    assert STREETS[StreetClass.ARTERIAL] in looks(streets)
    assert local not in looks(streets)
    assert local not in {entry.look for entry in streets.legend}
    assert any(mark.key.startswith("street:") for mark in streets.marks)
    assert any(mark.key == "landmark" for mark in streets.marks)


def test_a_quarter_has_its_local_streets(snapshot):
    page = compose_page(snapshot, ("streets",), silent(), bbox=(46.29, 38.07, 46.31, 38.08))
    assert STREETS[StreetClass.LOCAL] in looks(page.sheet.pictures[0])


def test_complaints_leave_as_cells(snapshot, pictures):
    events = snapshot.events
    complaints = set(events.id[events.source == Source.COMPLAINT].tolist())
    for picture in pictures.values():
        for mark in picture.marks:
            if isinstance(mark, Dot) and mark.key == "event":
                assert not complaints & set(mark.ids.tolist())
    cells = [mark for mark in pictures["complaints"].marks if isinstance(mark, Area)]
    assert cells
    assert all(np.all(mark.rings[0] % CELL == 0) for mark in cells)


def test_a_cluster_touches_nobodys_door(snapshot, pictures):
    hulls = [mark for mark in pictures["clusters"].marks if isinstance(mark, Area) and mark.key]
    assert hulls
    for hull in hulls:
        assert np.all(np.round(hull.rings[0] % (CELL / 5), 6) % (CELL / 5) == 0)
    assert all(len(found.ids) >= FEWEST for found in pictures["clusters"].findings)
    # Blurred, not moved: the complaints of a cluster are still within it.
    events = snapshot.events
    for found in pictures["clusters"].findings:
        shape = shapely.union_all(
            [shapely.Polygon(hull.rings[0]) for hull in hulls if hull.key == found.key]
        )
        own = events.take(np.isin(events.id, found.ids))
        assert shapely.intersects_xy(shape, own.x, own.y).all()


def test_every_impound_with_a_place_of_its_own_is_there(snapshot, pictures):
    (dots,) = [mark for mark in pictures["impounds"].marks if isinstance(mark, Dot)]
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.IMPOUND}))).placed
    assert len(dots.xy) > 0.95 * len(own)
    assert "نزدیک‌تر شوید" in pictures["impounds"].remark


def test_zones_are_named_and_tell_their_rule(snapshot, pictures):
    page = compose_page(snapshot, ("zones",), silent())
    assert [mark for mark in pictures["zones"].marks if isinstance(mark, Label)]
    (rule,) = page.rules.values()
    assert rule == rule_in_words(snapshot.zones[0].rule)


def test_cautions_stand_first_among_the_remarks(snapshot):
    page = compose_page(snapshot, LAYERS, silent())
    assert page.cautions == page.sheet.remarks[: len(page.cautions)]
    assert "دادهٔ نمایشی" in page.cautions


def test_a_page_shows_the_place_asked_for(snapshot):
    page = compose_page(snapshot, ("districts",), silent(), district=2)
    district = next(d for d in snapshot.districts if d.number == 2)
    assert page.extent == district.geometry.bounds
    assert corners((0.0, 0.0, 2.0, 4.0), 0.5).tolist() == [[-1, -2], [-1, 6], [3, -2], [3, 6]]


@pytest.mark.parametrize("wrong", [{"district": 77}, {"bbox": (47.0, 38.0, 46.0, 39.0)}])
def test_an_impossible_place_is_refused(snapshot, wrong):
    with pytest.raises(BadInput):
        compose_page(snapshot, ("districts",), silent(), **wrong)


def test_composing_can_be_stopped(snapshot, stop_at):
    with pytest.raises(Cancelled):
        compose_page(snapshot, LAYERS, stop_at(4))
