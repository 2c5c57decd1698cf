"""Commands about the doctor's own time: days off sick, and meetings to join."""

from planner.errors import WrongUse
from planner.model.away import SickDays
from planner.model.words import dates_words
from planner.store import Store
from planner.workspace.commands import ForgetSickness, KeepOpportunities, RecordSickness
from planner.workspace.handlers.context import Context, Outcome


def record_sickness(store: Store, command: RecordSickness, context: Context) -> Outcome:
    """Keeps days off sick of the person."""
    keep_sick_days(store, command.days, context)
    return Outcome(f"Record {sick_words(command.days)}")


def keep_sick_days(store: Store, days: SickDays, context: Context) -> None:
    """Keeps days off sick; those that they meet or touch become one with them."""
    ask = context.ask
    person = ask.person()
    first, last = days.first, days.last
    for known in ask.sickness():
        if known.first.toordinal() <= last.toordinal() + 1 and (
            first.toordinal() <= known.last.toordinal() + 1
        ):
            first, last = min(first, known.first), max(last, known.last)
            store.sickness.remove(person, known)
    store.sickness.put(person, SickDays(first, last))


def forget_sickness(store: Store, command: ForgetSickness, context: Context) -> Outcome:
    """Takes days off sick out again."""
    if command.days not in context.ask.sickness():
        raise WrongUse(f"No days off sick are kept for {_days(command.days)}.")
    store.sickness.remove(context.ask.person(), command.days)
    return Outcome(f"Forget {sick_words(command.days)}")


def keep_opportunities(store: Store, command: KeepOpportunities, _: Context) -> Outcome:
    """Keeps meetings to join in place of those before."""
    store.opportunities.replace(command.opportunities)
    count = len(set(command.opportunities))
    if not count:
        return Outcome("Forget the meetings to join")
    return Outcome(f"Keep {count} {'meeting' if count == 1 else 'meetings'} to join")


def sick_words(days: SickDays) -> str:
    """Such as "days off sick, 3 – 5 Nov 2026"."""
    return f"days off sick, {_days(days)}"


def _days(days: SickDays) -> str:
    return dates_words(days.first, days.last)
