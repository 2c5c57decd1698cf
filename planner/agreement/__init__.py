"""The plan's way out: document, calendar, table, and the digest that says which plan it is."""

from typing import TYPE_CHECKING

from planner.late import late

if TYPE_CHECKING:
    from planner.agreement.canonical import FORMAT, FORMAT_VERSION, check_code, digest, plan_json
    from planner.agreement.document import plan_pdf
    from planner.agreement.entries import plan_ics
    from planner.agreement.exporting import DRAFT, Aside, export
    from planner.agreement.file import load_document
    from planner.agreement.letter import plan_eml
    from planner.agreement.returned.attached import read_plan
    from planner.agreement.reviewing import Review, review
    from planner.agreement.table import plan_csv
else:
    __getattr__ = late(
        __name__,
        {
            "canonical": "FORMAT FORMAT_VERSION check_code digest plan_json",
            "document": "plan_pdf",
            "entries": "plan_ics",
            "exporting": "DRAFT Aside export",
            "file": "load_document",
            "letter": "plan_eml",
            "returned.attached": "read_plan",
            "reviewing": "Review review",
            "table": "plan_csv",
        },
    )

__all__ = [
    "DRAFT",
    "FORMAT",
    "FORMAT_VERSION",
    "Aside",
    "Review",
    "check_code",
    "digest",
    "export",
    "load_document",
    "plan_csv",
    "plan_eml",
    "plan_ics",
    "plan_json",
    "plan_pdf",
    "read_plan",
    "review",
]
