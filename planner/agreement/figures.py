"""The four figures of a plan and what the rules say of it: alike on paper and on the screen."""

from dataclasses import dataclass
from enum import StrEnum

from planner.agreement.wording import allowance_words, counted, one_line
from planner.model.plan import Plan
from planner.model.words import date_words, hours_words


class Mood(StrEnum):
    """How a figure is to be taken."""

    PLAIN = ""
    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its label above it and what explains it below."""

    label: str
    figure: str
    below: str
    mood: Mood = Mood.PLAIN


def figures(plan: Plan) -> tuple[Figure, ...]:
    """Due, planned, delivered, and whether the working-time rules are kept."""
    allowance = plan.allowance
    planned = [session for session in plan.sessions if session.state.takes_time]
    to_find = f", {hours_words(allowance.to_find)} to find" if allowance.to_find >= 0.005 else ""
    return (
        Figure("Due", hours_words(allowance.due), allowance_words(plan)),
        Figure(
            "Planned",
            hours_words(allowance.planned),
            f"{counted(len(planned), 'session')}{to_find}",
        ),
        Figure(
            "Delivered so far",
            hours_words(allowance.delivered),
            f"of {hours_words(allowance.due_so_far)} due to date",
        ),
        _rules_figure(plan),
    )


def rules_words(plan: Plan) -> tuple[str, ...]:
    """What the working-time rules say: each broken one in its words, else a sentence."""
    if plan.rota_read is None:
        return ("No rota was read, so no rule was checked.",)
    if plan.rules.kept:
        return ("With this plan in the rota, all the rules that were checked are kept.",)
    return tuple(one_line(words) for words in plan.rules.broken)


def locally_words(plan: Plan) -> str:
    """A warning where no official page confirms the allowance; empty where one does."""
    if not plan.scheme.check_locally:
        return ""
    return (
        f"The allowance ({one_line(plan.scheme.title)}) is not confirmed by an official source: "
        "check it locally before relying on it."
    )


def provenance(plan: Plan) -> tuple[str, ...]:
    """Which version it is and which rota it rests on, a line each."""
    issued = date_words(plan.issued.astimezone(plan.zone).date())
    first = f"Version {plan.version} of {issued}" if plan.version else f"Of {issued}"
    if plan.rota_read is None:
        return first, "No rota was read"
    read = plan.rota_read.astimezone(plan.zone)
    return first, f"Rota read {date_words(read.date())}, {read:%H:%M}"


def _rules_figure(plan: Plan) -> Figure:
    label, rules = "Working-time rules", plan.rules
    if plan.rota_read is None:
        return Figure(label, "not checked", "no rota was read", Mood.UNKNOWN)
    average = "no work to average"
    if rules.average_week is not None:
        average = f"{rules.average_week:.1f} h average week"
    if rules.kept:
        return Figure(label, "all kept", average, Mood.GOOD)
    return Figure(label, f"{len(rules.broken)} broken", average, Mood.BAD)
