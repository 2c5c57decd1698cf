"""The algebra of spans, beside a second implementation that counts minutes."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.spans import Span, gaps, minus, overlap, total, union

EPOCH = datetime(2026, 3, 28, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def span(start: int, end: int) -> Span:
    return Span(EPOCH + start * MINUTE, EPOCH + end * MINUTE)


def minutes(spans: list[Span]) -> set[int]:
    held: set[int] = set()
    for each in spans:
        held.update(range((each.start - EPOCH) // MINUTE, (each.end - EPOCH) // MINUTE))
    return held


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: span(p[0], p[0] + p[1])),
    max_size=8,
)


def apart(result: list[Span]) -> bool:
    return all(a.end < b.start for a, b in pairwise(result))


@given(spans, spans)
def test_algebra_agrees_with_sets_of_minutes(these: list[Span], those: list[Span]) -> None:
    a, b = minutes(these), minutes(those)
    for result, expected in (
        (union([*these, *those]), a | b),
        (overlap(these, those), a & b),
        (minus(these, those), a - b),
    ):
        assert minutes(result) == expected
        assert apart(result), "spans of a result neither overlap nor touch"
    assert total(these) == len(a) * MINUTE
    assert minutes(gaps(these, span(10, 50))) == set(range(10, 50)) - a


@given(spans, st.integers(0, 10))
def test_union_bridges_gaps_up_to_the_limit_and_no_further(these: list[Span], bridge: int) -> None:
    joined = union(these, bridge=bridge * MINUTE)
    assert minutes(joined) >= minutes(these)
    assert all(b.start - a.end > bridge * MINUTE for a, b in pairwise(joined))


def test_a_span_is_half_open() -> None:
    morning, afternoon = span(0, 60), span(60, 120)
    assert not morning.overlaps(afternoon)
    assert morning.common(afternoon) is None
    assert span(0, 61).common(afternoon) == span(60, 61)
    assert span(0, 120).holds(morning)
    assert not morning.holds(span(0, 61))


def test_a_span_keeps_utc_and_counts_elapsed_time_over_both_clock_changes() -> None:
    london = ZoneInfo("Europe/London")
    spring = Span(datetime(2026, 3, 28, 20, tzinfo=london), datetime(2026, 3, 29, 9, tzinfo=london))
    autumn = Span(
        datetime(2026, 10, 24, 20, tzinfo=london), datetime(2026, 10, 25, 9, tzinfo=london)
    )
    assert spring.start.tzinfo is UTC
    assert (spring.hours, autumn.hours) == (12, 14)


def test_equal_instants_make_equal_spans_whatever_the_zone() -> None:
    east = timezone(timedelta(hours=5))
    assert Span(EPOCH.astimezone(east), EPOCH + MINUTE) == span(0, 1)


@pytest.mark.parametrize("end", [0, -5])
def test_empty_and_backward_spans_are_refused(end: int) -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        span(0, end)


def test_naive_times_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Span(datetime(2026, 1, 1), EPOCH)  # noqa: DTZ001 - a naive time is the case under test


def test_moved_keeps_the_length() -> None:
    assert span(0, 30).moved(timedelta(hours=1)) == span(60, 90)
