"""The filter panel says that hours of the week are filtered, keeps them, and takes them back."""

from __future__ import annotations

import pytest

from data.model.filters import Filter
from data.model.week_hours import rectangle
from widgets.panels.filters import FilterPanel

HOURS = rectangle((0, 7), (4, 13))


@pytest.fixture
def panel(desk, qtbot):
    made = FilterPanel()
    qtbot.addWidget(made)
    made.show()
    return made


def test_hidden_until_hours_are_chosen(panel):
    assert not panel.week_hours.isVisible()
    panel.set_filter(Filter(week_hours=HOURS))
    assert panel.week_hours.isVisible()
    assert panel.week_hours._words.full_text() == "تنها شنبه تا چهارشنبه، ساعت ۷ تا ۱۴"


def test_cleared_alone(panel, qtbot):
    panel.set_filter(Filter(week_hours=HOURS, hours=frozenset({9})))
    with qtbot.waitSignal(panel.filter_changed) as blocker:
        panel.week_hours.clear_button.click()
    assert blocker.args == [Filter(hours=frozenset({9}))]
    assert not panel.week_hours.isVisible()


def test_other_chips_keep_the_hours(panel, qtbot):
    panel.set_filter(Filter(week_hours=HOURS))
    with qtbot.waitSignal(panel.filter_changed) as blocker:
        panel.sources._chips[2].click()
    assert blocker.args[0].week_hours == HOURS
