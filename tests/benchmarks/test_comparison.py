"""The comparison says what was measured, what fell short and what is absent."""

from __future__ import annotations

from benchmarks.comparison import Comparison, shortfalls, time, unmeasured
from benchmarks.comparison_table import table
from benchmarks.runs import Runs
from benchmarks.tasks import LARGE, MILLION, TASKS, USUAL, Side, Task, up_to

OURS, SLOW, GONE = Side("Gozar", "a", "ours"), Side("Slow", "b", "slow"), Side("Gone", "c", "gone")
TASK = Task("redraw", OURS, ((SLOW, 30.0), (GONE, 2.0)), longest=0.025)


def _runs(median: float) -> Runs:
    return Runs((median / 2, median, median, median, median * 2), (median,) * 5, 100.0)


def _found(task: Task, **checks) -> Comparison:
    measured = {
        (OURS.key, USUAL): _runs(0.010),
        (OURS.key, MILLION): _runs(0.020),
        (SLOW.key, USUAL): _runs(0.040),
        (SLOW.key, MILLION): _runs(0.400),
        (GONE.key, MILLION): Runs(missing="not installed"),
    }
    return Comparison((up_to(task, MILLION),), measured, **({"checks": ()} | checks))


def test_a_line_holds_runs_growth_ratio_and_what_was_asked() -> None:
    ours, slow, gone = table(_found(TASK)).splitlines()[2:]
    assert "| **redraw** | Gozar |" in ours
    assert "20.0 ms (10.0 ms–40.0 ms) | ×2.0 | 20.0 ms | 100 MB |  |  | ≤ 25.0 ms | yes |" in ours
    assert slow.endswith("| ×10.0 | 400 ms | 100 MB | ×20.0 | ×20.0 | ×30 | **no** |")
    assert "not installed" in gone and gone.endswith("|  |  | ×2 |  |")


def test_a_smaller_size_tells_a_ratio_but_is_not_judged() -> None:
    found = _found(TASK)
    small = Comparison(found.tasks, {k: r for k, r in found.measured.items() if k[1] == USUAL}, ())
    slow = table(small).splitlines()[3]
    assert slow.endswith("| ×4.0 at 100,000 | ×4.0 | ×30 |  |")
    assert not list(shortfalls(small))


def test_what_falls_short_is_said() -> None:
    checks = [("labels: identical", True), ("surface: 0.9 %", False)]
    assert list(shortfalls(_found(TASK, checks=checks))) == [
        "redraw: 20.0 times as fast as Slow, 30 asked",
        "surface: 0.9 %",
    ]


def test_too_long_at_any_size_and_too_much_growth_are_said() -> None:
    task = Task("frame", OURS, longest=0.025, growth=3.0)
    measured = {(OURS.key, USUAL): _runs(0.010), (OURS.key, LARGE): _runs(0.040)}
    found = Comparison((task,), measured, ())
    assert list(shortfalls(found)) == [
        "frame: 40.0 ms at 10,000,000 events, at most 25.0 ms asked",
        "frame: 4.0 times as long from 100,000 to 10,000,000 events, less than 3 asked",
    ]
    assert table(found).splitlines()[2].endswith("| **no** |")


def test_what_could_not_be_measured_is_said() -> None:
    told = list(unmeasured(_found(Task("redraw", OURS, ((GONE, 2.0),), growth=3.0))))
    assert told == [
        "Gone (c.gone) at 1,000,000 events: not installed",
        "redraw: what was asked for 10,000,000 events was not measured in this run",
    ]


def test_seconds_have_three_figures_in_a_unit_that_fits() -> None:
    assert [time(s) for s in (0.00003, 0.00123, 0.0456, 0.789, 4.0)] == [
        "0.030 ms",
        "1.23 ms",
        "45.6 ms",
        "789 ms",
        "4.00 s",
    ]


def test_every_task_of_the_issue_has_a_ratio_or_a_bound() -> None:
    asked = {task.title: [ratio for _side, ratio in task.peers if ratio] for task in TASKS}
    assert len(asked) == 12
    assert all(asked[task.title] or task.growth for task in TASKS)
