"""Writes a district's seasonal plan as an A4 document, in the city's language and direction.

The words are set by fpdf2, which keeps them searchable and in logical order; the map is painted
by the desk's painter through Qt and laid into its place by pypdf. All of it goes through
`Feedback.heavy`: it makes a hundred thousand small objects and holds Python's lock.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from data.calendar import day_of, format_day
from data.feedback import Feedback, silent
from data.folding import fold
from data.model.events import EventTable
from data.model.names import district_title, plan_state_name
from data.model.snapshot import Snapshot
from data.saving import whole_file
from desktop.exports import pdf_sections
from desktop.exports.elsewhere import run_elsewhere
from desktop.exports.fonts import find_typeface
from desktop.exports.paper import CONTENT, HEIGHT, MARGIN, POINT, WIDTH, Paper, document
from desktop.exports.picture import map_pdf
from desktop.exports.report import Report
from desktop.exports.rule_words import season_days_in_words, season_in_words
from desktop.exports.sheet_legend import ramp_end
from layers.picture import LegendEntry
from layers.words import named
from resources.text import _, digits, localised
from resources.tokens import PAPER


def write(report: Report, path: Path, feedback: Feedback) -> None:
    """Write the plan as PDF.

    Raises
    ------
    Refused
        When no typeface with Persian letters is present or the file cannot be written.
    Cancelled
    """
    with whole_file(path) as beside:
        feedback.progress(1, 2)
        run_elsewhere(_write, (_without_events(report),), feedback, beside)
        feedback.progress(2, 2)


def _without_events(report: Report) -> Report:
    """Return a report without the rows behind it, which the paper does not show."""
    return replace(report, snapshot=Snapshot(report.city, (), EventTable.empty()))


def _write(report: Report, path: Path) -> None:
    path.write_bytes(_compose(report, silent()))


def _compose(report: Report, feedback: Feedback) -> bytes:
    with document(find_typeface(), title(report), format="A4") as blank:
        blank.set_author(report.made_by)
        blank.set_subject(_(" · ").join(report.remarks))
        paper = Paper(blank)
        _title_block(paper, report)
        map_top = _map_space(paper, report)
        _legend(paper, report)
        _caption(paper, report)
        _cards(paper, report)
        pdf_sections.body(paper, report, feedback)
        _footers(paper, report)
        content = bytes(blank.output())
    return _with_map(content, map_pdf(report.sheet, feedback), map_top, _map_height(report))


def title(report: Report) -> str:
    """Return the document's title, which names the district once."""
    plan, district = report.plan, report.district
    if fold(district.name) in fold(plan.title):
        return plan.title
    return _("{title}، {district}").format(
        title=named(plan.title), district=district_title(district)
    )


def _title_block(paper: Paper, report: Report) -> None:
    plan = report.plan
    chip = _("{state} · نسخهٔ {version} · شماره ………").format(
        state=plan_state_name(plan.state), version=digits(plan.version)
    )
    chip_width = paper.text_width(chip, 8.5, bold=True) + 8
    top = paper.y
    paper.box(CONTENT - chip_width, chip_width, 7.4, fill="accent_soft", line="")
    paper.y = top + 1.3
    paper.write(
        chip,
        offset=CONTENT - chip_width,
        width=chip_width,
        size=8.5,
        bold=True,
        role="accent",
        align="centre",
    )
    paper.y = top
    paper.pdf.start_section(_("برنامه"))
    paper.write(title(report), width=CONTENT - chip_width - 6, size=15, bold=True)
    under = _("{season} ({days}) · {city}").format(
        season=season_in_words(plan.season),
        days=season_days_in_words(plan.season),
        city=localised(report.city.name),
    )
    paper.write(under, size=9, role="muted")
    paper.y += 2.2
    paper.rule(0, CONTENT, "accent", 0.6)
    paper.y += 3.4


def _map_height(report: Report) -> float:
    viewport = report.sheet.viewport
    return CONTENT * viewport.height / viewport.width


def _map_space(paper: Paper, report: Report) -> float:
    """Leave room for the map inside a thin line and return its top."""
    top, height = paper.y, _map_height(report)
    paper.box(0, CONTENT, height, line="district_line", radius=0)
    paper.y = top + height + 1.6
    return top


def _legend(paper: Paper, report: Report) -> None:
    """Write every symbol of the map in running lines."""
    entries = [entry for _name, part in report.sheet.legend() for entry in part]
    offset, top = 0.0, paper.y
    for entry in entries:
        words = entry.text
        if entry.symbol == "ramp":
            low, high = ramp_end(entry.low), ramp_end(entry.high)
            words = _("{text}: {low} تا {high}").format(text=words, low=low, high=high)
        symbol = 14.0 if entry.symbol == "ramp" else 5.0
        width = min(symbol + 1.6 + paper.text_width(words, 7.5) + 2.0, CONTENT)
        if offset and offset + width > CONTENT:
            offset, top = 0.0, top + 4.6
        _symbol(paper, entry, offset, top + 1.0, symbol)
        paper.y = top
        paper.write(words, offset=offset + symbol + 1.6, width=width - symbol - 1.6, size=7.5)
        offset += width + 4.0
    paper.y = top + (5.0 if entries else 0.0)


def _symbol(paper: Paper, entry: LegendEntry, offset: float, top: float, width: float) -> None:
    pdf, left, height = paper.pdf, paper.x(offset, width), 2.6
    if entry.symbol == "ramp":
        colours = PAPER.ramps[entry.ramp]
        step = width / len(colours)
        for index, colour in enumerate(colours):
            pdf.set_fill_color(colour)
            pdf.rect(left + index * step, top, step, height, style="F")
        return
    look = entry.look
    middle = top + height / 2
    pdf.set_line_width(max(0.2, look.width * 0.22))
    if look.stroke:
        pdf.set_draw_color(PAPER.colour(look.stroke))
    if look.fill:
        pdf.set_fill_color(PAPER.colour(look.fill))
    style = ("D" if look.stroke else "") + ("F" if look.fill else "")
    with pdf.local_context(fill_opacity=look.opacity):
        if entry.symbol == "line":
            pdf.set_dash_pattern(*((0.8, 0.6) if look.dash else (0, 0)))
            pdf.line(left, middle, left + width, middle)
            pdf.set_dash_pattern()
        elif entry.symbol == "dot":
            pdf.circle(left + width / 2, middle, 1.0, style=style or "D")
        else:
            pdf.rect(left, top, width, height, style=style or "D")
    if look.hatch and entry.symbol == "area":
        for step in range(1, 5):
            x = left + width * step / 5
            pdf.line(x - 0.8, top + height, x + 0.8, top)


def _caption(paper: Paper, report: Report) -> None:
    """Say what the map shows on one side and what to beware of on the other."""
    season = season_in_words(report.evidence.season)
    measured = _("دورهٔ نقشه: {season}، {days}").format(season=season, days=report.sheet.period)
    remark = _(" · ").join(report.remarks)
    width = min(paper.text_width(remark, 7.5, bold=True) + 2, CONTENT * 0.55)
    top = paper.y
    paper.write(measured, width=CONTENT - width - 4, size=7.5, role="muted")
    bottom, paper.y = paper.y, top
    paper.write(
        remark, offset=CONTENT - width, width=width, size=7.5, bold=True, role="muted", align="end"
    )
    paper.y = max(bottom, paper.y) + 1.8


def _cards(paper: Paper, report: Report) -> None:
    """Write the four key numbers in boxes side by side."""
    gap, big, small = 3.0, 13.0, 7.8
    count = len(report.key_numbers)
    width = (CONTENT - gap * (count - 1)) / count
    inside = width - 6
    height = 4.6 + max(
        paper.height(key.text, inside, big, bold=True)
        + paper.height(key.number.label, inside, small)
        for key in report.key_numbers
    )
    top = paper.y
    for index, key in enumerate(report.key_numbers):
        offset = index * (width + gap)
        paper.box(offset, width, height, top=top)
        paper.y = top + 2.0
        paper.write(key.text, offset=offset + 3, width=inside, size=big, bold=True)
        paper.write(key.number.label, offset=offset + 3, width=inside, size=small, role="muted")
    paper.y = top + height + 0.5


def _footers(paper: Paper, report: Report) -> None:
    """Write source and page of so many at the foot of every page."""
    day = day_of(report.made_on, report.city.timezone)
    words = _("گذر · تاریخ تهیه {date} · تهیه‌کننده: {name} · منبع: {source}").format(
        date=format_day(day, report.city.calendar, long=True),
        name=report.made_by,
        source=report.source,
    )
    for page in range(1, paper.pages + 1):
        number = _("صفحهٔ {page} از {pages}").format(page=digits(page), pages=digits(paper.pages))
        with paper.on_page(page):
            paper.y = HEIGHT - 11
            paper.write(words, width=CONTENT - 30, size=7, role="muted")
            paper.y = HEIGHT - 11
            paper.write(number, offset=CONTENT - 28, width=28, size=7, role="muted", align="end")


def _with_map(content: bytes, map_page: bytes, top: float, height: float) -> bytes:
    """Lay the map onto the first page, its upper edge ``top`` mm below the page's."""
    from pypdf import PdfReader, PdfWriter, Transformation

    writer = PdfWriter(clone_from=io.BytesIO(content))
    drawn = PdfReader(io.BytesIO(map_page)).pages[0]
    scale = (WIDTH - 2 * MARGIN) / POINT / float(drawn.mediabox.width)
    place = Transformation().scale(scale).translate(MARGIN / POINT, (HEIGHT - top - height) / POINT)
    writer.pages[0].merge_transformed_page(drawn, place, over=False)
    writer.pdf_header = "%PDF-1.7"
    for page in writer.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
