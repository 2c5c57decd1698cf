"""The keys: those of the menus as they really are, and those of the surfaces."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

START, KEYS, ABOUT = "start", "keys", "about"
"""Ids of the page to begin with, and of those that are made and not written."""

_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True)
class Shortcut:
    """What keys do, and where: ``keys`` in Qt's portable names, any of which does it."""

    keys: tuple[str, ...]
    words: str
    where: str

    @property
    def shown(self) -> str:
        """The keys as this system writes them."""
        return ", ".join(QKeySequence(key).toString(_NATIVE) for key in self.keys)

    def has(self, words: Iterable[str]) -> bool:
        """Whether each of some words, in lower case, stands in it."""
        whole = f"{self.shown} {' '.join(self.keys)} {self.words} {self.where}".casefold()
        return all(word in whole for word in words)


def of_menus(menus: Iterable[QMenu]) -> tuple[Shortcut, ...]:
    """The keys of the actions in menus, in their order, with the words that do not change."""
    return tuple(
        Shortcut((action.shortcut().toString(),), plain(action.iconText()), plain(menu.title()))
        for menu in menus
        for action in menu.actions()
        if not action.shortcut().isEmpty()
    )


def plain(words: str) -> str:
    """The words of an action or menu without the mark of its letter, and without dots behind."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


CALENDAR = "In the calendar"
PANEL = "Beside the calendar"
STRIP = "In the strip of weeks"
CARDS = "On an offer, a button or a finding"
REVIEW = "In a plan to review"

ON_SURFACES = (
    Shortcut(("Left", "Right"), "To the day before and after", CALENDAR),
    Shortcut(("Up", "Down"), "Through the entries of the day", CALENDAR),
    Shortcut(("Home", "End"), "To the first and the last day on view", CALENDAR),
    Shortcut(("PgUp", "PgDown"), "To the week or month before and after", CALENDAR),
    Shortcut(("Return", "Enter"), "Open the session, choose the offer, open the week", CALENDAR),
    Shortcut(("Space",), "Choose the session or offer", CALENDAR),
    Shortcut(("Del", "Backspace"), "Remove the session", CALENDAR),
    Shortcut(("Menu", "Shift+F10"), "All that can be done here", CALENDAR),
    Shortcut(("Ctrl+Up", "Ctrl+Down"), "Move the session by a quarter of an hour", CALENDAR),
    Shortcut(("Ctrl+Left", "Ctrl+Right"), "Move the session by a day", CALENDAR),
    Shortcut(
        ("Ctrl+Shift+Up", "Ctrl+Shift+Down"), "Let the session end earlier or later", CALENDAR
    ),
    Shortcut(("Ctrl++", "Ctrl+=", "Ctrl+-"), "Make the hours larger or smaller", CALENDAR),
    Shortcut(("Ctrl+0",), "Make the hours as large as at first", CALENDAR),
    Shortcut(("Esc",), "Call off what is being dragged", CALENDAR),
    Shortcut(("Esc",), "Put the card away, back to the calendar", PANEL),
    Shortcut(("Left", "Right", "Home", "End"), "Through the weeks", STRIP),
    Shortcut(("Return", "Space"), "Show the week", STRIP),
    Shortcut(("Return", "Space"), "Choose or press it", CARDS),
    Shortcut(("Up", "Down"), "Through the sessions", REVIEW),
    Shortcut(("A", "C"), "Agree the session, ask for a change", REVIEW),
    Shortcut(("Left", "Right"), "To agree, to change", REVIEW),
    Shortcut(("Del",), "Say nothing of the session", REVIEW),
    Shortcut(("Tab", "Shift+Tab"), "To the next control, and back", "Everywhere"),
    Shortcut(("Alt",), "To the menus; then the underlined letter", "Everywhere"),
)
"""Keys that no action carries: the surfaces take them themselves. A test holds both sides to each
other: what is listed is taken, and what is taken is listed."""
