"""What is odd about a rota as a whole, or about all its entries with one label."""

from collections import Counter
from collections.abc import Sequence

from planner.model.kind import Kind
from planner.model.rota import DailyHours, Done, Shift
from planner.rota.entry import CalendarInfo
from planner.rota.labels import Labels
from planner.rota.source import Problems
from planner.rota.titles import off_their_titles, titles_words
from planner.rota.witness import doubt_words, doubtful
from planner.rota.zones import Zones, resolved


class Remarks:
    """Counts what is said of many entries together, and says it once.

    ``asides`` are the labels of entries that are no shifts; ``assumed`` the labels of all-day
    entries that give no hours, with their kind and the hours that were taken.
    """

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self.asides: Counter[str] = Counter()
        self.assumed: Counter[tuple[str, Kind, DailyHours]] = Counter()

    def say_counted(self) -> None:
        """Says what was counted."""
        for label, count in self.asides.items():
            entries = "It is" if count == 1 else f"Its {count} entries are"
            words = f"{entries} no shift: the way to work, an alarm or a reminder."
            self._of_label(label, words, Done.LEFT_OUT)
        for (label, kind, hours), count in self.assumed.items():
            entries = "One all-day entry gives" if count == 1 else f"{count} all-day entries give"
            usual = f"{hours} were assumed, usual for the kind “{kind.words}”"
            self._of_label(label, f"{entries} no hours; {usual}.", Done.KEPT)

    def say_zones(self, calendars: Sequence[CalendarInfo], zones: Zones) -> None:
        """Says which names of zones nobody knows."""
        home = zones.home.key
        for info in calendars:
            if info.zone and resolved(info.zone) is None:
                words = f"It names the time zone “{info.zone}”, which is not a known one; "
                self._problems.of_file(info.file, f"{words}{home} was taken.", Done.REPAIRED)
        for tzid, count in zones.unplaced.items():
            words = f"It is not a known one; its {count} times were read as {home}."
            self._problems.of_rota(f"Time zone “{tzid}”", words, Done.REPAIRED)

    def say_doubtful(
        self, shifts: Sequence[Shift], suspects: Sequence[Shift], labels: Labels, zones: Zones
    ) -> bool:
        """Says of which labels the hours speak against the kind; whether there are any. Only the
        ``suspects`` among the shifts may be the first of a label.
        """
        found = doubtful(suspects, labels, zones.home)
        if found and len(suspects) < len(shifts):
            found = doubtful(shifts, labels, zones.home)
        for odd in found.values():
            self._of_label(odd[0].label, doubt_words(odd, zones.home), Done.KEPT)
        return bool(found)

    def say_off_their_titles(self, shifts: Sequence[Shift], zones: Zones) -> None:
        """Says how many shifts stand at other hours than their titles say."""
        off = off_their_titles(shifts, zones.home)
        if off:
            words = titles_words(off, zones.home)
            self._problems.of_rota("The whole rota", words, Done.KEPT)

    def _of_label(self, label: str, words: str, done: Done) -> None:
        self._problems.of_rota(f"Label “{label}”", words, done)
