"""Legends: what a code means and which hours it has ("LD = Long day 08:00–20:30")."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from planner.model.kind import Kind
from planner.rota.breath import GoOn, breathing
from planner.rota.labels import Labels, label_key, stated_hours
from planner.rota.sheet.cells import Sheet, Value, text_of
from planner.rota.sheet.clocks import clock_of
from planner.rota.sheet.dates import written
from planner.rota.sheet.headings import Headings

_LONGEST_CODE = 24
_LINE = re.compile(r"\s*(?P<code>[^=;]{1,24}?)\s*(?P<sign>=|:\s|\s[-–—]\s)\s*(?P<rest>\S.*)")
_CLOCK = r"[\d:.hH]+(?:\s*[apAP]\.?[mM]\b\.?)?"
_SEVERAL = re.compile(r"\s*[;\n]\s*|,\s*(?=[^,=;]{1,24}=)")


@dataclass(frozen=True, slots=True)
class Hours:
    """Clock times of a shift, counted from midnight; an end at or before the start is on the next
    day.
    """

    start: timedelta
    end: timedelta

    def __str__(self) -> str:
        return f"{_clock(self.start)}–{_clock(self.end)}"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a legend says of a code: its words, its hours, or both."""

    code: str
    words: str
    hours: Hours | None


class Legend:
    """The codes that a rota explains itself. Where it explains one twice, the first counts."""

    def __init__(self, meanings: Iterable[Meaning], labels: Labels) -> None:
        self._labels = labels
        self._meanings: dict[str, Meaning] = {}
        for meaning in meanings:
            self._meanings.setdefault(label_key(meaning.code), meaning)

    def __contains__(self, label: str) -> bool:
        return label_key(label) in self._meanings

    def hours(self, label: str) -> Hours | None:
        """The hours that the legend gives a code, None where it gives none."""
        meaning = self._meanings.get(label_key(label))
        return meaning.hours if meaning else None

    def label(self, label: str) -> str:
        """The label with what it means: the legend's word for a code counts where the label table
        reads the code by itself in another way ("SL = Sick leave").
        """
        meaning = self._meanings.get(label_key(label))
        if meaning is None or not meaning.words:
            return label
        meant = self._labels.kind(meaning.words)
        if meant is Kind.UNKNOWN or self._labels.kind(label) is meant:
            return label
        both = f"{meaning.words} ({label})"
        return both if self._labels.kind(both) is meant else meaning.words

    def said(self, labels: Iterable[str]) -> str:
        """What was taken from the legend for these labels, in one sentence; empty for nothing."""
        used = {label_key(label): label for label in labels}
        found = [self._said(label) for key, label in sorted(used.items()) if key in self._meanings]
        found = [words for words in found if words]
        more = f" and {len(found) - 12} more" if len(found) > 12 else ""
        return f"The legend says: {'; '.join(found[:12])}{more}." if found else ""

    def _said(self, label: str) -> str:
        meaning = self._meanings[label_key(label)]
        words = meaning.words if self.label(label) != label else ""
        parts = [part for part in (words, str(meaning.hours or "")) if part]
        return f"{label} is {', '.join(parts)}" if parts else ""


def hours_in(text: str) -> Hours | None:
    """The hours that a text states, None where it states none."""
    found = stated_hours(text)
    if found is None:
        return None
    start, end = (timedelta(hours=at.hour, minutes=at.minute) for at in (found.start, found.end))
    return Hours(start, end)


def meanings_in(
    sheet: Sheet,
    taken: Mapping[int, frozenset[int]],
    headings: Headings,
    labels: Labels,
    go_on: GoOn,
) -> list[Meaning]:
    """The meanings that the cells of a sheet may give, without those ``taken`` (the columns, by
    row) by tables of shifts; there only "code = meaning" is believed.
    """
    found: list[Meaning] = []
    for number, row in enumerate(breathing(sheet.rows, go_on)):
        run: list[Value] = []
        columns = taken.get(number, frozenset())
        for column, value in enumerate((*row, "")):
            inside = column in columns
            if isinstance(value, str) and "=" in value:
                found += _lines(value, labels, signs="=")
            if not inside and not headings.is_nothing(value) and written(value) is None:
                run.append(value)
                continue
            found += _of_run(run, labels)
            run = []
    return found


def _of_run(run: Sequence[Value], labels: Labels) -> list[Meaning]:
    """The meanings in cells beside each other: code, words, hours in one cell or two."""
    found: list[Meaning] = []
    code, words = "", ""
    clocks: list[timedelta] = []
    for value in run:
        clock = clock_of(value) if code else None
        text = text_of(value)
        hours = hours_in(text)
        lines = _lines(value, labels, signs="=:-–—") if isinstance(value, str) else []
        if lines:
            found += [*_whole(code, words, None, labels), *lines]
            code, words, clocks = "", "", []
        elif code and hours:
            words = words or _without_hours(text)
            found += _whole(code, words, hours, labels)
            code, words, clocks = "", "", []
        elif clock is not None:
            clocks.append(clock)
            if len(clocks) == 2:
                found += _whole(code, words, Hours(*clocks), labels)
                code, words, clocks = "", "", []
        elif not code:
            code = _without_hours(text)
            if hours or len(code) > _LONGEST_CODE:
                found += _whole(code, "", hours, labels)
                code = ""
        elif not words:
            words = text
    return [*found, *_whole(code, words, None, labels)]


def _lines(text: str, labels: Labels, *, signs: str) -> list[Meaning]:
    found: list[Meaning] = []
    for line in _SEVERAL.split(text):
        match = _LINE.fullmatch(line)
        if match and match["sign"].strip() in signs:
            rest = match["rest"]
            words = rest.strip(" .()")
            hours = hours_in(rest)
            found += _whole(match["code"], words, hours, labels)
    return found


def _whole(code: str, words: str, hours: Hours | None, labels: Labels) -> list[Meaning]:
    if not code or (hours is None and labels.kind(words) is Kind.UNKNOWN):
        return []
    return [Meaning(code, _without_hours(words), hours)]


def _without_hours(words: str) -> str:
    if stated_hours(words) is None:
        return words
    bare = re.sub(rf"{_CLOCK}\s*(?:-|–|—|to|until)\s*{_CLOCK}", " ", words)
    return " ".join(re.sub(r"\(\s*\)", " ", bare).split()).strip(" -–—,:;()")


def _clock(at: timedelta) -> str:
    minutes = at // timedelta(minutes=1)
    return f"{minutes // 60:02}:{minutes % 60:02}"
