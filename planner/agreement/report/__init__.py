"""The rota report: what the working-time rules say of a rota, for the window and for paper."""

from typing import TYPE_CHECKING

from planner.late import late

if TYPE_CHECKING:
    from planner.agreement.report.content import (
        Finding,
        Information,
        RotaReport,
        Standing,
        by_rule,
        rota_report,
        standings_of,
    )
    from planner.agreement.report.document import report_blocks, report_paper, report_pdf
    from planner.agreement.report.file import save_report
    from planner.agreement.report.weeks import Lane, Weeks
else:
    __getattr__ = late(
        __name__,
        {
            "content": "Finding Information RotaReport Standing by_rule rota_report standings_of",
            "document": "report_blocks report_paper report_pdf",
            "file": "save_report",
            "weeks": "Lane Weeks",
        },
    )

__all__ = [
    "Finding",
    "Information",
    "Lane",
    "RotaReport",
    "Standing",
    "Weeks",
    "by_rule",
    "report_blocks",
    "report_paper",
    "report_pdf",
    "rota_report",
    "save_report",
    "standings_of",
]
