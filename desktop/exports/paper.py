"""A sheet of A4 to write on in reading order: text, lines, boxes; right-to-left or left-to-right.

Lengths are in millimetres, type sizes in points. Offsets run from the side on which reading
starts, so that one description of a page serves Persian and English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from data.folding import clean
from desktop.exports.fonts import Typeface
from desktop.exports.line_breaking import Measure, break_lines, elide, text_width
from desktop.exports.line_order import carried, is_rtl_text, visual_runs, without_controls
from resources.text import is_rtl, language
from resources.tokens import PAPER

if TYPE_CHECKING:
    from fpdf import FPDF

WIDTH, HEIGHT = 210.0, 297.0
MARGIN, FOOT = 13.0, 16.0
CONTENT = WIDTH - 2 * MARGIN
LEADING = 1.55  # line height over type size; Vazirmatn's marks need the room
POINT = 25.4 / 72
HEADING = 10.0  # with the space around it
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ORDERING = re.compile("([\u061c\u2066-\u2069])")
_PERSIAN: dict[str, Any] = {"direction": "rtl", "script": "arab", "language": "fa"}


def paper_text(text: str) -> str:
    """Return a text as it may be set in a document.

    Bidirectional controls go, since what is copied must hold letters only. He with a hamza above
    becomes its one-letter form: as two letters it would be copied in the wrong order.
    """
    return _INVISIBLE.sub("", clean(text)).replace("\u0647\u0654", "\u06c0").replace("\t", " ")


def line_text(text: str) -> str:
    """Return a text for a line that is still to be ordered: isolates stay, letters as on paper."""
    parts = _ORDERING.split(text)
    return "".join(part if _ORDERING.match(part) else paper_text(part) for part in parts)


@contextmanager
def document(typeface: Typeface, title: str, **options: Any) -> Iterator[FPDF]:
    """Open an empty document in the language in use; its typeface's files are closed after.

    Parameters
    ----------
    **options
        Of ``fpdf.FPDF``: unit and format of the page.
    """
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

    pdf = FPDF(**options)
    pdf.set_lang(language())
    pdf.set_title(paper_text(title))
    pdf.set_creator("Gozar")
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    try:
        pdf.add_font("text", fname=typeface.regular)
        pdf.add_font("text", "B", fname=typeface.bold)
        pdf.set_text_shaping(True, **(_PERSIAN if is_rtl() else {}))
        yield pdf
    finally:
        for font in pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()


def put_line(
    pdf: FPDF, line: str, box: tuple[float, float, float, float], side: str, rtl: bool
) -> None:
    """Set one line into a box, each run of its letters in its own direction.

    Parameters
    ----------
    line : str
        Of `line_text`.
    box : tuple of float
        Left, top, width and height in the document's unit.
    side : str
        Where the line stands in it: ``L``, ``C`` or ``R``.
    rtl : bool
        Direction of the paragraph.
    """
    left, top, width, height = box
    runs = []
    for text, from_right in visual_runs(line, rtl):
        _shape(pdf, from_right)
        runs.append((text, from_right, float(pdf.get_string_width(text))))
    free = width - sum(needed for _text, _from_right, needed in runs)
    x = left + {"L": 0.0, "C": free / 2, "R": free}[side]
    for text, from_right, needed in runs:
        _shape(pdf, from_right)
        pdf.set_xy(x, top)
        pdf.cell(needed, height, text, align="L")
        x += needed


def _shape(pdf: FPDF, from_right: bool) -> None:
    pdf.set_text_shaping(True, **(_PERSIAN if from_right else {"direction": "ltr"}))


class Paper:
    """A document under way; ``y`` is how far down the current page is filled.

    Parameters
    ----------
    pdf : FPDF
        An empty `document` of A4 in millimetres.
    """

    def __init__(self, pdf: FPDF) -> None:
        self.pdf = pdf
        self.rtl = is_rtl()
        self._widths: dict[tuple[str, bool], float] = {}
        pdf.set_margins(MARGIN, MARGIN, MARGIN)
        self.new_page()

    @property
    def y(self) -> float:
        """Where the next thing goes, from the top of the page."""
        return float(self.pdf.get_y())

    @y.setter
    def y(self, value: float) -> None:
        self.pdf.set_y(value)

    def new_page(self) -> None:
        """Begin a page."""
        self.pdf.add_page()

    def need(self, height: float) -> bool:
        """Begin a page unless that much is free on this one; return whether it did."""
        if self.y + height <= HEIGHT - FOOT:
            return False
        self.new_page()
        return True

    def x(self, offset: float, width: float) -> float:
        """Return the left edge of a box that starts that far into the reading direction."""
        return WIDTH - MARGIN - offset - width if self.rtl else MARGIN + offset

    # -- text --------------------------------------------------------------------------------

    def write(
        self,
        text: str,
        *,
        offset: float = 0.0,
        width: float = CONTENT,
        size: float = 9.0,
        bold: bool = False,
        role: str = "text",
        align: str = "start",
    ) -> float:
        """Write a paragraph at ``y`` inside one page and return its height.

        ``align`` is ``start``, ``end`` or ``centre`` of the reading direction, or ``right`` for
        numbers, whose units stand below each other in every language.
        """
        lines = self._lines(text, width, size, bold)
        self._font(size, bold, role)
        side = self._align(align)
        for line in lines:
            self._put(line, self.x(offset, width), width, size * POINT * LEADING, side, self.rtl)
        return len(lines) * size * POINT * LEADING

    def flow(self, text: str, *, size: float = 9.0, room: float = 0.0) -> None:
        """Write a text of any length, over as many pages as it takes.

        A paragraph in Persian reads from the right in every document. The last line stands on a
        page with ``room`` for what follows.
        """
        height = size * POINT * LEADING
        lines = []
        for paragraph in text.rstrip().splitlines():
            rtl = self.rtl or bool(is_rtl_text(paragraph))
            lines += [(line, rtl) for line in self._lines(paragraph, CONTENT, size, False)]
        for left, (line, rtl) in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
            self.need(height if left else height + room)
            self._font(size, False, "text")
            self._put(line, MARGIN, CONTENT, height, "R" if rtl else "L", rtl)

    def _put(
        self, line: str, left: float, width: float, height: float, side: str, rtl: bool
    ) -> None:
        top = self.y
        put_line(self.pdf, line, (left, top, width, height), side, rtl)
        self.y = top + height

    def height(self, text: str, width: float, size: float, bold: bool = False) -> float:
        """Return how high a paragraph would stand."""
        return len(self._lines(text, width, size, bold)) * size * POINT * LEADING

    def elided(self, text: str, width: float, size: float) -> str:
        """Return the text, or as many of its words as fit with an ellipsis."""
        return elide(line_text(text), width, self._measure(size, False))

    def _lines(self, text: str, width: float, size: float, bold: bool) -> list[str]:
        return carried(break_lines(line_text(text), width, self._measure(size, bold)))

    def _measure(self, size: float, bold: bool) -> Measure:
        """Return what measures a word; every word is shaped once and its width kept."""

        def measure(word: str) -> float:
            key = (without_controls(word), bold)
            if key not in self._widths:
                self._font(100.0, bold, "text")
                _shape(self.pdf, bool(is_rtl_text(word)))
                self._widths[key] = float(self.pdf.get_string_width(key[0])) / 100.0
            return self._widths[key] * size

        return measure

    def text_width(self, text: str, size: float, bold: bool = False) -> float:
        """Return how wide a line of text would stand."""
        return text_width(line_text(text), self._measure(size, bold))

    def section(self, title: str, room: float = 22.0) -> None:
        """Write a heading with its bookmark, with room for what follows on the same page."""
        self.need(room)
        self.y += 3.5
        self.pdf.start_section(paper_text(title))
        self.write(title, size=10.5, bold=True)
        self.y += 0.8

    def _font(self, size: float, bold: bool, role: str) -> None:
        self.pdf.set_font("text", "B" if bold else "", size)
        self.pdf.set_text_color(PAPER.colour(role))

    def _align(self, align: str) -> str:
        if align in ("centre", "right"):
            return align[0].upper()
        return "R" if (align == "start") == self.rtl else "L"

    # -- lines and boxes -----------------------------------------------------------------------

    def rule(self, offset: float, width: float, role: str = "line", thick: float = 0.2) -> None:
        """Draw a horizontal line at ``y``."""
        self.pdf.set_draw_color(PAPER.colour(role))
        self.pdf.set_line_width(thick)
        left = self.x(offset, width)
        self.pdf.line(left, self.y, left + width, self.y)

    def box(
        self,
        offset: float,
        width: float,
        height: float,
        *,
        top: float | None = None,
        fill: str = "",
        line: str = "line",
        radius: float = 1.8,
    ) -> None:
        """Draw a box with round corners; an empty role leaves the fill or the line out."""
        if fill:
            self.pdf.set_fill_color(PAPER.colour(fill))
        if line:
            self.pdf.set_draw_color(PAPER.colour(line))
            self.pdf.set_line_width(0.25)
        style = ("D" if line else "") + ("F" if fill else "")
        self.pdf.rect(
            self.x(offset, width),
            self.y if top is None else top,
            width,
            height,
            style=style,
            round_corners=radius > 0,
            corner_radius=radius,
        )

    # -- every page ----------------------------------------------------------------------------

    @contextmanager
    def on_page(self, page: int) -> Iterator[None]:
        """Go back to a page, 1 and up, to write something that needed the whole document."""
        last, self.pdf.page = self.pdf.page, page
        # The writer names a font only when it changes; a page left earlier must hear it again.
        self.pdf.set_font("text", "B", 1)
        try:
            yield
        finally:
            self.pdf.page = last

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.pdf.pages)
