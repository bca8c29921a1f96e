from dataclasses import replace

import numpy as np

from data.calendar import Season, weekday
from data.feedback import silent
from data.timezones import zone_offsets
from desktop.exports.evidence import choose_evidence
from desktop.exports.presence import presence_in_words, season_presence

AUTUMN = Season(1404, "autumn")


def meant(snapshot):
    return snapshot.filtered(choose_evidence(AUTUMN, snapshot, 1).rows)


def test_every_placed_event_is_reached_or_missed(snapshot):
    presence = season_presence(meant(snapshot), AUTUMN, silent())
    both = sorted(presence.reached + presence.missed)
    assert both == sorted(meant(snapshot).placed.id.tolist())
    assert 0 < presence.share < 1


def test_an_event_is_reached_when_a_crew_is_there(snapshot):
    own = meant(snapshot)
    presence = season_presence(own, AUTUMN, silent())
    first, end = AUTUMN.days()
    middle = (first + end) // 2
    saturday = middle - int(weekday(middle))
    crews = {crew.id: crew for crew in own.crews}
    local = zone_offsets("Asia/Tehran").local(own.placed.time)
    expected = set()
    for id_, x, y, second in zip(own.placed.id, own.placed.x, own.placed.y, local, strict=True):
        day, hour = saturday + int(weekday(second // 86_400)), second % 86_400 // 3600
        for shift in own.shifts:
            crew = crews[shift.crew]
            near = np.hypot(crew.x - x, crew.y - y) <= shift.reach
            if near and shift.present(day, int(hour) * 60 + 30):
                expected.add(int(id_))
    assert set(presence.reached) == expected


def test_without_crews_everything_is_missed(snapshot):
    presence = season_presence(replace(meant(snapshot), crews=()), AUTUMN, silent())
    assert presence.share == 0
    assert presence.missed_in_window > 0


def test_without_events_nothing_is_said(snapshot):
    empty = snapshot.filtered(snapshot.filter.replace(since=0, until=1))
    presence = season_presence(empty, AUTUMN, silent())
    assert presence.share is None
    assert presence.window is None
    assert "نیست" in presence_in_words(presence)


def test_the_sentence_names_hours_and_place(snapshot):
    words = presence_in_words(season_presence(meant(snapshot), AUTUMN, silent()))
    assert "بیشترین کمبود ساعت" in words
    assert words.endswith(".")
