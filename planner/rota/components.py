"""The text of a calendar → its entries and zones, as the lines that belong to each.

Cut up here and not by `icalendar`, so that one bad entry never costs the others: calendars without
an end mark, entries outside any calendar, lines that are no content lines, every kind of line end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from planner.rota.breath import GoOn, go_on_always

_LINE_END = re.compile(r"\r*\n|\r")
_INDENTED_MARK = re.compile(r"[ \t]+(BEGIN|END):[A-Za-z-]+[ \t]*", re.IGNORECASE)
_CONTENT_LINE = re.compile(r"[A-Za-z][A-Za-z0-9-]*[ \t]*[;:]")
_QUOTED = re.compile(r"[A-Za-z-]+;[^:]{0,200}QUOTED-PRINTABLE", re.IGNORECASE)
_MARK = re.compile(r"(BEGIN|END):", re.IGNORECASE)
_PIECE = 1 << 20  # characters that are cut into lines at once
_DEEPEST = 50  # nesting beyond this is not followed; the standard knows three levels


@dataclass(slots=True)
class Component:
    """The unfolded content lines of one entry or zone, and the line of the file that it begins on.

    Entries leave out what is nested in them (alarms); zones keep it (standard and daylight time).
    ``calendar`` is the index of the calendar that it stands in.
    """

    line: int
    calendar: int
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class CalendarHead:
    """What one calendar says of itself: the lines before and between its components."""

    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Components:
    """A calendar file, cut up.

    ``ended`` is False where the last calendar has no END:VCALENDAR; ``cut`` is True where the file
    stops inside an entry, as a download does that broke off.
    """

    calendars: list[CalendarHead] = field(default_factory=list)
    events: list[Component] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)
    ended: bool = True
    cut: bool = False


def _lines(text: str, go_on: GoOn) -> Iterator[str]:
    """The lines of a text, cut up piece by piece: between two of them it can be left."""
    done = 0
    while (end := text.find("\n", done + _PIECE) + 1) > 0:
        go_on()
        yield from _LINE_END.split(text[done:end])[:-1]
        done = end
    yield from _LINE_END.split(text[done:])


def content_lines(text: str, go_on: GoOn = go_on_always) -> Iterator[tuple[int, str]]:
    """The unfolded lines of a calendar that are content lines, each with the number (from 1) of the
    line of the file that it begins on.

    A line in quoted-printable (vCalendar 1.0) goes on after a "=" at its end.
    """
    start, pieces, quoted = 0, [""], False
    for number, line in enumerate(_lines(text, go_on), 1):
        if quoted and pieces[-1].endswith("=") and _MARK.match(line) is None:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
            continue
        if line[:1] in (" ", "\t") and _INDENTED_MARK.fullmatch(line) is None:
            pieces.append(line[1:])
            continue
        if not line.strip():
            continue
        whole = "".join(pieces)
        if _CONTENT_LINE.match(whole):
            yield start, whole
        start, pieces = number, [line.strip("\ufeff \t")]
        quoted = _QUOTED.match(line) is not None
    whole = "".join(pieces)
    if _CONTENT_LINE.match(whole):
        yield start, whole


def split(text: str, go_on: GoOn = go_on_always) -> Components:
    """Cuts a calendar file into its components; never raises but what ``go_on`` raises, where the
    work is to be left.
    """
    splitter = _Splitter()
    for number, line in content_lines(text, go_on):
        mark, _, name = line.partition(":")
        match mark.strip().upper():
            case "BEGIN":
                splitter.begin(name.strip().upper(), number)
            case "END":
                splitter.end(name.strip().upper())
            case _:
                splitter.content(line)
    return splitter.finish()


class _Splitter:
    """Where the reader stands: in which calendar, in which entry or zone, how deep in what."""

    def __init__(self) -> None:
        self._found = Components()
        self._open: list[Component] = []
        self._zone: Component | None = None
        self._nested: list[str] = []
        self._in_calendar = False

    def begin(self, name: str, number: int) -> None:
        if name == "VCALENDAR":
            self._close()
            self._found.calendars.append(CalendarHead())
            self._in_calendar = True
        elif name in ("VEVENT", "VTIMEZONE"):
            if name == "VTIMEZONE" or len(self._open) >= _DEEPEST:
                self._close()
            self._close_zone()
            if not self._found.calendars:
                self._found.calendars.append(CalendarHead())
            component = Component(number, len(self._found.calendars) - 1)
            if name == "VEVENT":
                self._open.append(component)
            else:
                self._zone = component
        elif len(self._nested) < _DEEPEST:
            self._nested.append(name)
            if self._zone is not None:
                self._zone.lines.append(f"BEGIN:{name}")

    def end(self, name: str) -> None:
        if name == "VCALENDAR":
            self._close()
            self._in_calendar = False
        elif name == "VEVENT":
            self._close_zone()
            # An entry inside another leaves the outer one open, as does one without an end mark.
            if self._open:
                self._found.events.append(self._open.pop())
        elif name == "VTIMEZONE":
            self._close_zone()
        elif name in self._nested:
            del self._nested[self._nested.index(name) :]
            if self._zone is not None:
                self._zone.lines.append(f"END:{name}")

    def content(self, line: str) -> None:
        if self._zone is not None:
            self._zone.lines.append(line)
        elif self._nested:
            return
        elif self._open:
            self._open[-1].lines.append(line)
        elif self._in_calendar:
            self._found.calendars[-1].lines.append(line)

    def finish(self) -> Components:
        self._found.cut = bool(self._open)
        self._found.ended = not self._in_calendar
        self._close()
        self._found.events.sort(key=lambda event: event.line)
        return self._found

    def _close(self) -> None:
        self._found.events += self._open
        self._open.clear()
        self._close_zone()

    def _close_zone(self) -> None:
        if self._zone is not None:
            self._found.zones.append(self._zone)
        self._zone = None
        self._nested.clear()
