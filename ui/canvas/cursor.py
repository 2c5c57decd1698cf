"""Where the keyboard stands in a week, and where a key takes it; no Qt."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from ui.canvas.content import Entry
from ui.canvas.scene import Scene


class Move(StrEnum):
    """A step of the cursor."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    HOME = "home"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A day of the week shown, from 0, and the entry on it (None: the day itself).

    A step over the edge of the week gives -1 or the number of days.
    """

    day: int = 0
    entry: Entry | None = None


def moved(scene: Scene, cursor: Cursor, move: Move) -> Cursor:
    """The cursor after a step: up and down through the entries of the day (above the first stands
    the day itself), left and right to the neighbouring day, home and end to the first and last day.
    """
    match move:
        case Move.UP | Move.DOWN:
            return _along(scene, cursor, 1 if move is Move.DOWN else -1)
        case Move.HOME:
            return _onto(scene, 0, cursor)
        case Move.END:
            return _onto(scene, len(scene.axes) - 1, cursor)
        case _:
            return _onto(scene, cursor.day + (1 if move is Move.RIGHT else -1), cursor)


def kept(scene: Scene, cursor: Cursor) -> Cursor:
    """The cursor in a new scene: on the same entry where that is, else on the day."""
    old = cursor.entry
    if old is None or not 0 <= cursor.day < len(scene.axes):
        return Cursor(cursor.day)
    here = scene.on_day(cursor.day)
    same = next((e for e in here if _is_same(e, old)), None)
    if same is None and old.key:
        # A session that was moved takes the cursor with it.
        for day in range(len(scene.axes)):
            moved_to = next((e for e in scene.on_day(day) if _is_same(e, old)), None)
            if moved_to is not None:
                return Cursor(day, moved_to)
    alike = next(
        (e for e in here if (e.what, e.span, e.title) == (old.what, old.span, old.title)), None
    )
    return Cursor(cursor.day, same or alike)


def _is_same(entry: Entry, old: Entry) -> bool:
    return bool(old.key) and (entry.what, entry.key) == (old.what, old.key)


def _along(scene: Scene, cursor: Cursor, step: int) -> Cursor:
    entries = scene.on_day(cursor.day)
    at = entries.index(cursor.entry) if cursor.entry in entries else -1
    at = min(max(at + step, -1), len(entries) - 1)
    return Cursor(cursor.day, entries[at] if at >= 0 else None)


def _onto(scene: Scene, day: int, cursor: Cursor) -> Cursor:
    """Onto a day, beside the entry that the cursor leaves; on the day itself where nothing is."""
    if not 0 <= day < len(scene.axes):
        return Cursor(day)
    entries = scene.on_day(day)
    if not entries or cursor.entry is None:
        return Cursor(day)
    shift = timedelta(days=day - cursor.day)
    aim = max(cursor.entry.span.start, scene.axes[cursor.day].span.start) + shift
    start = scene.axes[day].span.start
    return Cursor(day, min(entries, key=lambda e: abs(max(e.span.start, start) - aim)))
