import shutil
import subprocess

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from data.errors import Cancelled, Refused
from data.feedback import silent
from desktop.exports import picture, printer
from desktop.exports.printer import PrintOrder
from desktop.exports.sheet_layout import fitted_sheet
from desktop.exports.sheet_size import on_paper
from resources.tokens import GREY


@pytest.fixture
def composed(snapshot):
    def make(paper="A4", landscape=True, **wished):
        size = on_paper(paper, landscape=landscape, dpi=72)
        return fitted_sheet(snapshot, ("districts", "hotspots"), silent(), size=size, **wished)

    return make


@pytest.mark.parametrize(
    ("paper", "landscape", "points"),
    [("A4", False, (595, 842)), ("A4", True, (842, 595)), ("A3", True, (1191, 842))],
)
def test_the_printed_page_is_the_paper(composed, tmp_path, paper, landscape, points):
    file = tmp_path / "printed.pdf"
    printer.print_sheet(composed(paper, landscape), PrintOrder(file=str(file)), silent())
    (page,) = PdfReader(file).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(points, abs=1)


def test_what_is_printed_looks_like_the_preview(composed, tmp_path):
    if not shutil.which("pdftoppm"):
        pytest.skip("poppler-utils is absent")
    sheet = composed()
    printer.print_sheet(sheet, PrintOrder(file=str(tmp_path / "printed.pdf")), silent())
    command = ["pdftoppm", "-r", "72", "-png", "-singlefile", "printed.pdf", "page"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    printed = QImage(str(tmp_path / "page.png"))
    shown = picture.to_image(sheet, silent()).scaled(printed.size())
    places = [(x, y) for x in range(0, printed.width(), 7) for y in range(0, printed.height(), 7)]
    far = [p for p in places if difference(printed.pixelColor(*p), shown.pixelColor(*p)) > 60]
    assert len(far) < 0.03 * len(places)


def difference(one, other) -> int:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return max(abs(a - b) for a, b in pairs)


def test_grey_paper_has_no_colour(composed, tmp_path):
    sheet = composed(palette=GREY)
    image = picture.to_image(sheet, silent())
    places = [(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)]
    assert max(image.pixelColor(*place).hsvSaturation() for place in places) < 30


def test_a_printer_that_does_not_answer_is_told(composed):
    with pytest.raises(Refused, match="چاپگر"):
        printer.print_sheet(composed(), PrintOrder("no such printer"), silent())


def test_stopped_printing_sends_nothing(composed, tmp_path, stop_at):
    file = tmp_path / "printed.pdf"
    with pytest.raises(Cancelled):
        printer.print_sheet(composed(), PrintOrder(file=str(file)), stop_at(1))
    assert not file.exists()


def test_printers_are_looked_for_elsewhere():
    names, usual = printer.installed(silent())
    assert usual == "" or usual in names
