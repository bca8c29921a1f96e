"""How large a map's sheet is: pixels of the output, a paper of ISO 216, and what is too much."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from data.errors import BadInput
from resources.text import _, number

# Width and height in millimetres, upright (ISO 216).
PAPERS = {
    "A5": (148.0, 210.0),
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "A2": (420.0, 594.0),
    "A1": (594.0, 841.0),
    "A0": (841.0, 1189.0),
}
# How much larger than on A4 words and signs are: a wall map is read from farther away.
_ENLARGED = {"A5": 0.85, "A4": 1.0, "A3": 1.2, "A2": 1.5, "A1": 1.9, "A0": 2.4}
MILLIMETRE = 1 / 25.4  # inches
LOWEST_DPI, HIGHEST_DPI = 72, 600
# A picture of this size takes some 400 MB while it is painted, with its finest layer twice that.
MOST_PIXELS = 100_000_000
# Logical pixels; a sheet smaller than this has no room for words: the map fills it.
SMALLEST = (620, 400)
USUAL_PIXELS = 1600 * 1000  # of a picture whose words have their usual size
EDGE = 22  # white around everything
LEGEND = 216  # a legend's column beside the map, with the gap between them
BESIDE = 1.12  # width over height from which the legend stands beside the map, else below it
AROUND = 168  # height of title, scale, remarks and source of usual length


@dataclass(frozen=True, slots=True)
class SheetSize:
    """A sheet in pixels of the output and how many of them make an inch.

    Attributes
    ----------
    enlarged : float
        How many logical pixels of a screen (1/96 inch) one of the sheet's logical pixels is.
    paper : str
        Name of the paper, empty for a picture.
    bare : bool
        The map alone.
    """

    width: int
    height: int
    dpi: float = 96.0
    bare: bool = False
    enlarged: float = 1.0
    paper: str = ""

    def __post_init__(self) -> None:
        if self.width < 16 or self.height < 16 or not 4 <= self.dpi <= 2400:
            raise BadInput(_("اندازهٔ تصویر یا تراکم آن پذیرفته نیست؛ مانند 1280x800 و 96 بنویسید."))
        longest = max(self.logical)
        if not self.paper and longest > 30_000:
            raise BadInput(_("تصویر بیش از اندازه بزرگ است؛ اندازهٔ کوچک‌تری بنویسید."))

    @property
    def scale(self) -> float:
        """Pixels of the output for one logical pixel."""
        return self.dpi / 96.0 * self.enlarged

    @property
    def logical(self) -> tuple[float, float]:
        """Width and height in logical pixels."""
        return self.width / self.scale, self.height / self.scale

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height on paper."""
        return self.width / self.dpi, self.height / self.dpi

    @property
    def framed(self) -> bool:
        """Whether title, legend and source have room around the map."""
        width, height = self.logical
        return not self.bare and width >= SMALLEST[0] and height >= SMALLEST[1]

    def map_size(self) -> tuple[int, int]:
        """Width and height of the map with a legend of usual length, in logical pixels."""
        width, height = self.logical
        if self.framed:
            beside = width > BESIDE * height
            width -= 2 * EDGE + (LEGEND if beside else 0)
            height -= AROUND + (0 if beside else 0.2 * height)
        return max(1, round(width)), max(1, round(height))

    def metres_per_pixel(self, denominator: float) -> float:
        """Return how many metres a logical pixel is at the scale 1 to ``denominator``."""
        return denominator * 0.0254 / 96 * self.enlarged

    def denominator(self, metres_per_pixel: float) -> float:
        """Return the n of the scale 1:n on the paper."""
        return metres_per_pixel / (0.0254 / 96 * self.enlarged)

    def within(self, longest: int) -> SheetSize:
        """Return the same sheet with fewer pixels, for a preview."""
        share = min(1.0, longest / max(self.width, self.height))
        width, height = (max(16, round(side * share)) for side in (self.width, self.height))
        return replace(self, width=width, height=height, dpi=self.dpi * share)

    def need_memory(self) -> None:
        """Refuse what would not fit into memory as pixels, saying what would.

        Raises
        ------
        BadInput
        """
        if self.width * self.height <= MOST_PIXELS:
            return
        if not self.paper:
            raise BadInput(_("تصویر بیش از اندازه بزرگ است؛ اندازهٔ کوچک‌تری بنویسید."))
        least = math.sqrt(MOST_PIXELS / (self.width * self.height)) * self.dpi
        words = _(
            "{paper} با {dpi} نقطه در اینچ در حافظه جا نمی‌شود؛ تا {most} نقطه بنویسید، "
            "یا PDF و SVG که در هر اندازه تیز می‌مانند."
        )
        raise BadInput(
            words.format(
                paper=self.paper, dpi=number(self.dpi), most=number(math.floor(least / 10) * 10)
            )
        )


def as_picture(width: int, height: int) -> SheetSize:
    """Return the sheet of a picture for a screen: on a larger one words are larger too."""
    return SheetSize(width, height, enlarged=max(1.0, math.sqrt(width * height / USUAL_PIXELS)))


def on_paper(paper: str, *, landscape: bool, dpi: float) -> SheetSize:
    """Return the sheet that a paper is.

    Parameters
    ----------
    paper : str
        A name in `PAPERS`.
    dpi : float
        Between `LOWEST_DPI` and `HIGHEST_DPI`.

    Raises
    ------
    BadInput
        For another paper or density.
    """
    if paper.upper() not in PAPERS:
        words = _("کاغذ «{name}» شناخته نشد؛ یکی از این‌ها: {names}")
        raise BadInput(words.format(name=paper[:20], names=", ".join(PAPERS)))
    if not LOWEST_DPI <= dpi <= HIGHEST_DPI:
        raise BadInput(
            _("تراکم چاپ باید میان {low} و {high} نقطه در اینچ باشد.").format(
                low=number(LOWEST_DPI), high=number(HIGHEST_DPI)
            )
        )
    name = paper.upper()
    width, height = (round(side * MILLIMETRE * dpi) for side in PAPERS[name])
    if landscape:
        width, height = height, width
    return SheetSize(width, height, dpi, enlarged=_ENLARGED[name], paper=name)
