from dataclasses import replace

import pytest

from desktop.exports.fonts import find_typeface
from desktop.exports.paper import MARGIN, WIDTH, Paper, document
from desktop.exports.pdf_calendar import MOST_BARS, write_calendar
from resources.text import set_language


class Recorder(Paper):
    """A paper that remembers where its boxes stand: left edge and width."""

    def box(self, offset, width, height, **look):
        self.boxes.append((self.x(offset, width), width, look.get("fill")))
        super().box(offset, width, height, **look)


@pytest.fixture
def boxes_of():
    def draw(report):
        with document(find_typeface(), "تقویم", format="A4") as pdf:
            paper = Recorder(pdf)
            paper.boxes = []
            write_calendar(paper, report)
            return paper.boxes, paper.y

    return draw


@pytest.mark.parametrize("language", ["fa", "en"])
def test_time_runs_from_left_to_right(report, boxes_of, language):
    set_language(language)
    line = report.shifts[0]
    first, end = report.plan.season.days()
    middle = (first + end) // 2
    early, late = replace(line, last_day=middle - 1), replace(line, first_day=middle)
    found, _y = boxes_of(replace(report, zones=(), shifts=(early, late)))
    bars = [box for box in found if box[2] == "accent"]
    assert bars[0][0] < bars[1][0]
    assert bars[0][0] + bars[0][1] == pytest.approx(bars[1][0])


def test_bars_stay_inside_the_season(report, boxes_of):
    line = replace(report.zones[0], first_day=0, last_day=99_999)
    found, _y = boxes_of(replace(report, zones=(line,), shifts=()))
    (track, bar) = found
    assert bar[:2] == pytest.approx(track[:2])
    assert track[0] >= MARGIN
    assert track[0] + track[1] <= WIDTH - MARGIN


def test_on_call_is_no_presence(report, boxes_of):
    only = tuple(line for line in report.shifts if line.shift.on_call)
    found, _y = boxes_of(replace(report, zones=(), shifts=only))
    assert found == []


def test_many_bars_are_cut_and_counted(report, boxes_of):
    found, _y = boxes_of(replace(report, zones=report.zones * 100))
    assert len([box for box in found if box[2] == "zone"]) == MOST_BARS
