"""Who an entry belongs to.

A team's rota writes the person into each entry: "Siân Prys: LD", "Siân Prys - LD" or "LD - Siân
Prys". One person's rota may look just like that with wards ("AMU: LD", "Cardiology - LD"), and
taking a ward for a person would tear one rota in two. So names are believed only where all of this
holds:

* nearly all entries are written the same way, and what remains without the name is mostly words
  that the label table knows;
* the name looks like a personal one, is no label, and holds no ward, department or site;
* two different people or more recur, and two of them are on the rota on one day (or there are at
  least four people with first and last name, as in a list of who is on call).

One single name is believed where it is a first and a last name and stands first in nearly every
entry. Where titles name nobody, other properties may: those who attend (ATTENDEE), a category for
each person, the organiser. The same is asked of these, and that people and labels mix: a category
that goes with one label only says what the entry is and not whose. An entry that several people
attend is a shift of each. Otherwise the person is who the calendar is named after, where there are
several calendars with different personal names: first and last ones, or those of people who are on
the rota on one day, since "Southmead" and "Frenchay" may be where one doctor works in turn. Else
the rota names nobody.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from planner.model.kind import Kind
from planner.rota.entry import PEOPLE_PROPERTIES, CalendarInfo, Entry
from planner.rota.labels import Labels, label_key

NO_TITLE = "(no title)"
"""The label of an entry that has none."""

_MOST = 0.8  # share of the entries that must be written alike
_KNOWN = 0.5  # share of what remains that the label table must know
_LIST_OF_NAMES = 4  # so many full names need no day in common

_TITLES = frozenset(["dr", "mr", "mrs", "ms", "miss", "prof", "mx"])
_PARTICLES = frozenset([
    "al", "ap", "bin", "bint", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ferch",
    "ibn", "la", "le", "ten", "van", "von", "y",
])  # fmt: skip
_NOT_NAMES = frozenset([
    "rota", "roster", "shifts", "calendar", "export", "team", "doctor", "doctors", "my", "work",
    "new", "changed", "change", "swap", "provisional", "draft", "note", "cover", "week",
    "registrar", "consultant", "category", "true", "false", "yes", "no",
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
])  # fmt: skip
_SPACE = re.compile(r"\s+")
_JOINED_PARTICLE = re.compile(r"(?:al|an|d|de|el|ibn|l|mc|o|ul|ur)[-'’](?=\w)", re.IGNORECASE)
_OWNER = re.compile(r"(?:['’]s?)?\s*(?:rota|roster|shifts|calendar|work)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Whose entry it is (empty where nobody is named) and its label without the name.

    ``others`` are further people whose shift it is as well.
    """

    person: str
    label: str
    others: tuple[str, ...] = ()


class Naming(NamedTuple):
    """Whose each of some entries is; and by title, where their titles alone tell it (else none)."""

    each: Sequence[Named]
    by_title: Mapping[str, Named]


Cut = Callable[[str], Named | None]


def _before(separator: str) -> Cut:
    def cut(summary: str) -> Named | None:
        person, found, label = summary.partition(separator)
        return (
            Named(person.strip(), label.strip())
            if found and person.strip() and label.strip()
            else None
        )

    return cut


def _after(separator: str) -> Cut:
    def cut(summary: str) -> Named | None:
        label, found, person = summary.rpartition(separator)
        return (
            Named(person.strip(), label.strip())
            if found and person.strip() and label.strip()
            else None
        )

    return cut


_NAME_FIRST: tuple[Cut, ...] = tuple(_before(part) for part in (": ", " - ", " – ", " | "))
_CUTS: tuple[Cut, ...] = (
    *_NAME_FIRST,
    *(_after(separator) for separator in (" - ", " – ", " | ", ": ")),
)


def named(
    entries: Sequence[Entry],
    calendars: Sequence[CalendarInfo],
    file_names: Sequence[str],
    labels: Labels,
) -> Naming:
    """The person and the label of each entry, in the order of ``entries``; see the module's words.

    ``file_names`` are the names of the files that entries and calendars point to. Where a table
    says whose an entry is, that holds.
    """
    found = _told(entries, calendars, file_names, labels)
    if not any(map(attrgetter("person"), entries)):
        return found
    return Naming(
        [
            Named(entry.person, entry.summary) if entry.person else whose
            for entry, whose in zip(entries, found.each, strict=True)
        ],
        {},
    )


def _told(
    entries: Sequence[Entry],
    calendars: Sequence[CalendarInfo],
    file_names: Sequence[str],
    labels: Labels,
) -> Naming:
    """Whose entries are by their titles, else by other properties, else by their calendars."""
    titles = list(map(attrgetter("summary"), entries))
    # What a title says is worked out once for all entries that bear it.
    counts = Counter(titles)
    plain = {title: Named("", title or NO_TITLE) for title in counts}
    for cut in _CUTS:
        cuts = {title: cut(title) for title in plain}
        sure = _where(cuts, _is_person, labels)
        tally = [(item, counts[title]) for title, item in sure.items() if item is not None]
        found = map(sure.get, titles)
        if _believed(entries, found, tally, labels, alone=cut in _NAME_FIRST):
            # In a team's rota "Kate Ward" is a person too, although a ward stands in her name.
            likely = _where(cuts, _may_be_person, labels)
            known = {title: item or plain[title] for title, item in likely.items()}
            return Naming(list(map(known.__getitem__, titles)), known)
    whole = list(map(plain.__getitem__, titles))
    for name in PEOPLE_PROPERTIES if any(map(attrgetter("people"), entries)) else ():
        given = [_given(entry, name, labels) for entry in entries]
        believed = _believed(entries, given, _tally(given), labels, alone=name == "ATTENDEE")
        if believed and _mixed(given):
            return Naming([item or each for item, each in zip(given, whole, strict=True)], {})
    owners = _owners(entries, calendars, file_names, labels)
    if not owners:
        return Naming(whole, plain)
    each = zip(entries, whole, strict=True)
    return Naming([Named(owners.get(e.calendar, ""), named.label) for e, named in each], {})


def _given(entry: Entry, name: str, labels: Labels) -> Named | None:
    """Whose entry it is by a property of that name, None where that names no person."""
    people = [
        words for given, words in entry.people if given == name and _may_be_person(words, labels)
    ]
    if name == "CATEGORIES":
        # A category may be anything: a colour, a ward, a sort of work.
        people = [
            words
            for words in people
            if _full(words) and not labels.has_place(words) and labels.kind(words) is Kind.UNKNOWN
        ]
    if not people:
        return None
    first, *others = dict.fromkeys(people)
    return Named(first, entry.summary or NO_TITLE, tuple(others))


def _mixed(cuts: Sequence[Named | None]) -> bool:
    """Whether some person has two labels, and some label two people; or there is one person only.

    Names are spread over labels so, names of sorts of work are not.
    """
    labels: dict[str, set[str]] = defaultdict(set)
    people: dict[str, set[str]] = defaultdict(set)
    for item in cuts:
        if item is not None:
            for person in (item.person, *item.others):
                labels[person].add(label_key(item.label))
                people[label_key(item.label)].add(person)
    if len(labels) == 1:
        return True
    return any(len(each) > 1 for each in labels.values()) and any(
        len(each) > 1 for each in people.values()
    )


def _where(
    cuts: Mapping[str, Named | None], test: Callable[[str, Labels], bool], labels: Labels
) -> dict[str, Named | None]:
    """The cuts whose person passes a test, None in place of the others."""
    passed = {name: test(name, labels) for name in {item.person for item in cuts.values() if item}}
    return {title: item if item and passed[item.person] else None for title, item in cuts.items()}


def is_personal_name(words: str) -> bool:
    """Whether words look like a person's name: one to four capitalised words or initials, one of
    them written in small letters, perhaps with particles ("van der Berg") and a title.
    """
    tokens = _tokens(words)
    tokens = [token for token in tokens if token.casefold().rstrip(".") not in _TITLES]
    names = [token for token in tokens if token.casefold() not in _PARTICLES]
    return (
        len(names) >= 1
        and len(tokens) <= 4
        and all(_is_name_word(token) for token in names)
        and any(len(token) > 1 and not token.isupper() for token in names)
        and not any(token.casefold().strip(".") in _NOT_NAMES for token in names)
    )


def _is_name_word(token: str) -> bool:
    bare = _JOINED_PARTICLE.sub("", token)
    return (
        bare[:1].isalpha()
        and not bare[0].islower()
        # Combining accents are no letters by themselves ("Ọláyínká" may be written with them).
        and all(char.isalpha() or char in "'’-.ʼ" or not char.isascii() for char in token)
    )


def _tokens(words: str) -> list[str]:
    return [token for token in _SPACE.split(words.replace(",", " ").strip()) if token]


def _full(name: str) -> bool:
    return len(_tokens(name)) >= 2


def _is_person(words: str, labels: Labels) -> bool:
    return _may_be_person(words, labels) and not labels.has_place(words)


def _may_be_person(words: str, labels: Labels) -> bool:
    """Whether words look like a name and are not all labels or places ("Long Day", "Acute
    Medicine"); a name may hold one ("Anna Long", "Fatima al-Harun").
    """
    return is_personal_name(words) and not all(
        labels.is_place(token) or labels.kind(token) is not Kind.UNKNOWN for token in _tokens(words)
    )


def _believed(
    entries: Sequence[Entry],
    cuts: Iterable[Named | None],
    found: Sequence[tuple[Named, int]],
    labels: Labels,
    *,
    alone: bool,
) -> bool:
    """Whether the names that a cut found are people; ``alone``: also one single person.

    ``cuts`` are those of the entries, ``found`` each with how often it stands there.
    """
    many = sum(count for _, count in found)
    if many < max(2, _MOST * len(entries)):
        return False
    known = sum(count for item, count in found if labels.kind(item.label) is not Kind.UNKNOWN)
    if known < _KNOWN * many:
        return False
    counts: Counter[str] = Counter()
    for item, count in found:
        for person in (item.person, *item.others):
            counts[person] += count
    if len(counts) == 1:
        return alone and _full(found[0][0].person) and many >= max(3, 0.9 * len(entries))
    if sum(count > 1 for count in counts.values()) < 2:
        return False
    return _meet(entries, cuts) or sum(_full(name) for name in counts) >= _LIST_OF_NAMES


def _tally(cuts: Sequence[Named | None]) -> list[tuple[Named, int]]:
    """Each cut with how often it stands there; entries of one title have one cut."""
    each = dict(zip(map(id, cuts), cuts, strict=True))
    counted = Counter(map(id, cuts))
    return [(item, counted[key]) for key, item in each.items() if item is not None]


def _meet(entries: Sequence[Entry], cuts: Iterable[Named | None]) -> bool:
    """Whether two people are on the rota on one day."""
    people: dict[date, set[str]] = defaultdict(set)
    for entry, item in zip(entries, cuts, strict=True):
        if item is not None:
            names = people[entry.start.day]
            names.update((item.person, *item.others))
            if len(names) > 1:
                return True
    return False


def _owners(
    entries: Sequence[Entry],
    calendars: Sequence[CalendarInfo],
    file_names: Sequence[str],
    labels: Labels,
) -> dict[int, str]:
    """Whom each calendar is named after; nobody unless several are, all after different people."""
    used = sorted({entry.calendar for entry in entries})
    by_title = {index: _owner(calendars[index].name) for index in used}
    by_file = {index: _owner(_from_file(file_names[calendars[index].file])) for index in used}
    one_a_file = len({calendars[index].file for index in used}) == len(used)
    for owners in (by_title, *([by_file] if one_a_file else [])):
        names = list(owners.values())
        if (
            len(names) > 1
            and len(set(names)) == len(names)
            and all(_is_person(name, labels) for name in names)
            and (all(map(_full, names)) or _meet(entries, _owned(entries, owners)))
        ):
            return owners
    return {}


def _owned(entries: Iterable[Entry], owners: Mapping[int, str]) -> Iterator[Named]:
    """Entries as those of whom their calendar is named after."""
    return (Named(owners[entry.calendar], "") for entry in entries)


def _owner(title: str) -> str:
    return _OWNER.sub("", title.strip()).strip(" -–:")


def _from_file(name: str) -> str:
    stem = name.rsplit(".", 1)[0]
    return re.sub(r"[-_]+", " ", stem).title()
