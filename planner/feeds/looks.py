"""A round of looks at the sources of a rota, and the reading that it gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from planner.errors import Cancelled, UnreadableInput
from planner.feeds import words
from planner.feeds.address import Address
from planner.feeds.bounded import CalledOff, TookTooLong, bounded
from planner.feeds.fetched import Fetched
from planner.feeds.keeping import Addresses
from planner.feeds.limits import Limits
from planner.feeds.pace import Pacing
from planner.model.rota import Reading, RotaFile
from planner.model.source import NOTHING_KNOWN, Attempts, Source, SourceKind

if TYPE_CHECKING:
    from planner.rota import RotaReader

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """A source and what it gave when it was last readable.

    ``due`` where it is to be looked at in this round; ``afresh`` asks for all of it, whatever is
    known. ``address`` is that of a feed which is not kept yet.
    """

    source: Source
    files: tuple[RotaFile, ...] = ()
    due: bool = True
    afresh: bool = False
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class SourceRead:
    """What a look at a source gave."""

    source: str
    fetched: Fetched


@dataclass(frozen=True, slots=True)
class Round:
    """What a round gave: every look, and a reading of all sources where any has something new."""

    reads: tuple[SourceRead, ...]
    reading: Reading | None = None
    files: tuple[RotaFile, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """Why sources could not be read."""
        return tuple(read.fetched.problem for read in self.reads if read.fetched.problem)


def look_at(
    looks: Sequence[Look],
    addresses: Addresses,
    *,
    limits: Limits,
    now: datetime,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[str], None] = lambda _: None,
    reader: "RotaReader | None" = None,
) -> Round:
    """Looks at the sources that are due and reads them together with what the others gave last.

    A source that fails, or gives something that is no rota, counts with its last good files. One
    whose files were not kept (a team's, of whom one person was taken) is read again where another
    has something new. Works on any thread; the answer to a round that was called off says so and is
    not to be kept. A ``reader`` that is given again each time makes the reading of little that
    changed quick.
    """
    # Imported here: whoever asks what is due reads nothing yet.
    from planner.rota import RotaReader

    understand = reader or RotaReader(remembers=False)
    watch = _Watch(addresses, limits, now, cancelled, progress, understand)
    found = {look.source.id: watch.look(look) for look in looks if look.due}
    if any(reading for _, reading in found.values()):
        for look in looks:
            if _is_missing(look, found.get(look.source.id)):
                found[look.source.id] = watch.look(replace(look, afresh=True))
    reads = tuple(SourceRead(source, fetched) for source, (fetched, _) in found.items())
    readings = [reading for _, reading in found.values() if reading]
    if not readings:
        return Round(reads)
    missing = [look.source for look in looks if _is_missing(look, found.get(look.source.id))]
    if missing:
        return Round(tuple(_held_back(read, missing[0].place) for read in reads))
    files: list[RotaFile] = []
    for look in looks:
        fresh = found[look.source.id][0].files if look.source.id in found else None
        files += look.files if fresh is None else fresh
    try:
        one = len(looks) == 1
        together = readings[0] if one else understand.read(files, cancelled=cancelled)
    except Cancelled:
        off = Fetched(problem=words.CALLED_OFF)
        return Round(tuple(SourceRead(read.source, off) for read in reads))
    return Round(reads, together, tuple(files))


def _is_missing(look: Look, found: tuple[Fetched, Reading | None] | None) -> bool:
    """Whether a source that could be read before gives no files for this round."""
    attempts = look.source.attempts
    read_before = attempts is not None and attempts.good is not None
    return read_before and not look.files and (found is None or found[0].files is None)


def _held_back(read: SourceRead, missing: str) -> SourceRead:
    """The look without its news: alone, these would take what another source gave for gone."""
    if read.fetched.files is None:
        return read
    return SourceRead(read.source, Fetched(problem=words.not_without(missing)))


def is_due(source: Source, now: datetime) -> bool:
    """Whether a source is to be looked at: it never was, its time has come, or the computer's clock
    was wrong when it was looked at.
    """
    attempts = source.attempts
    return attempts is None or not attempts.tried <= now < attempts.due


def attempts_after(source: Source, fetched: Fetched, now: datetime, pacing: Pacing) -> Attempts:
    """How the looks at a source stand after another one."""
    before = source.attempts or Attempts(tried=now, due=now)
    if fetched.problem:
        failures = before.failures + 1
        wait = pacing.after_failure(source.kind, fetched.wait, failures)
        return replace(
            before, tried=now, due=now + wait, problem=fetched.problem, failures=failures
        )
    published = before.published if fetched.files is None else fetched.published
    return Attempts(
        tried=now,
        due=now + pacing.after_success(source.kind, published),
        good=now,
        changed=before.changed if fetched.files is None else now,
        known=fetched.known,
        published=published,
        host=fetched.host,
    )


@dataclass(frozen=True, slots=True)
class _Watch:
    """Looks at one source after another, for one round."""

    addresses: Addresses
    limits: Limits
    now: datetime
    cancelled: Callable[[], bool]
    progress: Callable[[str], None]
    reader: "RotaReader"

    def look(self, look: Look) -> tuple[Fetched, Reading | None]:
        """What a source gives, and its reading where it gives something new."""
        self.progress(f"Reading {look.source.place}…")
        fetched, reading = self._understood(self._fetched(look))
        if look.address is None:
            fetched = self._followed(fetched, look.source.id)
        return fetched, reading

    def _fetched(self, look: Look) -> Fetched:
        from planner.feeds.watched import look_on_disk
        from planner.feeds.web import fetch

        source = look.source
        known = source.attempts.known if source.attempts and not look.afresh else NOTHING_KNOWN
        try:
            if source.kind is not SourceKind.FEED:
                path = Path(source.place)
                # A network drive may hang as a network does.
                return self._bounded(lambda: look_on_disk(path, known))
            address = look.address or self._bounded(lambda: self.addresses.get(source.id))
        except TookTooLong:
            return Fetched(problem=words.too_slow(source.place))
        except CalledOff:
            return Fetched(problem=words.CALLED_OFF)
        if address is None:
            return Fetched(problem=words.no_address(source.place))
        fetched = fetch(address, known, limits=self.limits, now=self.now, cancelled=self.cancelled)
        return replace(fetched, host=address.host)

    def _followed(self, fetched: Fetched, source: str) -> Fetched:
        """The look, with the address kept to which a feed has moved for good.

        Only once what is there has been read as a rota: a network's log-in page moves everything.
        """
        there = fetched.moved
        if there is None or fetched.problem:
            return fetched
        try:
            self._bounded(lambda: self.addresses.moved(source, there))
        except (TookTooLong, CalledOff):
            return fetched  # The old address still sends on; the next look tries again.
        return replace(fetched, host=there.host)

    def _understood(self, fetched: Fetched) -> tuple[Fetched, Reading | None]:
        """The look with its reading; a problem where the files are no rota."""
        if fetched.files is None:
            return fetched, None
        try:
            return fetched, self.reader.read(fetched.files, cancelled=self.cancelled)
        except Cancelled:
            return Fetched(problem=words.CALLED_OFF), None
        except UnreadableInput as error:
            return Fetched(problem=error.message), None

    def _bounded(self, work: Callable[[], T]) -> T:
        return bounded(work, self.limits.total, self.cancelled)
