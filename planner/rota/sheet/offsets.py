"""Times that say how far from UTC they are, as programs write them into tables."""

import re
from dataclasses import replace
from datetime import datetime

from planner.clock import LONDON
from planner.rota.breath import GoOn, breathing
from planner.rota.sheet.cells import Sheet, Value

_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?\s*(?:Z|[+-]\d\d:?\d\d)", re.IGNORECASE
)

SAID = f"Times with an offset from UTC were read on the clock of {LONDON.key}."


def on_the_clock(sheet: Sheet, go_on: GoOn) -> tuple[Sheet, bool]:
    """The sheet with such times on the clock of a British rota, and whether it had any."""
    found = False

    def local(value: Value) -> Value:
        nonlocal found
        if not isinstance(value, str) or not _MOMENT.fullmatch(value.strip()):
            return value
        try:
            at = datetime.fromisoformat(value.strip().upper().replace(" ", "T", 1).replace(" ", ""))
            clock = at.astimezone(LONDON).replace(tzinfo=None)
        except (ValueError, OverflowError):
            return value
        found = True
        return clock

    rows = tuple(tuple(map(local, row)) for row in breathing(sheet.rows, go_on))
    return (replace(sheet, rows=rows) if found else sheet), found
