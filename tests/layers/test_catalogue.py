"""What holds for every layer: frames, order of rows, cancelling, emptiness."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest

from data.errors import Cancelled
from data.feedback import Feedback, silent
from data.model.crews import Shift
from data.model.events import EventTable
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from layers.catalogue import DEFAULT_ON, LAYERS
from layers.picture import Frame, LayerPicture, Mark, Mosaic
from resources.tokens import PALETTES

NEAR = Frame((601_000, 4_212_500, 602_000, 4_213_500), 1.0)
every_layer = pytest.mark.parametrize("name", list(LAYERS))


def plain(value: Any) -> Any:
    """Return a value in types that compare by content."""
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def looks(mark: Mark) -> list[Any]:
    if hasattr(mark, "looks"):
        return list(mark.looks)
    return [mark.look] if hasattr(mark, "look") else []


def build(name: str, snapshot: Snapshot, frame: Frame) -> LayerPicture:
    return LAYERS[name].build(snapshot, None, frame, silent())


def test_ids_and_what_is_on_at_first() -> None:
    fixed = "basemap districts streets hotspots impounds clusters coverage zones complaints"
    assert set(LAYERS) == {*fixed.split(), "hexagons"}
    assert set(LAYERS) > DEFAULT_ON
    assert list(LAYERS)[:2] == ["basemap", "districts"]
    assert all(layer.id == name and layer.title() for name, layer in LAYERS.items())


@every_layer
def test_numbers_findings_and_card_do_not_depend_on_the_frame(
    name: str, town: Snapshot, frame: Frame
) -> None:
    far, near = build(name, town, frame), build(name, town, NEAR)
    for part in ("numbers", "findings", "card", "count", "layer"):
        assert plain(getattr(far, part)) == plain(getattr(near, part)), part


@every_layer
def test_the_order_of_the_rows_does_not_matter(
    name: str, town: Snapshot, frame: Frame, shuffled: Callable[[Snapshot], Snapshot]
) -> None:
    assert plain(build(name, town, frame)) == plain(build(name, shuffled(town), frame))


@every_layer
def test_a_cancelled_build_stops(name: str, town: Snapshot, frame: Frame) -> None:
    feedback = Feedback()
    feedback.cancel()
    with_zone = replace(town, zones=(make_zone(),))
    with pytest.raises(Cancelled):
        LAYERS[name].build(with_zone, None, frame, feedback)


@every_layer
def test_an_empty_workspace_gives_an_empty_picture_that_says_so(
    name: str, town: Snapshot, frame: Frame
) -> None:
    empty = Snapshot(town.city, (), EventTable.empty(), now=town.now)
    picture = build(name, empty, frame)
    assert picture.findings == ()
    assert not picture.count
    assert picture.remark


@every_layer
@pytest.mark.parametrize("count", [1, 2, 40])
def test_events_at_one_place_are_no_trouble(
    name: str, count: int, town: Snapshot, frame: Frame
) -> None:
    one = town.events.take(np.full(count, len(town.events) - 1))
    one = replace(one, id=np.arange(1, count + 1))
    picture = build(name, replace(town, events=one, filter=Filter()), frame)
    assert picture.layer == name
    json.dumps(picture.card, allow_nan=False)


@every_layer
def test_facts_and_cards_are_json_and_keys_meet(name: str, town: Snapshot, frame: Frame) -> None:
    picture = build(name, replace(town, zones=(make_zone(),)), frame)
    keys = {mark.key for mark in picture.marks if hasattr(mark, "key")}
    tiled = [mark for mark in picture.marks if isinstance(mark, Mosaic)]
    keys |= {f"{mark.key}:{name}" for mark in tiled for name in mark.names.tolist()}
    json.dumps(picture.card, allow_nan=False)
    for finding in picture.findings:
        json.dumps(finding.facts, allow_nan=False)
        assert finding.key in keys
        assert len(finding.numbers) <= 4
        assert np.isfinite([finding.x, finding.y]).all()


@every_layer
def test_every_role_and_ramp_is_in_every_palette(name: str, town: Snapshot, frame: Frame) -> None:
    picture = build(name, replace(town, zones=(make_zone(),)), frame)
    used = [look for mark in picture.marks for look in looks(mark)]
    used += [entry.look for entry in picture.legend]
    roles = {role for look in used for role in (look.fill, look.stroke) if role}
    ramps = {entry.ramp for entry in picture.legend if entry.ramp}
    for palette in PALETTES.values():
        assert all(palette.colour(role) for role in roles)
        assert ramps <= set(palette.ramps)


@every_layer
def test_rows_behind_a_number_sum_to_it(name: str, town: Snapshot, frame: Frame) -> None:
    picture = build(name, replace(town, zones=(make_zone(),)), frame)
    for number in picture.numbers:
        counted = ("count", "in_lot", "waiting", "released", "noise", "clustered")
        if number.key in counted and number.rows != ():
            assert number.value == rows_behind(town, number.rows), number.key


def rows_behind(town: Snapshot, rows: Any) -> int:
    if isinstance(rows, Filter):
        return len(town.filtered(rows).placed)
    return len(set(rows))


def make_zone() -> Any:
    import shapely

    from data.model.zones import Zone

    return Zone("z1", "محدودهٔ آزمون", 1, shapely.box(601_300, 4_212_800, 601_700, 4_213_200))


def test_a_district_filter_restricts_events_and_area(town: Snapshot, frame: Frame) -> None:
    one = town.filtered(town.filter.replace(districts=frozenset({1})))
    whole = LAYERS["hotspots"].build(town, None, frame, silent())
    part = LAYERS["hotspots"].build(one, None, frame, silent())
    assert part.count == (town.placed.district == 1).sum()
    family = [p.card["parameters"]["family"] for p in (whole, part)]
    assert family[1] < family[0]
    assert all(np.all(f.x < 603_000) for f in part.findings)


def test_an_on_call_crew_is_no_presence(town: Snapshot, frame: Frame) -> None:
    shift = town.shifts[0]
    on_call = Shift(*(getattr(shift, f.name) for f in fields(shift)[:-1]), on_call=True)
    picture = build("coverage", replace(town, shifts=(on_call,)), frame)
    assert picture.count == 0
    assert "هیچ اکیپی" in picture.remark
