"""The desk's one icon set: 20 px, 1.6 px strokes, coloured from the tokens."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources.tokens import Palette
from widgets.stylesheet import ICON_DIR

SIZE = 20
_SCALES = (1, 2, 3)
_LOOKS = {
    "text": (QIcon.Mode.Normal, QIcon.State.Off),
    "muted": (QIcon.Mode.Disabled, QIcon.State.Off),
    "on_accent": (QIcon.Mode.Normal, QIcon.State.On),
}
# Icons whose direction has a meaning: they turn with the direction of reading.
DIRECTED = frozenset({"undo", "redo", "back"})


def icon_names() -> tuple[str, ...]:
    """Return the names of the set."""
    names = (path.stem for path in ICON_DIR.glob("*.svg"))
    return tuple(sorted(n for n in names if not n.startswith("indicator_")))


def icon(name: str, palette: Palette, *, mirrored: bool | None = None) -> QIcon:
    """Return an icon in the colours of a palette.

    Parameters
    ----------
    name : str
        One of `icon_names`.
    palette : Palette
        Gives the colours of the normal, disabled and checked icon.
    mirrored : bool, optional
        By default an icon of `DIRECTED` is mirrored where the application runs from right to
        left, and no other.

    Raises
    ------
    FileNotFoundError
        If the set has no such icon: a fault of the program.
    """
    if mirrored is None:
        mirrored = name in DIRECTED and QGuiApplication.isRightToLeft()
    return _icon(name, tuple(palette.colour(role) for role in _LOOKS), mirrored)


@lru_cache(maxsize=256)
def _icon(name: str, colours: tuple[str, ...], mirrored: bool) -> QIcon:
    """Return an icon; drawn once, as every button asks for its own at each change of colours."""
    result = QIcon()
    for (mode, state), colour in zip(_LOOKS.values(), colours, strict=True):
        for scale in _SCALES:
            result.addPixmap(_pixmap(_drawing(name), colour, mirrored, scale), mode, state)
    return result


def pixmap(name: str, colour: str, *, mirrored: bool = False, scale: float = 1.0) -> QPixmap:
    """Return one icon as a picture in one colour (``#rrggbb``), crisp at a device's scale."""
    return _pixmap(_drawing(name), colour, mirrored, scale)


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return (ICON_DIR / f"{name}.svg").read_text(encoding="utf-8")


def _pixmap(drawing: str, colour: str, mirrored: bool, scale: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    result = QPixmap(QSize(round(SIZE * scale), round(SIZE * scale)))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    if mirrored:
        painter.translate(result.width(), 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, result.width(), result.height()))
    painter.end()
    result.setDevicePixelRatio(scale)
    return result
