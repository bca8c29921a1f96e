import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exports.fonts import find_typeface
from desktop.exports.sheet_legend import Row, _flow, _least_height, legend_below, legend_beside
from layers.picture import LayerPicture, LegendEntry, Look

HEIGHT = st.floats(5, 40)
SYMBOL = st.builds(Row, HEIGHT, st.just(()))
NAME = st.builds(Row, HEIGHT, st.just(()), space=st.floats(0, 9), heading=st.just(True))
ROWS = st.lists(SYMBOL | NAME, max_size=30)


class Sheet:
    """A sheet as the legend sees it."""

    def __init__(self, entries: int, layers: int = 1) -> None:
        entry = LegendEntry("area", "نشانه‌ای با نامی که دو سطر می‌گیرد چون بلند است", Look("land"))
        self.pictures = [LayerPicture("zones", (), (entry,) * entries)] * layers

    def legend(self):
        return [("نام لایه", picture.legend) for picture in self.pictures]


@given(ROWS, st.integers(1, 4), st.floats(60, 400), st.booleans())
def test_rows_flow_downwards_inside_their_columns(rows, columns, height, whole):
    places = _flow(rows, columns, height, whole=whole)
    if places is None:
        return
    assert all(y + row.height <= height + 1e-6 for row, (_c, y) in zip(rows, places, strict=True))
    assert [column for column, _y in places] == sorted(column for column, _y in places)
    for index, row in enumerate(rows[:-1]):
        (column, y), (following, lower) = places[index : index + 2]
        assert following > column or lower >= y + row.height - 1e-6
        assert not row.heading or rows[index + 1].heading or following == column


@given(ROWS, st.integers(1, 4))
def test_columns_are_made_even(rows, columns):
    highest = sum(row.height + row.space for row in rows) + 50
    least = _least_height(rows, columns, highest, whole=False)
    assert _flow(rows, columns, least) is not None


@pytest.mark.parametrize("lay", [legend_beside, legend_below])
def test_what_finds_no_room_is_counted(lay):
    legend = lay(Sheet(10, layers=6), find_typeface(), 760, 300)
    assert legend.height <= 300
    said = next(text.text for text in legend.texts if "جا نشد" in text.text)
    count = int(
        re.search(r"[۰-۹]+", said).group().translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    )
    assert count + len(legend.swatches) == 60


def test_a_short_legend_keeps_its_size():
    legend = legend_beside(Sheet(3), find_typeface(), 1200, 600)
    assert len(legend.swatches) == 3
    assert max(text.size for text in legend.texts) == 12.0


def test_a_layer_is_not_parted_where_it_fits():
    legend = legend_below(Sheet(4, layers=3), find_typeface(), 760, 400)
    columns = {swatch.x for swatch in legend.swatches}
    for x in columns:
        assert sum(swatch.x == x for swatch in legend.swatches) % 4 == 0
