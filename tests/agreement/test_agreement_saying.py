"""What came back, in a line of the history."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.agreement.saying import returned_words
from planner.model.decision import Decision, Mark, Returned, Verdict

AT = datetime(2026, 10, 13, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sessions", "counted"), [(1, "1 agreed of 1 session."), (3, "3 agreed of 3 sessions.")]
)
def test_sessions_are_counted_as_people_count(sessions, counted):
    marks = tuple((str(number), Mark.NONE) for number in range(sessions))
    decision = Decision(Verdict.APPROVED, marks, by="Dr B. Specimen")
    returned = Returned(1, AT, "0" * 64, "1" * 64, decision, by_hand=False, stands=True)
    assert returned_words(returned, ZoneInfo("Europe/London")) == (
        f"The whole plan is agreed – Dr B. Specimen. {counted} Came back 13 Oct 2026, 08:10."
    )
