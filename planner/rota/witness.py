"""The hours of entries as a second witness of what their labels say."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from planner.clock import local_date
from planner.model.rota import Shift
from planner.model.words import clock_words, day_words
from planner.rota.labels import Labels, label_key


def doubtful(shifts: Sequence[Shift], labels: Labels, zone: ZoneInfo) -> dict[str, list[Shift]]:
    """The timed shifts whose hours speak against their kind, by normalised label, in their order.

    A "Night" from 09:00 to 17:00 is one; a kind that the table gives no hours for never is.
    """
    agreed: dict[object, bool] = {}
    judged: dict[tuple[int, int], bool] = {}
    found: dict[str, list[Shift]] = {}
    for shift in shifts:
        if shift.all_day:
            continue
        # Shifts at one time often share their span; to tell that by identity is much faster.
        same = (id(shift.kind), id(shift.span))
        if same not in judged:
            start, end = shift.span.start.astimezone(zone), shift.span.end.astimezone(zone)
            # Shifts of a kind at the same hours are judged once; the length tells a clock change.
            key = (shift.kind, start.time(), end.time(), shift.span.duration)
            if key not in agreed:
                agreed[key] = labels.agree(shift.kind, shift.span, zone)
            judged[same] = agreed[key]
        if not judged[same]:
            found.setdefault(label_key(shift.label), []).append(shift)
    return found


def doubt_words(shifts: list[Shift], zone: ZoneInfo) -> str:
    """What is odd about shifts of one label, as a sentence or two."""
    first = shifts[0]
    day, hours = day_words(local_date(first.span.start, zone)), clock_words(first.span, zone)
    entries = (
        f"One entry has other hours, {hours} on {day}."
        if len(shifts) == 1
        else f"{len(shifts)} entries have other hours, first {hours} on {day}."
    )
    return f"It was taken as “{first.kind.words}”. {entries} Check what the label means."
