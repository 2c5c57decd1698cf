"""Commands about the placement."""

from planner.errors import WrongUse
from planner.finding import allowance_hours
from planner.model.placement import Placement
from planner.rules import load_ruleset
from planner.store import Store
from planner.workspace.commands import SetPlacement
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.handlers.rota import point_to_person

LONGEST_WEEKS = 20 * 52.2
"""Longer than a doctor trains, also part-time: what is longer has a slip in one of its years, and
would be planned and drawn for hours."""


def set_placement(store: Store, command: SetPlacement, context: Context) -> Outcome:
    """Stores the placement, once its scheme, hours and rules make sense together."""
    placement = command.placement
    _check_length(placement)
    load_ruleset(placement.ruleset)
    allowance_hours(
        context.ask.scheme_called(placement.scheme),
        placement.first,
        placement.last,
        share=placement.counted_share,
        hours=placement.hours,
    )
    verb = "Set" if context.ask.placement() is None else "Change"
    if placement.person:
        point_to_person(store, placement.person, context)
    store.placements.put(placement)
    return Outcome(f"{verb} placement “{placement.title}”")


def _check_length(placement: Placement) -> None:
    if placement.weeks > LONGEST_WEEKS:
        raise WrongUse(
            f"The placement would last from {placement.first.year} to {placement.last.year}. "
            "Check the years of its first and last day: it lasts 20 years at most."
        )
