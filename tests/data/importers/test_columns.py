from __future__ import annotations

import numpy as np
import pytest

from data.errors import BadInput
from data.importers.columns import (
    FIELDS,
    checked_mapping,
    field_label,
    fields_of,
    suggest_mapping,
)
from data.importers.tables import RawTable
from data.model.city import City


def table(**columns: list[str | None]) -> RawTable:
    size = len(next(iter(columns.values())))
    return RawTable(tuple(columns), tuple(columns.values()), np.arange(2, size + 2))


def test_persian_names(tabriz: City) -> None:
    raw = table(
        **{
            "شماره پیام": ["1"],
            "تاريخ ثبت": ["1404/07/01"],
            "ساعت": ["8:00"],
            "آدرس محل": ["خ امام"],
            "منطقه": ["م۴"],
            "موضوع پیام": ["پارک دوبل"],
            "متن پیام": ["x"],
        }
    )
    assert suggest_mapping(raw, "complaints", tabriz) == {
        "external_id": "شماره پیام",
        "time": "تاريخ ثبت",
        "clock": "ساعت",
        "address": "آدرس محل",
        "district": "منطقه",
        "kind": "موضوع پیام",
        "text": "متن پیام",
    }


def test_the_event_s_time_is_not_the_time_of_something_else(tabriz: City) -> None:
    raw = table(CloseDate=["2018-01-02"], StatusDate=["2018-01-02"], CreatedDate=["2018-01-01"])
    assert suggest_mapping(raw, "complaints", tabriz) == {"time": "CreatedDate"}
    raw = table(CloseDate=["2018-01-02"], when=["2018-01-01"])
    assert suggest_mapping(raw, "complaints", tabriz) == {"time": "when"}
    raw = table(**{"First time buyers": ["34000", "39000"]})
    assert suggest_mapping(raw, "complaints", tabriz) == {}


def test_places_are_known_by_content(tabriz: City) -> None:
    raw = table(a=["46.29", "46.30"], b=["38.08", "38.09"], date=["1404/07/01"] * 2)
    mapping = suggest_mapping(raw, "complaints", tabriz)
    assert (mapping["lon"], mapping["lat"]) == ("a", "b")
    raw = table(where=["geo:38.08,46.29"], date=["1404/07/01"])
    assert suggest_mapping(raw, "complaints", tabriz)["point"] == "where"


def test_a_column_named_location_is_a_point_only_if_it_holds_points(tabriz: City) -> None:
    raw = table(location=["(38.08, 46.29)"], date=["1404/07/01"])
    assert suggest_mapping(raw, "complaints", tabriz)["point"] == "location"
    raw = table(location=["11700 Columbia Pike"], date=["1404/07/01"])
    assert suggest_mapping(raw, "complaints", tabriz)["address"] == "location"


def test_mappings_are_checked() -> None:
    raw = table(a=["1"])
    assert checked_mapping(raw, "complaints", {"time": "a"}) == {"time": "a"}
    with pytest.raises(BadInput, match="«b»"):
        checked_mapping(raw, "complaints", {"time": "b"})
    with pytest.raises(BadInput, match="plate"):
        checked_mapping(raw, "complaints", {"time": "a", "plate": "a"})
    with pytest.raises(BadInput, match="--map time="):
        checked_mapping(raw, "complaints", {})
    with pytest.raises(BadInput, match="complaints"):
        fields_of("nonsense")


def test_every_field_has_a_label() -> None:
    for fields in FIELDS.values():
        assert set(fields.required) <= set(fields.names)
        assert all(field_label(field) for field in fields.names)
