"""What came back is sealed with the user's own rows, for a decision is read from it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database


def sealed_returns(db: "Database") -> None:
    """Renames the triggers by which rows of readings are known, which are sealed reading by reading
    (`planner.store.seals.kept_tables`). These rows can still not be edited.
    """
    for action in ("update", "delete"):
        db.execute(f"DROP TRIGGER returns_kept_from_{action}")
        db.execute(
            f"CREATE TRIGGER returns_stay_at_{action} BEFORE {action.upper()} ON returns "
            "BEGIN SELECT RAISE(ABORT, 'what came back is never edited'); END"
        )
