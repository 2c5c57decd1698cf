"""The order in which a reading tells its shifts."""

from datetime import datetime

from planner.model.rota import Shift


def shift_order(shift: Shift) -> tuple[datetime, datetime, str, str, str, str, str, str, bool, str]:
    """The order of the shifts of a reading: start, end, person, label; then whatever tells two
    apart.
    """
    return (
        shift.span.start,
        shift.span.end,
        shift.person,
        shift.label,
        shift.uid,
        shift.occurrence,
        shift.place,
        shift.kind,
        shift.all_day,
        str(shift.daily or ""),
    )
