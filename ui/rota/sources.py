"""Where the rota comes from by itself: each source, when it was last read, and why not."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFrame, QVBoxLayout

from planner.clock import LONDON
from planner.model.source import Attempts, Source, SourceKind
from planner.model.words import day_words
from planner.workspace import Part
from ui.build import button, column, row, text
from ui.intake import SLOT as READ_SLOT
from ui.kit import Kit, Page
from ui.rota.sources_keeper import SLOT, SourceKeeper

NO_SOURCES = (
    "The rota was opened by hand. Add the feed address that your rota system gives, or watch a "
    "file or folder, and new versions come by themselves."
)
NO_KEYRING = (
    "This computer has no keyring that would keep the address: it will be asked for again at the "
    "next start."
)
CALLED = {
    SourceKind.FEED: "Feed",
    SourceKind.FILE: "Watched file",
    SourceKind.FOLDER: "Watched folder",
}


def read_words(attempts: Attempts | None, zone: ZoneInfo) -> str:
    """When a source was last read and last brought a change."""
    if attempts is None:
        return "Not read yet."
    if attempts.good is None:
        return "Never read so far."
    words = f"Last read on {moment_words(attempts.good, zone)}"
    if attempts.changed is None or attempts.changed == attempts.good:
        return f"{words}."
    return f"{words}, last changed on {moment_words(attempts.changed, zone)}."


def problem_words(attempts: Attempts | None, zone: ZoneInfo) -> str:
    """Why the last look failed and what that means; empty where it did not."""
    if attempts is None or not attempts.problem:
        return ""
    kept = " What was read before is kept." if attempts.good else ""
    tried, due = moment_words(attempts.tried, zone), moment_words(attempts.due, zone)
    return f"Tried on {tried}: {attempts.problem}{kept} Next try on {due}."


def moment_words(at: datetime, zone: ZoneInfo) -> str:
    """A moment, such as "Tue 13 Oct at 10:20"."""
    local = at.astimezone(zone)
    return f"{day_words(local.date())} at {local:%H:%M}"


class SourceRow(QFrame):
    """One source, with what can be done about it."""

    def __init__(self, source: Source, keeper: SourceKeeper) -> None:
        super().__init__()
        self._source = source
        self._keeper = keeper
        self._name = text("", "strong")
        self._said = text("", "muted")
        self.problem = text("")
        self.read = button("Read now", lambda: keeper.read_now(self._source))
        self.address = button("New address…", lambda: keeper.ask_address(self._source))
        self.remove = button("Remove", lambda: keeper.remove(self._source), "quiet")
        words = column(self._name, self._said, self.problem, gap=1)
        inside = row(words, self.address, self.read, self.remove, gap=8)
        inside.setStretch(0, 1)
        inside.setContentsMargins(0, 6, 0, 6)
        self.setLayout(inside)

    def show_source(self, source: Source, zone: ZoneInfo) -> None:
        """Show how the source stands now; the row and its focus stay."""
        self._source = source
        name = f"{CALLED[source.kind]} {source.place}"
        self._name.setText(name)
        for each, what in ((self.read, "Read"), (self.remove, "Remove")):
            each.setAccessibleName(f"{what} {name}")
        self.address.setAccessibleName(f"New address for {name}")
        kept = self._keeper.addresses.is_kept(source.id)
        problem = problem_words(source.attempts, zone) or ("" if kept else NO_KEYRING)
        self._said.setText(read_words(source.attempts, zone))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        failing = source.attempts is not None and bool(source.attempts.problem)
        self.address.setVisible(failing and source.kind is SourceKind.FEED)

    def name(self) -> str:
        """What the row calls the source."""
        return self._name.text()

    def said(self) -> str:
        """What the row says of the source."""
        return self._said.text()


class SourcesSection(Page):
    """The sources of the rota, and the ways to add one."""

    watches = frozenset({Part.SOURCES, Part.ROTA})

    def __init__(self, kit: Kit, keeper: SourceKeeper) -> None:
        super().__init__(kit)
        self._keeper = keeper
        self.rows: dict[str, SourceRow] = {}
        self._none = text(NO_SOURCES, "muted")
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.add_feed = button("Add a feed address…", keeper.ask_address)
        self.watch_file = button("Watch a file…", keeper.watch_files)
        self.watch_folder = button("Watch a folder…", keeper.watch_folder)
        self.setLayout(
            column(
                self._none,
                self._lines,
                row(self.add_feed, self.watch_file, self.watch_folder, 1),
                gap=10,
            )
        )
        kit.jobs.changed.connect(self._jobs_changed)
        keeper.settled.connect(self.refresh)

    def refresh(self) -> None:
        """Show the sources as they stand."""
        sources = {source.id: source for source in self.kit.ask.sources()}
        for gone in [key for key in self.rows if key not in sources]:
            old = self.rows.pop(gone)
            self._lines.removeWidget(old)
            old.deleteLater()
        zone = self.kit.zone or LONDON
        for place, (key, source) in enumerate(sources.items()):
            if key not in self.rows:
                self.rows[key] = SourceRow(source, self._keeper)
                self._lines.insertWidget(place, self.rows[key])
            self.rows[key].show_source(source, zone)
        self._none.setVisible(not sources)
        self._jobs_changed()

    def _jobs_changed(self) -> None:
        busy = any(self.kit.jobs.running(slot) for slot in (READ_SLOT, SLOT))
        for line in self.rows.values():
            line.read.setEnabled(not busy)
