"""Where the rota comes from by itself, and how the looks at it went.

The address of a feed is not among it. The list is the user's and journalled; what the looks gave is
not: that a feed was read is no step to undo.
"""

import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from planner.model.rota import RotaFile
from planner.model.source import Attempts, Known, Source, SourceKind
from planner.store.datafile import DataFile
from planner.store.readings import file_digest
from planner.store.values import instant_at, stamp, storable

_SECOND = timedelta(seconds=1)


class Sources:
    """The sources of the rota, and what each gave when it was last readable."""

    def __init__(self, db: DataFile) -> None:
        self._db = db

    def all(self) -> tuple[Source, ...]:
        """Every source with its attempts, in the order in which they were added."""
        rows = self._db.execute(
            "SELECT id, kind, place, added, tried, due, good, changed, problem, failures, etag, "
            "last_modified, mark, published, host "
            "FROM sources LEFT JOIN source_attempts ON source = id ORDER BY added, id"
        )
        return tuple(_source(*row) for row in rows)

    def add(self, source: Source) -> None:
        """A new source (inside a command)."""
        self._db.execute(
            "INSERT INTO sources (id, kind, place, added) VALUES (?, ?, ?, ?)",
            [
                storable(source.id),
                source.kind.value,
                storable(source.place),
                stamp(source.added),
            ],
        )

    def remove(self, source: str) -> None:
        """Takes a source out, with all that is known of it (inside a command)."""
        self._db.execute("DELETE FROM source_files WHERE source = ?", [storable(source)])
        self._db.execute("DELETE FROM source_attempts WHERE source = ?", [storable(source)])
        self._db.execute("DELETE FROM sources WHERE id = ?", [storable(source)])

    def attempted(self, source: str, attempts: Attempts) -> None:
        """How the looks at a source stand now."""
        known = attempts.known
        self._db.execute(
            "INSERT OR REPLACE INTO source_attempts (source, tried, due, good, changed, problem, "
            "failures, etag, last_modified, mark, published, host) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                storable(source),
                stamp(attempts.tried),
                stamp(attempts.due),
                attempts.good and stamp(attempts.good),
                attempts.changed and stamp(attempts.changed),
                storable(attempts.problem),
                attempts.failures,
                storable(known.etag),
                storable(known.last_modified),
                known.mark,
                None if attempts.published is None else attempts.published // _SECOND,
                storable(attempts.host),
            ],
        )

    def keep_files(self, source: str, files: Sequence[RotaFile]) -> None:
        """What a source gave, in place of what it gave before."""
        self._db.execute("DELETE FROM source_files WHERE source = ?", [storable(source)])
        for position, file in enumerate(files):
            digest = file_digest(file)
            self._db.execute(
                "INSERT INTO files (digest, packed) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [digest, zlib.compress(file.data)],
            )
            self._db.execute(
                "INSERT INTO source_files (source, position, name, file) VALUES (?, ?, ?, ?)",
                [storable(source), position, storable(file.name), digest],
            )

    def files(self, source: str) -> tuple[RotaFile, ...]:
        """What a source gave when it was last readable, byte for byte."""
        rows = self._db.execute(
            "SELECT name, packed FROM source_files JOIN files ON digest = file WHERE source = ? "
            "ORDER BY position",
            [storable(source)],
        )
        return tuple(RotaFile(name, zlib.decompress(packed)) for name, packed in rows)

    def digests(self, source: str) -> tuple[str, ...]:
        """What `file_digest` gives for those files."""
        rows = self._db.execute(
            "SELECT file FROM source_files WHERE source = ? ORDER BY position", [storable(source)]
        )
        return tuple(digest for (digest,) in rows)


def _source(id_: str, kind: str, place: str, added: int, *rest: Any) -> Source:
    attempts = _attempts(*rest)
    now = attempts.host if attempts else ""
    return Source(id_, SourceKind(kind), now or place, instant_at(added), attempts)


def _attempts(tried: int | None, due: int, good: int | None, *rest: Any) -> Attempts | None:
    if tried is None:
        return None
    changed, problem, failures, etag, last_modified, mark, published, host = rest
    return Attempts(
        tried=instant_at(tried),
        due=instant_at(due),
        good=_instant(good),
        changed=_instant(changed),
        problem=problem,
        failures=failures,
        known=Known(etag, last_modified, mark),
        published=None if published is None else published * _SECOND,
        host=host,
    )


def _instant(stamped: int | None) -> datetime | None:
    return None if stamped is None else instant_at(stamped)
