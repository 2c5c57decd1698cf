"""Files → their entries, with what could not be taken."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from operator import attrgetter

from planner.errors import UnreadableInput
from planner.model.rota import Done, Problem, RotaFile, Shift
from planner.rota.breath import GoOn, breathing, go_on_always
from planner.rota.cancelled import MOST_VERSIONS, without_cancelled
from planner.rota.components import Component, Components, split
from planner.rota.entry import CalendarInfo, Entry, Stamp
from planner.rota.labels import label_key
from planner.rota.memory import carried, known_of
from planner.rota.parse import LIBRARY_FAULTS, BadEntry, calendar_info, parse_entry, title_of
from planner.rota.quick import Cut, PlainEntries, Values, cut
from planner.rota.sheet import SheetReader, is_sheet
from planner.rota.text import calendar_text

MOST_ENTRIES = 200_000
"""Most entries that a rota is read from. A hospital's whole year has fewer."""


@dataclass(slots=True)
class Problems:
    """What was odd in a rota, as it is found; `listed` puts it into the order of the files."""

    file_names: Sequence[str]
    _found: list[tuple[int, int, Problem]] = field(default_factory=list)
    _alike: dict[tuple[str, Done], list[Entry]] = field(default_factory=dict)

    def of_file(self, file: int, what: str, done: Done) -> None:
        """Something about a whole file."""
        self._found.append((file, 0, Problem(self.file_names[file], what, done)))

    def of_rota(self, where: str, what: str, done: Done) -> None:
        """Something about all entries with something in common, such as a label."""
        self._found.append((len(self.file_names), 0, Problem(where, what, done)))

    def of_lines(self, component: Component, file: int, what: str, done: Done) -> None:
        """Something about an entry that could not be read."""
        title = title_of(component)
        where = (
            f"“{title}” ({self._line(file, component.line)})"
            if title
            else self._line(file, component.line).capitalize()
        )
        self._found.append((file, component.line, Problem(where, what, done)))

    def of_entry(self, entry: Entry, what: str, done: Done) -> None:
        """Something about one entry. Entries with the same repair are listed together."""
        if done is Done.LEFT_OUT:
            problem = Problem(self._where(entry), what, done)
            self._found.append((entry.file, entry.line, problem))
        else:
            self._alike.setdefault((what, done), []).append(entry)

    def listed(self) -> tuple[Problem, ...]:
        """All problems: by file, then by line; those about the whole rota last."""
        found = list(self._found)
        for (what, done), entries in self._alike.items():
            first = min(entries, key=lambda entry: (entry.file, entry.line))
            where = self._where(first)
            if len(entries) > 1:
                where = f"{len(entries)} entries, first {where}"
            found.append((first.file, first.line, Problem(where, what, done)))
        found.sort(key=lambda item: (item[0], item[1], item[2].where, item[2].what))
        return tuple(problem for _, _, problem in found)

    def _where(self, entry: Entry) -> str:
        day = entry.start.day
        title = f"“{entry.summary}”" if entry.summary else "an entry without a title"
        return f"{title} on {day.day} {day:%b} {day.year} ({self._line(entry.file, entry.line)})"

    def _line(self, file: int, line: int) -> str:
        return (
            f"{self.file_names[file]}, line {line}" if len(self.file_names) > 1 else f"line {line}"
        )


@dataclass(slots=True)
class Source:
    """The entries of a rota's files, and the zones that the files define.

    ``plain`` are the plain entries of each file by its name, where that was asked for.
    ``stamped_anew``: see `planner.rota.quick.Cut`.
    """

    problems: Problems
    entries: list[Entry] = field(default_factory=list)
    calendars: list[CalendarInfo] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    plain: dict[str, PlainEntries] = field(default_factory=dict)
    stamped_anew: set[str] = field(default_factory=set)

    def shifts_before(self) -> list[Shift | None]:
        """The shifts that came of its entries in an earlier version, None where none is known."""
        entries = list(chain.from_iterable(plain.entries for plain in self.plain.values()))
        shifts = list(chain.from_iterable(plain.shifts for plain in self.plain.values()))
        return list(carried(self.entries, entries, shifts))

    def plain_with(self, shifts: Sequence[Shift | None]) -> dict[str, PlainEntries]:
        """The plain entries with the shifts that came of the rota's entries."""
        entries = list(chain.from_iterable(plain.entries for plain in self.plain.values()))
        found = iter(carried(entries, self.entries, shifts))
        return {
            name: replace(plain, shifts=list(islice(found, len(plain.entries))))
            for name, plain in self.plain.items()
        }

    def title(self) -> str:
        """What the rota calls itself, else the name of its first file."""
        names = list(dict.fromkeys(info.name for info in self.calendars if info.name))
        if names:
            return ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
        name = self.problems.file_names[0]
        return name.rsplit(".", 1)[0] if "." in name[1:] else name


def load_source(
    files: Sequence[RotaFile],
    sheets: SheetReader,
    *,
    quick: bool = True,
    known: Mapping[str, PlainEntries] | None = None,
    values: Values | None = None,
    go_on: GoOn = go_on_always,
) -> Source:
    """The entries of files, calendars or spreadsheets by their content; without ``quick``, every
    one is read the ordinary way. ``known`` are plain entries that were read before, by the names of
    their files (None: none are to be remembered), ``values`` lines that were converted before;
    ``go_on`` raises where it is to be left. Raises UnreadableInput for a file that holds none.
    """
    cutting = partial(cut, values=values or Values(), go_on=go_on) if quick else None
    source = _loaded(files, sheets, cutting, known, go_on)
    if source.stamped_anew and not source.stamped_anew.isdisjoint(_several(source.entries)):
        # Which of two versions counts is told by their stamps.
        exact = cutting and partial(cutting, exact=True)
        source = _loaded(files, sheets, exact, known, go_on)
    standing = without_cancelled(
        source.entries,
        source.calendars,
        lambda entry: source.problems.of_entry(
            entry, "Another entry of the same UID cancels it.", Done.LEFT_OUT
        ),
    )
    source.entries = _newest(standing, source.problems)
    return source


def _loaded(
    files: Sequence[RotaFile],
    sheets: SheetReader,
    cutting: Callable[..., Cut] | None,
    known: Mapping[str, PlainEntries] | None,
    go_on: GoOn,
) -> Source:
    """All entries of files, whatever becomes of them; ``cutting`` takes out the plain ones."""
    source = Source(Problems([file.name for file in files]))
    before = [None] * len(files) if known is None else known_of(files, known)
    for index, file in enumerate(files):
        go_on()
        if is_sheet(file.data):
            _add_sheet(source, index, file, sheets)
            continue
        text = calendar_text(file)
        first_calendar = len(source.calendars)
        go_on()
        taken = (
            cutting(text, file=index, first_calendar=first_calendar, known=before[index])
            if cutting
            else Cut(split(text, go_on))
        )
        _add_file(source, index, file.name, taken, go_on)
    return source


def _several(entries: Sequence[Entry]) -> set[str]:
    """The UIDs of entries that may be versions of each other, or cancel each other."""
    uids = list(map(attrgetter("uid"), entries))
    if len(set(uids)) == len(uids):
        return set()
    return {uid for uid, count in Counter(uids).items() if count > 1} - {""}


def _add_sheet(source: Source, index: int, file: RotaFile, sheets: SheetReader) -> None:
    several = len(source.problems.file_names) > 1

    def complain(place: str, what: str) -> None:
        where = f"{file.name}, {place}" if several else place[:1].upper() + place[1:]
        source.problems.of_rota(where, what, Done.LEFT_OUT)

    found = sheets.read(file, index, len(source.calendars), complain)
    source.entries += found.entries
    source.calendars += found.calendars
    source.guesses += [f"{file.name}: {words}" if several else words for words in found.guesses]


def _add_file(source: Source, index: int, name: str, taken: Cut, go_on: GoOn) -> None:
    found, plain = taken.components, taken.plain
    _refuse(name, found)
    if not found.ended:
        source.problems.of_file(
            index,
            "It has no end mark, so the end of the rota may be missing. "
            "Compare its last entries with the rota it came from.",
            Done.KEPT,
        )
    offset = len(source.calendars)
    source.calendars += [calendar_info(head, index) for head in found.calendars]
    source.zones += found.zones
    source.stamped_anew |= taken.stamped_anew
    source.plain[name] = taken.remembered
    before = len(source.entries)
    count = len(found.events) - len(plain) + sum(map(len, plain.values()))
    if before + count > MOST_ENTRIES:
        raise UnreadableInput(
            f"“{name}” holds {count:,} entries, more than the {MOST_ENTRIES:,} that "
            "are read from one rota. Export it for fewer dates, or for your department only."
        )
    first_fault = ""
    for place, component in enumerate(breathing(found.events, go_on)):
        calendar = offset + component.calendar
        if place in plain:
            cancels = source.calendars[calendar].cancels
            run = plain[place]
            source.entries += (entry._replace(cancelled=True) for entry in run) if cancels else run
            continue
        try:
            entry = parse_entry(component, file=index, calendar=calendar)
        except (BadEntry, *LIBRARY_FAULTS) as error:
            words = str(error) if isinstance(error, BadEntry) else "could not be read"
            first_fault = first_fault or f"line {component.line}: it {words}"
            source.problems.of_lines(component, index, f"It {words}.", Done.LEFT_OUT)
            continue
        cancelled = entry.cancelled or source.calendars[calendar].cancels
        source.entries.append(entry._replace(cancelled=cancelled))
    if len(source.entries) == before:
        what = "The only entry" if count == 1 else f"None of the {count} entries"
        raise UnreadableInput(
            f"{what} of “{name}” could {'not ' if count == 1 else ''}be read "
            f"({first_fault}). Export the rota again, or ask whoever made the file."
        )


def _refuse(name: str, found: Components) -> None:
    if found.cut:
        raise UnreadableInput(
            f"“{name}” stops in the middle of an entry: only part of it arrived. Download it again."
        )
    if not found.events and not found.ended:
        raise UnreadableInput(
            f"“{name}” stops before its first entry: only part of it arrived. Download it again."
        )
    if not found.events:
        raise UnreadableInput(
            f"“{name}” is a calendar without any entries. Check that it is the right one and "
            "that it was exported for the right dates."
        )


def _newest(entries: list[Entry], problems: Problems) -> list[Entry]:
    """Entries without older versions of the same entry (same UID and words, lower SEQUENCE).

    Many writers give one UID to different entries; those have equal numbers, or other words, or are
    many, and all stay.
    """
    uids = set(map(attrgetter("uid"), entries))
    if len(uids) == len(entries):
        return entries
    versions: dict[tuple[int, str, Stamp | None, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.uid:
            key = (entry.file, entry.uid, entry.instead_of, label_key(entry.summary))
            versions[key].append(entry)
    newest = {
        key: max(entry.sequence for entry in same)
        for key, same in versions.items()
        if len(same) <= MOST_VERSIONS
    }
    kept: list[Entry] = []
    for entry in entries:
        key = (entry.file, entry.uid, entry.instead_of, label_key(entry.summary))
        if entry.sequence < newest.get(key, entry.sequence):
            problems.of_entry(
                entry, "It is an older version of another entry in the file.", Done.LEFT_OUT
            )
        else:
            kept.append(entry)
    return kept
