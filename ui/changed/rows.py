"""The lines of the page: a session with its move, and a change of the rota."""

from math import ceil

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QSizePolicy, QWidget

from planner.rota import Sort
from ui.build import row
from ui.changed.box import Fonts, Look, Said, TimeBox
from ui.changed.content import RotaLine, SessionLine
from ui.theme import Theme

_SHARES = (27, 27, 32)
"""How the two boxes and the words share the width."""

_MISSING = {Sort.ADDED: "Not in the rota before", Sort.GONE: "Not in the rota any more"}


class BeforeAfter(QLabel):
    """What was, an arrow, what is, and words about it, in columns that all rows share.

    Painted in one piece, as a page holds many of them; a line of text to screen readers.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._was = self._now = TimeBox("", "", Look.NOTHING)
        self._said = Said("")
        self._made: Fonts | None = None
        self._known: dict[int, list[tuple[int, int, int]]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    @property
    def words(self) -> tuple[str, str, str]:
        """What is said: what was, what is, and about it."""
        return str(self._was), str(self._now), str(self._said)

    def show_change(self, was: TimeBox, now: TimeBox, said: Said) -> None:
        """Show something else."""
        self._was, self._now, self._said = was, now, said
        self._known.clear()
        spoken = f"{was} becomes {now}. {said}"
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(height for _, _, height in self._places(width))

    def sizeHint(self) -> QSize:
        return self._room_for(100)

    def minimumSizeHint(self) -> QSize:
        return self._room_for(60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, fonts = self._theme.tokens, self._fonts()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places(self.width())
        for part, (left, width, height) in zip(self._parts, places, strict=True):
            place = QRect(left, (self.height() - height) // 2, width, height)
            part.paint(painter, place, fonts, tokens)
        left, width, _ = places[0]
        between = QRect(left + width, 0, self._between(), self.height())
        painter.setFont(fonts.plain)
        painter.setPen(QColor(tokens.text))
        painter.drawText(between, Qt.AlignmentFlag.AlignCenter, "→")

    @property
    def _parts(self) -> tuple[TimeBox | Said, ...]:
        return self._was, self._now, self._said

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._made = None
            self._known.clear()

    def _places(self, width: int) -> list[tuple[int, int, int]]:
        """Left edge, width and height of what was, what is and what is said: worked out once for a
        width, as Qt asks thirty times.
        """
        if width in self._known:
            return self._known[width]
        fonts, between, after, left = self._fonts(), self._between(), gap(self), 0
        room = max(1, width - between - after)
        places = self._known[width] = []
        for part, share, apart in zip(self._parts, _SHARES, (between, after, 0), strict=True):
            wide = room * share // sum(_SHARES)
            places.append((left, wide, part.height(fonts, wide)))
            left += wide + apart
        return places

    def _between(self) -> int:
        """How far the two boxes stand apart."""
        return ceil(self._fonts().plain.width("→")) + 2 * gap(self)

    def _room_for(self, letters: int) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * letters, metrics.height() * 2)

    def _fonts(self) -> Fonts:
        if self._made is None:
            self._made = Fonts(self.font())
        return self._made


class SessionRow(QFrame):
    """A session that no longer fits, the place it can move to, and why; ticked where it is to move.

    ``ticked`` carries the session's id and whether it is to move.
    """

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.tick = QCheckBox()
        self._told = BeforeAfter(theme)
        self._id = ""
        _lay_out(self, self.tick, self._told)
        self.tick.toggled.connect(lambda on: self.ticked.emit(self._id, on))

    @property
    def words(self) -> tuple[str, str, str]:
        """What the row says: the session, its new place, why."""
        return self._told.words

    def show_line(self, line: SessionLine, *, ticked: bool) -> None:
        """Show a session; the tick is only put where it already is in the person's mind."""
        self._id = line.session.id
        was = TimeBox(line.when, line.what, Look.SESSION, line.session.state)
        if line.there:
            there = TimeBox(line.there, line.place, Look.OFFER)
        else:
            stays = "Stays where it is" if line.can_move else "No other place"
            there = TimeBox("", stays, Look.NOTHING)
        self._told.show_change(was, there, Said(line.why))
        self.tick.blockSignals(True)
        self.tick.setChecked(ticked and line.can_move)
        self.tick.blockSignals(False)
        self.tick.setEnabled(line.can_move)
        self.tick.setAccessibleName(
            f"Move {line.when}" + (f" to {line.there}" if line.there else "")
        )
        self.tick.setAccessibleDescription(line.why)


class RotaRow(QFrame):
    """One change of the rota: what was, what is, which word for it, and the rules it breaks."""

    def __init__(self, theme: Theme, line: RotaLine) -> None:
        super().__init__()
        told, change = BeforeAfter(theme), line.change
        was = TimeBox(change.before, "", Look.WAS)
        now = TimeBox(change.after, "", Look.NOW)
        missing = TimeBox("", _MISSING.get(change.sort, ""), Look.NOTHING)
        told.show_change(
            was if change.before else missing,
            now if change.after else missing,
            Said(change.sort.value, line.rules),
        )
        _lay_out(self, None, told)


def gap(widget: QWidget) -> int:
    """The room between the columns of a row."""
    return widget.fontMetrics().height() * 3 // 4


def _lay_out(card: QFrame, tick: QCheckBox | None, told: BeforeAfter) -> None:
    """A card with a column for a tick, so that all rows begin at the same place."""
    card.setProperty("role", "card")
    line, side = card.fontMetrics().height(), gap(card)
    inside = row(*([tick] if tick else []), told, gap=side)
    before = 0 if tick else line * 3 // 2 + side
    if tick is not None:
        tick.setFixedWidth(line * 3 // 2)
    inside.setContentsMargins(side + before, line // 2, side, line // 2)
    inside.setStretch(inside.count() - 1, 1)
    card.setLayout(inside)
