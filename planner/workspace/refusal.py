"""Why a booking is refused."""

from collections.abc import Iterable

from planner.errors import LeadtimeError
from planner.rules import Breach


class BookingRefused(LeadtimeError):
    """Something is in the way of a session, or a rule would break; nothing was changed.

    ``reasons`` say each thing in the way in a sentence; ``breaches`` are the rules that would
    break.
    """

    def __init__(
        self, session: str, reasons: Iterable[str], breaches: tuple[Breach, ...] = ()
    ) -> None:
        self.reasons = tuple(reasons)
        self.breaches = breaches
        said = "; ".join(reason.rstrip(".") for reason in self.reasons)
        super().__init__(f"{session} cannot be booked: {said}.")
