import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from data.errors import BadInput, Cancelled, Refused
from data.feedback import Feedback, silent
from data.folding import fold
from desktop.exports import picture
from desktop.exports.map_sheet import compose_sheet
from desktop.exports.sheet_layout import fitted_sheet
from desktop.exports.sheet_size import SheetSize, on_paper
from desktop.worker import Worker, WorkerFeedback
from layers.picture import Dot, LayerPicture, Look
from resources.text import set_language

TOLERANCE = 0.2  # mean difference of 255 between two paintings of one sheet


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    return np.frombuffer(image.constBits(), np.uint8).astype(int)


def difference(one, other):
    return np.abs(pixels(one) - pixels(other)).mean()


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
        "from desktop.exports.sheet_words import need_fonts\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "need_fonts()\n"
        "assert isinstance(QGuiApplication.instance(), QGuiApplication)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


class Sent(Feedback):
    """A feedback that notes what it was given to do elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple] = []

    def heavy(self, function, *args):
        self.sent.append((function, args))
        return super().heavy(function, *args)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_painting_is_left_to_the_worker(sheet, tmp_path, ending):
    feedback = Sent()
    picture.write(sheet, tmp_path / f"map.{ending}", feedback)
    assert len(feedback.sent) == 1
    _function, args = feedback.sent[0]
    assert all(len(part) < 1 << 20 for part in args if isinstance(part, bytes))


def test_the_worker_paints_the_same_picture(sheet, tmp_path):
    worker = Worker()
    try:
        picture.write(sheet, tmp_path / "there.png", WorkerFeedback(worker))
        set_language("en")
        english = picture.to_image(sheet, WorkerFeedback(worker))
    finally:
        worker.stop()
    set_language("fa")
    picture.write(sheet, tmp_path / "here.png", silent())
    there, here = (QImage(str(tmp_path / f"{name}.png")) for name in ("there", "here"))
    # Letters may be smoothed otherwise in another process.
    assert difference(there, here) < TOLERANCE
    assert english.size() == here.size()
    assert difference(english, here) > 2 * TOLERANCE


def test_the_words_on_a_paper_are_read_back(snapshot, tmp_path, read_pdf, holds):
    size = on_paper("A3", landscape=True, dpi=300)
    sheet = fitted_sheet(snapshot, ("districts", "hotspots", "impounds"), silent(), size=size)
    picture.write(sheet, tmp_path / "map.pdf", silent())
    text = read_pdf(tmp_path / "map.pdf")
    box = PdfReader(tmp_path / "map.pdf").pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((1190.55, 841.89), abs=0.3)
    for words in (sheet.title, *sheet.remarks, sheet.period, sheet.made_on):
        assert holds(text, words), words
    for _name, entries in sheet.legend():
        assert all(holds(text, entry.text) for entry in entries)


def test_few_dots_are_circles_and_many_one_image(snapshot, tmp_path):
    layers = ("districts", "streets")
    sheet = compose_sheet(snapshot, layers, silent())
    for count, circles in ((4_000, True), (6_000, False)):
        west, south, east, north = sheet.viewport.extent
        xy = np.random.default_rng(1).uniform((west, south), (east, north), (count, 2))
        dots = Dot(xy, np.zeros(count, np.uint8), (Look(fill="hotspot", size=4),), np.arange(count))
        shown = replace(sheet, pictures=(*sheet.pictures, LayerPicture("impounds", (dots,))))
        picture.write(shown, tmp_path / "map.svg", silent())
        root = ElementTree.parse(tmp_path / "map.svg").getroot()
        tags = [node.tag.rpartition("}")[2] for node in root.iter()]
        assert (tags.count("circle") + tags.count("ellipse") >= 3_500) == circles
        assert ("image" in tags) == (not circles)
        assert tags.count("path") > 20


def test_an_svg_holds_its_images_itself(sheet, tmp_path):
    picture.write(sheet, tmp_path / "map.svg", silent())
    root = ElementTree.parse(tmp_path / "map.svg").getroot()
    links = [v for node in root.iter() for k, v in node.attrib.items() if k.endswith("href")]
    assert links and all(link.startswith("data:image/") for link in links)
    assert not [node for node in root.iter() if node.tag.endswith("text") and node.text]


def test_more_pixels_than_memory_holds_are_refused_before_anything_is_painted(sheet, tmp_path):
    huge = replace(sheet, size=on_paper("A0", landscape=True, dpi=600))
    feedback = Sent()
    with pytest.raises(BadInput, match="PDF"):
        picture.write(huge, tmp_path / "map.png", feedback)
    assert not feedback.sent
    assert not list(tmp_path.iterdir())


def test_a_small_picture_says_that_it_is_invented(snapshot):
    size = SheetSize(400, 300)
    said = fitted_sheet(snapshot, ("districts",), silent(), size=size)
    silent_one = replace(said, cautions=())
    assert picture.to_image(said, silent()) != picture.to_image(silent_one, silent())
