import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.dialogs.sheet_options import PARTS, SheetOptions

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def test_options_are_remembered_but_for_the_title_and_the_copies():
    chosen = SheetOptions(
        "pdf", "A3", False, 150, 800, 600, "عنوان", ("legend", "scale"), "grey", "city", 25_000,
        "چاپگر", 3,
    )  # fmt: skip
    again = SheetOptions.from_text(chosen.to_text())
    assert (again.title, again.copies) == ("", 1)
    assert again.parts == ("legend", "scale")
    assert (again.format, again.paper, again.landscape) == ("pdf", "A3", False)
    assert (again.denominator, again.printer, again.palette) == (25_000, "چاپگر", "grey")


@given(st.dictionaries(st.sampled_from([*SheetOptions.__dataclass_fields__, "x"]), ANY_JSON))
def test_a_foreign_memory_never_breaks_the_dialog(raw):
    options = SheetOptions.from_text(json.dumps(raw))
    assert 72 <= options.dpi <= 600
    assert set(options.parts) <= set(PARTS)
    assert options.format in ("png", "svg", "pdf")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"dpi": 1e999}', '{"parts": [{}]}'])
def test_an_unreadable_memory_is_forgotten(text):
    assert SheetOptions.from_text(text).dpi == 300
