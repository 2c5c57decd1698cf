"""The shape of entries: which properties, in which order; and a regular expression for it."""

import re
from itertools import pairwise

from planner.rota.entry import PEOPLE_PROPERTIES
from planner.rota.parse import WANTED

TAKEN = frozenset(
    [
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "DURATION",
        "UID",
        "LOCATION",
        "STATUS",
        "SEQUENCE",
        "LAST-MODIFIED",
        "DTSTAMP",
        *PEOPLE_PROPERTIES,
    ]
)
"""The properties that plain entries may have, of those that are read; the others that are read
(repetitions, a time zone, a method) make an entry odd."""

MOST_LINES = 200
"""Content lines of a plain entry; one with more is left to the ordinary way."""

BEGIN = "BEGIN:VEVENT"
_END = "END:VEVENT"
_ALARM, _ALARM_END = "BEGIN:VALARM", "END:VALARM"
_NAME_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
_ESCAPED = {"\r\n": r"\r\n", "\n": r"\n"}

# A begin mark counts at the start of a line; elsewhere it is a part of some text.
_AT_START = rf"{BEGIN}(?<![^\n]{BEGIN})"
# What follows an entry is neither a continuation of its last line nor an empty line before one.
_CLEAR = r"(?=BEGIN:|END:|\Z)"
# A line with parameters that ends in "=" may go on in the next one (quoted-printable).
_LINE = r"[^\r\n]*+"
_REST = rf"(?::{_LINE}|;{_LINE}(?<!=))"
# A continuation that looks like a mark is none: some writers indent their marks.
_FOLD = rf"(?:{{eol}}[ \t](?![ \t]*(?i:begin|end)){_LINE}(?<!=))"
# Groups repeat greedily: before Python 3.11.5 a possessive one fails if its inside backtracks.
_ALARM_LINES = rf"(?:(?!(?i:begin|end))[A-Za-z-]++{_REST}{_FOLD}*{{eol}})*"
_MONTH_AND_DAY = (
    "(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)"
    "|02(?:0[1-9]|1[0-9]|2[0-8]))"
)
_DAY = f"(?!0000)[0-9]{{4}}{_MONTH_AND_DAY}"
_CLOCK = "T(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"
_GROUPS = {
    "UID": r":([^\x00-\x1f\x7f\\\ufeff]{0,500}+)",
    "DTSTAMP": r":([0-9TZ]*+)",
    "LAST-MODIFIED": r":([0-9TZ]*+)",
    "DTSTART": (
        rf"(;VALUE=DATE:{_DAY}|:{_DAY}(?:{_CLOCK}Z?)?"
        rf"|(?:;VALUE=DATE-TIME)?;TZID=[A-Za-z0-9_/+. -]*+:{_DAY}{_CLOCK})"
    ),
}


class Shape:
    """Properties in their order, and the pattern that entries of the shape match.

    ``names`` are the properties that the groups of the pattern capture: UID, DTSTAMP and
    LAST-MODIFIED as values, the others with what stands between name and value. An empty name is
    a group that only matters for the lines in it. ``lines`` are those of the file that an entry
    takes besides. ``whole`` where a first group captures all after the begin mark.
    """

    def __init__(self, pattern: str, names: tuple[str, ...], lines: int, *, whole: bool) -> None:
        self.pattern = re.compile(pattern)
        self.names = names
        self.lines = lines
        self.whole = whole


def shape_of(chunk: str, *, whole: bool = False) -> Shape | None:
    """The shape of an entry, None for one that is not plain.

    ``chunk`` starts at the begin mark and goes on to the next one, or further. ``whole``: see
    `Shape`.
    """
    eol = "\r\n" if chunk.startswith(f"{BEGIN}\r\n") else "\n"
    lines = chunk.split(eol, MOST_LINES)
    if lines[0] != BEGIN or _END not in lines:
        return None
    lines = lines[1 : lines.index(_END)]
    parts, names = [""], list[str]()
    in_alarm = False
    for line, following in pairwise([*lines, ""]):
        folded = following[:1] in (" ", "\t")
        if in_alarm:
            in_alarm = line != _ALARM_END
        elif line == _ALARM:
            in_alarm = True
            parts.append(f"({_ALARM}{{eol}}{_ALARM_LINES}{_ALARM_END})")
            names.append("")
        elif line[:1] not in (" ", "\t"):
            name = line[: len(line) - len(line.lstrip(_NAME_LETTERS))]
            if name in TAKEN:
                parts.append(name + _GROUPS.get(name, f"({_REST})"))
                names.append(name)
            elif not name or name in WANTED or name in ("BEGIN", "END"):
                return None
            elif folded:
                parts.append(f"{name}{_REST}({_FOLD}*)")
                names.append("")
            else:
                parts.append(f"{name}{_REST}")
    if not _single(names):
        return None
    body = "{eol}".join([*parts, _END, ""])
    pattern = _AT_START + (f"({body})" if whole else body) + _CLEAR
    pattern = pattern.replace("{eol}", _ESCAPED[eol])
    shape = Shape(pattern, tuple(names), len(parts) + 1, whole=whole)
    return shape if shape.pattern.match(chunk) else None


def _single(names: list[str]) -> bool:
    """Whether an entry says everything once, when it starts among it."""
    once = [name for name in names if name not in ("", "ATTENDEE")]
    ends = names.count("DTEND") + names.count("DURATION")
    return "DTSTART" in names and len(set(once)) == len(once) and ends <= 1
