"""Keeps the rota's sources fresh: looks at them off the window's thread, records what they gave."""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from planner.errors import LeadtimeError, UnreadableInput, WrongUse
from planner.feeds import (
    Address,
    Addresses,
    Limits,
    Look,
    Round,
    SystemKeyring,
    is_due,
    look_at,
)
from planner.feeds.bounded import CalledOff, TookTooLong, bounded
from planner.model.source import Source, SourceKind
from planner.workspace import AddSource, Change, Part, RecordLooks, RemoveSource, made_ready
from ui.intake import SLOT as READ_SLOT
from ui.kit import Kit
from ui.rota.sources_dialog import AddressDialog

if TYPE_CHECKING:
    from planner.rota import RotaReader

SLOT = "sources"
VAULT_SLOT = "keyring"

VAULT_PATIENCE = 120.0
"""Seconds that somebody has to unlock the keyring."""

FIRST_CHECK = 3_000
CHECK_EVERY = 30_000
"""Milliseconds from the start to the first check, and between two. A check asks only the store for
what is due."""


@dataclass(frozen=True)
class First:
    """New sources and the round that read them; ``known`` is a source that was there already."""

    sources: tuple[Source, ...]
    round: Round
    known: str = ""


def first_look(
    new: Sequence[Look],
    others: Sequence[Look],
    addresses: Addresses,
    look: Callable[[Sequence[Look]], Round],
) -> First:
    """Reads new sources together with the others. An address that is there already is read again
    and makes no new source.
    """
    address = new[0].address
    feeds = [other.source.id for other in others if other.source.kind is SourceKind.FEED]
    known = addresses.source_of(address, feeds) if address else None
    if known:
        again = [replace(o, due=o.source.id == known, afresh=True) for o in others]
        return First((), look(again), known)
    return First(tuple(each.source for each in new), look([*others, *new]))


class SourceKeeper(QObject):
    """Adds, reads and removes sources, and looks by itself at those that are due.

    ``read`` carries the Change of a new reading that somebody asked for; ``settled`` tells that the
    keyring has answered. ``addresses`` is where the addresses of feeds are; tests put their own
    here.
    """

    read = Signal(object)
    settled = Signal()

    def __init__(self, kit: Kit, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self.addresses = Addresses(SystemKeyring())
        self._ids = self._source_ids()
        self._clock = QTimer(self)
        self._clock.setInterval(FIRST_CHECK)
        self._clock.timeout.connect(self._tick)
        self._awake = False
        kit.controller.changed.connect(self._changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)

    @cached_property
    def _reader(self) -> "RotaReader":
        """Remembers what it read, so that the next version is read sooner. Asked for on the thread
        that reads, where it is loaded too.
        """
        from planner.rota import RotaReader  # noqa: PLC0415 - not before a source is read

        return RotaReader()

    def start(self) -> None:
        """Look by itself from now on at what is due."""
        self._clock.start()

    def ask_address(self, instead_of: Source | None = None) -> AddressDialog:
        """Ask for the address of a feed; ``instead_of`` is a feed whose address no longer works."""
        title = f"New address for {instead_of.place}" if instead_of else "Add a feed address"
        dialog = AddressDialog(self._window, title)
        dialog.given.connect(lambda typed: self._add_feed(typed, instead_of, dialog))
        dialog.rejected.connect(lambda: self._kit.jobs.cancel(READ_SLOT))
        dialog.open()
        return dialog

    def watch_files(self) -> None:
        """Ask for files and watch them."""
        self._watch(SourceKind.FILE, self._kit.choosers.rota_files(self._window))

    def watch_folder(self) -> None:
        """Ask for a folder and watch it."""
        folder = self._kit.choosers.rota_folder(self._window)
        self._watch(SourceKind.FOLDER, (folder,) if folder else ())

    def remove(self, source: Source) -> None:
        """Look at a source no more."""
        self._kit.controller.do(RemoveSource(source.id))

    def read_now(self, source: Source) -> None:
        """Look at a source whether it is due or not."""
        looks, standing = self._kit.ask.looks({source.id}, asked=True), self._kit.ask.standing()
        self._start(
            READ_SLOT,
            f"Reading {source.place}…",
            lambda look: made_ready(RecordLooks(look(looks)), standing),
            self._record_asked,
            self._kit.tell,
        )

    def check(self) -> None:
        """Look at what is due, in the background."""
        jobs, now = self._kit.jobs, self._kit.now()
        due = {s.id for s in self._kit.ask.sources() if is_due(s, now)}
        if not due or jobs.running(SLOT) or jobs.running(READ_SLOT):
            return
        looks, standing = self._kit.ask.looks(due), self._kit.ask.standing()
        self._start(
            SLOT,
            "Looking for a new rota…",
            lambda look: made_ready(RecordLooks(look(looks)), standing),
            self._record_unasked,
            self._kit.tell,
        )

    def _add_feed(self, typed: str, instead_of: Source | None, dialog: AddressDialog) -> None:
        try:
            address = self.addresses.parsed(typed)
        except WrongUse as error:
            dialog.refuse(error.message)
            return
        new = Look(self._new(SourceKind.FEED, address.host), address=address)
        dialog.reading(f"Reading {address.host}…")

        def failed(error: Exception) -> None:
            if isinstance(error, LeadtimeError):
                dialog.refuse(error.message)
            else:
                dialog.reject()
                self._kit.tell(error)

        def done(first: First) -> None:
            if first.round.problems:
                dialog.refuse(first.round.problems[0])
                return
            dialog.accept()
            self._take_first(first, address, instead_of)

        self._first_look([new], instead_of, done, failed)

    def _watch(self, kind: SourceKind, paths: Collection[Path]) -> None:
        if not paths:
            return

        def done(first: First) -> None:
            if first.round.problems:
                self._kit.tell(UnreadableInput(first.round.problems[0]))
            else:
                self._take_first(first)

        looks = [Look(self._new(kind, str(path.absolute()))) for path in paths]
        self._first_look(looks, None, done, self._kit.tell)

    def _first_look(
        self,
        new: Sequence[Look],
        instead_of: Source | None,
        done: Callable[[First], None],
        failed: Callable[[Exception], None],
    ) -> None:
        replaced = instead_of.id if instead_of else ""
        others = [each for each in self._kit.ask.looks(()) if each.source.id != replaced]
        self._start(
            READ_SLOT,
            f"Reading {new[0].source.place}…",
            lambda look: first_look(new, others, self.addresses, look),
            done,
            failed,
        )

    def _take_first(
        self, first: First, address: Address | None = None, instead_of: Source | None = None
    ) -> None:
        for source in first.sources:
            if address is not None:
                self.addresses.hold(source.id, address)
            replaced = instead_of.id if instead_of else ""
            add = AddSource(source.id, source.kind, source.place, replaced)
            if self._kit.controller.do(add) is None:
                return
        command, standing = RecordLooks(first.round), self._kit.ask.standing()
        self._kit.jobs.start(
            READ_SLOT,
            "Comparing…",
            lambda *_: made_ready(command, standing),
            self._record_asked,
            self._kit.tell,
        )

    def _record_unasked(self, command: RecordLooks) -> None:
        self._kit.controller.take_in(command, lambda _: None)

    def _record_asked(self, command: RecordLooks) -> None:
        def recorded(change: Change) -> None:
            if change.step:
                self.read.emit(change)
            else:
                problems = command.round.problems
                self._kit.say(next(iter(problems), "Nothing has changed in the rota."))

        self._kit.controller.take_in(command, recorded)

    def _start(
        self,
        slot: str,
        words: str,
        work: Callable[[Callable[[Sequence[Look]], Round]], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``work``, which is given the way to look, on another thread."""
        look = partial(
            look_at,
            addresses=self.addresses,
            limits=Limits.load(),
            now=self._kit.now(),
        )

        def run(cancelled: Callable[[], bool], _: Callable[[str], None]) -> Any:
            return work(partial(look, reader=self._reader, cancelled=cancelled))

        self._kit.jobs.start(slot, words, run, done, failed)

    def _changed(self, change: Change) -> None:
        if Part.SOURCES not in change.touched:
            return
        before, self._ids = self._ids, self._source_ids()
        gone, come = before - self._ids, self._ids - before
        if gone or come:
            self._kit.jobs.start(
                f"{VAULT_SLOT} {uuid.uuid4()}",
                "Keeping addresses…",
                lambda cancelled, _: bounded(
                    lambda: self.addresses.settle(gone, come), VAULT_PATIENCE, cancelled
                ),
                lambda _: self.settled.emit(),
                self._not_settled,
            )

    def _not_settled(self, error: Exception) -> None:
        if not isinstance(error, TookTooLong | CalledOff):
            self._kit.tell(error)
        self.settled.emit()

    def _new(self, kind: SourceKind, place: str) -> Source:
        return Source(str(uuid.uuid4()), kind, place, self._kit.now())

    def _source_ids(self) -> frozenset[str]:
        return frozenset(source.id for source in self._kit.ask.sources())

    def _tick(self) -> None:
        self._awake = True
        self._clock.setInterval(CHECK_EVERY)
        self.check()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        # Before the first tick nothing may come in the way of the first paint.
        if self._awake and state is Qt.ApplicationState.ApplicationActive:
            self.check()
