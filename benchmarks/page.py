"""``docs/performance.md``: the machine, how it was measured, both tables, and what falls short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks import given
from benchmarks.comparison import Comparison, shortfalls, unmeasured
from benchmarks.comparison_table import table
from benchmarks.figures import Figure
from benchmarks.interpreters import QGIS, python_for, version
from benchmarks.machine import machine
from benchmarks.table import desk_table, missed

FLATTERS = (
    "QGIS and pyqtgraph draw antialiased discs one by one, datashader grown pixels coloured by"
    " density. Gozar's point layer draws one dot where several would touch, and says how many it"
    " stands for; the row below it draws a dot for every event. Both colour by kind.",
    "The radius of QGIS' heat map and of Gozar's kernel is the same 300 m. datashader and KDEpy"
    " take 300 m as a Gaussian's standard deviation: a wider blur, hardly dearer. QGIS puts each"
    " event's kernel exactly; Gozar counts events at the middles of cells first.",
    "The frame that GeoPandas and pyogrio build holds geometries and all columns; Gozar fills the"
    " columns its map and charts need. In return its workspace holds more columns than the plain"
    " file the others read, and no text of it is read.",
    "Opening again needs the arrays that were saved beside the workspace, by the import or by the"
    " last closing; place and district of every event are read. A peer reads the file again.",
    "Recounting takes what was worked out once for the events in memory: running sums over the"
    " days, and the local day and hour of the week of each. That preparation is not in the figure."
    " pandas has its months worked out beforehand, Polars and QGIS have not.",
    "The table that tells districts is built once for a set of boundaries; the figure is of its"
    " use. Up to 30,000 events Gozar asks the polygons without it. The others' polygons are"
    " prepared beforehand as well, where they can be.",
    "SQLAlchemy Core writes plain columns without geometry and without an index.",
    "QGIS starts with an empty profile and one point layer; Gozar opens the same file with its own"
    " layers.",
    "A pan frame is what the window's thread does: move what is painted, show it, handle what"
    " waits. New ground is painted in the background and follows some frames later.",
    "QGIS is as the system installs it; nothing here uses the graphics card.",
)


def page(figures: Sequence[Figure], found: Comparison) -> str:
    """Return the whole document."""
    return f"""# How fast

Written by `make bench`; no number here is typed by hand.

## The machine

{machine()}
{_peers(found)}

## What falls short

{_list(_short(figures, found), "Nothing that was asked for and measured falls short.")}

## Beside what users would pick instead

Both sides ran on the same data in the same run, each in a process of its own: set up, run once
unseen, then at least five times, short work fifteen times. A cell holds the median, the fastest
and the slowest run; growth is from size to size; processor time and memory are of the size that
was asked for. The ratio is the peer's median by ours: it counts, the milliseconds belong to the
machine. The ratio of processor times hardly feels what else ran on it. The events are those of
`benchmarks/testset.py`; the window is {given.WIDTH} by {given.HEIGHT} pixels of
{given.METRES_PER_PIXEL:g} m. Where programs start, both open the demonstration's events on one
virtual screen.

{table(found)}

Whether the results agree:

{_list(sentence for sentence, _good in found.checks)}

Not measured:

{_list(unmeasured(found), "Everything was measured.")}

Where the comparison flatters, one side or the other:

{_list(FLATTERS)}

## The desk's own figures

On the demonstration city. A figure is the best of its repeats, because other work shares the
machine. A stall is the longest time between two beats of a millisecond's clock in the window's
thread, less what other programs took of it on a busy machine; the remark gives it on the clock as
well.

{desk_table(figures)}
"""


def _short(figures: Sequence[Figure], found: Comparison) -> list[str]:
    return [*shortfalls(found), *missed(figures)]


def _list(sentences: Iterable[str], otherwise: str = "Nothing.") -> str:
    lines = [f"* {sentence.rstrip('.')}." for sentence in sentences]
    return "\n".join(lines) or otherwise


def _peers(found: Comparison) -> str:
    """Return the versions of the peers, each as the Python that runs it sees it."""
    needs = {
        side.library: (QGIS,) if side.library == "QGIS" else side.needs
        for task in found.tasks
        for side in task.sides
        if side.library
    }
    pythons = {library: python_for(*modules) for library, modules in needs.items()}
    names = [
        f"{library} {version(python, library)}" if python else f"{library} not installed"
        for library, python in sorted(pythons.items())
    ]
    return f"* Beside it: {', '.join(names)}" if names else ""
