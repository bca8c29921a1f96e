import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from desktop.exports.html_marks import EVERY_DOT, MANY, STRAIGHT, MarkWriter, card
from layers.picture import Area, Dot, Finding, Label, LayerPicture, Line, Look, Number
from layers.style import HOTSPOT, IN_LOT, LANDMARK, LANDMARK_LABEL, WAITING, ZONE
from resources.tokens import PAPER

EPSG = 32638
EAST, NORTH = 612_000.0, 4_214_000.0
BACK = Transformer.from_crs(4326, EPSG, always_xy=True)
SQUARE = np.array([[0, 0], [500, 0], [500, 400], [0, 400], [0, 0]], float) + (EAST, NORTH)


@pytest.fixture
def writer() -> MarkWriter:
    return MarkWriter(EPSG, PAPER, "layer")


def metres(places) -> np.ndarray:
    return np.column_stack(BACK.transform(*np.array(places, float).T))


@given(st.tuples(st.floats(-20_000, 20_000), st.floats(-20_000, 20_000)))
def test_a_place_is_found_again(offset):
    place = np.array([[EAST + offset[0], NORTH + offset[1]]])
    degrees = MarkWriter(EPSG, PAPER, "layer").degrees(place)
    assert metres(degrees) == pytest.approx(place, abs=0.15)


def test_a_finding_without_a_fill_answers_within_its_outline(writer):
    number = Number("count", "مورد", 1234.0, "روز")
    found = Finding("hotspot:1", "کانون", 0, 0, "جمله.", (number,), np.arange(9), {})
    picture = LayerPicture("hotspots", (Area((SQUARE,), HOTSPOT, "hotspot:1"),), findings=(found,))
    (feature,) = writer.shapes(picture, {})
    about = feature["properties"]
    assert about["card"] == {
        "title": "کانون",
        "lines": ["جمله."],
        "numbers": [["مورد", "۱٬۲۳۴ روز"]],
    }
    assert about["style"]["fill"] and about["style"]["fillOpacity"] == 0.0
    assert about["style"]["color"] == PAPER.colour("hotspot_line")
    assert metres(feature["geometry"]["coordinates"][0]) == pytest.approx(SQUARE, abs=0.15)


def test_an_area_that_is_no_finding_lets_clicks_through(writer):
    (feature,) = writer.shapes(LayerPicture("zones", (Area((SQUARE,), ZONE),)), {})
    assert "card" not in feature["properties"]
    assert feature["properties"]["hatch"] == "hatch-zone"


def test_a_rule_stands_before_the_sentence():
    found = Finding("zone:1", "گذر", 0, 0, "جمله.", (), np.empty(0, np.int64), {})
    assert card(found, "توقف ممنوع")["lines"] == ["توقف ممنوع", "جمله."]


def test_streets_are_joined_and_stay_in_their_place(writer):
    x = np.linspace(0, 3_000, 121)
    curve = np.column_stack([EAST + x, NORTH + 200 * np.sin(x / 300)])
    pieces = [curve[i : i + 5] for i in range(0, 120, 4)]
    lone = curve[:1]  # a segment of one vertex is no line
    xy = np.concatenate([*pieces, lone])
    offsets = np.concatenate([[0], np.cumsum([len(p) for p in (*pieces, lone)])])
    mark = Line(xy, offsets, Look(stroke="street_arterial"), "street")
    (feature,) = writer.shapes(LayerPicture("streets", (mark,)), {})
    (run,) = feature["geometry"]["coordinates"]
    assert len(run) < 60
    drawn, meant = shapely.linestrings(metres(run)), shapely.linestrings(curve)
    assert shapely.hausdorff_distance(drawn, meant, 0.1) < STRAIGHT + 1.5


def dots(count: int) -> Dot:
    rng = np.random.default_rng(3)
    xy = rng.uniform(0, 3_000, (count, 2)) + (EAST, NORTH)
    code = rng.integers(0, 2, count).astype(np.uint8)
    return Dot(xy, code, (IN_LOT, WAITING), np.arange(count))


def test_few_dots_are_always_there(writer):
    features = writer.shapes(LayerPicture("impounds", (dots(MANY),)), {})
    assert len(features) == 2
    assert {f["properties"]["from"] for f in features} == {0}
    assert sum(len(f["geometry"]["coordinates"]) for f in features) == MANY


def test_of_many_dots_fewer_are_there_from_afar_and_all_from_near(writer):
    features = writer.shapes(LayerPicture("impounds", (dots(5_000),)), {})
    zooms = np.array([f["properties"]["from"] for f in features])
    counts = np.array([len(f["geometry"]["coordinates"]) for f in features])
    assert counts.sum() == 5_000
    assert zooms.max() <= EVERY_DOT and all(f["properties"]["many"] for f in features)
    seen = [int(counts[zooms <= zoom].sum()) for zoom in range(9, EVERY_DOT + 1)]
    assert seen[0] < 10 and sorted(seen) == seen
    # 3 km at zoom 13 are some 200 pixels: a dot in each 16th of them, whatever was there before.
    assert 120 < seen[4] <= 14 * 14


def test_looks_of_dots_are_kept(writer):
    features = writer.shapes(LayerPicture("impounds", (dots(100),)), {})
    colours = {f["properties"]["style"]["fillColor"] for f in features}
    assert colours == {PAPER.colour("impound_in_lot"), PAPER.colour("impound_waiting")}


def test_a_landmark_is_named_at_its_dot_and_only_from_near(writer):
    place = np.array([[EAST, NORTH]])
    dot = Dot(place, np.zeros(1, np.uint8), (LANDMARK,), np.arange(1), "landmark")
    name = Label(EAST, NORTH - 140, "بازار", LANDMARK_LABEL, 1.0, "landmark:0")
    (feature,) = writer.labels(LayerPicture("streets", (dot, name)))
    assert metres([feature["geometry"]["coordinates"]]) == pytest.approx(place, abs=0.15)
    assert feature["properties"]["below"]
    # 16 m a pixel on this latitude; the world is 256 pixels wide at zoom 0.
    around = 2 * np.pi * 6_378_137 * np.cos(np.radians(feature["geometry"]["coordinates"][1]))
    assert feature["properties"]["from"] == pytest.approx(np.log2(around / 256 / 16), abs=0.01)
