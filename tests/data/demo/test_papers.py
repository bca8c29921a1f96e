"""Zones and the finished plan."""

from __future__ import annotations

import numpy as np
import shapely

from data.calendar import Season
from data.demo import DemoCity, generate
from data.model.plans import PlanState
from data.model.zones import ZoneState, legal_shape
from data.profile import Profile


def test_zones_are_legal_and_stand_in_their_district(demo: DemoCity, tabriz: Profile) -> None:
    shapes = {d.number: d.geometry for d in tabriz.districts}
    for zone in demo.zones:
        again = legal_shape(np.array(zone.shape.exterior.coords)[:-1])
        assert shapely.equals_exact(again, zone.shape, normalize=True)
        assert shapes[zone.district].contains(zone.shape.centroid)
        assert zone.reason
        assert zone.created_at < demo.now


def test_zones_show_several_districts_states_and_rules(demo: DemoCity) -> None:
    assert len({zone.district for zone in demo.zones}) >= 5
    states = {zone.state for zone in demo.zones}
    assert {ZoneState.DRAFT, ZoneState.PROPOSED, ZoneState.APPROVED, ZoneState.IN_FORCE} <= states
    assert len({zone.rule.activity for zone in demo.zones}) == 3
    assert len({zone.id for zone in demo.zones}) == len(demo.zones)


def test_zone_authors_are_users(demo: DemoCity) -> None:
    users = {user.name: user.district for user in demo.users}
    assert all(users[zone.created_by] == zone.district for zone in demo.zones)


def test_the_plan_of_last_season_is_finished(demo: DemoCity) -> None:
    (plan,) = demo.plans
    assert (plan.season, plan.district) == (Season(1404, "summer"), 4)
    assert plan.state is PlanState.EVALUATED
    assert plan.created_at < plan.season.span("Asia/Tehran")[0]
    assert plan.created_by in {user.name for user in demo.users}


def test_in_spring_the_last_season_is_last_years_winter(town: Profile) -> None:
    from data.calendar import parse_instant

    now = parse_instant("1404/02/01 12:00", "Asia/Tehran")
    (plan,) = generate(town, events=0, now=now).plans
    assert plan.season == Season(1403, "winter")
