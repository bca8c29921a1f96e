from hypothesis import given
from hypothesis import strategies as st

from desktop.exports.sheet_wishes import NEAT, PARTS, neat_scale
from widgets.dialogs import sheet_options


@given(st.floats(1.0, 1e8))
def test_a_neat_scale_shows_all_and_is_hardly_coarser(denominator):
    neat = neat_scale(denominator)
    assert denominator * (1 - 2e-6) <= neat <= denominator * 1.21
    figures = f"{neat:.6e}".split("e")[0].rstrip("0").replace(".", "")
    assert len(figures) <= 2


def test_neat_scales_stay_as_they_are():
    for step in NEAT:
        assert neat_scale(step * 100.0) == step * 100.0


def test_the_dialog_offers_these_parts():
    assert sheet_options.PARTS == PARTS
