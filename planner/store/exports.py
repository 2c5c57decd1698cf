"""Which plans went out, and as which version. Not journalled: what left cannot be undone."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from planner.store.database import transaction
from planner.store.values import instant_at, stamp

if TYPE_CHECKING:
    from sqlite_utils.db import Database


@dataclass(frozen=True, slots=True)
class Export:
    """One plan that went out: its version, the digest of its content (SHA-256, hex), and when."""

    version: int
    digest: str
    issued: datetime


class Exports:
    """The record of exports."""

    def __init__(self, db: "Database") -> None:
        self._db = db

    def last(self) -> Export | None:
        """The latest export, None before the first."""
        row = self._db.execute(
            "SELECT version, digest, issued_at FROM exports ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return row and Export(row[0], row[1], instant_at(row[2]))

    def version_for(self, digest: str) -> int:
        """The version of a plan of this content: the last one's if the same, else the next."""
        last = self.last()
        if last is None:
            return 1
        return last.version if last.digest == digest else last.version + 1

    def record(self, export: Export) -> None:
        """Adds an export."""
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO exports (version, digest, issued_at) VALUES (?, ?, ?)",
                [export.version, export.digest, stamp(export.issued)],
            )
