from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.finding.timeline import Timeline
from planner.finding.windows import Block, Cause
from planner.spans import Span

START = datetime(2026, 10, 24, tzinfo=UTC)
SPANS = st.builds(
    lambda start, length: Span(
        START + timedelta(hours=start), START + timedelta(hours=start + length)
    ),
    st.integers(0, 40),
    st.integers(1, 30),
)


@given(st.lists(SPANS, max_size=8), SPANS)
def test_what_lies_over_a_span_is_found(spans, asked):
    timeline = Timeline(Block(span, Cause.BOOKED) for span in spans)
    found = [block.span for block in timeline.over(asked)]
    assert found == sorted((s for s in spans if s.overlaps(asked)), key=lambda span: span.start)
