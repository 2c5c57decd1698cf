"""The entries as a plain list: a row an entry and day, for who reads rather than looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from planner.clock import LONDON
from planner.model.kind import Kind
from planner.model.words import date_words, weekday_words
from planner.spans import Span
from ui.canvas.content import Entry, WeekContent, What, entries
from ui.canvas.days import by_date
from ui.canvas.ink import plain
from ui.canvas.surface import Spot
from ui.icons import KIND_ICONS, STATE_ICONS, Icons
from ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Day", "Time", "What", "About", "State")
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is listed under a date."""

    day: date
    entry: Entry


def rows_of(found: Sequence[Entry], zone: ZoneInfo) -> tuple[Row, ...]:
    """Every entry under each of its dates, by date."""
    listed = by_date(found, zone)
    return tuple(Row(day, entry) for day in sorted(listed) for entry in listed[day])


def row_words(row: Row, zone: ZoneInfo) -> tuple[str, ...]:
    """The words of a row, one for each of `COLUMNS`."""
    entry = row.entry
    when = "all day" if entry.all_day else entry.times(row.day, zone)
    state = entry.state.value if entry.state is not None else ""
    state = "suggested" if entry.what is What.OFFER else state
    what = "Protected time" if entry.what in (What.SESSION, What.OFFER) else entry.title
    if entry.conflict:
        state = f"{state}, conflict"
    day = f"{weekday_words(row.day)} {date_words(row.day)}"
    return day, when, what, entry.detail, state


class EntryModel(QAbstractTableModel):
    """The rows of a list, read only."""

    def __init__(self, picture: Callable[[Entry], QPixmap], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._words: list[tuple[str, ...] | None] = []
        self._zone = LONDON
        self._picture = picture
        self._bold = QFont(parent.font())
        self._bold.setWeight(QFont.Weight.DemiBold)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is listed."""
        return self._rows

    @property
    def bold(self) -> QFont:
        """What is protected stands out by it."""
        return self._bold

    def set_rows(self, rows: tuple[Row, ...], zone: ZoneInfo) -> None:
        """List these."""
        self.beginResetModel()
        self._rows, self._zone = rows, zone
        self._words = [None] * len(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS)
        return COLUMNS[section] if across and role == _ROLE.DisplayRole else None

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        entry = self._rows[row].entry
        found: object = None
        match role:
            case _ROLE.DisplayRole:
                found = self._said(row)[column]
            case _ROLE.AccessibleTextRole:
                found = f"{COLUMNS[column]}: {self._said(row)[column] or 'none'}"
            case _ROLE.ToolTipRole:
                found = plain(entry.tip)
            case _ROLE.DecorationRole:
                found = self._picture(entry) if column == COLUMNS.index("What") else None
            case _ROLE.FontRole:
                found = None if entry.what is What.SHIFT else self._bold
        return found

    def _said(self, number: int) -> tuple[str, ...]:
        words = self._words[number]
        if words is None:
            words = self._words[number] = row_words(self._rows[number], self._zone)
        return words


class EntryList(QTableView):
    """The list of entries. Enter or a double click opens a session, elsewhere the week; Delete asks
    to remove a session; the menu key asks for the menu.
    """

    offer_chosen = Signal(int)
    session_chosen = Signal(str)
    session_opened = Signal(str)
    remove_asked = Signal(str)
    date_wanted = Signal(object)
    week_opened = Signal(object)
    menu_asked = Signal(object, object)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._entries = EntryModel(self._picture, self)
        self.setModel(self._entries)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "entries")
        self.setAccessibleName("Entries as a list")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.doubleClicked.connect(lambda _index: self._open())
        self.clicked.connect(lambda _index: self._choose())
        theme.changed.connect(self._measure)

    @property
    def entries(self) -> EntryModel:
        """The model."""
        return self._entries

    @property
    def spot(self) -> Spot | None:
        """The row on which the keyboard stands."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        row = self._entries.rows[index.row()]
        return Spot(row.day, row.entry)

    def set_list(self, within: Span, content: WeekContent, zone: ZoneInfo) -> None:
        """List the entries of a time; the keyboard stays on its entry where that is still there."""
        old = self.spot
        rows = rows_of(entries(content, zone, within), zone)
        self._entries.set_rows(rows, zone)
        self._measure()
        same = [n for n, row in enumerate(rows) if old is not None and _is_same(row, old)]
        if same:
            self._to(same[0])
        elif old is not None:
            self.go_to(old.date)

    def go_to(self, day: date) -> None:
        """Put the keyboard on the first row of a date, or the next one that has any."""
        rows = self._entries.rows
        place = next((n for n, row in enumerate(rows) if row.day >= day), len(rows) - 1)
        if place >= 0:
            self._to(place)
            top = self._entries.index(place, 0)
            self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, spot = event.key(), self.spot
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_Space:
            self._choose()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._entries.rows:
            self._to(0 if key == Qt.Key.Key_Home else len(self._entries.rows) - 1)
        elif key == Qt.Key.Key_Delete and spot and spot.entry and spot.entry.what is What.SESSION:
            self.remove_asked.emit(spot.entry.key)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        # The position is one of the viewport, which hands the event on.
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            row = self._entries.rows[index.row()]
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            place: QPoint = event.globalPos() if by_mouse else below
            self.menu_asked.emit(Spot(row.day, row.entry), place)
        event.accept()

    def _open(self) -> None:
        spot = self.spot
        if spot is None or spot.entry is None:
            return
        if spot.entry.what is What.SESSION:
            self.session_opened.emit(spot.entry.key)
        else:
            self.week_opened.emit(spot.date)

    def _choose(self) -> None:
        spot = self.spot
        if spot is not None and spot.entry is not None and spot.entry.what is What.SESSION:
            self.session_chosen.emit(spot.entry.key)

    def _to(self, place: int) -> None:
        self.setCurrentIndex(self._entries.index(place, 0))

    def _measure(self) -> None:
        line = self.fontMetrics().lineSpacing()
        self.verticalHeader().setDefaultSectionSize(round(line * 1.8))
        head = self.horizontalHeader()
        for column, sample in enumerate(
            (
                "Wed 30 Sep 2026",
                "00:00 – 00:00  ",
                "On-call (non-resident)  xx",
                "",
                "proposed, conflict",
            )
        ):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            wide = QFontMetrics(self._entries.bold).horizontalAdvance(sample)
            head.resizeSection(column, wide + 2 * line)
        head.setMinimumSectionSize(7 * line)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)

    def _picture(self, entry: Entry) -> QPixmap:
        tokens, size = self._theme.tokens, round(self.fontMetrics().height() * 0.9)
        if entry.state is not None:
            name, colour = STATE_ICONS[entry.state], tokens.accent_ink
            if entry.conflict:
                name, colour = "triangle-alert", tokens.conflict
        elif entry.what is What.OFFER:
            name, colour = "sparkles", tokens.accent_ink
        else:
            kind = entry.kind or Kind.UNKNOWN
            name, colour = KIND_ICONS[kind], tokens.muted
        return self._icons.pixmap(name, colour, size, self.devicePixelRatioF())


def _is_same(row: Row, old: Spot) -> bool:
    entry = old.entry
    if entry is None:
        return False
    if entry.key:
        return (row.entry.what, row.entry.key) == (entry.what, entry.key)
    same = (row.entry.what, row.entry.span, row.entry.title)
    return row.day == old.date and same == (entry.what, entry.span, entry.title)
