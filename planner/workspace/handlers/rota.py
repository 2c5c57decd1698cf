"""Commands about the rota: reading it, whose it is, what its labels mean."""

from dataclasses import replace

from planner.errors import WrongUse
from planner.model.rota import Reading
from planner.rota import Changes, compare, corrected, label_key
from planner.store import Current, Store, as_stored, file_digest
from planner.workspace import words
from planner.workspace.commands import ChoosePerson, CorrectKind, CorrectKinds, ImportRota
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.questions import Questions


def import_rota(store: Store, command: ImportRota, context: Context) -> Outcome:
    """Stores the reading, unless it is the current one word for word, and points to it."""
    person = _whose(command, context.ask.person())
    reading = as_stored(_of(command.reading, person))
    changes = _changes(reading, person, store, context)
    number = _current_number(reading, command, store, context.ask)
    if number is None:
        number = store.readings.keep(reading, command.files, context.now)
    store.readings.point(Current(number, person))
    return Outcome(
        words=f"Read rota “{reading.title}”",
        idle=f"“{reading.title}” is the rota as it was read before: nothing changed.",
        reading=number,
        rota=changes,
    )


def choose_person(store: Store, command: ChoosePerson, context: Context) -> Outcome:
    """Points to another person of the current reading."""
    point_to_person(store, command.person, context)
    return Outcome(f"Show the rota of {command.person}")


def point_to_person(store: Store, person: str, context: Context) -> None:
    """Makes ``person`` the one whose shifts count; WrongUse where the rota does not name them."""
    current = store.readings.current()
    if current is None:
        raise WrongUse(f"There is no rota to look for {person} in. Open a rota first.")
    _known(person, context.ask.people())
    store.readings.point(replace(current, person=person))


def correct_kind(store: Store, command: CorrectKind, context: Context) -> Outcome:
    """Keeps the user's word for a label, or drops it."""
    return correct_kinds(store, CorrectKinds((command,)), context)


def correct_kinds(store: Store, command: CorrectKinds, _: Context) -> Outcome:
    """Keeps or drops the user's word for several labels."""
    if not command.corrections:
        raise WrongUse("There is no label to correct. Choose one, and what it is.")
    for correction in command.corrections:
        key = label_key(correction.label)
        if correction.kind is None:
            store.corrections.remove(key)
        else:
            store.corrections.put(key, correction.label, correction.kind)
    first, others = command.corrections[0], len(command.corrections) - 1
    more = f" and {others} more" if others else ""
    return Outcome(words.kind_words(first.label, first.kind) + more)


def _whose(command: ImportRota, before: str) -> str:
    people = command.reading.people
    if command.person:
        return _known(command.person, people)
    if len(people) == 1:
        return people[0]
    return before if before in people else ""


def _known(person: str, people: tuple[str, ...]) -> str:
    if person in people:
        return person
    named = f"It names {', '.join(people)}." if people else "It names nobody."
    raise WrongUse(f"“{person}” is not named in the rota. {named}")


def _of(reading: Reading, person: str) -> Reading:
    # Colleagues' entries are not stored once it is known whose rota it is.
    if not person:
        return reading
    return replace(reading, shifts=tuple(s for s in reading.shifts if s.person == person))


def _current_number(
    reading: Reading, command: ImportRota, store: Store, ask: Questions
) -> int | None:
    """The number of the current reading where it is this very one, from the same bytes."""
    before = ask.reading()
    if before is None or before.reading != reading:
        return None
    digests = tuple(file_digest(file) for file in command.files)
    return before.id if store.readings.digests(before.id) == digests else None


def _changes(reading: Reading, person: str, store: Store, context: Context) -> Changes | None:
    """What the reading changes for the person.

    None where the rota before was somebody else's, and while nobody is chosen.
    """
    ask = context.ask
    unchosen = not person and reading.people
    if unchosen or (ask.reading() and ask.person() != person):
        return None
    new = corrected(reading.shifts, store.corrections.all(), context.labels)
    return compare(ask.shifts(), new)
