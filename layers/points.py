"""What layers of single points have in common: a crowd of dots, and what is said of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from layers.dots import Codes, Crowd
from layers.picture import Frame, LayerPicture, LegendEntry, Look, Number
from layers.words import remark
from resources.text import _, number


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Events to be drawn and what is said about them; none of it depends on the frame."""

    crowd: Crowd
    legend: tuple[LegendEntry, ...]
    numbers: tuple[Number, ...]
    remark: str
    card: dict[str, object]

    def picture(
        self, layer: str, code: Codes, looks: tuple[Look, ...], frame: Frame, empty: str
    ) -> LayerPicture:
        """Return the dots of a frame.

        Parameters
        ----------
        code : callable
            Returns the position in ``looks`` of some rows of the events.
        empty : str
            What is said where there is no event at all.
        """
        count = len(self.crowd.events)
        if not count:
            return LayerPicture(layer, (), count=0, remark=remark(empty, self.remark))
        drawn = self.crowd.draw(code, looks, frame)
        return LayerPicture(
            layer,
            marks=drawn.marks,
            legend=self.legend,
            numbers=self.numbers,
            count=count,
            remark=remark(drawn.remark, self.remark),
            card=self.card,
        )


def counted_legend(
    keys: Sequence[str],
    names: Sequence[str],
    looks: Sequence[Look],
    counts: NDArray[np.int64],
) -> tuple[LegendEntry, ...]:
    """Return an entry for each look that occurs, telling its number; all of one length."""
    words = _("{state}: {count}")
    return tuple(
        LegendEntry("dot", words.format(state=name, count=number(count)), look, number=key)
        for key, name, look, count in zip(keys, names, looks, counts, strict=True)
        if count
    )
