"""Checking a rota: figures, and breaches with everything needed to show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from planner.errors import WrongUse
from planner.model.oncall import OnCallWork
from planner.model.rota import Shift
from planner.rules.actual import worked_pieces
from planner.rules.breaks import breaks_due, breaks_sentence
from planner.rules.duties import (
    Duty,
    Terms,
    Work,
    booked_pieces,
    local_dates,
    rostered_pieces,
    span,
)
from planner.rules.measure import Case, Measure
from planner.rules.oncall import calls_of
from planner.rules.reference import reference_of
from planner.rules.resting import Rest, rests_of
from planner.rules.rulebook import Rule, measured_rules, seen_by
from planner.rules.ruleset import Limit, Role, Ruleset
from planner.spans import Span


class Level(StrEnum):
    """How much passing a limit weighs."""

    BREACH = "breach"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that is passed.

    ``span`` runs from the first instant concerned to the last; ``measured`` and ``limit`` are in
    ``unit``; ``shifts`` are those of the duties concerned; ``text`` is one sentence for people.
    """

    rule: str
    level: Level
    span: Span
    measured: float
    limit: float
    unit: str
    shifts: tuple[Shift, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a rule asks for and a rota says nothing of: shown, never broken.

    ``shifts`` are those of the duties concerned, of which there are ``count``; ``text`` is one
    sentence for people.
    """

    rule: str
    count: int
    shifts: tuple[Shift, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the rules say of one person's work.

    ``figures`` holds the worst value of each rule by id, in the rule's unit, and leaves out rules
    that had nothing to measure. Breaches are in order of time, ``notes`` in order of the rules.
    """

    ruleset: Ruleset
    figures: Mapping[str, float]
    breaches: tuple[Breach, ...]
    duties: tuple[Duty, ...]
    notes: tuple[Note, ...] = ()


def check(
    shifts: Sequence[Shift],
    ruleset: Ruleset,
    zone: ZoneInfo,
    *,
    booked: Sequence[Span] = (),
    opt_out: bool = False,
    period: tuple[date, date] | None = None,
    worked: Sequence[OnCallWork] = (),
) -> Report:
    """What a rule set says of one person's shifts, with ``booked`` sessions in them.

    ``worked`` are the actual hours of on-call periods from home. They count in the average week, in
    the 168 hours and in the weekends, and they end rests where the set says so; they make no shift.
    ``period`` is the dates, both included, of the average week and the weekends; None for those
    that the rota covers. Dates of it that the rota does not cover count as dates without work.
    Shifts may be of several rotas, as of two employers: they count together, in ``zone``.
    Raises WrongUse for a period that ends before it starts and for a rule set with unknown rules.
    """
    case = case_of(
        shifts, ruleset, zone, booked=booked, opt_out=opt_out, period=period, worked=worked
    )
    figures: dict[str, float] = {}
    breaches: list[Breach] = []
    for limit, rule in measured_rules(ruleset):
        measures = list(rule.measure(seen_by(case, limit.id)))
        if measures:
            figures[limit.id] = rule.worst(measure.value for measure in measures)
            broken = rule.past(measures, limit.value(opt_out=opt_out))
            reported = rule.reported(broken)
            breaches += [breach_of(case, limit, rule, measure, shifts) for measure in reported]
    breaches.sort(key=lambda breach: breach.span)
    return Report(
        ruleset=ruleset,
        figures=figures,
        breaches=tuple(breaches),
        duties=tuple(case.work.duty(number, shifts) for number in range(len(case.work.starts))),
        notes=_notes(case, shifts),
    )


def rest(
    shifts: Sequence[Shift],
    ruleset: Ruleset,
    zone: ZoneInfo,
    *,
    booked: Sequence[Span] = (),
    worked: Sequence[OnCallWork] = (),
) -> tuple[Rest, ...]:
    """The rest that the rules keep free after each duty, in order of time.

    Of several rules the one that asks for the most speaks; between the nights of one run that is
    the rest between shifts. Rest that a rota cuts short ends where the next duty starts.
    """
    pieces = [*rostered_pieces(shifts, zone), *booked_pieces(booked)]
    dates, terms = local_dates(zone), Terms.of(ruleset)
    called = worked_pieces(calls_of(shifts, ruleset, zone), worked) if worked else []
    whole = Work([*pieces, *called], dates, terms) if called else None
    return rests_of(Case(Work(pieces, dates, terms), ruleset, called=tuple(called), whole=whole))


def case_of(
    shifts: Sequence[Shift],
    ruleset: Ruleset,
    zone: ZoneInfo,
    *,
    booked: Sequence[Span] = (),
    opt_out: bool = False,
    period: tuple[date, date] | None = None,
    worked: Sequence[OnCallWork] = (),
) -> Case:
    """One person's shifts, sessions and hours on call, made ready to be measured."""
    if period is not None and period[1] < period[0]:
        raise WrongUse("The period ends before it starts. Give the first day, then the last.")
    dates, terms = local_dates(zone), Terms.of(ruleset)
    pieces, sessions = rostered_pieces(shifts, zone), booked_pieces(booked)
    rostered = Work(pieces, dates, terms)
    work = Work([*pieces, *sessions], dates, terms) if sessions else rostered
    calls = calls_of(shifts, ruleset, zone)
    called = worked_pieces(calls, worked) if worked else []
    reference = reference_of(rostered, shifts, [*called, *sessions], period)
    whole = Work([*pieces, *called, *sessions], dates, terms) if called else None
    return Case(work, ruleset, reference, opt_out, calls, tuple(called), whole)


def breach_of(
    case: Case, limit: Limit, rule: Rule, measure: Measure, shifts: Sequence[Shift]
) -> Breach:
    """A value past its limit as a breach; ``shifts`` are those that the work's pieces count."""
    case = seen_by(case, limit.id)
    work = case.work
    most = limit.value(opt_out=case.opt_out)
    first, last = measure.calls
    concerned = [owner for call in case.calls[first : last + 1] for owner in call.owners]
    if rule.duties is not None:
        concerned += [one for duty in rule.duties(case, measure) for one in work.owners(duty, duty)]
    elif measure.first <= measure.last:
        concerned += work.owners(measure.first, measure.last)
    concerned += measure.others
    # Work that goes on from a duty leaves no rest at all: the breach is then where the duty is.
    since = measure.start if measure.start < measure.end else work.starts[measure.first]
    return Breach(
        rule=limit.id,
        level=Level.WARNING if limit.role is Role.WARNING else Level.BREACH,
        span=span(since, measure.end),
        measured=measure.value,
        limit=most,
        unit=limit.unit,
        shifts=tuple(shifts[owner] for owner in dict.fromkeys(concerned)),
        text=rule.sentence(case, measure, most),
    )


def _notes(case: Case, shifts: Sequence[Shift]) -> tuple[Note, ...]:
    work = case.work
    found = []
    for rule, due in breaks_due(case).items():
        if due:
            owners = (owner for duty in due for owner in work.owners(duty, duty))
            concerned = tuple([shifts[owner] for owner in owners])
            found.append(Note(rule, len(due), concerned, breaks_sentence(case, rule, len(due))))
    return tuple(found)
