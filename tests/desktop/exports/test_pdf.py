import errno
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from data.errors import Cancelled, Refused
from data.feedback import silent
from data.folding import fold
from desktop.exports import pdf
from desktop.exports.report import compose_report
from resources.text import set_language


@pytest.fixture(scope="module")
def written(report, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "plan.pdf"
    pdf.write(report, path, silent())
    return path


@pytest.fixture(scope="module")
def text(written, read_pdf) -> str:
    return read_pdf(written)


def test_the_plan_proper_takes_two_pages(written):
    assert len(PdfReader(written).pages) == 2


@pytest.mark.parametrize(
    "words",
    [
        "برنامهٔ فصلی رفع سد معبر، منطقهٔ ۱",
        "پاییز ۱۴۰۴",
        "پیشنهاد منطقه · نسخهٔ ۳",
        "گذر بازارچه",
        "توقف ممنوع، شنبه تا چهارشنبه ۷ تا ۱۴، پاییز ۱۴۰۴",
        "اکیپ ۲ شب (پیمانکار)",
        "۲۲ تا ۶ روز بعد",
        "با هماهنگی پلیس راهور و معتمدین محله اجرا شود.",
        "شهردار منطقهٔ ۱",
        "صفحهٔ ۲ از ۲",
        "دادهٔ نمایشی",
        "مرز مناطق تقریبی و غیررسمی است",
    ],
)
def test_words_are_found_in_logical_order(text, holds, words):
    assert holds(text, words)


def test_phrases_are_found_in_logical_order(text):
    for words in ("برنامهٔ فصلی رفع سد معبر", "با هماهنگی پلیس راهور و معتمدین محله"):
        assert fold(words) in text


def test_the_numbers_of_the_report_stand_in_the_text(report, text, holds):
    for key in report.key_numbers:
        assert holds(text, key.text)
    assert str(int(report.total.now.value)) in text


def test_fonts_are_embedded_and_the_language_is_said(written):
    reader = PdfReader(written)
    assert reader.trailer["/Root"]["/Lang"] == "fa"
    assert fold("برنامهٔ فصلی") in fold(reader.metadata.title)
    fonts = [
        font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor.get_object()


def test_every_section_is_a_bookmark(written):
    titles = [fold(entry.title) for entry in PdfReader(written).outline]
    assert fold("کانون‌های سد معبر") in titles
    assert fold("مستندات") in titles


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils is absent")
def test_the_map_is_on_the_first_page_and_readable_in_grey(written, tmp_path):
    subprocess.run(
        ["pdftoppm", "-r", "50", "-gray", "-f", "1", "-l", "1", "-png", written, tmp_path / "p"],
        check=True,
        timeout=60,
    )
    image = QImage(str(next(tmp_path.glob("p*.png")))).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    grey = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    below_title = grey[int(0.12 * len(grey)) : int(0.33 * len(grey)), 30 : image.width() - 30]
    assert len(np.unique(below_title)) > 60
    assert below_title.min() < 90


def test_names_of_300_letters_and_long_notes_flow(make, tmp_path, read_pdf):
    names = ("محدودهٔ بلندنام " * 18, "ا" * 300, *(f"محدوده {700 + i}" for i in range(60)))
    many = make.snapshot(zones=make.zones(names))
    plan = make.plan(notes="یادداشت. " * 1_000)
    report = compose_report(many, plan, user=make.user, feedback=silent())
    pdf.write(report, tmp_path / "plan.pdf", silent())
    whole = read_pdf(tmp_path / "plan.pdf")
    assert len(PdfReader(tmp_path / "plan.pdf").pages) > 4
    assert all(str(700 + i) in whole for i in range(60))


def test_markup_in_a_name_stays_letters(make, tmp_path, read_pdf):
    named = make.snapshot(zones=make.zones(("<script>alert(1)</script> **bold** \u202eabc",)))
    report = compose_report(named, make.plan(), user=make.user, feedback=silent())
    pdf.write(report, tmp_path / "plan.pdf", silent())
    whole = read_pdf(tmp_path / "plan.pdf")
    assert all(word in whole for word in ("script", "alert", "**bold**", "abc"))
    assert b"/JavaScript" not in (tmp_path / "plan.pdf").read_bytes()


def test_an_english_plan_reads_from_the_left(make, tmp_path):
    set_language("en")
    english = make.snapshot("en", zones=make.zones(("Bazaar passage",)))
    plan = make.plan("2025-autumn", "gregorian", title="Seasonal plan")
    report = compose_report(english, plan, user=make.user, feedback=silent())
    pdf.write(report, tmp_path / "plan.pdf", silent())
    reader = PdfReader(tmp_path / "plan.pdf")
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert "2025" in reader.pages[0].extract_text()


def test_a_stopped_plan_leaves_the_old_one(report, tmp_path, stop_at):
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"old")
    for looks in (1, 2, 3):
        with pytest.raises(Cancelled):
            pdf.write(report, target, stop_at(looks))
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_full_disk_leaves_the_old_one(report, tmp_path, monkeypatch):
    target = tmp_path / "plan.pdf"
    target.write_bytes(b"old")

    def full(_path: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Refused, match="دیسک"):
        pdf.write(report, target, silent())
    assert target.read_bytes() == b"old"


def test_an_unfinished_season_is_marked(make, tmp_path, read_pdf):
    half = replace(make.snapshot(), now=make.now - 60 * 86_400)
    report = compose_report(half, make.plan(), user=make.user, feedback=silent())
    pdf.write(report, tmp_path / "plan.pdf", silent())
    whole = read_pdf(tmp_path / "plan.pdf")
    assert fold("ناتمام") in whole
    assert fold("همان روزها") in whole


def test_the_title_names_the_district_once(report):
    named = replace(report, plan=replace(report.plan, title="برنامهٔ منطقهٔ ۱"))
    assert pdf.title(named) == "برنامهٔ منطقهٔ ۱"
    assert pdf.title(report).endswith("منطقهٔ ۱")
