"""Light and dark: hands the tokens to Qt as a palette, one style sheet and the program's font."""

from dataclasses import fields
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from planner.resources import resource
from ui.tokens import DARK, LIGHT, Paint, Tokens, contrast

__all__ = ["Mode", "Paint", "Theme", "Tokens", "contrast"]

_FAMILY = "Inter"
_PADS = {
    "tiny": 0.12,
    "small": 0.28,
    "bar": 0.2,
    "half": 0.45,
    "most": 0.75,
    "entry": 1.36,
    "box": 0.85,
    "line": 1.0,
    "arrow": 1.3,
    "wide": 2.0,
}
_FONTS = {"small": 0.9, "heading": 1.25, "title": 1.6}


class Mode(StrEnum):
    """Which theme the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Keeps the application in the colours asked for and follows the system where that is asked.

    ``changed`` is emitted after palette, style sheet and font are in place, so that a view which
    paints by itself can drop what it cached.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode | str = Mode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._mode = Mode(mode)
        self._tokens = LIGHT
        app.setStyle("Fusion")
        app.setFont(_font(app.font()))
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._ask_system()
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The colours now in use."""
        return self._tokens

    @property
    def mode(self) -> Mode:
        """What the user asked for."""
        return self._mode

    def set_mode(self, mode: Mode | str) -> None:
        """Ask for another theme; raises ValueError for a word that is no mode."""
        self._mode = Mode(mode)
        self._ask_system()
        self._apply()

    def _ask_system(self) -> None:
        # Title bars and native dialogs follow this where the platform can.
        scheme = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: Qt.ColorScheme.Dark}
        self._app.styleHints().setColorScheme(scheme.get(self._mode, Qt.ColorScheme.Unknown))

    def _follow(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        dark = self._mode is Mode.DARK or (
            self._mode is Mode.SYSTEM
            and self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self._tokens = DARK if dark else LIGHT
        self._app.setPalette(palette(self._tokens))
        self._app.setStyleSheet(style_sheet(self._tokens, self._app.font()))
        self.changed.emit()


def palette(tokens: Tokens) -> QPalette:
    """The tokens as Qt's colour roles."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, colour in {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.raised,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.text,
        role.ToolTipText: tokens.surface,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.accent_text,
        role.Accent: tokens.accent,
        role.Link: tokens.accent_ink,
        role.LinkVisited: tokens.accent_ink,
        role.Light: tokens.surface,
        role.Midlight: tokens.raised,
        role.Mid: tokens.line,
        role.Dark: tokens.line_strong,
        role.Shadow: tokens.line_strong,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return made


def style_sheet(tokens: Tokens, font: QFont) -> str:
    """The application's style sheet; paddings and sizes are parts of the font's, so that larger
    system fonts get larger controls.
    """
    line, points = QFontMetricsF(font).height(), font.pointSizeF()
    words: dict[str, str | float] = {}
    for part in fields(tokens):
        value = getattr(tokens, part.name)
        if isinstance(value, str | int):
            words[part.name] = value
    for tone in ("good", "warn", "bad", "neutral"):
        paint = tokens.tone(tone)
        words |= {
            f"{tone}_fill": paint.fill,
            f"{tone}_edge": paint.edge,
            f"{tone}_text": paint.text,
        }
    words |= {f"pad_{name}": round(line * part) for name, part in _PADS.items()}
    words |= {f"font_{name}": round(points * part, 1) for name, part in _FONTS.items()}
    # A focused control has an edge of 2 px and not 1: it must not grow by that.
    words["pad_focus"] = max(0, round(line * _PADS["small"]) - 1)
    words["pad_field_focus"] = max(0, round(line * _PADS["half"]) - 1)
    # Half of a box with its edges: any more, and Qt draws it square.
    words["pad_round"] = (round(line * _PADS["box"]) + 2) // 2
    # Qt sets the text of a cell in by 3 px more than its padding, that of a heading not.
    words["pad_cell"] = round(line * _PADS["half"]) + 3
    # Qt gives entries of numbers and dates 3 px more than they ask for.
    words["pad_spin"] = round(line * _PADS["entry"]) - 3
    words["icons"] = resource("icons").as_posix()
    return Template(resource("style.qss").read_text(encoding="utf-8")).substitute(words)


def _font(system: QFont) -> QFont:
    """The shipped font in the system's size, the system's own where none is shipped."""
    font = QFont(system)
    if _FAMILY not in QFontDatabase.families():
        for path in sorted(resource("fonts").glob(f"{_FAMILY}*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
    if _FAMILY in QFontDatabase.families():
        font.setFamilies([_FAMILY, *system.families()])
        font.setPointSizeF(max(system.pointSizeF(), 9.5))
    return font
