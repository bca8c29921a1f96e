import pytest

from data.errors import BadInput, Cancelled
from data.feedback import silent
from data.model.events import Source
from desktop.exports.map_sheet import compose_sheet, find_district
from desktop.exports.sheet_size import SheetSize

LAYERS = ("districts", "hotspots")


def test_layers_are_drawn_from_the_ground_upwards(snapshot):
    sheet = compose_sheet(snapshot, ("hotspots", "districts"), silent())
    assert [picture.layer for picture in sheet.pictures] == ["districts", "hotspots"]


def test_the_whole_city_is_shown(snapshot):
    west, south, east, north = compose_sheet(snapshot, LAYERS, silent()).viewport.extent
    for district in snapshot.districts:
        bounds = district.geometry.bounds
        assert west <= bounds[0] and south <= bounds[1]
        assert east >= bounds[2] and north >= bounds[3]


def test_one_district_is_shown(snapshot):
    sheet = compose_sheet(snapshot, LAYERS, silent(), district=2)
    bounds = find_district(snapshot, 2).geometry.bounds
    assert sheet.viewport.x == pytest.approx((bounds[0] + bounds[2]) / 2)
    assert "منطقهٔ ۲" in sheet.title


def test_a_box_in_degrees_is_shown(snapshot):
    sheet = compose_sheet(snapshot, LAYERS, silent(), bbox=(46.29, 38.07, 46.33, 38.10))
    # DOMAIN: 46.2919 E 38.0800 N = 613304.36, 4215479.17
    west, south, east, north = sheet.viewport.extent
    assert west < 613_304.36 < east
    assert south < 4_215_479.17 < north


@pytest.mark.parametrize("bbox", [(46.3, 38, 46.2, 39), (0, 0, 0, 0), (-200, 0, 5, 5)])
def test_an_impossible_box_is_refused(snapshot, bbox):
    with pytest.raises(BadInput):
        compose_sheet(snapshot, LAYERS, silent(), bbox=bbox)


@pytest.mark.parametrize("layers", [(), ("nothing",), ("districts", "<script>")])
def test_unknown_layers_are_refused(snapshot, layers):
    with pytest.raises(BadInput, match="districts"):
        compose_sheet(snapshot, layers, silent())


@pytest.mark.parametrize("size", [(0, 800, 96), (1280, 800, 0), (200_000, 200_000, 96)])
def test_impossible_sizes_are_refused(size):
    with pytest.raises(BadInput):
        SheetSize(*size)


def test_density_makes_the_same_sheet_finer():
    assert SheetSize(1280, 800).map_size() == SheetSize(2560, 1600, 192).map_size()


def test_a_small_or_bare_sheet_is_all_map():
    assert SheetSize(300, 200).map_size() == (300, 200)
    assert SheetSize(1280, 800, bare=True).map_size() == (1280, 800)


def test_the_sheet_says_what_is_invented_and_shown(sheet):
    words = " ".join(sheet.remarks)
    assert "نمایشی" in words
    assert "تقریبی" in words
    assert "موارد روی نقشه است" in words
    assert sheet.source
    assert "۱۴۰۴" in sheet.period


def test_each_remark_stands_once(sheet):
    assert len(sheet.remarks) == len(set(sheet.remarks))


def test_composing_can_be_stopped(snapshot, stop_at):
    with pytest.raises(Cancelled):
        compose_sheet(snapshot, LAYERS, stop_at(2))


def test_what_can_only_be_done_on_the_screen_is_not_said_on_paper(snapshot):
    sheet = compose_sheet(snapshot, ("impounds",), silent())
    words = " ".join(sheet.remarks)
    assert "مورد کشیده شده است" in words
    assert "نزدیک‌تر" in sheet.pictures[0].remark and "نزدیک‌تر" not in words


def test_the_source_names_what_a_layer_shows_whatever_the_filter_says(snapshot):
    meant = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.OBSTRUCTION})))
    assert compose_sheet(meant, ("districts",), silent()).source == "گزارش گشت‌ها"
    drawn = compose_sheet(meant, ("districts", "impounds"), silent())
    assert drawn.source == "گزارش گشت‌ها، ثبت توقیف خودرو"
