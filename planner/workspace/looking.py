"""What a round of looks at the sources is given."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from planner.model.source import Source
from planner.store import Store

if TYPE_CHECKING:
    from planner.feeds import Look


def looks_of(
    store: Store, sources: Sequence[Source], due: Collection[str], *, asked: bool
) -> "tuple[Look, ...]":
    """Every source with its last good files, those of the ids ``due`` to be looked at.

    Where the person ``asked`` for it, a source is asked for all of it again unless its files are
    known to be in the current reading (that may have been undone, or another rota opened).
    """
    from planner.feeds import Look

    current = store.readings.current()
    read = set(store.readings.digests(current.reading)) if current else set()

    def in_reading(source: Source) -> bool:
        files = store.sources.digests(source.id)
        return bool(files) and read.issuperset(files)

    return tuple(
        Look(
            source,
            store.sources.files(source.id),
            due=source.id in due,
            afresh=asked and not in_reading(source),
        )
        for source in sources
    )
