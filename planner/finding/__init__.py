"""Finding: where protected time could lie, which spans to offer and why, and the best plan."""

from typing import TYPE_CHECKING

from planner.finding.attending import Known, Missing, Person
from planner.finding.best import BestPlan, Status, best_plan
from planner.finding.hits import Hit, hits, with_sickness
from planner.finding.offers import Offer, Request, offers
from planner.finding.repair import Broken, Move, Repair, Stranded, repair
from planner.finding.schemes import allowance_hours, load_scheme, load_schemes
from planner.finding.score import Reason, Tone
from planner.finding.situation import NOTHING_MORE, Allow, Situation
from planner.finding.together import Gathering, Meeting, together
from planner.finding.why import why_not
from planner.finding.windows import Window, windows
from planner.late import late

if TYPE_CHECKING:
    from planner.finding.busy import BusyCalendar, read_busy
    from planner.finding.joining import read_opportunities, with_team
else:
    __getattr__ = late(
        __name__,
        {
            "busy": "BusyCalendar read_busy",
            "joining": "read_opportunities with_team",
        },
    )

__all__ = [
    "NOTHING_MORE",
    "Allow",
    "BestPlan",
    "Broken",
    "BusyCalendar",
    "Gathering",
    "Hit",
    "Known",
    "Meeting",
    "Missing",
    "Move",
    "Offer",
    "Person",
    "Reason",
    "Repair",
    "Request",
    "Situation",
    "Status",
    "Stranded",
    "Tone",
    "Window",
    "allowance_hours",
    "best_plan",
    "hits",
    "load_scheme",
    "load_schemes",
    "offers",
    "read_busy",
    "read_opportunities",
    "repair",
    "together",
    "why_not",
    "windows",
    "with_sickness",
    "with_team",
]
