"""Working-time rules: what they say of a rota, the rest they keep free, and room for a booking."""

from planner.rules.duties import Duty, duties
from planner.rules.headroom import Headroom, Verdict
from planner.rules.report import Breach, Level, Report, check, rest
from planner.rules.resting import Rest
from planner.rules.ruleset import Limit, Role, Ruleset, load_ruleset, parse_ruleset, ruleset_ids

__all__ = [
    "Breach",
    "Duty",
    "Headroom",
    "Level",
    "Limit",
    "Report",
    "Rest",
    "Role",
    "Ruleset",
    "Verdict",
    "check",
    "duties",
    "load_ruleset",
    "parse_ruleset",
    "rest",
    "ruleset_ids",
]
