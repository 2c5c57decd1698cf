"""Commands about the rota: reading it, whose it is, what its labels mean."""

from dataclasses import replace

from planner.errors import WrongUse
from planner.rota import label_key, same_rota
from planner.store import ANY_ROTA, Current, Store
from planner.workspace import words
from planner.workspace.commands import ChoosePerson, CorrectKind, CorrectKinds, ImportRota
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.readying import changes_of, known_person, ready_for
from planner.workspace.standing import Ready

MOST_ROTAS = 12
"""Rotas, those read last, among which the one is looked for that a reading is of."""


def import_rota(store: Store, command: ImportRota, context: Context) -> Outcome:
    """Stores the reading, unless it is the current one word for word, and points to it.

    Where it is a newer reading of the current rota, shifts that lie outside its dates still stand:
    they are taken over from the current one.
    """
    standing = context.ask.standing()
    ready = ready_for(command, standing)
    before, changes = standing.reading, ready.changes
    rota = _rota_of(ready, store)
    if not ready.follows:
        said = store.corrections.of(ANY_ROTA if rota is None else rota)
        if said != standing.corrections:
            changes = changes_of(ready.reading, ready.person, replace(standing, corrections=said))
    number = ready.packed
    if not isinstance(number, int):
        follows = before.id if before and ready.follows else None
        number = store.readings.add(number, context.now, follows, rota)
    store.readings.point(Current(number, ready.person))
    return Outcome(
        words=f"Read rota “{ready.reading.title}”",
        idle=f"“{ready.reading.title}” is the rota as it was read before: nothing changed.",
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
    known_person(person, context.ask.people())
    store.readings.point(replace(current, person=person))


def correct_kind(store: Store, command: CorrectKind, context: Context) -> Outcome:
    """Keeps the user's word for a label, or drops it."""
    return correct_kinds(store, CorrectKinds((command,)), context)


def correct_kinds(store: Store, command: CorrectKinds, _: Context) -> Outcome:
    """Keeps or drops the user's word for several labels, for the current rota."""
    if not command.corrections:
        raise WrongUse("There is no label to correct. Choose one, and what it is.")
    current = store.readings.current()
    rota = store.readings.rota(current.reading) if current else ANY_ROTA
    for correction in command.corrections:
        key = label_key(correction.label)
        if correction.kind is None:
            store.corrections.remove(rota, key)
        else:
            store.corrections.put(rota, key, correction.label, correction.kind)
    first, others = command.corrections[0], len(command.corrections) - 1
    more = f" and {others} more" if others else ""
    return Outcome(words.kind_words(first.label, first.kind) + more)


def _rota_of(ready: Ready, store: Store) -> int | None:
    """The rota that a reading is of: that of the one it follows, else that of an earlier one which
    it is a newer reading of, as when two rotas take turns. None where it is the first of its rota.
    """
    current = ready.standing.reading
    if current is not None and ready.follows:
        return store.readings.rota(current.id)
    for rota, latest in store.readings.latest(MOST_ROTAS).items():
        if current is not None and latest == current.id:
            same = ready.newer
        else:
            same = same_rota(store.readings.load(latest).reading, ready.reading)
        if same:
            return rota
    return None
