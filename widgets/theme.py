"""The look of the whole desk: font, palette, style sheet, direction and Qt's own words.

The palette in use is kept here for widgets that paint themselves. They hear of a change as any
Qt widget does: by ``QEvent.PaletteChange``.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from resources.tokens import FONT_FAMILIES, LIGHT, TYPE, Palette
from widgets.restyling import restyle
from widgets.stylesheet import ROLES, stylesheet

# Roles the style sheet does not name, for what Qt's own style paints.
_OTHER_ROLES = {
    "window": "panel",
    "window-text": "text",
    "button-text": "text",
    "tool-tip-base": "panel",
    "tool-tip-text": "text",
    "link": "accent",
    "light": "panel",
    "midlight": "chip",
    "dark": "muted",
}
FONT_DIR = Path(__file__).resolve().parents[1] / "resources" / "fonts"


class _State:
    palette: Palette = LIGHT
    translator: QTranslator | None = None
    fonts_loaded = False


def palette() -> Palette:
    """Return the palette in use."""
    return _State.palette


def colour(role: str, opacity: float = 1.0) -> QColor:
    """Return the colour of a role in the palette in use."""
    value = QColor(_State.palette.colour(role))
    value.setAlphaF(opacity)
    return value


def text_font(size: str = "body", *, bold: bool = False) -> QFont:
    """Return the desk's font in one of the sizes of ``resources.tokens.TYPE``.

    Parameters
    ----------
    size : str
        Name of a type size, in pixels at 96 dpi.
    bold : bool
    """
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(TYPE[size])
    if bold:
        font.setWeight(QFont.Weight.Bold)
    return font


def apply_theme(app: QApplication, palette: Palette, rtl: bool) -> None:
    """Give an application its font, colours, direction and Qt's own words.

    May be called again while windows are open, to turn the direction; to change between light and
    dark there is `change_palette`.

    Parameters
    ----------
    app : QApplication
    palette : Palette
        From ``resources.tokens``.
    rtl : bool
        Whether the language in use runs from right to left.
    """
    _State.palette = palette
    _load_fonts()
    _translate_qt(app, rtl)
    if not app.property("styled"):  # a second time would only polish every widget twice
        app.setStyle("Fusion")
        app.setProperty("styled", True)
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    app.setFont(text_font())
    if app.styleSheet():
        restyle(app, _qt_palette(palette))
    else:
        app.setPalette(_qt_palette(palette))
        app.setStyleSheet(stylesheet())


def change_palette(app: QApplication, palette: Palette) -> None:
    """Give a themed application other colours and leave everything else as it is."""
    _State.palette = palette
    restyle(app, _qt_palette(palette))


def _load_fonts() -> None:
    if _State.fonts_loaded:
        return
    for face in sorted(FONT_DIR.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(face))
    _State.fonts_loaded = True


def _translate_qt(app: QApplication, rtl: bool) -> None:
    """Install Qt's own Persian words (buttons, menus of text fields), or remove them."""
    if _State.translator is not None:
        app.removeTranslator(_State.translator)
        _State.translator = None
    QLocale.setDefault(
        QLocale(QLocale.Language.Persian, QLocale.Country.Iran) if rtl else QLocale.c()
    )
    if not rtl:
        return
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_fa", folder):
        app.installTranslator(translator)
        _State.translator = translator


def _qt_palette(tokens: Palette) -> QPalette:
    result = QPalette()
    for token, name in ROLES.items():
        result.setColor(_role(name), QColor(tokens.colour(token)))
    for name, token in _OTHER_ROLES.items():
        result.setColor(_role(name), QColor(tokens.colour(token)))
    for role in ("WindowText", "Text", "ButtonText"):
        result.setColor(
            QPalette.ColorGroup.Disabled,
            getattr(QPalette.ColorRole, role),
            QColor(tokens.colour("muted")),
        )
    return result


def _role(name: str) -> QPalette.ColorRole:
    """Return a role of Qt's palette by its name in style sheets."""
    return getattr(QPalette.ColorRole, name.title().replace("-", ""))
