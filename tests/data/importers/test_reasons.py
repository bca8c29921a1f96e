from __future__ import annotations

from data.importers.reasons import Reason, reason_text


def test_every_reason_has_its_sentence() -> None:
    texts = [reason_text(reason) for reason in Reason if reason is not Reason.NONE]
    assert len(set(texts)) == len(texts) and all(texts)
    assert reason_text(Reason.TOTAL) == "ردیف جمع"
