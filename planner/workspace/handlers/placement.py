"""Commands about the placement."""

from planner.finding import allowance_hours
from planner.rules import load_ruleset
from planner.store import Store
from planner.workspace.commands import SetPlacement
from planner.workspace.handlers.context import Context, Outcome
from planner.workspace.handlers.rota import point_to_person


def set_placement(store: Store, command: SetPlacement, context: Context) -> Outcome:
    """Stores the placement, once its scheme, hours and rules make sense together."""
    placement = command.placement
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
