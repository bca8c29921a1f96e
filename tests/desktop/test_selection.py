"""What a card says of a single event."""

from __future__ import annotations

from data.model.events import Kind, Outcome, Precision, Source, Status
from data.model.intake import EventRow
from desktop.selection import event_card


def row(precision: Precision, **texts: str) -> EventRow:
    return EventRow(
        7, Source.COMPLAINT, Kind.DOUBLE_PARKED, Outcome.UNKNOWN, Status.RECEIVED, 8,
        precision, 1_750_000_000, 3, None, None, texts,
    )  # fmt: skip


def test_an_event_tells_how_precisely_its_place_is_known():
    card = event_card(row(Precision.STREET, address="خیابان امام"), "Asia/Tehran", "jalali")
    assert card.facts["دقت مکان"] == "معبر"
    assert card.facts["منطقه"] == "۸" and card.sentence == "خیابان امام"


def test_an_event_without_words_says_so():
    card = event_card(row(Precision.POINT), "Asia/Tehran", "jalali")
    assert card.key == "event:7" and "ثبت نشده" in card.sentence
