"""Small makers of labels, buttons and rows, so that pages say what they hold and not how."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QComboBox,
    QDateEdit,
    QDialog,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.model.words import hours_number

Box = TypeVar("Box", bound=QBoxLayout)

MOST_LINES = 20
"""Lines of a list to choose from that are seen at once: as many as there are kinds, and two."""

LATEST = QDate(2099, 12, 31)
"""The last date that can be entered: a slip such as 9999 would be searched and drawn to its end."""


def role(widget: QWidget, name: str) -> None:
    """Give a widget the look of a role of the style sheet; may be called again when it changes."""
    widget.setProperty("role", name)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def text(words: str, look: str = "", *, wrap: bool = True) -> QLabel:
    """A line or paragraph of plain text (never read as mark-up: rota labels come from files)."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setProperty("role", look)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


def button(words: str, pressed: Callable[[], object], look: str = "") -> QPushButton:
    """A push button that calls ``pressed``; named by its words for screen readers."""
    made = QPushButton(words)
    made.setProperty("role", look)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    # Else Enter would press it in dialogs only, and Space alone in the window.
    made.setAutoDefault(True)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    # Qt would hand over whether the button is checked.
    made.clicked.connect(lambda _=False: pressed())
    return made


def row(*items: QWidget | QLayout | int, gap: int = 8) -> QHBoxLayout:
    """Things beside each other; a number is a stretch of that weight."""
    return _filled(QHBoxLayout(), items, gap)


def column(*items: QWidget | QLayout | int, gap: int = 8) -> QVBoxLayout:
    """Things below each other; a number is a stretch of that weight."""
    return _filled(QVBoxLayout(), items, gap)


def card(*items: QWidget | QLayout | int, look: str = "card", gap: int = 8) -> QFrame:
    """A framed group of things below each other."""
    frame = QFrame()
    frame.setProperty("role", look)
    inside = column(*items, gap=gap)
    inside.setContentsMargins(16, 14, 16, 14)
    frame.setLayout(inside)
    return frame


def field(words: str, entry: QWidget) -> QVBoxLayout:
    """An entry with its name above it; the name is the entry's accessible name too."""
    name = text(words, "muted", wrap=False)
    name.setBuddy(entry)
    entry.setAccessibleName(words)
    return column(name, entry, gap=3)


def scrolling(inside: QWidget, look: str = "page") -> QScrollArea:
    """A page that scrolls up and down when it is taller than the window."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setProperty("role", look)
    area.setProperty("role", look)
    area.setWidget(inside)
    return area


class _AsHighAsWide(QWidget):
    """Is as high as its text needs at the width it has, and not at the least width it could have:
    a page that scrolls would else end in emptiness.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def with_text(pixels: int, widget: QWidget) -> int:
    """A length that grows with the text: so many pixels where a line is 16 high, as is usual."""
    return round(pixels * widget.fontMetrics().height() / 16)


def narrow(inside: QWidget, widest: int = 760) -> QWidget:
    """A page whose text stays in a column of readable width, in the middle."""
    outer = _AsHighAsWide()
    inside.setMaximumWidth(with_text(widest, inside))
    line = row(1, gap=0)
    line.addWidget(inside, 1000)
    line.addStretch(1)
    line.setContentsMargins(24, 24, 24, 24)
    outer.setLayout(line)
    return outer


def fitted(dialog: QDialog, inside: QLayout, letters: int) -> None:
    """Fill a dialog, at least so many letters wide, and as high as its text needs there: by itself
    Qt leaves room for the text of a narrower one.
    """
    if dialog.layout() is None:
        dialog.setLayout(inside)
    width = dialog.fontMetrics().averageCharWidth() * letters
    inside.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    dialog.setMinimumWidth(max(width, inside.totalMinimumSize().width()))
    dialog.setMinimumHeight(inside.totalHeightForWidth(dialog.minimumWidth()))
    dialog.resize(dialog.minimumSize())


def room_for(window: QWidget) -> QSize:
    """The size that the screen leaves for a window under its title."""
    title = 2 * window.fontMetrics().height()
    return window.screen().availableSize() - QSize(0, title)


def sized(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog its first size, no larger than the screen."""
    dialog.resize(QSize(width, height).boundedTo(room_for(dialog)))


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            # Qt shows a widget of a layout a moment after it was put in: one that is taken out
            # before that would come up as a window of its own.
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)


class _StillUnderTheWheel(QObject):
    """Lets the page scroll under an entry that the keyboard is not on, rather than change it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def joined(buttons: Sequence[QAbstractButton]) -> QHBoxLayout:
    """Buttons of which one is pressed, as one row without gaps."""
    ends = {0: "left", len(buttons) - 1: "right"}
    for place, each in enumerate(buttons):
        each.setCheckable(True)
        each.setProperty("role", "segment")
        each.setProperty("end", ends.get(place, "none"))
    return row(*buttons, gap=0)


def still(entry: QWidget) -> None:
    """Keep an entry from being changed by a wheel that is meant for the page."""
    entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    entry.installEventFilter(_StillUnderTheWheel(entry))


class Picker(QComboBox):
    """A list to choose from that takes effect at once: keys open it, so that stepping through it
    chooses nothing, and the wheel leaves it alone.
    """

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setMaxVisibleItems(MOST_LINES)
        still(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in steps:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def line_entry(placeholder: str = "") -> QLineEdit:
    """An entry for words; a file that is dropped on it is left to the window."""
    entry = QLineEdit()
    entry.setPlaceholderText(placeholder)
    entry.setAcceptDrops(False)
    return entry


def choices(words: str, lines: Iterable[str] = ()) -> QListWidget:
    """A list to choose a line of, with its name for screen readers."""
    made = QListWidget()
    made.setAccessibleName(words)
    made.setProperty("role", "contents")
    made.setWordWrap(True)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # Qt would place the lines by the height that they have without the style sheet.
    made.ensurePolished()
    made.addItems(list(lines))
    return made


def date_entry(day: date) -> QDateEdit:
    """An entry for a date, "30 Oct 2026", with a calendar that folds out."""
    entry = QDateEdit(QDate(day.year, day.month, day.day))
    entry.setMaximumDate(LATEST)
    entry.setDisplayFormat("d MMM yyyy")
    entry.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    entry.setCalendarPopup(True)
    entry.lineEdit().setAcceptDrops(False)
    still(entry)
    return entry


class HoursEntry(QDoubleSpinBox):
    """An entry for hours, written as people write them: "4 h", "1.5 h"."""

    def __init__(self, least: float, most: float) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setDecimals(2)
        self.setSingleStep(0.5)
        self.setSuffix(" h")
        self.lineEdit().setAcceptDrops(False)
        still(self)

    def textFromValue(self, value: float) -> str:
        return hours_number(value)


def entered(entry: QDateEdit) -> date:
    """The date in an entry."""
    chosen = entry.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def enter(entry: QDateEdit, day: date) -> None:
    """Put a date into an entry."""
    entry.setDate(QDate(day.year, day.month, day.day))


def _filled(box: Box, items: tuple[QWidget | QLayout | int, ...], gap: int) -> Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap)
    for item in items:
        if isinstance(item, int):
            box.addStretch(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box
