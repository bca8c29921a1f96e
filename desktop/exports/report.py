"""A district's plan for a season as one frozen value; every plan format is written from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.feedback import Feedback
from data.model.city import City, District
from data.model.crews import Crew, Shift
from data.model.names import person_name, zone_state_name
from data.model.plans import Plan
from data.model.roles import User
from data.model.snapshot import Snapshot
from data.model.zones import Zone
from desktop.exports.evidence import (
    Comparison,
    Evidence,
    choose_evidence,
    compare_all,
    compare_by_kind,
    compare_by_month,
)
from desktop.exports.map_sheet import (
    MapSheet,
    compose_sheet,
    find_district,
    remarks,
)
from desktop.exports.presence import Presence, season_presence
from desktop.exports.rule_words import (
    hours_in_words,
    rule_in_words,
    season_in_words,
    weekdays_in_words,
)
from desktop.exports.sheet_size import SheetSize
from layers.picture import Finding, LayerPicture, Number
from layers.words import change_words, period_words, verdict_words
from resources.text import _, number, percent

MAP_LAYERS = ("districts", "streets", "hotspots", "clusters", "zones")
# The map of a plan is as wide as the text of an A4 page and leaves room for the tables.
MAP_SIZE = SheetSize(696, 268, bare=True)


@dataclass(frozen=True, slots=True, eq=False)
class ZoneLine:
    """A zone with its rule and state in words and the days of the season on which it binds.

    ``first_day`` and ``last_day`` are day numbers, both included.
    """

    zone: Zone
    rule: str
    state: str
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A crew's shift in words, with the days of the season on which its pattern holds."""

    crew: Crew
    shift: Shift
    days: str
    hours: str
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True, eq=False)
class KeyNumber:
    """One of the four numbers at the head of a plan: how it reads, and what it counts."""

    text: str
    number: Number


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """Everything a plan says, masked for leaving the house: no plate, no phone, no text.

    Attributes
    ----------
    snapshot : Snapshot
        Under the filter of the evidence: the district, the period, the chosen sources and kinds.
    presence : Presence
        What the season's shifts would have reached.
    pictures : dict of str to LayerPicture
        By layer, those on the map; complaints are cells, not points.
    sentences : tuple of str
        The evidence in words.
    remarks : tuple of str
        Schematic, simulated, share of the rows on the map.
    made_on : int
        UTC seconds.
    """

    plan: Plan
    district: District
    snapshot: Snapshot
    evidence: Evidence
    key_numbers: tuple[KeyNumber, ...]
    total: Comparison
    by_kind: tuple[Comparison, ...]
    by_month: tuple[Comparison, ...]
    zones: tuple[ZoneLine, ...]
    shifts: tuple[ShiftLine, ...]
    presence: Presence
    pictures: dict[str, LayerPicture]
    sentences: tuple[str, ...]
    sheet: MapSheet
    remarks: tuple[str, ...]
    source: str
    made_on: int
    made_by: str

    @property
    def city(self) -> City:
        """The city of the plan."""
        return self.snapshot.city

    @property
    def hotspots(self) -> tuple[Finding, ...]:
        """Hotspots of the district, most events first."""
        return self.pictures["hotspots"].findings

    @property
    def clusters(self) -> tuple[Finding, ...]:
        """Gatherings of complaints, largest first."""
        return self.pictures["clusters"].findings


def compose_report(snapshot: Snapshot, plan: Plan, *, user: User, feedback: Feedback) -> Report:
    """Gather everything a plan says.

    Parameters
    ----------
    snapshot : Snapshot
        Its filter chooses sources and kinds; district and period come from the plan.
    user : User
        Who makes the document.

    Raises
    ------
    BadInput
        When the plan's district is not in the city.
    Cancelled
    """
    district = find_district(snapshot, plan.district)
    evidence = choose_evidence(plan.season, snapshot, plan.district)
    zones = _zone_lines(snapshot, plan)
    # The map shows the zones of this plan, not those of other seasons.
    meant = replace(snapshot, filter=evidence.rows, zones=tuple(line.zone for line in zones))
    sheet = compose_sheet(
        meant, MAP_LAYERS, feedback, size=MAP_SIZE, district=plan.district, title=plan.title
    )
    pictures = {picture.layer: picture for picture in sheet.pictures}
    presence = season_presence(meant, plan.season, feedback)
    total = compare_all(snapshot, evidence)
    return Report(
        plan=plan,
        district=district,
        snapshot=meant,
        evidence=evidence,
        key_numbers=_key_numbers(evidence, total, pictures, presence),
        total=total,
        by_kind=compare_by_kind(snapshot, evidence),
        by_month=compare_by_month(snapshot, evidence),
        zones=zones,
        shifts=_shift_lines(snapshot, plan),
        presence=presence,
        pictures=pictures,
        sentences=_sentences(meant, plan, evidence, total, pictures),
        sheet=sheet,
        remarks=remarks(meant),
        source=sheet.source,
        made_on=snapshot.now,
        made_by=person_name(user.name),
    )


def _key_numbers(
    evidence: Evidence,
    total: Comparison,
    pictures: dict[str, LayerPicture],
    presence: Presence,
) -> tuple[KeyNumber, ...]:
    numbers = [_count_number(evidence, total), _change_number(evidence, total)]
    hotspots = pictures["hotspots"].findings
    ids = tuple(sorted({int(i) for finding in hotspots for i in finding.ids}))
    words = _("کانون پرتکرار با {count} مورد").format(count=number(len(ids)))
    numbers.append(
        KeyNumber(number(len(hotspots)), Number("hotspots", words, float(len(hotspots)), rows=ids))
    )
    numbers.append(_coverage_number(presence))
    return tuple(numbers)


def _count_number(evidence: Evidence, total: Comparison) -> KeyNumber:
    words = _("مورد در {season} (ناتمام)") if evidence.unfinished else _("مورد در {season}")
    label = words.format(season=season_in_words(evidence.season))
    value = total.now.value
    return KeyNumber(number(value), Number("count", label, value, _("مورد"), evidence.rows))


def _change_number(evidence: Evidence, total: Comparison) -> KeyNumber:
    season = season_in_words(evidence.season.last_year())
    if total.change is None or total.before is None:
        label = _("از {season} داده‌ای ثبت نشده است").format(season=season)
        return KeyNumber(_("نمی‌توان گفت"), Number("before", label, 0.0, rows=evidence.before))
    value = total.before.value
    words = (
        _("نسبت به همان روزها در {season} ({count})")
        if evidence.unfinished
        else _("نسبت به {season} ({count})")
    )
    label = words.format(season=season, count=number(value))
    text = verdict_words(total.change.verdict)
    return KeyNumber(text, Number("before", label, value, _("مورد"), evidence.before))


def _coverage_number(presence: Presence) -> KeyNumber:
    share = presence.share
    text = _("نمی‌توان گفت") if share is None else percent(share)
    label = _("پوشش موارد با شیفت‌های این فصل")
    value = round(100 * (share or 0.0), 1)
    return KeyNumber(text, Number("coverage", label, value, _("درصد"), presence.reached))


def _zone_lines(snapshot: Snapshot, plan: Plan) -> tuple[ZoneLine, ...]:
    """Return the district's zones that bind in the plan's season or all the year round."""
    first, end = plan.season.days()
    season = str(plan.season)
    return tuple(
        ZoneLine(zone, rule_in_words(zone.rule), zone_state_name(zone.state), first, end - 1)
        for zone in snapshot.zones
        if zone.district == plan.district and zone.rule.season in ("", season)
    )


def _shift_lines(snapshot: Snapshot, plan: Plan) -> tuple[ShiftLine, ...]:
    """Return the shifts of the district's crews that fall into the plan's season."""
    first, end = plan.season.days()
    crews = {crew.id: crew for crew in snapshot.crews if crew.district == plan.district}
    return tuple(
        ShiftLine(
            crews[shift.crew],
            shift,
            weekdays_in_words(shift.weekdays),
            hours_in_words(shift.start, shift.end),
            max(shift.first_day, first),
            min(shift.last_day, end - 1),
        )
        for shift in snapshot.shifts
        if shift.crew in crews and shift.first_day < end and shift.last_day >= first
    )


def _sentences(
    meant: Snapshot,
    plan: Plan,
    evidence: Evidence,
    total: Comparison,
    pictures: dict[str, LayerPicture],
) -> tuple[str, ...]:
    sentences = []
    if evidence.earlier:
        words = _("{season} هنوز داده‌ای بسنده ندارد؛ مستندات این برنامه از {earlier} است.")
        sentences.append(
            words.format(
                season=season_in_words(plan.season), earlier=season_in_words(evidence.season)
            )
        )
    words = _("{count} مورد در {period} ثبت شد. {change}")
    sentences.append(
        words.format(
            period=period_words(meant),
            count=number(total.now.value),
            change=change_words(total.change),
        )
    )
    for finding in pictures["hotspots"].findings[:1]:
        sentences.append(f"{finding.title}: {finding.sentence}")
    waiting = len(meant.selected) - len(meant.placed)
    if waiting:
        words = _("{count} مورد نقطه ندارد: در جدول‌ها شمرده شده و روی نقشه نیست.")
        sentences.append(words.format(count=number(waiting)))
    return tuple(sentences)
