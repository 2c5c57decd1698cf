"""The schema of a damaged file, written anew over what is left of it.

It takes up a good part of a small file, and one wrong letter in it hides every table. The steps
that made it are always the same, so that the row of a table in `sqlite_master` has the same number
in every file of a version: only where its pages begin is the file's own.
"""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

_COLUMNS = "type, name, tbl_name, sql"


def readable(path: Path) -> sqlite3.Connection:
    """A connection that reads what it can: entries of the schema that make no sense are passed
    over, letters that are none are replaced.
    """
    file = sqlite3.connect(path, isolation_level=None)
    file.text_factory = lambda text: text.decode("utf-8", "replace")
    file.execute("PRAGMA writable_schema = ON")
    return file


def mend_schema(path: Path, sound: Path) -> None:
    """Gives the entries of a damaged schema the words that they have in a sound file of the same
    version. As far as that goes: the seals tell what was read rightly.
    """
    with closing(sqlite3.connect(sound)) as file:
        wanted = _entries(file)
    with closing(readable(path)) as file, suppress(sqlite3.Error):
        found = _entries(file)
        wrong = {number: words for number, words in wanted.items() if found.get(number) != words}
        if not wrong:
            return
        version = file.execute("PRAGMA schema_version").fetchone()[0]
        file.execute("BEGIN")
        put = f"UPDATE sqlite_master SET ({_COLUMNS}) = (?, ?, ?, ?) WHERE rowid = ?"  # noqa: S608
        for number, words in wrong.items():
            with suppress(sqlite3.Error):
                file.execute(put, [*words, number])
        file.execute(f"PRAGMA schema_version = {version + 1}")
        file.execute("COMMIT")


def _entries(file: sqlite3.Connection) -> dict[int, tuple[str, str, str, str]]:
    rows = file.execute(f"SELECT rowid, {_COLUMNS} FROM sqlite_master")  # noqa: S608 - ours
    return {number: (kind, name, table, sql) for number, kind, name, table, sql in rows}
