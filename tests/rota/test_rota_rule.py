"""Rules of our own working, against those of dateutil."""

from datetime import datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.rota.rule import BadRule, Effort, parse_rule, starts

FIRST = datetime(2026, 8, 3, 9, 30)  # noqa: DTZ001 # rules are worked out on the clock


def numbers(low: int, high: int, *, negative: bool = False) -> st.SearchStrategy[str]:
    one = st.integers(low, high)
    if negative:
        one |= st.integers(-high, -low)
    return st.lists(one, min_size=1, max_size=3).map(lambda found: ",".join(map(str, found)))


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    choices = {
        "BYMONTH": numbers(1, 12),
        "BYHOUR": numbers(0, 23),
        "COUNT": st.integers(1, 40).map(str),
        "WKST": st.sampled_from(["MO", "SU"]),
    }
    if frequency != "WEEKLY":
        choices["BYMONTHDAY"] = numbers(1, 28, negative=True)
    if frequency in ("YEARLY", "MONTHLY"):
        choices["BYSETPOS"] = numbers(1, 4, negative=True)
    names = draw(st.lists(st.sampled_from(sorted(choices)), max_size=3, unique=True))
    parts += [f"{name}={draw(choices[name])}" for name in names]
    if draw(st.booleans()) or "BYSETPOS" in names:
        # One place for all: dateutil takes "MO,1MO" for those that are both.
        place = draw(st.sampled_from(["", "1", "-1"])) if frequency in ("YEARLY", "MONTHLY") else ""
        weekday = st.sampled_from(["MO", "TU", "FR", "SU"])
        days = draw(st.lists(weekday, min_size=1, max_size=3))
        parts.append("BYDAY=" + ",".join(f"{place}{day}" for day in days))
    return ";".join(parts)


@settings(max_examples=60, deadline=None)
@given(rules(), st.integers(0, 700))
def test_rules_name_the_times_that_dateutil_names(text: str, days: int):
    first = FIRST + timedelta(days=days)
    last = first + timedelta(days=1_000)
    bounded = text if "COUNT" in text else f"{text};UNTIL={last:%Y%m%dT%H%M%S}"
    try:
        theirs = list(takewhile(lambda at: at <= last, rrulestr(bounded, dtstart=first)))
    except ValueError:
        assume(False)
    rule = parse_rule(text)
    assert list(starts(rule, first, (first, last), Effort(10**6))) == theirs
    middle = first + timedelta(days=400)
    late = list(starts(rule, first, (middle, last), Effort(10**6)))
    assert late == [at for at in theirs if at >= middle]


@pytest.mark.parametrize(
    "text", ["", "FREQ=NEVER", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;BYDAY=XX"]
)
def test_a_rule_that_makes_no_sense_is_refused(text):
    with pytest.raises(BadRule):
        parse_rule(text)


def test_weeks_of_the_year_start_where_the_rule_says():
    rule = parse_rule("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO")
    year = (FIRST, FIRST + timedelta(days=900))
    assert [f"{at:%d%b%y}" for at in starts(rule, FIRST, year, Effort(10**6))] == [
        "04Jan27",
        "03Jan28",
        "01Jan29",
    ]


def test_effort_is_shared_and_ends():
    rule, effort = parse_rule("FREQ=DAILY"), Effort(100)
    until = FIRST + timedelta(days=400)
    with pytest.raises(BadRule, match="too long"):
        list(starts(rule, FIRST, (FIRST, until), effort))
