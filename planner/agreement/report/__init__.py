"""The rota report: what the working-time rules say of a rota, for the window and for paper."""

from planner.agreement.report.content import (
    Finding,
    Information,
    RotaReport,
    Standing,
    rota_report,
    standings_of,
)
from planner.agreement.report.document import report_blocks, report_paper, report_pdf
from planner.agreement.report.file import save_report
from planner.agreement.report.weeks import Lane, Weeks

__all__ = [
    "Finding",
    "Information",
    "Lane",
    "RotaReport",
    "Standing",
    "Weeks",
    "report_blocks",
    "report_paper",
    "report_pdf",
    "rota_report",
    "save_report",
    "standings_of",
]
