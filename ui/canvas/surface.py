"""What every calendar surface has in common: its ink, its signals, its tooltips, its voice.

A surface shows what it is given and says what the user means by clicks and keys; it changes nothing
itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from planner.clock import LONDON
from planner.model.words import day_words
from ui.canvas.blocks import Blocks
from ui.canvas.content import Entry, WeekContent, What
from ui.canvas.ink import Ink, plain
from ui.canvas.spoken import Part, speak, tell_focus, tell_parts
from ui.icons import Icons
from ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True, slots=True)
class Spot:
    """What lies at a point of a surface: a date, the entry on it if any, and the instant where the
    surface shows hours.
    """

    date: date
    entry: Entry | None = None
    at: datetime | None = None


class Surface(QAbstractScrollArea):
    """Days with their entries, painted.

    Keys: Enter opens the entry at the cursor, Space chooses it, Delete asks to remove a session,
    the menu key asks for its menu. ``date_wanted`` carries a date that is not on view: show it.
    ``week_opened`` carries a date whose week is wanted.
    """

    offer_chosen = Signal(int)
    session_chosen = Signal(str)
    session_opened = Signal(str)
    remove_asked = Signal(str)
    date_wanted = Signal(object)
    week_opened = Signal(object)
    menu_asked = Signal(object, object)

    def __init__(
        self, theme: Theme, icons: Icons | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        speak()
        self.interface: object = None
        self._parts: tuple[tuple[object, ...], list[Part]] | None = None
        self._theme = theme
        self._icons = icons or Icons(theme)
        self._zone = LONDON
        self._content = WeekContent(now=datetime.now().astimezone())
        self._facts: Callable[[Entry], Sequence[str]] = lambda _entry: ()
        self._make_ink()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._retake_ink)

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose clock is shown."""
        return self._zone

    @property
    def spot(self) -> Spot:
        """Where the keyboard stands."""
        raise NotImplementedError

    def set_facts(self, facts: Callable[[Entry], Sequence[str]]) -> None:
        """What else there is to tell of an entry when a pointer rests on it: asked only then."""
        self._facts = facts

    def parts(self) -> Sequence[Part]:
        """What is painted, for screen readers: worked out when one asks, and kept until what is
        laid out, or where it lies, has changed.
        """
        key = self._parts_of()
        if self._parts is None or self._parts[0] != key:
            self._parts = (key, self._made_parts())
        return self._parts[1]

    def focused_part(self) -> int:
        """The place among the parts on which the keyboard stands, -1 for none."""
        here = self.spot
        found = (n for n, part in enumerate(self.parts()) if self._is_at(part, here))
        return next(found, -1)

    def press_part(self, place: int) -> None:
        """What a press by a screen reader does: goes there, and opens an entry."""
        parts = self.parts()
        if place < len(parts):
            self._go_to(parts[place])
            if parts[place].entry is not None:
                self._open_entry(parts[place].entry)

    def stand_on(self, session: str) -> None:
        """Put the keyboard on a session, by its id, where it is on view."""
        for part in self.parts():
            entry = part.entry
            if entry is not None and (entry.what, entry.key) == (What.SESSION, session):
                self._go_to(part)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._refresh()
        tell_focus(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._retake_ink()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain(self._tip(QPointF(event.pos()))), self)
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            # The position is one of the viewport, which hands the event on.
            self._ask_menu(self._spot_at(QPointF(event.pos())), event.globalPos())
        else:
            self._menu_by_key()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _act(self, key: Qt.Key) -> bool:
        """Do what a key asks of the entry at the cursor; False where it asks nothing."""
        entry = self.spot.entry
        if entry is None or entry.what not in (What.SESSION, What.OFFER):
            return False
        if key in _ENTER:
            self._open_entry(entry)
        elif key == Qt.Key.Key_Space:
            self._choose_entry(entry)
        elif key in _REMOVE and entry.what is What.SESSION:
            self.remove_asked.emit(entry.key)
        else:
            return False
        return True

    def _choose_entry(self, entry: Entry | None) -> None:
        if entry is not None and entry.what is What.OFFER:
            self.offer_chosen.emit(int(entry.key))
        elif entry is not None and entry.what is What.SESSION:
            self.session_chosen.emit(entry.key)

    def _open_entry(self, entry: Entry | None) -> None:
        if entry is not None and entry.what is What.SESSION:
            self.session_opened.emit(entry.key)
        else:
            self._choose_entry(entry)

    def _menu_by_key(self) -> None:
        place = self.focused_part()
        at = self.parts()[place].rect.center().toPoint() if place >= 0 else QPoint()
        self._ask_menu(self.spot, self.mapToGlobal(at))

    def _ask_menu(self, spot: Spot | None, at: QPoint) -> None:
        if spot is not None:
            self.menu_asked.emit(spot, at)

    def _told(self, entry: Entry) -> str:
        """All that there is to tell of an entry."""
        return "\n".join(dict.fromkeys((*entry.tip.split("\n"), *self._facts(entry))))

    def _tip(self, at: QPointF) -> str:
        """What a pointer that rests at a point of the viewport is told."""
        spot = self._spot_at(at)
        return self._told(spot.entry) if spot is not None and spot.entry is not None else ""

    def _spot_at(self, at: QPointF) -> Spot | None:
        """What lies at a point of the viewport, None outside of every day."""
        raise NotImplementedError

    def _parts_of(self) -> tuple[object, ...]:
        """What the parts follow from."""
        raise NotImplementedError

    def _made_parts(self) -> list[Part]:
        """The parts, in the order of reading."""
        raise NotImplementedError

    def _is_at(self, part: Part, spot: Spot) -> bool:
        raise NotImplementedError

    def _go_to(self, part: Part) -> None:
        """Put the keyboard on a part."""
        raise NotImplementedError

    def _make_ink(self) -> None:
        self._ink = Ink(self._theme, self.font())
        self._blocks = Blocks(self._ink, self._icons)

    def _retake_ink(self) -> None:
        """The theme or the font is another."""
        self._make_ink()
        self._fit()

    def _fit(self) -> None:
        """Measure again after the size, the font or what is shown has changed."""
        raise NotImplementedError

    def _refresh(self) -> None:
        """Paint again, and say again what is there."""
        self.viewport().update()

    def _say(self, title: str, spoken: str, *, other_parts: bool = False) -> None:
        """Tell a screen reader what is shown and where the keyboard stands."""
        spot = self.spot
        here = spot.entry.spoken(spot.date, self._zone) if spot.entry else ""
        self.setAccessibleName(" – ".join(part for part in (title, here) if part))
        self.setAccessibleDescription(spoken)
        if other_parts:
            tell_parts(self)
        elif self.hasFocus():
            tell_focus(self)


def day_part_name(day: date, entries: Sequence[Entry]) -> str:
    """A day for a screen reader, such as "Wed 14 Oct, 3 entries"."""
    count = len(entries)
    words = "nothing" if not count else "1 entry" if count == 1 else f"{count} entries"
    return f"{day_words(day)}, {words}"
