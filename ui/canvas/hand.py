"""The pointer over the hours of a week: takes hold, drags, drops, lets go."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication

from planner.spans import Span
from ui.canvas.content import Entry, What
from ui.canvas.drag import Ghost, Grab, Grip, Judgement, dragged
from ui.canvas.hours import block_rect, hit
from ui.canvas.layout import HourGrid
from ui.canvas.scene import Scene

EDGE = 6.0
"""Logical pixels from an edge of a session in which a press takes hold of that edge."""

Judge = Callable[[Span], Judgement]


def may_be_held(entry: Entry) -> bool:
    """Whether an entry can be given another time: a session that still has one."""
    return entry.what is What.SESSION and entry.state is not None and entry.state.takes_time


def grip_at(scene: Scene, grid: HourGrid, at: QPointF) -> tuple[Grip, Entry | None]:
    """What a press at a position would take hold of: a session's edge, a session, else new time."""
    block = hit(scene, grid, at)
    if block is None or not may_be_held(block.entry):
        return Grip.NEW, None
    rect = block_rect(grid, block)
    edge = min(EDGE, rect.height() / 3)
    if block.last and rect.bottom() - at.y() < edge:
        return Grip.END, block.entry
    if block.first and at.y() - rect.top() < edge:
        return Grip.START, block.entry
    return Grip.WHOLE, block.entry


_SHAPES = {
    Grip.START: Qt.CursorShape.SizeVerCursor,
    Grip.END: Qt.CursorShape.SizeVerCursor,
    Grip.WHOLE: Qt.CursorShape.OpenHandCursor,
    Grip.NEW: Qt.CursorShape.ArrowCursor,
}


class Hand:
    """One hand over the hours.

    ``judge_for`` gives, for a session's id or "" for a new one, what judges its spans; it is asked
    once for each drag. A press becomes a drag when the pointer has gone further than the system
    lets a click go.
    """

    def __init__(self, judge_for: Callable[[str], Judge]) -> None:
        self._judge_for = judge_for
        self._judge: Judge | None = None
        self._grab: Grab | None = None
        self._from = QPointF()
        self._ghost: Ghost | None = None

    @property
    def ghost(self) -> Ghost | None:
        """What is being dragged."""
        return self._ghost

    @property
    def holds(self) -> bool:
        """Whether a button went down over the hours and has not come up yet."""
        return self._grab is not None

    @property
    def held(self) -> tuple[str, Span] | None:
        """The session that is held, by its id, and the span that it had."""
        entry = self._grab.entry if self._grab is not None else None
        return None if entry is None else (entry.key, entry.span)

    def set_judge(self, judge_for: Callable[[str], Judge]) -> None:
        """Let something else judge, from the next drag on."""
        self._judge_for = judge_for

    def shape(self, scene: Scene, grid: HourGrid, at: QPointF) -> Qt.CursorShape:
        """The pointer's shape at a position."""
        if self._ghost is not None and self._grab is not None:
            whole = self._grab.grip is Grip.WHOLE
            return Qt.CursorShape.ClosedHandCursor if whole else Qt.CursorShape.SizeVerCursor
        return _SHAPES[grip_at(scene, grid, at)[0]]

    def press(self, scene: Scene, grid: HourGrid, at: QPointF) -> None:
        """A button goes down."""
        grip, entry = grip_at(scene, grid, at)
        self._from = at
        self._grab = Grab(grip, grid.near(at.x(), at.y()), entry)

    def move(self, grid: HourGrid, zone: ZoneInfo, at: QPointF) -> bool:
        """The pointer moves with the button down; whether there is something new to see."""
        if self._grab is None:
            return False
        far = (at - self._from).manhattanLength()
        if self._ghost is None and far < QGuiApplication.styleHints().startDragDistance():
            return False
        span = dragged(self._grab, grid.near(at.x(), at.y()), zone)
        if self._ghost is not None and self._ghost.span == span:
            return False
        key = self._grab.entry.key if self._grab.entry is not None else ""
        self._judge = self._judge or self._judge_for(key)
        self._ghost = Ghost(span, self._judge(span), key)
        return True

    def release(self) -> Ghost | None:
        """The button comes up: what was dragged, None where it was a click."""
        ghost = self._ghost
        self.cancel()
        return ghost

    def cancel(self) -> None:
        """Let go without a change."""
        self._grab = self._ghost = self._judge = None
