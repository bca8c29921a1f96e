from __future__ import annotations

import pytest

from data.errors import BadInput
from data.importers.headers import MOST_COLUMNS, find_header


def test_titles_above_the_header_are_passed_over() -> None:
    head = [
        ["شهرداری تبریز - معاونت خدمات شهری", None, None],
        ["گزارش سد معبر مهر ۱۴۰۴", None, None],
        ["ردیف", "تاریخ", "نشانی"],
        ["1", "1404/07/01", "خ امام"],
    ]
    assert find_header(head) == (("ردیف", "تاریخ", "نشانی"), 3)


def test_a_merged_header_of_two_rows_becomes_one() -> None:
    head = [
        ["تاریخ", "مختصات", None, "نشانی"],
        [None, "طول", "عرض", None],
        ["1404/07/01", "46.29", "38.08", "خ امام"],
    ]
    assert find_header(head) == (("تاریخ", "طول", "عرض", "نشانی"), 2)


def test_a_group_name_is_kept_before_what_is_not_known_by_itself() -> None:
    head = [["تاریخ", "خودرو", None], [None, "رنگ", "پلاک"], ["1404/07/01", "سفید", "۱۲ب۳۴۵"]]
    assert find_header(head)[0] == ("تاریخ", "خودرو رنگ", "پلاک")


def test_a_table_of_numbers_has_no_header() -> None:
    columns, used = find_header([["1", "null", "0"], ["2", "0", "0"]])
    assert used == 0 and columns == ("ستون ۱", "ستون ۲", "ستون ۳")


def test_unknown_words_above_wide_rows_are_the_header() -> None:
    assert find_header([["foo", "bar"], ["1", "2"]]) == (("foo", "bar"), 1)


def test_equal_and_empty_names_become_unique() -> None:
    columns, _used = find_header([["تاریخ", "نشانی", "نشانی", None], ["1", "2", "3", "4"]])
    assert columns == ("تاریخ", "نشانی", "نشانی (2)", "ستون ۴")


def test_one_row_with_a_stray_separator_widens_nothing() -> None:
    rows = [["تاریخ", "نشانی"], *([["1404/07/01", "x"]] * 4), ["1404/07/01", "x", "y"]]
    assert find_header(rows)[0] == ("تاریخ", "نشانی")


def test_nothing_gives_nothing() -> None:
    assert find_header([]) == ((), 0)


def test_words_of_data_are_not_taken_for_a_second_header_row() -> None:
    head = [["نام", "جنس", "رنگ"], ["الف", "پارکینگ", "خیابان"], ["ب", "x", "y"]]
    assert find_header(head) == (("نام", "جنس", "رنگ"), 1)


def test_more_columns_than_any_table_has_are_refused() -> None:
    with pytest.raises(BadInput):
        find_header([["x"] * (MOST_COLUMNS + 1)])
