import pytest

from data.errors import Refused
from desktop.exports.fonts import find_typeface


def test_a_typeface_with_persian_letters_is_found():
    from fontTools.ttLib import TTFont

    typeface = find_typeface()
    for file in (typeface.regular, typeface.bold):
        letters = TTFont(file).getBestCmap()
        assert all(ord(letter) in letters for letter in "پچژگکیۀ۰۱۲۳۴۵۶۷۸۹٪٬٫«»")


def test_the_better_typeface_is_taken(tmp_path):
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "tahoma.ttf", "tahomabd.ttf"):
        (tmp_path / name).touch()
    assert find_typeface((tmp_path,)).family == "Tahoma"


def test_a_family_without_its_bold_file_is_passed_over(tmp_path):
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "Vazirmatn-Regular.ttf"):
        (tmp_path / name).touch()
    assert find_typeface((tmp_path,)).family == "DejaVu Sans"


def test_without_any_typeface_the_way_out_is_said(tmp_path):
    with pytest.raises(Refused, match="نصب"):
        find_typeface((tmp_path,))
