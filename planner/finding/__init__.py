"""Finding: where protected time could lie, which spans to offer and why, and the best plan."""

from planner.finding.best import BestPlan, Status, best_plan
from planner.finding.offers import Offer, Request, offers
from planner.finding.schemes import allowance_hours, load_scheme, load_schemes
from planner.finding.score import Reason, Tone
from planner.finding.situation import Situation
from planner.finding.why import why_not
from planner.finding.windows import Window, windows

__all__ = [
    "BestPlan",
    "Offer",
    "Reason",
    "Request",
    "Situation",
    "Status",
    "Tone",
    "Window",
    "allowance_hours",
    "best_plan",
    "load_scheme",
    "load_schemes",
    "offers",
    "why_not",
    "windows",
]
