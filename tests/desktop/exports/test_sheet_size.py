import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadInput
from desktop.exports.sheet_size import MOST_PIXELS, PAPERS, SheetSize, as_picture, on_paper
from widgets.dialogs import sheet_options

ANY_PAPER = st.sampled_from(sorted(PAPERS))


@pytest.mark.parametrize(
    ("paper", "dpi", "pixels"), [("A4", 300, (2480, 3508)), ("A3", 150, (1754, 2480))]
)
def test_a_paper_has_the_pixels_of_iso_216(paper, dpi, pixels):
    upright = on_paper(paper, landscape=False, dpi=dpi)
    lying = on_paper(paper.lower(), landscape=True, dpi=dpi)
    assert (upright.width, upright.height) == pixels == (lying.height, lying.width)


@given(ANY_PAPER, st.booleans(), st.integers(72, 600))
def test_words_find_room_on_every_paper_at_every_density(paper, landscape, dpi):
    size = on_paper(paper, landscape=landscape, dpi=dpi)
    assert size.framed
    same = on_paper(paper, landscape=landscape, dpi=300)
    assert size.logical == pytest.approx(same.logical, rel=0.002)


@given(st.floats(100, 1e6), ANY_PAPER)
def test_a_scale_is_what_a_ruler_on_the_paper_says(denominator, paper):
    size = on_paper(paper, landscape=True, dpi=300)
    metres = size.metres_per_pixel(denominator)
    assert size.denominator(metres) == pytest.approx(denominator)
    on_ground = metres * size.logical[0]
    assert on_ground == pytest.approx(size.inches[0] * 0.0254 * denominator)


def test_too_many_pixels_are_refused_with_what_would_do():
    with pytest.raises(BadInput, match="۲۵۰"):
        on_paper("A0", landscape=True, dpi=600).need_memory()
    fits = on_paper("A0", landscape=True, dpi=250)
    fits.need_memory()
    assert fits.width * fits.height <= MOST_PIXELS
    with pytest.raises(BadInput):
        SheetSize(20_000, 20_000, 96).need_memory()


@pytest.mark.parametrize(("paper", "dpi"), [("A9", 300), ("", 300), ("A4", 71), ("A4", 601)])
def test_other_papers_and_densities_are_refused(paper, dpi):
    with pytest.raises(BadInput):
        on_paper(paper, landscape=True, dpi=dpi)


@given(ANY_PAPER, st.integers(200, 3000))
def test_a_preview_is_the_same_sheet_with_fewer_pixels(paper, longest):
    size = on_paper(paper, landscape=True, dpi=300)
    small = size.within(longest)
    assert max(small.width, small.height) <= max(longest, 16)
    assert small.logical == pytest.approx(size.logical, rel=0.01)
    assert small.paper == paper


def test_a_large_picture_has_larger_words():
    assert as_picture(1600, 1000).logical == (1600, 1000)
    assert as_picture(3200, 2000).logical == pytest.approx((1600, 1000))
    assert as_picture(800, 600).logical == (800, 600)


def test_the_dialog_offers_these_papers():
    assert set(sheet_options.PAPERS) == set(PAPERS)
