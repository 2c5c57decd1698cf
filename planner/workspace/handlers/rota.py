"""Commands about the rota: reading it, whose it is, what its labels mean."""

from dataclasses import replace

from planner.errors import WrongUse
from planner.model.rota import Done, Problem, Reading, RotaFile, StoredReading
from planner.model.words import dates_words
from planner.rota import (
    Changes,
    Dates,
    compare,
    corrected,
    files_to_keep,
    label_key,
    same_rota,
    shift_order,
)
from planner.store import Current, Store, as_stored, file_digest
from planner.workspace import words
from planner.workspace.commands import ChoosePerson, CorrectKind, CorrectKinds, ImportRota
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.questions import Questions


def import_rota(store: Store, command: ImportRota, context: Context) -> Outcome:
    """Stores the reading, unless it is the current one word for word, and points to it.

    Where it is a newer reading of the current rota, shifts that lie outside its dates still stand:
    they are taken over from the current one.
    """
    ask = context.ask
    person = whose(command, ask.person())
    reading = understood(command, ask)
    before = _followed(reading, person, ask)
    changes = _changes(reading, person, store, context)
    whole = _whole(command, ask)
    files = files_to_keep(command.files, command.reading, "" if whole else person)
    number = _current_number(reading, files, store, ask)
    if number is None:
        follows = before.id if before else None
        number = store.readings.keep(reading, files, context.now, follows)
    store.readings.point(Current(number, person))
    return Outcome(
        words=f"Read rota “{reading.title}”",
        idle=f"“{reading.title}” is the rota as it was read before: nothing changed.",
        reading=number,
        rota=changes,
    )


def understood(command: ImportRota, ask: Questions) -> Reading:
    """The reading as `import_rota` stores it: of the person whose rota it is, where that is known,
    and with what still stands of the reading before.
    """
    person = whose(command, ask.person())
    whole = _whole(command, ask)
    reading = as_stored(command.reading if whole else _of(command.reading, person))
    before = _followed(reading, person, ask)
    if before is None:
        return reading
    return as_stored(_with_standing(reading, before.reading, command.reading.covers))


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


def whose(command: ImportRota, before: str) -> str:
    """Whose rota it is after an import, where it was ``before``'s; empty until that is known."""
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


def _whole(command: ImportRota, ask: Questions) -> bool:
    """Whether the whole team is stored: it was before, and nobody was named now."""
    return not command.person and len(ask.people()) > 1


def _of(reading: Reading, person: str) -> Reading:
    # Colleagues' entries are not stored once it is known whose rota it is.
    if not person:
        return reading
    return replace(reading, shifts=tuple(s for s in reading.shifts if s.person == person))


def _followed(reading: Reading, person: str, ask: Questions) -> StoredReading | None:
    """The current reading where the new one is of the same rota and the same person."""
    before = ask.reading()
    unchosen = not person and reading.people
    if before is None or unchosen or ask.person() != person:
        return None
    return before if same_rota(before.reading, reading) else None


def _with_standing(reading: Reading, before: Reading, covers: Dates | None) -> Reading:
    """The reading with the shifts of the one before that its file does not reach."""
    kept = compare(before.shifts, reading.shifts, zone=reading.zone, covers=covers).kept
    if covers is None or not kept:
        return reading
    count = "One entry" if len(kept) == 1 else f"{len(kept)} entries"
    problem = Problem(
        f"Outside {dates_words(*covers)}",
        f"{count} of the reading before lie outside the dates of this file. A file that does not "
        "reach a shift does not cancel it.",
        Done.KEPT,
    )
    return replace(
        reading,
        shifts=tuple(sorted((*reading.shifts, *kept), key=shift_order)),
        problems=(*reading.problems, problem),
    )


def _current_number(
    reading: Reading, files: tuple[RotaFile, ...], store: Store, ask: Questions
) -> int | None:
    """The number of the current reading where it is this very one, from the same bytes."""
    before = ask.reading()
    if before is None or before.reading != reading:
        return None
    digests = tuple(file_digest(file) for file in files)
    return before.id if store.readings.digests(before.id) == digests else None


def _changes(reading: Reading, person: str, store: Store, context: Context) -> Changes | None:
    """What the reading changes for the person.

    None where the rota before was somebody else's, and while nobody is chosen.
    """
    ask = context.ask
    unchosen = not person and reading.people
    if unchosen or (ask.reading() and ask.person() != person):
        return None
    mine = [s for s in reading.shifts if s.person == person or not reading.people]
    new = corrected(mine, store.corrections.all(), context.labels)
    return compare(ask.shifts(), new, zone=reading.zone)
