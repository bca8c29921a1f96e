"""The districts of the city: the ground of the map, the chosen one strongly outlined."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.feedback import Feedback
from data.model.city import District
from data.model.names import district_title
from data.model.snapshot import Snapshot
from layers.district_measures import Measured, measure_districts
from layers.picture import (
    Area,
    Finding,
    Frame,
    Label,
    LayerPicture,
    LegendEntry,
    Look,
    Mark,
    Number,
)
from layers.shapes import areas, inner_point
from layers.study import present_districts
from layers.style import CHOSEN_DISTRICT, DISTRICT, DISTRICT_LABEL, DISTRICT_LINE
from layers.words import remark
from resources.text import _, digits

id = "districts"

MOST_NUMBERS = 4


def title() -> str:
    """Return the layer's name."""
    return _("مناطق شهر")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the districts show.

    Attributes
    ----------
    filled : bool
        Whether they are the ground, or only lines on a ground that lies below them.
    measure : str
        What colours them: ``count``, ``residents`` (per 1,000), ``area`` (per km²); empty for
        nothing.
    """

    filled: bool = True
    measure: str = ""


def build(
    snapshot: Snapshot, choices: Choices | None, frame: Frame, feedback: Feedback
) -> LayerPicture:
    """Return the districts in their present boundaries; those of the filter stand out."""
    choices = choices or Choices()
    look = DISTRICT if choices.filled else DISTRICT_LINE
    present = present_districts(snapshot.districts)
    if not present:
        return LayerPicture(
            id, (), count=0, remark=_("هنوز مرز مناطق وارد نشده است؛ آن را با «ورود داده» بیاورید.")
        )
    feedback.check()
    chosen = snapshot.filter.districts or frozenset()
    measured = measure_districts(snapshot, present, choices.measure) if choices.measure else None
    looks = {d.number: look for d in present} | ({} if measured is None else measured.looks)
    shaded = () if measured is None else measured.legend
    return LayerPicture(
        id,
        marks=_marks(present, chosen, looks),
        legend=(*shaded, *_legend(present, chosen, look)),
        numbers=(
            Number("count", _("منطقه"), len(present)),
            *(() if measured is None else measured.numbers),
        ),
        findings=tuple(_finding(district, measured) for district in present),
        count=len(present),
        remark=remark(_remark(present), "" if measured is None else measured.remark),
        card={"boundaries": {str(d.number): _origin(d) for d in present}}
        | ({} if measured is None else {"shading": measured.facts}),
    )


def _marks(
    present: tuple[District, ...], chosen: frozenset[int], looks: dict[int, Look]
) -> tuple[Mark, ...]:
    grounds: list[Area] = []
    outlines: list[Area] = []
    labels: list[Label] = []
    for district in present:
        key = f"district:{district.number}"
        grounds.extend(areas(district.geometry, looks[district.number], key))
        if district.number in chosen:
            outlines.extend(areas(district.geometry, CHOSEN_DISTRICT, key))
        x, y = inner_point(district.geometry)
        name, extent = district_title(district), district.geometry.area
        labels.append(Label(x, y, name, DISTRICT_LABEL, extent, key))
    return (*grounds, *outlines, *labels)


def _legend(
    present: tuple[District, ...], chosen: frozenset[int], look: Look
) -> tuple[LegendEntry, ...]:
    entries = [LegendEntry("area", _("مرز منطقه"), look)]
    if any(district.number in chosen for district in present):
        entries.append(LegendEntry("area", _("منطقهٔ برگزیده"), CHOSEN_DISTRICT))
    return tuple(entries)


def _remark(present: tuple[District, ...]) -> str:
    if any(district.schematic for district in present):
        return _("مرز مناطق تقریبی و غیررسمی است")
    return ""


def _origin(district: District) -> dict[str, object]:
    return {"schematic": district.schematic, "source": district.source}


def _finding(district: District, shaded: Measured | None) -> Finding:
    x, y = inner_point(district.geometry)
    measured = district.geometry.area / 1e6
    return Finding(
        key=f"district:{district.number}",
        title=district_title(district),
        x=x,
        y=y,
        sentence=_sentence(district),
        numbers=(
            *(() if shaded is None else shaded.of.get(district.number, ())),
            *_numbers(district, measured),
        )[:MOST_NUMBERS],
        ids=np.empty(0, np.int64),
        facts={
            "district": district.number,
            "name": district.name,
            "area_km2_drawn": round(measured, 4),
            "area_km2": district.area_km2,
            "residents": district.residents,
            "residents_year": district.residents_year,
            "source": district.source,
            "schematic": district.schematic,
        },
    )


def _numbers(district: District, measured: float) -> tuple[Number, ...]:
    square = _("کیلومتر مربع")
    if district.area_km2 is None:
        area = Number("area_drawn", _("مساحت ترسیم‌شده"), round(measured, 2), square)
    else:
        area = Number("area", _("مساحت"), district.area_km2, square)
    if district.residents is None:
        return (area,)
    year = district.residents_year
    words = _("سال {year}").format(year=digits(year)) if year else ""
    return area, Number("residents", _("ساکنان"), district.residents, words)


def _sentence(district: District) -> str:
    words = []
    if district.schematic:
        words.append(_("مرز این منطقه تقریبی و غیررسمی است؛ فایل رسمی شهرداری را وارد کنید."))
    if district.source:
        words.append(_("منبع: {source}").format(source=district.source))
    return " ".join(words)
