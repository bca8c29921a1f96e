"""What is decided about a whole file stays while its kind and sheet change."""

from __future__ import annotations

import pytest

from widgets.dialogs.import_choices import ImportChoices
from widgets.dialogs.import_values import ImportSource


def source(kind: str) -> ImportSource:
    kinds = (("complaints", "پیام‌ها"), ("districts", "مرز مناطق"))
    return ImportSource("a.shp", kinds, kind, (), (), ())


@pytest.fixture
def choices(desk, qtbot) -> ImportChoices:
    made = ImportChoices()
    qtbot.addWidget(made)
    made.set_source(source("complaints"))
    made.show()
    return made


def test_coordinates_and_clock_are_written_and_stay(choices):
    choices.epsg.setText("32638")
    choices.timezone.setText("America/New_York")
    choices.set_source(source("districts"))
    assert choices.kind.currentData() == "districts"
    assert choices.epsg.text() == "32638" and choices.timezone.text() == "America/New_York"
    assert choices.epsg.isVisible() and not choices.sheet.isVisible()


def test_every_field_has_a_name(choices):
    fields = (choices.kind, choices.sheet, choices.encoding, choices.epsg, choices.timezone)
    names = [field.accessibleName() for field in fields]
    assert all(names) and len(set(names)) == len(names)


def test_a_narrow_window_wraps_the_choices(choices):
    assert choices.minimumSizeHint().width() < 400
    assert choices.layout().heightForWidth(400) > choices.layout().heightForWidth(1_200)
