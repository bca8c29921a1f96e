from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.errors import BadInput
from data.feedback import silent
from data.importers.delimited import MOST_LINES_A_ROW, guess_encoding, read_delimited

PERSIAN = "تاريخ,نشاني\n1404/07/01,خ امام\n1404/07/02,ميدان ساعت\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_encodings_are_recognised(csv_file: Callable[..., Path], encoding: str) -> None:
    raw = read_delimited(csv_file(PERSIAN, encoding=encoding), None, None, silent())
    assert raw.columns == ("تاريخ", "نشاني")
    assert raw.cells[1] == ("خ امام", "ميدان ساعت")
    assert bool(raw.remarks) == (encoding == "cp1256")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_recognised(csv_file: Callable[..., Path], separator: str) -> None:
    path = csv_file(PERSIAN.replace(",", separator))
    assert read_delimited(path, None, None, silent()).columns == ("تاريخ", "نشاني")


def test_quoted_newlines_and_line_numbers(csv_file: Callable[..., Path]) -> None:
    path = csv_file('date,text\r\n2018-01-01,"a\nb"\r\n2018-01-02,"c, ""d"""\r\n')
    raw = read_delimited(path, None, None, silent())
    assert raw.cells[1] == ("a\nb", 'c, "d"')
    assert raw.line.tolist() == [2, 4]


def test_a_quotation_mark_left_open_is_refused_with_its_line(csv_file: Callable[..., Path]) -> None:
    path = csv_file('date,text\n2018-01-01,"oops\n' + "2018-01-02,b\n" * (MOST_LINES_A_ROW + 5))
    with pytest.raises(BadInput, match="۲"):
        read_delimited(path, None, None, silent())


def test_a_quotation_mark_left_open_near_the_end_swallows_nothing_silently(
    csv_file: Callable[..., Path],
) -> None:
    path = csv_file('date,text\n2018-01-01,a\n2018-01-02,"oops\n2018-01-03,b\n2018-01-04,c\n')
    with pytest.raises(BadInput, match="۳"):
        read_delimited(path, None, None, silent())


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_last_cell_of_several_lines_is_kept(csv_file: Callable[..., Path], end: str) -> None:
    path = csv_file('date,text\n2018-01-01,a\n2018-01-02,"one\ntwo ""three"""' + end)
    raw = read_delimited(path, None, None, silent())
    assert raw.cells[1] == ("a", 'one\ntwo "three"')


def test_nul_and_a_cell_of_ten_megabytes_keep_their_text(csv_file: Callable[..., Path]) -> None:
    long = "ب" * 5_000_000
    raw = read_delimited(
        csv_file(f"date,text\n2018-01-01,a\x00b\n2018-01-02,{long}\n"), None, None, silent()
    )
    assert raw.cells[1] == ("a\x00b", long)


def test_a_named_encoding_that_does_not_fit_is_refused(csv_file: Callable[..., Path]) -> None:
    path = csv_file(PERSIAN, encoding="cp1256")
    for name in ("utf-8", "no-such-thing"):
        with pytest.raises(BadInput, match=name):
            read_delimited(path, name, None, silent())


def test_western_letters_are_not_taken_for_persian(csv_file: Callable[..., Path]) -> None:
    assert (
        guess_encoding(csv_file("date,name\n1,Zoë Müller à côté\n", encoding="cp1252")) == "cp1252"
    )
