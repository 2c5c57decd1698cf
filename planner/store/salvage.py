"""What can still be read of a damaged data file, put into a new one, with a backup filling holes.

Seals tell which tables and readings are as they were written. Nothing that is known to be wrong is
taken over as if it were right: a rota that lacks a shift would show time that is not free.
"""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from planner.store import copying, seals
from planner.store.schema import mend_schema, readable

_STAND_ALONE = frozenset({"sessions", "corrections"})
"""Tables whose rows make sense one by one, though others of the table are lost."""

_DECIDED = frozenset({"returns", "decisions"})
"""What came back, and which of it stands: the one makes no sense without the other."""

_LOOKS = frozenset({"source_attempts", "source_files"})
"""What looks at feeds gave: nobody entered it, and the next look gives it again."""

_PLAUSIBLE = 1 << 53
"""No number of ours is larger: as microseconds since 1970 it is the year 2255."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it.

    ``own``: everything that the user entered was read as it was written; ``whole``: these tables
    of it were, and are not the backup's. ``history``: the way back is there. ``filled``: the backup
    was needed. ``lost_readings``: so many could be had from neither, and so many ``lost_files``:
    kept as they came, what was read of them is there. ``missing``: the words of changes later than
    the backup that are not in effect. ``turns``: how many transactions the damaged file had seen, 0
    where that cannot be told. ``sessions``: so many are in the new file.
    """

    own: bool
    whole: frozenset[str]
    history: bool
    filled: bool
    lost_readings: int
    lost_files: int
    missing: tuple[str, ...]
    turns: int
    sessions: int


def salvage(damaged: Path, base: Path | None, target: Path) -> Salvaged:
    """Builds the data file ``target`` from a copy of a damaged one and a sound backup.

    Both may be written to; the backup is of the version that `version_in` gives. Raises
    sqlite3.Error where that fails altogether.
    """
    with closing(readable(damaged)) as old:
        copying.fresh(target, copying.version_of(old))
    mend_schema(damaged, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as new:
        tables = seals.tables(new)
        with closing(readable(damaged)) as old, copying.without_triggers(new):
            if seals.is_sealed(new):
                new.execute("DELETE FROM seals")  # those of empty tables prove nothing
            unread = {table for table in tables if not copying.copy_table(old, new, table)}
        if base is None:
            return _mended(new, None, unread)
        with closing(sqlite3.connect(base)) as good:
            return _mended(new, good, unread)


def version_in(damaged: Path) -> int:
    """The version of the schema of a damaged file, which is mended as far as its head goes."""
    if not _opens(damaged):
        copying.mend_header(damaged)
    with closing(readable(damaged)) as old:
        return copying.version_of(old)


def _opens(path: Path) -> bool:
    with suppress(sqlite3.Error), closing(readable(path)) as file:
        return bool(file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    return False


def _mended(new: sqlite3.Connection, good: sqlite3.Connection | None, unread: set[str]) -> Salvaged:
    """Mends the new file in place."""
    own_tables, kept = set(seals.own_tables(new)), seals.kept_tables(new)
    turns = _turns(new)
    wrong = _wrong(new, unread)
    own, history = not wrong & own_tables, not wrong & seals.HISTORY
    whole = own_tables - wrong
    doubtful = bool(unread & kept)
    holes = doubtful or bool(_broken_readings(new, doubtful=False) or seals.untrue(new))
    missing: tuple[str, ...] = ()
    with copying.without_triggers(new):
        if good is not None and holes:
            for table in kept:
                copying.fill(good, new, table)
            _seal_as(good, new)
        if good is not None and not own:
            missing, whole = _taken_from(good, new, own_tables, wrong)
            history = not whole
        elif not own:
            _keep_what_stands_alone(new, wrong & own_tables)
        lost = _broken_readings(new, doubtful=doubtful)
        _drop_readings(new, lost)
        lost_files = _drop_untrue(new)
        _drop_orphans(new)
        if not history or lost or (good is None and not own):
            history = False
            new.execute("DELETE FROM journal")
            _drop_impossible(new, "commands")
            _settle(new)
    _seal_again(new)
    return Salvaged(
        own=own,
        whole=frozenset(whole),
        history=history,
        filled=good is not None and (holes or not own),
        lost_readings=len(lost),
        lost_files=lost_files,
        missing=missing,
        turns=turns,
        sessions=new.execute("SELECT count(*) FROM sessions").fetchone()[0],
    )


def _wrong(new: sqlite3.Connection, unread: set[str]) -> set[str]:
    """The tables that are not as they were written. By its seal a table is known to be, however it
    was read; without seals nothing is that the user entered, where anything was not read.
    """
    own = set(seals.own_tables(new))
    if seals.is_sealed(new):
        return unread - own | set(seals.broken(new))
    return unread | own | seals.HISTORY if unread else set()


def _turns(new: sqlite3.Connection) -> int:
    with suppress(sqlite3.Error, TypeError):
        return seals.turns(new)
    return 0


def _broken_readings(new: sqlite3.Connection, *, doubtful: bool) -> list[int]:
    """The readings that differ from their seals; where ``doubtful``, those that have none too."""
    numbers = [number for (number,) in new.execute("SELECT id FROM readings")]
    if not seals.is_sealed(new):
        return numbers if doubtful else []
    unsealed = seals.unsealed_readings(new) if doubtful else ()
    return [n for n in numbers if n in unsealed or not seals.is_whole(new, n)]


def _seal_as(good: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """What came from the backup is sealed as it was there."""
    if seals.is_sealed(new):
        for number in (n for (n,) in good.execute("SELECT id FROM readings").fetchall()):
            seals.seal_reading(new, number)


def _taken_from(
    good: sqlite3.Connection, new: sqlite3.Connection, own: set[str], wrong: set[str]
) -> tuple[tuple[str, ...], set[str]]:
    """Takes what is wrong of the user's ``own`` tables from the backup. Answers with the words of
    later changes that are not in effect by that, and with the tables that stay as they were.

    None stays where all that would is the same in the backup, which has the way back too.
    """
    if wrong & _DECIDED:
        wrong |= _DECIDED & own
    whole = own - wrong
    if not _differ(good, new, whole - _LOOKS):
        whole = set()
    later = _later(good, new)
    taken = own - whole
    if not whole or wrong & seals.HISTORY:
        taken |= seals.HISTORY
    if whole:
        later = {} if wrong & seals.HISTORY else _that_changed(new, later, taken)
    for table in taken:
        copying.take_over(good, new, table)
    _number_after(good, new)
    new.executemany("UPDATE commands SET state = 'dropped' WHERE id = ?", [(n,) for n in later])
    return tuple(later.values()), whole


def _differ(good: sqlite3.Connection, new: sqlite3.Connection, tables: set[str]) -> bool:
    """Whether any of these tables, which are as they were sealed, is another than in the backup."""
    if not tables:
        return False
    now, before = (dict(file.execute("SELECT of, seal FROM seals")) for file in (new, good))
    return any(now[table] != before.get(table) for table in tables)


def _later(good: sqlite3.Connection, new: sqlite3.Connection) -> dict[int, str]:
    """The commands that came after the backup and are in effect, as far as they can be read: number
    → words.
    """
    last = good.execute("SELECT coalesce(max(id), 0) FROM commands").fetchone()[0]
    return dict(
        new.execute(
            "SELECT id, words FROM commands WHERE id > ? AND state = 'done' ORDER BY id", [last]
        ).fetchall()
    )


def _that_changed(
    new: sqlite3.Connection, commands: dict[int, str], tables: set[str]
) -> dict[int, str]:
    """Those of the commands that changed any of these tables."""
    changed = "SELECT of FROM journal WHERE command = ?"
    return {
        number: words
        for number, words in commands.items()
        if tables & {table for (table,) in new.execute(changed, [number])}
    }


def _number_after(good: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Commands go on being numbered where they would have."""
    last = good.execute("SELECT seq FROM sqlite_sequence WHERE name = 'commands'").fetchone()
    if last:
        new.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'commands'", [last[0]]
        )


def _keep_what_stands_alone(new: sqlite3.Connection, wrong: set[str]) -> None:
    """Without a backup: rows that make sense alone stay where they can be true; the rest goes."""
    for table in wrong - _STAND_ALONE:
        new.execute(f"DELETE FROM {table}")  # noqa: S608 - a table of ours
    for table in wrong & _STAND_ALONE:
        _drop_impossible(new, table)


def _drop_impossible(new: sqlite3.Connection, table: str) -> None:
    """Takes out rows with numbers that none of ours can be."""
    for _, column, kind, *_ in new.execute(f"PRAGMA table_info({table})").fetchall():
        if kind == "INTEGER":
            new.execute(
                f"DELETE FROM {table} WHERE {column} NOT BETWEEN ? AND ?",  # noqa: S608
                [-_PLAUSIBLE, _PLAUSIBLE],
            )


def _drop_readings(new: sqlite3.Connection, numbers: list[int]) -> None:
    """Takes readings out with all that belongs to them, and the pointer where it is to one."""
    for number in numbers:
        for table in seals.tables(new):
            for column in _referring(new, table, "readings"):
                if table == "readings":
                    change = f"UPDATE readings SET {column} = NULL WHERE {column} = ?"  # noqa: S608
                else:
                    change = f"DELETE FROM {table} WHERE {column} = ?"  # noqa: S608
                new.execute(change, [number])
        new.execute("DELETE FROM readings WHERE id = ?", [number])


def _drop_untrue(new: sqlite3.Connection) -> int:
    """Takes out what is not what its digest says; how many files that were."""
    lost = seals.untrue(new)
    for table, digest in lost:
        if table == "documents":
            # What was read of it, and what was decided, stands without the bytes.
            new.execute("UPDATE documents SET packed = X'' WHERE digest = ?", [digest])
            continue
        new.execute(f"DELETE FROM {table} WHERE digest = ?", [digest])  # noqa: S608
        if table == "files" and "source_files" in seals.tables(new):
            _forget_looks(new, digest)
    return len(lost)


def _forget_looks(new: sqlite3.Connection, digest: str) -> None:
    """A source one of whose files is lost is looked at as if for the first time."""
    of = "SELECT source FROM source_files WHERE file = ?"
    new.execute(f"DELETE FROM source_attempts WHERE source IN ({of})", [digest])  # noqa: S608
    new.execute(f"DELETE FROM source_files WHERE source IN ({of})", [digest])  # noqa: S608


def _referring(new: sqlite3.Connection, table: str, parent: str) -> list[str]:
    keys = new.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    return [column for _, _, to, column, *_ in keys if to == parent]


def _drop_orphans(new: sqlite3.Connection) -> None:
    """Takes out rows that refer to others that are gone, until none is left."""
    while wrong := {row[0] for row in new.execute("PRAGMA foreign_key_check")}:
        for table in wrong:
            for parent in seals.tables(new):
                key = new.execute(
                    "SELECT name FROM pragma_table_info(?) WHERE pk = 1", [parent]
                ).fetchone()[0]
                for column in _referring(new, table, parent):
                    new.execute(
                        f"DELETE FROM {table} WHERE {column} IS NOT NULL "  # noqa: S608
                        f"AND {column} NOT IN (SELECT {key} FROM {parent})"
                    )


def _settle(new: sqlite3.Connection) -> None:
    """What was done can no longer be taken back; its words stay."""
    new.execute("DELETE FROM commands WHERE state = 'writing'")
    new.execute("UPDATE commands SET state = 'dropped' WHERE state = 'undone'")
    if "settled" in {row[1] for row in new.execute("PRAGMA table_info(commands)")}:
        new.execute("UPDATE commands SET settled = 1")
    else:
        new.execute("UPDATE commands SET state = 'dropped'")


def _seal_again(new: sqlite3.Connection) -> None:
    if not seals.is_sealed(new):
        return
    new.execute("BEGIN")
    if new.execute("SELECT count(*) FROM turns").fetchone()[0] == 0:
        new.execute("INSERT INTO turns VALUES (1, 0)")
    seals.seal_anew(new)
    for number in seals.unsealed_readings(new):
        seals.seal_reading(new, number)
    new.execute("COMMIT")
