import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from data.errors import BadInput, Cancelled, Refused
from data.feedback import silent
from data.folding import fold
from desktop.exports import picture
from desktop.exports.map_sheet import SheetSize, compose_sheet


@pytest.mark.parametrize(("size", "dpi"), [((1280, 800), 96), ((1200, 900), 150)])
def test_a_png_has_the_size_and_density_asked_for(snapshot, tmp_path, size, dpi):
    sheet = compose_sheet(snapshot, ("districts",), silent(), size=SheetSize(*size, dpi))
    picture.write(sheet, tmp_path / "map.png", silent())
    image = QImage(str(tmp_path / "map.png"))
    assert (image.width(), image.height()) == size
    assert round(image.dotsPerMeterX() * 0.0254) == dpi


def test_the_map_and_its_words_are_painted(sheet, tmp_path):
    picture.write(sheet, tmp_path / "map.png", silent())
    image = QImage(str(tmp_path / "map.png")).scaled(320, 200)
    colours = {image.pixelColor(x, y).name() for x in range(320) for y in range(200)}
    assert len(colours) > 200
    title = image.copy(220, 2, 98, 8)
    assert any(
        title.pixelColor(x, y).lightness() < 200
        for x in range(title.width())
        for y in range(title.height())
    )


def test_an_svg_is_well_formed_and_asks_for_nothing(sheet, tmp_path):
    hostile = replace(sheet, title='<script>alert("x")</script> onerror=')
    picture.write(hostile, tmp_path / "map.svg", silent())
    content = (tmp_path / "map.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(content)
    assert root.tag.endswith("svg")
    assert not [node for node in root.iter() if node.tag.endswith("script")]
    assert 'href="http' not in content


def test_the_words_of_a_pdf_are_found_in_logical_order(sheet, tmp_path):
    picture.write(sheet, tmp_path / "map.pdf", silent())
    reader = PdfReader(tmp_path / "map.pdf")
    text = fold(reader.pages[0].extract_text())
    assert len(reader.pages) == 1
    for words in (sheet.title, "دادهٔ نمایشی", "مرز مناطق تقریبی و غیررسمی است"):
        assert fold(words) in text
    assert round(float(reader.pages[0].mediabox.width)) == 960


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_stopped_map_leaves_the_old_one(sheet, tmp_path, stop_at, ending):
    target = tmp_path / f"map.{ending}"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        picture.write(sheet, target, stop_at(2))
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def test_another_ending_is_refused(sheet, tmp_path):
    with pytest.raises(BadInput, match="png"):
        picture.write(sheet, tmp_path / "map.gif", silent())
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_refused(sheet, tmp_path):
    with pytest.raises(Refused):
        picture.write(sheet, tmp_path / "missing" / "map.png", silent())


def test_a_map_is_drawn_without_a_window(tmp_path):
    code = (
        "from desktop.exports import picture\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "picture._need_fonts()\n"
        "assert isinstance(QGuiApplication.instance(), QGuiApplication)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
