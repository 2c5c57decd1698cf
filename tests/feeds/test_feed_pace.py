"""How soon a source is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.feeds import Fetched, Limits, Pacing, attempts_after, is_due
from planner.feeds.pace import published_interval, retry_after
from planner.model.rota import RotaFile
from planner.model.source import Attempts, Known, Source, SourceKind

NOW = datetime(2026, 10, 13, 9, 20, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED, FILE = SourceKind.FEED, SourceKind.FILE
NEW = (RotaFile("rota.ics", b"x"),)
PACING = Pacing.load()


def test_the_limits_are_those_promised():
    limits = Limits.load()
    assert limits.most_bytes == 50 * 2**20
    assert limits.redirects == 5
    assert limits.connect < limits.total


@pytest.mark.parametrize(
    ("published", "wait"),
    [
        (None, 6 * HOUR),
        (12 * HOUR, 12 * HOUR),
        (timedelta(minutes=1), timedelta(minutes=15)),
        (timedelta(0), 6 * HOUR),
        (30 * DAY, 7 * DAY),
    ],
)
def test_a_feed_is_read_every_six_hours_or_as_it_says(published, wait):
    assert PACING.after_success(FEED, published) == wait


def test_failures_wait_twice_as_long_each_time_up_to_a_day():
    waits = [PACING.after_failure(FEED, None, n) for n in range(1, 200)]
    assert waits[:4] == [timedelta(minutes=m) for m in (15, 30, 60, 120)]
    assert waits[-1] == DAY
    assert waits == sorted(waits)


@pytest.mark.parametrize(
    ("asked", "wait"),
    [(timedelta(minutes=1), timedelta(minutes=15)), (2 * HOUR, 2 * HOUR), (90 * DAY, 7 * DAY)],
)
def test_a_server_that_asks_for_longer_gets_it(asked, wait):
    assert PACING.after_failure(FEED, asked, 1) == wait


def test_a_watched_file_is_looked_at_every_minute_whatever_happens():
    assert PACING.after_success(FILE, None) == timedelta(minutes=1)
    assert PACING.after_failure(FILE, None, 50) == timedelta(minutes=1)


def source(attempts=None):
    return Source("one", FEED, "rota.example.org", NOW, attempts)


def test_a_first_good_look_is_new():
    fetched = Fetched(NEW, Known("v1"), published=12 * HOUR)
    attempts = attempts_after(source(), fetched, NOW, PACING)
    assert attempts == Attempts(
        NOW, NOW + 12 * HOUR, good=NOW, changed=NOW, known=Known("v1"), published=12 * HOUR
    )


def test_nothing_new_keeps_when_it_was_last_new_and_what_the_feed_asked_for():
    first = attempts_after(source(), Fetched(NEW, Known("v1"), published=12 * HOUR), NOW, PACING)
    later = NOW + DAY
    second = attempts_after(source(first), Fetched(known=Known("v1")), later, PACING)
    assert (second.good, second.changed) == (later, NOW)
    assert second.due == later + 12 * HOUR


def test_a_failure_keeps_what_is_known_and_a_success_ends_it():
    good = attempts_after(source(), Fetched(NEW, Known("v1")), NOW, PACING)
    failed = good
    for number in (1, 2):
        failed = attempts_after(source(failed), Fetched(problem="No."), NOW + DAY, PACING)
        assert failed.failures == number
    assert failed.problem == "No."
    assert (failed.good, failed.changed, failed.known) == (NOW, NOW, Known("v1"))
    assert failed.due == NOW + DAY + HOUR / 2
    mended = attempts_after(source(failed), Fetched(known=Known("v1")), NOW + 2 * DAY, PACING)
    assert (mended.failures, mended.problem) == (0, "")


def test_a_source_is_due_at_its_time_and_where_the_clock_was_wrong():
    assert is_due(source(), NOW)
    read = source(Attempts(tried=NOW, due=NOW + HOUR))
    assert not is_due(read, NOW)
    assert not is_due(read, NOW + HOUR - timedelta(seconds=1))
    assert is_due(read, NOW + HOUR)
    assert is_due(read, NOW - DAY)


@given(st.binary(max_size=200))
def test_any_bytes_have_a_wish_or_none(data):
    asked = published_interval(b"X-PUBLISHED-TTL:" + data)
    assert asked is None or asked > timedelta(0)


@given(st.text(max_size=30))
@example("Mon, 01 Jan 99999999999999999999 00:00:00 GMT")
@example("9" * 5000)
def test_any_retry_after_is_a_wait_or_none(value):
    wait = retry_after(value, NOW)
    assert wait is None or wait >= timedelta(0)
