"""Whether a file is a spreadsheet, by its content."""

import re

from planner.rota.sheet.text import has_columns
from planner.rota.sheet.workbook import is_workbook
from planner.rota.text import decoded

_HEAD = 20_000
_MARKED_UP = re.compile(r"\s*(?:[<{\[]|BEGIN\s*:)", re.IGNORECASE)
_CALENDAR = re.compile(r"^\s*BEGIN\s*:\s*(?:VCALENDAR|VEVENT)\b", re.IGNORECASE | re.MULTILINE)


def is_sheet(data: bytes) -> bool:
    """Whether bytes are a workbook, or text in columns that is no calendar."""
    if is_workbook(data):
        return True
    head = decoded(data[:_HEAD]).lstrip("\ufeff")
    if _CALENDAR.search(head):
        return False
    odd = sum(not (char.isprintable() or char in "\t\r\n") for char in head)
    if not head.strip() or odd * 20 > len(head) or _MARKED_UP.match(head):
        return False
    return has_columns(head) and _CALENDAR.search(decoded(data)) is None
