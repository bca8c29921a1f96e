"""The desk's own figures as a table, with what they miss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.figures import Figure

HEAD = ("what", "events", "measured", "target", "met", "peer", "ratio", "remark")


def desk_table(figures: Sequence[Figure]) -> str:
    """Return the table."""
    rows = [HEAD, ("---",) * len(HEAD), *(_row(figure) for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def missed(figures: Sequence[Figure]) -> Iterator[str]:
    """Yield a sentence on every figure that misses its target."""
    for figure in figures:
        if figure.met is False:
            size = f" at {figure.events:,} events" if figure.events else ""
            value = quantity(figure.value, figure.unit)
            yield f"{figure.task}{size}: {value}, {_target(figure)} asked"


def _row(figure: Figure) -> tuple[str, ...]:
    ratio = ""
    if figure.peer_value is not None:
        ratio = f"{figure.peer_value / figure.value:.1f}"
    remark = figure.note
    if figure.repeats > 1:
        remark = f"best of {figure.repeats}" + (f"; {remark}" if remark else "")
    return (
        figure.task,
        f"{figure.events:,}" if figure.events else "",
        quantity(figure.value, figure.unit),
        _target(figure),
        {True: "yes", False: "**no**", None: ""}[figure.met],
        "" if figure.peer_value is None else _peer(figure),
        ratio,
        remark,
    )


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"{'≥' if figure.at_least else '≤'} {quantity(figure.target, figure.unit)}"


def _peer(figure: Figure) -> str:
    return f"{figure.peer}: {quantity(figure.peer_value or 0.0, figure.unit)}"


def quantity(value: float, unit: str) -> str:
    """Return a value with three figures and its unit."""
    places = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{places}f} {unit}"
