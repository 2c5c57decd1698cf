"""The plan's way out: document, calendar, table, and the digest that says which plan it is."""

from planner.agreement.canonical import FORMAT, FORMAT_VERSION, check_code, digest, plan_json
from planner.agreement.document import plan_pdf
from planner.agreement.entries import plan_ics
from planner.agreement.export import DRAFT, Aside, export
from planner.agreement.file import load_document
from planner.agreement.letter import plan_eml
from planner.agreement.returned.attached import read_plan
from planner.agreement.reviewing import Review, review
from planner.agreement.table import plan_csv

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
