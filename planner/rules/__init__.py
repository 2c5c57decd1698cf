"""Working-time rules: what they say of a rota, the rest they keep free, and room for a booking."""

from planner.rules.duties import Duty, duties
from planner.rules.headroom import Headroom, Verdict
from planner.rules.report import Breach, Level, Note, Report, check, rest
from planner.rules.resting import Rest
from planner.rules.room import Allowed, Room
from planner.rules.ruleset import Limit, Role, Ruleset, parse_ruleset
from planner.rules.sets import load_ruleset, ruleset_ids

__all__ = [
    "Allowed",
    "Breach",
    "Duty",
    "Headroom",
    "Level",
    "Limit",
    "Note",
    "Report",
    "Rest",
    "Role",
    "Room",
    "Ruleset",
    "Verdict",
    "check",
    "duties",
    "load_ruleset",
    "parse_ruleset",
    "rest",
    "ruleset_ids",
]
