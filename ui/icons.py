"""Icons in the colours of the theme."""

from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from planner.model.kind import Kind
from planner.model.session import State
from planner.resources import resource
from ui.theme import Theme

_SIZES = (16, 20, 24, 32, 48, 64)

KIND_ICONS = {
    Kind.STANDARD: "stethoscope",
    Kind.LONG: "sun",
    Kind.EVENING: "sunset",
    Kind.NIGHT: "moon",
    Kind.RESIDENT_ON_CALL: "hospital",
    Kind.ON_CALL: "phone-call",
    Kind.TEACHING: "graduation-cap",
    Kind.ADMIN: "clipboard-list",
    Kind.PROTECTED: "shield-check",
    Kind.INDUCTION: "signpost",
    Kind.ANNUAL_LEAVE: "tree-palm",
    Kind.STUDY_LEAVE: "book-open",
    Kind.SICK: "thermometer",
    Kind.OTHER_LEAVE: "calendar-off",
    Kind.ZERO: "calendar-minus",
    Kind.NON_WORKING: "calendar-minus",
    Kind.BANK_HOLIDAY: "flag",
    Kind.UNKNOWN: "circle-question-mark",
}

STATE_ICONS = {
    State.PROPOSED: "hourglass",
    State.AGREED: "check",
    State.DELIVERED: "check-check",
    State.LOST: "x",
    State.CANCELLED: "x",
}


class Icons:
    """Draws the shipped SVG files in the theme's colours; what is drawn is kept until the theme
    changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._sources: dict[str, str] = {}
        self._worn: WeakKeyDictionary[QAbstractButton | QAction, tuple[str, str, str]] = (
            WeakKeyDictionary()
        )
        theme.changed.connect(self._redraw)

    def icon(self, name: str, colour: str = "text", chosen: str = "") -> QIcon:
        """An icon in a colour of the theme by its name there ("text", "rail_text" …) or "#RRGGBB".

        ``chosen`` is the colour while a checkable button is checked. Raises FileNotFoundError for
        an icon that is not shipped.
        """
        key = (name, colour, chosen or colour)
        if key not in self._icons:
            self._icons[key] = self._drawn(*key)
        return self._icons[key]

    def wear(
        self, target: QAbstractButton | QAction, name: str, colour: str = "text", chosen: str = ""
    ) -> None:
        """Give a button or an action an icon, and its new colours whenever the theme changes."""
        target.setIcon(self.icon(name, colour, chosen))
        self._worn[target] = (name, colour, chosen)

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """The icon ``size`` logical pixels wide, for a screen of ``ratio`` pixels to each."""
        key = (name, colour, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._rendered(name, self._hex(colour), size, ratio)
        return self._pixmaps[key]

    def _drawn(self, name: str, colour: str, chosen: str) -> QIcon:
        icon = QIcon()
        modes = (
            (QIcon.Mode.Normal, QIcon.State.Off, self._hex(colour)),
            (QIcon.Mode.Normal, QIcon.State.On, self._hex(chosen)),
            (QIcon.Mode.Disabled, QIcon.State.Off, self._theme.tokens.line_strong),
        )
        for mode, state, ink in modes:
            for size in _SIZES:
                icon.addPixmap(self._rendered(name, ink, size, 1.0), mode, state)
        return icon

    def _rendered(self, name: str, ink: str, size: int, ratio: float) -> QPixmap:
        if name not in self._sources:
            self._sources[name] = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        source = self._sources[name].replace("currentColor", ink)
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _hex(self, colour: str) -> str:
        return colour if colour.startswith("#") else str(getattr(self._theme.tokens, colour))

    def _redraw(self) -> None:
        self._icons.clear()
        self._pixmaps.clear()
        for target, look in list(self._worn.items()):
            if shiboken6.isValid(target):
                target.setIcon(self.icon(*look))
