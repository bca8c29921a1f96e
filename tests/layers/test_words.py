from __future__ import annotations

import pytest

from data.model.filters import Filter
from data.model.snapshot import Snapshot
from layers import words
from layers.stats.change import poisson_change
from resources.text import speaking


def test_periods(town: Snapshot) -> None:
    assert words.period_words(town) == "۱ مهر ۱۴۰۴ تا ۱۰ آبان ۱۴۰۴ (دورهٔ ناتمام)"
    since = town.filter.since
    finished = town.filtered(Filter(since=since, until=since + 86_400))
    assert words.period_words(finished) == "۱ مهر ۱۴۰۴"


@pytest.mark.parametrize(
    ("now", "before", "part"),
    [(218, 164, "افزایش واقعی است"), (90, 164, "کاهش واقعی است"), (25, 20, "نمی‌توان گفت")],
)
def test_changes(now: int, before: int, part: str) -> None:
    sentence = words.change_words(poisson_change(now, before))
    assert part in sentence
    assert "٪" not in sentence


def test_too_few_events_invite_the_next_step() -> None:
    assert "گسترده‌تر کنید" in words.caution(0)
    assert "تنها ۲۹ مورد" in words.caution(29)
    assert words.caution(30) == ""


def test_remarks_leave_out_what_is_empty() -> None:
    assert words.remark("", "الف", "", "ب") == "الف · ب"
    assert words.remark("", "") == ""


def test_clock_and_hours_in_the_users_digits() -> None:
    assert words.clock_words(510) == "۰۸:۳۰"
    assert words.hour_words(23) == "ساعت ۲۳ تا ۲۴"
    with speaking("en"):
        assert words.clock_words(510) == "08:30"
