"""A rota report in words: figures beside their limits, how firm a rule is, what was left out."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from planner.agreement.report.content import Finding, Information, RotaReport, Standing
from planner.agreement.wording import counted, one_line
from planner.clock import DAY, WEEK, dates_of
from planner.model.oncall import words_of_work
from planner.model.rota import Shift
from planner.model.scheme import Grade
from planner.model.words import dates_words, day_words, hours_words, span_words
from planner.rules import Level, Limit
from planner.rules.actual import OnCall
from planner.spans import Span

_HOURS = "h"
_SHARE = "of "
"""Units that begin so are shares, from 0 to 1: "of weekends"."""

_NAMED = 8
"""Shifts named one by one; a breach over half a year concerns more than anyone reads."""

_GRADES = {
    Grade.OFFICIAL: "firm: an official page states it",
    Grade.AGREED: "fairly firm: several independent sources agree",
    Grade.SINGLE: "less firm: one source states it",
    Grade.UNCONFIRMED: "not confirmed: check it locally",
}


def note_words(note: Information) -> str:
    """What a rule asks for that a rota says nothing of, and what that comes to in this rota."""
    rule = note.rule
    parts = (f"{one_line(rule.title)}: {one_line(rule.text)}", one_line(note.text))
    said = " ".join(f"{part.rstrip('.')}." for part in parts if part)
    return f"{said} {paragraph_words(rule)}. {grade_words(rule.grade)}."


def level_words(level: Level | None) -> str:
    """How a rule stands in one word: "kept", "warning", "broken"."""
    if level is None:
        return "kept"
    return "broken" if level is Level.BREACH else "warning"


def grade_words(grade: Grade) -> str:
    """How firm a limit is: "Grade A, firm: an official page states it"."""
    return f"Grade {grade.value}, {_GRADES[grade]}"


def paragraph_words(rule: Limit) -> str:
    """Where the terms state a rule: "Paragraph 13", "Paragraphs 14, 15"; empty where no number is
    given.
    """
    para = one_line(rule.para)
    if not para[:1].isdigit():
        return para
    several = any(mark in para for mark in ",–-")
    return f"Paragraph{'s' if several else ''} {para}"


def source_words(rule: Limit) -> str:
    """Paragraph and source of a rule on one line; the source alone where it names the place."""
    place, source = paragraph_words(rule), one_line(rule.source)
    if place in source:
        return source
    return " of ".join(part for part in (place, source) if part)


def limit_words(standing: Standing) -> str:
    """The limit alone: "at most 48 h", "at least 11 h", "at most 50 % of weekends"."""
    bound = "at least" if standing.at_least else "at most"
    return f"{bound} {_amount(standing.limit, standing.limit, standing.rule.unit)}"


def figure_words(standing: Standing) -> str:
    """The figure beside its limit: "44.6 of 48 h", "11.5 h, at least 11 h", "35 % of weekends, at
    most 50 %".
    """
    figure, unit = standing.figure, standing.rule.unit
    if figure is None:
        return "nothing to measure"
    if unit.startswith(_SHARE):
        bound = "at least" if standing.at_least else "at most"
        most = _share(standing.limit, standing.limit)
        return f"{_share(figure, standing.limit)} {unit}, {bound} {most}"
    if standing.at_least:
        return f"{_amount(figure, standing.limit, unit)}, {limit_words(standing)}"
    return f"{_number(figure, standing.limit)} of {_amount(standing.limit, standing.limit, unit)}"


def room_words(standing: Standing) -> str:
    """What is left to the limit: "3.4 h to spare", "at the limit", "1.5 h over", "10.5 h short"."""
    room = standing.room
    if room is None:
        return ""
    if room == 0:
        return "at the limit"
    unit = standing.rule.unit
    size = abs(room)
    if unit.startswith(_SHARE):
        said = f"{_number(size * 100, 0)} points"
    else:
        said = _number(size, 0) + (" h" if unit == _HOURS else "")
    past = "short" if standing.at_least else "over"
    return f"{said} {'to spare' if room > 0 else past}"


def summary_words(report: RotaReport) -> str:
    """The whole report in one line: "2 breaches, 1 warning", or that every rule is kept."""
    parts = []
    if report.breaches:
        parts.append(f"{report.breaches} breach{'es' if report.breaches > 1 else ''}")
    if report.warnings:
        parts.append(counted(report.warnings, "warning"))
    if parts:
        return ", ".join(parts)
    if not report.duties and not report.on_calls:
        return "Nothing to check: the rota holds no work"
    return "Every rule that was checked is kept"


def counted_words(report: RotaReport) -> Iterator[str]:
    """What the figures rest on, a sentence each: sessions, entries that were left out, opt-out."""
    if report.unknown:
        entries = "1 entry is" if report.unknown == 1 else f"{report.unknown} entries are"
        yield (
            f"{entries} of a kind that nobody has said: no hours of theirs are counted, so the "
            "figures may be too low."
        )
    if report.sessions:
        sessions = counted(report.sessions, "session")
        hours = hours_words(report.booked_hours)
        yield (
            f"{sessions} of protected time ({hours}) are in the figures; inside a rostered shift "
            "they add no hours."
            if report.sessions > 1
            else f"1 session of protected time ({hours}) is in the figures; inside a rostered "
            "shift it adds no hours."
        )
    else:
        yield "No sessions of protected time are booked: the figures are those of the rota alone."
    if any(rule.opt_out is not None for rule in report.ruleset.limits.values()):
        with_it = "with" if report.opt_out else "without"
        yield f"The limits are those of a doctor {with_it} the personal opt-out."
    yield f"Hours are elapsed hours; dates and clock times are those of {report.zone.key}."


def on_call_words(report: RotaReport) -> Iterator[str]:
    """What was counted of on-call from home, a sentence each; nothing where there is none."""
    without = sum(period.work is None for period in report.on_calls)
    entered = [period for period in report.on_calls if period.work is not None]
    if without:
        yield (
            f"{counted(without, 'on-call period')} from home {'has' if without == 1 else 'have'} "
            "no hours entered: outside the sums, so the figures may be too low."
        )
    if entered:
        hours = hours_words(sum(period.hours or 0 for period in entered))
        yield (
            f"{counted(len(entered), 'on-call period')} from home "
            f"{'counts' if len(entered) == 1 else 'count'} with the hours that the doctor entered, "
            f"{hours}: in the average week, the 168 hours and the weekends; not as shifts or "
            "nights."
        )
    if report.left_over:
        periods = counted(len(report.left_over), "on-call period")
        yield f"Hours entered for {periods} that the rota does not have any more are not counted."


def on_call_line(period: OnCall, zone: ZoneInfo) -> str:
    """One on-call period with what was worked: "Wed 9 Sep 17:00 – Thu 10 Sep 09:00: 1.5 h,
    22:10–23:40".
    """
    when = span_words(period.span, zone)
    if period.work is None:
        return f"{when}: no hours entered"
    if not period.work:
        return f"{when}: nothing worked"
    said = words_of_work(period.work, period.span, zone)
    return f"{when}: {hours_words(period.hours or 0)}, {said}"


def meaning_words(report: RotaReport) -> Iterator[str]:
    """What the words of the rules mean, and the sources of the set, a sentence each."""
    for rule in report.meanings:
        yield f"{one_line(rule.title)}: {one_line(rule.text)}"
    rules = report.ruleset.limits.values()
    for source in dict.fromkeys(one_line(rule.source) for rule in rules if rule.source):
        yield f"Source: {source}."


def when_words(span: Span, zone: ZoneInfo) -> str:
    """When a breach is: its clock times, or its dates alone where it is longer than a week."""
    if span.duration > WEEK + DAY:
        days = tuple(dates_of(span, zone))
        return dates_words(days[0], days[-1])
    return span_words(span, zone)


def shift_words(shift: Shift, zone: ZoneInfo) -> str:
    """A shift by when it is and what kind it has; never by its label, which may name people."""
    if not shift.all_day:
        return f"{span_words(shift.span, zone)}, {shift.kind.words.lower()}"
    days = tuple(dates_of(shift.span, zone))
    when = day_words(days[0])
    if len(days) > 1:
        when = f"{when} – {day_words(days[-1])}"
    hours = f", {shift.daily}" if shift.daily else ""
    return f"{when}{hours}, {shift.kind.words.lower()}"


def shifts_words(shifts: Sequence[Shift], zone: ZoneInfo) -> str:
    """The shifts concerned on one line; of many the first and the last."""
    if not shifts:
        return "No rostered shift"
    if len(shifts) > _NAMED:
        first, last = shift_words(shifts[0], zone), shift_words(shifts[-1], zone)
        return f"{len(shifts)} shifts, from {first}, to {last}"
    said = "; ".join(shift_words(shift, zone) for shift in shifts)
    return f"{'Shift' if len(shifts) == 1 else 'Shifts'}: {said}"


def from_sessions_words(finding: Finding) -> str:
    """What the sessions booked have to do with it: that only they lead to it, or that the rota
    alone comes to less; empty where they change nothing.
    """
    breach, alone = finding.breach, finding.alone
    if alone is None:
        return "Only with the sessions that are booked: the rota alone keeps this rule here."
    if alone == breach.measured:
        return ""
    comes_to = _amount(alone, breach.limit, breach.unit)
    return f"With the sessions that are booked; the rota alone comes to {comes_to} here."


def _amount(value: float, limit: float, unit: str) -> str:
    if unit.startswith(_SHARE):
        return f"{_share(value, limit)} {unit}"
    return f"{_number(value, limit)} {unit}".rstrip()


def _share(value: float, limit: float) -> str:
    return f"{_number(value * 100, limit * 100)} %"


def _number(value: float, limit: float) -> str:
    """A number with at most one decimal that never rounds onto a limit it is not at."""
    most = _rounded(limit, 1)
    for places in (1, 2):
        said = _rounded(value, places)
        if value == limit or said not in (most, _rounded(limit, places)):
            return said
    return f"just {'over' if value > limit else 'under'} {most}"


def _rounded(value: float, places: int) -> str:
    said = f"{value:.{places}f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
