"""The files of a rota → a `Reading`; and a reader that remembers the rota that it read last."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.errors import Cancelled, UnreadableInput
from planner.model.rota import Reading, RotaFile
from planner.rota.breath import GoOn
from planner.rota.calendar import Understanding
from planner.rota.labels import Labels
from planner.rota.memory import Remembered
from planner.rota.sheet import SheetReader
from planner.rota.source import load_source
from planner.rota.zones import home_zone


def read_rota(
    files: Sequence[RotaFile],
    *,
    zone: ZoneInfo | None = None,
    since: date | None = None,
    until: date | None = None,
    labels: Labels | None = None,
    today: date | None = None,
    quick: bool = True,
) -> Reading:
    """Reads the files of one rota: calendars, or spreadsheets.

    ``zone`` is the rota's zone where the user says so; else the one its calendars state
    (X-WR-TIMEZONE), else the one that most entries name, else Europe/London. Floating times and
    all-day entries are in this zone. ``until`` is the last date to which recurrences without an end
    are followed (`planner.rota.expand.default_until` without it), ``since`` the first of those that
    began long before (`planner.rota.expand.default_since`). ``today`` is the date near which a
    spreadsheet lies that never says its year; the present date without it.
    ``quick`` may be switched off to read every entry the ordinary way; the reading is the same.

    An entry that cannot be understood is left out and listed in the reading's problems; the others
    are kept. Raises UnreadableInput where a file is empty, no calendar, cut off, or holds no entry
    that can be read.
    """
    reader = RotaReader(labels, quick=quick, remembers=False)
    return reader.read(files, zone=zone, since=since, until=until, today=today)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Inside, nothing is looked for that only holds itself in memory.

    A rota makes objects by the ten thousand, and none of these; to go through all of them again and
    again took up to a third of the time.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


class RotaReader:
    """Reads rotas as `read_rota` does, and remembers the last one.

    A rota that is read again with little changed takes a fraction of the time; the reading is the
    same. May be used from any thread; of two readings at once, the one that ends last is
    remembered.
    """

    def __init__(
        self, labels: Labels | None = None, *, quick: bool = True, remembers: bool = True
    ) -> None:
        self._labels = labels
        self._quick = quick
        self._remembers = remembers
        self._last = Remembered()

    def read(
        self,
        files: Sequence[RotaFile],
        *,
        zone: ZoneInfo | None = None,
        since: date | None = None,
        until: date | None = None,
        today: date | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Reading:
        """See `read_rota`. ``cancelled`` is asked now and then; Cancelled is raised where it says
        so.
        """

        def go_on() -> None:
            if cancelled():
                raise Cancelled("The rota was not read: it was called off.")

        if not files:
            raise UnreadableInput(
                "No rota was given. Choose a calendar file (.ics) or a spreadsheet."
            )
        with _without_collecting():
            return self._read(files, zone, (since, until), today, go_on)

    def _read(
        self,
        files: Sequence[RotaFile],
        zone: ZoneInfo | None,
        within: tuple[date | None, date | None],
        today: date | None,
        go_on: GoOn,
    ) -> Reading:
        before, labels = self._last, self._labels or Labels.load()
        self._labels = labels
        source = load_source(
            files,
            SheetReader(labels, today or datetime.now().astimezone().date(), go_on),
            quick=self._quick,
            known=before.plain if self._remembers else None,
            values=before.values,
            go_on=go_on,
        )
        home = zone or home_zone(source.calendars, source.entries)
        understanding = Understanding(source, home, labels, before, go_on)
        reading = understanding.read(*within)
        if self._remembers:
            self._last = understanding.remembered()
        return reading
