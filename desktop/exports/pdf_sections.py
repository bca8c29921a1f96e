"""The parts of a plan's document below the map: tables, calendar, evidence, signatures."""

from __future__ import annotations

from collections.abc import Sequence

from data.feedback import Feedback
from data.model.names import district_title
from desktop.exports.evidence import Comparison
from desktop.exports.paper import CONTENT, HEADING, Paper
from desktop.exports.paper_table import Column, write_table
from desktop.exports.pdf_calendar import write_calendar
from desktop.exports.presence import presence_in_words
from desktop.exports.report import Report, ShiftLine
from desktop.exports.rule_words import days_in_words, season_in_words
from layers.picture import Finding
from layers.stats.change import Verdict
from layers.words import hour_words, named, verdict_words
from resources.text import _, number, percent

MOST_FINDINGS = 8
SIGNING, SIGNATURES = 13.0, 24.0  # millimetres to sign in, and with the names below


def body(paper: Paper, report: Report, feedback: Feedback) -> None:
    """Write everything below the key numbers."""
    _hotspots(paper, report, feedback)
    _zones(paper, report, feedback)
    _shifts(paper, report, feedback)
    write_calendar(paper, report)
    _comparison(paper, report, feedback)
    _clusters(paper, report, feedback)
    _evidence(paper, report)
    _notes(paper, report)
    _signatures(paper, report)


def _table(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Sequence[str]], feedback: Feedback
) -> None:
    for _index in write_table(paper, columns, rows):
        feedback.check()


def _empty(paper: Paper, words: str) -> None:
    paper.write(words, size=8.5, role="muted")


def _hotspots(paper: Paper, report: Report, feedback: Feedback) -> None:
    paper.section(_("کانون‌های سد معبر"))
    if not report.hotspots:
        _empty(paper, _("در این دوره کانون معناداری یافت نشد؛ موارد پراکنده‌اند."))
        return
    columns = (
        Column(_("محل"), 0.4),
        Column(_("موارد"), 0.09, numeric=True),
        Column(_("سال پیش"), 0.1, numeric=True),
        Column(_("تغییر"), 0.16),
        Column(_("ساعت اوج"), 0.15),
        Column(_("خودرویی"), 0.1, numeric=True),
    )
    rows = [_hotspot_row(finding) for finding in report.hotspots[:MOST_FINDINGS]]
    _table(paper, columns, rows, feedback)
    _more(paper, len(report.hotspots))


def _hotspot_row(finding: Finding) -> tuple[str, ...]:
    facts = finding.facts
    before, verdict = facts.get("before"), facts.get("verdict")
    return (
        finding.title,
        number(len(finding.ids)),
        _("—") if before is None else number(before),
        _("—") if verdict is None else verdict_words(Verdict(verdict)),
        hour_words(facts.get("dominant_hour")),
        percent(facts.get("vehicle_share", 0.0)),
    )


def _more(paper: Paper, count: int) -> None:
    """Say how many findings a table left out."""
    if count > MOST_FINDINGS:
        words = _("و {count} مورد کوچک‌تر، که در فایل GeoPackage همین برنامه آمده است.")
        paper.write(words.format(count=number(count - MOST_FINDINGS)), size=7.5, role="muted")


def _clusters(paper: Paper, report: Report, feedback: Feedback) -> None:
    if not report.clusters:
        return
    paper.section(_("تجمع پیام‌های ۱۳۷"))
    columns = (
        Column(_("محل"), 0.35),
        Column(_("پیام‌ها"), 0.1, numeric=True),
        Column(_("شرح"), 0.55),
    )
    rows = [
        (finding.title, number(len(finding.ids)), finding.sentence)
        for finding in report.clusters[:MOST_FINDINGS]
    ]
    _table(paper, columns, rows, feedback)
    _more(paper, len(report.clusters))


def _zones(paper: Paper, report: Report, feedback: Feedback) -> None:
    paper.section(_("محدوده‌های توقف ممنوع"))
    if not report.zones:
        _empty(paper, _("برای این فصل هنوز محدوده‌ای کشیده نشده است."))
        return
    columns = (
        Column(_("محدوده"), 0.3),
        Column(_("ضوابط"), 0.42),
        Column(_("وضعیت"), 0.13),
        Column(_("مساحت (متر مربع)"), 0.15, numeric=True),
    )
    rows = [
        (named(line.zone.name), line.rule, line.state, number(line.zone.shape.area))
        for line in report.zones
    ]
    _table(paper, columns, rows, feedback)


def _shifts(paper: Paper, report: Report, feedback: Feedback) -> None:
    paper.section(_("شیفت اکیپ‌ها و پوشش"))
    paper.write(presence_in_words(report.presence), size=8.5)
    paper.y += 0.6
    if not report.shifts:
        _empty(paper, _("برای این منطقه شیفتی ثبت نشده است."))
        return
    calendar = report.city.calendar
    columns = (
        Column(_("اکیپ"), 0.28),
        Column(_("روزها"), 0.24),
        Column(_("ساعت"), 0.18),
        Column(_("دوره"), 0.3),
    )
    rows = [
        (_crew(line), line.days, line.hours, days_in_words(line.first_day, line.last_day, calendar))
        for line in report.shifts
    ]
    _table(paper, columns, rows, feedback)


def _crew(line: ShiftLine) -> str:
    marks = []
    if line.crew.contractor:
        marks.append(_("پیمانکار"))
    if line.shift.on_call:
        marks.append(_("آماده‌باش"))
    if not marks:
        return named(line.crew.name)
    return _("{crew} ({marks})").format(crew=named(line.crew.name), marks=_("، ").join(marks))


# -- evidence --------------------------------------------------------------------------------


def _comparison(paper: Paper, report: Report, feedback: Feedback) -> None:
    evidence = report.evidence
    now, before = evidence.season, evidence.season.last_year()
    title = _("مقایسهٔ {now} با {before}").format(
        now=season_in_words(now), before=season_in_words(before)
    )
    paper.section(title)
    if evidence.unfinished:
        words = _("این فصل ناتمام است و تنها با همان روزها از سال پیش سنجیده شده است.")
        paper.write(words, size=8.5, role="muted")
    columns = (
        Column(_("نوع یا ماه"), 0.34),
        Column(season_in_words(before), 0.15, numeric=True),
        Column(season_in_words(now), 0.15, numeric=True),
        Column(_("تفاوت"), 0.16),
        Column(_("نتیجه‌گیری"), 0.2),
    )
    lines = (*report.by_kind, *report.by_month, report.total)
    _table(paper, columns, [_comparison_row(line) for line in lines], feedback)


def _comparison_row(line: Comparison) -> tuple[str, ...]:
    before = _("—") if line.before is None else number(line.before.value)
    return (line.label, before, number(line.now.value), difference_words(line), _verdict(line))


def _verdict(line: Comparison) -> str:
    return _("—") if line.change is None else verdict_words(line.change.verdict)


def difference_words(line: Comparison) -> str:
    """Return «۱۲٪ بیشتر», without a verdict whether it means anything."""
    if line.before is None:
        return _("—")
    now, before = line.now.value, line.before.value
    if now == before:
        return _("بدون تغییر")
    if not before:
        return _("پیش‌تر نبود")
    share = abs(now - before) / before
    if round(share * 100) == 0:
        return _("بدون تغییر")
    words = _("{share} بیشتر") if now > before else _("{share} کمتر")
    return words.format(share=percent(share))


def _evidence(paper: Paper, report: Report) -> None:
    """Write the evidence, one sentence a line, on a quiet ground."""
    width, size = CONTENT - 8, 8.5
    height = sum(paper.height(words, width, size) + 0.8 for words in report.sentences) + 3.2
    after = 0.0 if report.plan.notes.strip() else SIGNATURES
    paper.section(_("مستندات"), room=HEADING + height + after)
    top = paper.y
    paper.box(0, CONTENT, height, fill="chip", line="")
    paper.y = top + 2
    for words in report.sentences:
        paper.write(words, offset=4, width=width, size=size)
        paper.y += 0.8
    paper.y = top + height


def _notes(paper: Paper, report: Report) -> None:
    if not report.plan.notes.strip():
        return
    paper.section(_("یادداشت معاون"))
    paper.flow(report.plan.notes, size=9, room=SIGNATURES)


def _signatures(paper: Paper, report: Report) -> None:
    """Leave room to sign; what comes before keeps it on its own page, never on one of its own."""
    district = named(district_title(report.district))
    names = (
        _("معاون خدمات شهری {district}").format(district=district),
        _("شهردار {district}").format(district=district),
        _("معاونت محیط زیست و خدمات شهری"),
    )
    paper.y += SIGNING
    gap = 6.0
    width = (CONTENT - 2 * gap) / 3
    top = paper.y
    for index, name in enumerate(names):
        paper.y = top
        paper.rule(index * (width + gap), width, "muted")
        paper.y = top + 1.5
        paper.write(name, offset=index * (width + gap), width=width, size=8, role="muted")
