"""Making an import ready: everything about it that needs no store, for any thread."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from planner.errors import WrongUse
from planner.model.rota import Dates, Done, Problem, Reading, RotaFile, Shift, Told
from planner.model.words import dates_words
from planner.rota import (
    Changes,
    compare,
    corrected,
    files_to_keep,
    same_rota,
    shift_order,
)
from planner.store.packing import Packed, as_stored, file_digest, pack_file, pack_stored
from planner.workspace.commands import ImportRota, RecordLooks
from planner.workspace.standing import Ready, Standing

C = TypeVar("C", ImportRota, RecordLooks)


def made_ready(command: C, standing: Standing) -> C:
    """The same command with its work done before: it is carried out in a moment then.

    Pure. ``standing`` is what the import is held against (`Questions.standing`); where that has
    changed until the command is carried out, the work is done anew. Raises WrongUse where the
    person is not named in the rota.
    """
    if isinstance(command, ImportRota):
        return replace(command, ready=ready_for(command, standing))
    rota = import_of(command)
    return command if rota is None else replace(command, ready=ready_for(rota, standing))


def import_of(command: RecordLooks) -> ImportRota | None:
    """The import that a round of looks asks for, None where it read nothing."""
    found = command.round
    if found.reading is None:
        return None
    return ImportRota(found.reading, found.files, ready=command.ready)


def ready_for(command: ImportRota, standing: Standing) -> Ready:
    """The work of an import; as it was done before where that still holds."""
    if command.ready is not None and command.ready.standing == standing:
        return command.ready
    person = whose(command, standing.person)
    # The whole team is stored where it was before and nobody is named now.
    whole = not command.person and len(standing.people) > 1
    before = standing.reading
    known = before.reading.shifts if before else ()
    reading = as_stored(command.reading if whole else _of(command.reading, person), known)
    newer = before is not None and same_rota(before.reading, reading)
    unchosen = not person and bool(reading.people)
    followed = before if newer and not unchosen and standing.person == person else None
    if followed is not None:
        covers, told = command.reading.covers, command.reading.told
        reading = as_stored(_with_standing(reading, followed.reading, covers, told), known)
    files = files_to_keep(command.files, command.reading, "" if whole else person)
    return Ready(
        standing=standing,
        person=person,
        reading=reading,
        packed=_packed(reading, files, standing),
        newer=newer,
        follows=followed is not None,
        changes=changes_of(reading, person, standing),
        news=before is None or not _alike(before.reading, reading),
    )


def whose(command: ImportRota, before: str) -> str:
    """Whose rota it is after an import, where it was ``before``'s; empty until that is known."""
    people = command.reading.people
    if command.person:
        return known_person(command.person, people)
    if len(people) == 1:
        return people[0]
    return before if before in people else ""


def known_person(person: str, people: tuple[str, ...]) -> str:
    """The person; raises WrongUse where the rota does not name them."""
    if person in people:
        return person
    named = f"It names {', '.join(people)}." if people else "It names nobody."
    raise WrongUse(f"“{person}” is not named in the rota. {named}")


def changes_of(reading: Reading, person: str, standing: Standing) -> Changes | None:
    """What a reading changes for the person, by the corrections that ``standing`` names.

    None where the rota before was somebody else's, and while nobody is chosen.
    """
    unchosen = not person and reading.people
    if unchosen or (standing.reading is not None and standing.person != person):
        return None
    mine = [s for s in reading.shifts if s.person == person or not reading.people]
    new = corrected(mine, standing.corrections, standing.labels)
    return compare(standing.shifts, new, zone=reading.zone)


def _of(reading: Reading, person: str) -> Reading:
    # Colleagues' entries are not stored once it is known whose rota it is.
    if not person:
        return reading
    return replace(reading, shifts=tuple(s for s in reading.shifts if s.person == person))


def _with_standing(reading: Reading, before: Reading, covers: Dates | None, told: Told) -> Reading:
    """The reading with the shifts of the one before that its file does not reach."""
    found = compare(before.shifts, reading.shifts, zone=reading.zone, covers=covers, told=told)
    kept = found.kept
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


def _packed(reading: Reading, files: Sequence[RotaFile], standing: Standing) -> Packed | int:
    """See `Ready.packed`."""
    before, digests = standing.reading, tuple(map(file_digest, files))
    if before is not None and before.reading == reading and standing.digests == digests:
        return before.id
    packed = tuple(map(pack_file, files, digests))
    return pack_stored(reading, packed, before)


def _alike(before: Reading, reading: Reading) -> bool:
    """Whether two readings differ in UIDs at most.

    Some feeds make these, and the times at which they were made, anew for every request.
    """
    return (
        replace(before, shifts=()) == replace(reading, shifts=())
        and len(before.shifts) == len(reading.shifts)
        and all(map(_say_the_same, before.shifts, reading.shifts))
    )


def _say_the_same(one: Shift, other: Shift) -> bool:
    return one is other or replace(one, uid=other.uid, occurrence=other.occurrence) == other
