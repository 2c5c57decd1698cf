"""The plan's way out: document, calendar, table, and the digest that says which plan it is."""

from planner.agreement.canonical import FORMAT, FORMAT_VERSION, check_code, digest, plan_json
from planner.agreement.document import plan_pdf
from planner.agreement.entries import plan_ics
from planner.agreement.export import export
from planner.agreement.table import plan_csv

__all__ = [
    "FORMAT",
    "FORMAT_VERSION",
    "check_code",
    "digest",
    "export",
    "plan_csv",
    "plan_ics",
    "plan_json",
    "plan_pdf",
]
