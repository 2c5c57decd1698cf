import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.agreement import FORMAT, FORMAT_VERSION, check_code, digest, plan_json
from planner.clock import CoreHours, Division
from planner.model.plan import Plan, RulesSummary
from planner.model.scheme import Per
from planner.model.session import State, Where
from planner.spans import Span

HOUR = timedelta(hours=1)
FIRST = "8c9208dde977bc05935ef022da4812f2ec8d8be1103847b92fd4fe10f3c382ee"
SECOND = "8d7e4a513d0f8794e8bd063b271c9bde16864f67d673baf7693f2327921585fd"
WORDS = st.text("abÁé=ŵ 1", max_size=12)


def test_json_is_canonical(plan):
    data = plan_json(plan)
    content = json.loads(data)
    assert content["format"] == FORMAT == "leadtime-plan"
    assert content["format_version"] == FORMAT_VERSION == 2
    again = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert data == again.encode("utf-8")


def test_times_carry_the_offset_of_the_zone(plan):
    sessions = json.loads(plan_json(plan))["sessions"]
    assert sessions[0]["start"] == "2026-08-11T09:00:00+01:00"
    assert sessions[-1]["end"] == "2026-12-03T17:00:00+00:00"


def test_both_occurrences_of_an_hour_that_repeats_are_told_apart(one_session):
    # 01:30 comes twice on 25 October 2026, first in summer time.
    first = Span(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC))
    starts = [
        json.loads(plan_json(one_session(span)))["sessions"][0]["start"]
        for span in (first, Span(first.start + HOUR, first.end))
    ]
    assert starts == ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]


def test_versions_of_the_format_stay_as_they_are(plan, first_format):
    """Plans that were sent carry these digests: another format needs another format_version."""
    assert (digest(first_format), digest(plan)) == (FIRST, SECOND)


def test_days_told_twice_or_in_any_order_are_one_plan(plan):
    days = plan.nights_and_leave
    assert digest(replace(plan, nights_and_leave=(*days[::-1], days[3]))) == digest(plan)


def test_a_digest_does_not_depend_on_when_and_how_often_a_plan_is_exported(plan):
    sessions = tuple(replace(s, changed=s.changed + HOUR) for s in plan.sessions)
    later = replace(
        plan,
        issued=plan.issued + timedelta(days=9),
        version=7,
        sessions=sessions,
        allowance=replace(plan.allowance, due_so_far=21),
    )
    assert plan_json(later) == plan_json(plan)


def test_equal_numbers_and_equal_texts_are_one_plan(plan):
    composed = replace(plan, placement=replace(plan.placement, doctor="Dr Siân"))
    decomposed = replace(plan, placement=replace(plan.placement, doctor="Dr Sia\u0302n"))
    assert digest(composed) == digest(decomposed)
    assert digest(replace(plan, allowance=replace(plan.allowance, due=52.0))) == digest(plan)


def test_text_that_no_encoding_can_write_gets_a_mark_in_its_place(plan):
    broken = replace(plan, placement=replace(plan.placement, title="A\ud800B"))
    assert json.loads(plan_json(broken))["placement"]["title"] == "A\ufffdB"


def _placement(**fields: object):
    return lambda plan: replace(plan, placement=replace(plan.placement, **fields))


def _first(**fields: object):
    return lambda plan: replace(
        plan, sessions=(replace(plan.sessions[0], **fields), *plan.sessions[1:])
    )


def _rules(**fields: object):
    return lambda plan: replace(plan, rules=replace(plan.rules, **fields))


def _scheme(**fields: object):
    return lambda plan: replace(plan, scheme=replace(plan.scheme, **fields))


CHANGES = {
    "title": _placement(title="ST5 Acute Medicine"),
    "department": _placement(department="Ward 8"),
    "doctor": _placement(doctor="Dr A. Exemplar"),
    "supervisor": _placement(supervisor="Dr C. Specimen"),
    "first day": _placement(first=date(2026, 8, 4)),
    "last day": _placement(last=date(2027, 2, 3)),
    "share": _placement(share=0.8),
    "hours": _placement(hours=3.0),
    "rule set": _placement(ruleset="scotland"),
    "opt-out": _placement(opt_out=True),
    "division": _placement(division=Division.WALES),
    "core hours": _placement(core=CoreHours.parse("09:00-17:00")),
    "scheme": _scheme(id="custom"),
    "scheme title": _scheme(title="Other"),
    "scheme hours": _scheme(hours=3),
    "scheme period": _scheme(per=Per.MONTH),
    "due": lambda plan: replace(plan, allowance=replace(plan.allowance, due=53)),
    "rules title": _rules(title="Scotland"),
    "average": _rules(average_week=44.58),
    "broken": _rules(broken=("Too little rest.",)),
    "rota": lambda plan: replace(plan, rota_read=plan.rota_read + HOUR),
    "no rota": lambda plan: replace(plan, rota_read=None),
    "zone": lambda plan: replace(plan, zone=ZoneInfo("Europe/Lisbon")),
    "nights": lambda plan: replace(plan, nights_and_leave=plan.nights_and_leave[1:]),
    "no nights": lambda plan: replace(plan, nights_and_leave=()),
    "no nights told": lambda plan: replace(plan, nights_and_leave=None),
    "no session": lambda plan: replace(plan, sessions=plan.sessions[1:]),
    "id": _first(id="another"),
    "purpose": _first(purpose="Audit"),
    "where": _first(where=Where.IN_SHIFT),
    "cover": _first(needs_cover=True),
    "state": _first(state=State.AGREED),
    "sequence": _first(sequence=9),
    "start": lambda plan: _first(
        span=Span(plan.sessions[0].span.start - HOUR, plan.sessions[0].span.end)
    )(plan),
    "end": lambda plan: _first(
        span=Span(plan.sessions[0].span.start, plan.sessions[0].span.end + HOUR)
    )(plan),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_of_content_changes_the_digest(plan, name):
    assert digest(CHANGES[name](plan)) != digest(plan)


def test_every_two_changes_give_different_digests(plan):
    digests = {digest(change(plan)) for change in CHANGES.values()}
    assert len(digests) == len(CHANGES)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_two_plans_share_a_digest_only_if_they_say_the_same(plan_with_rows, data):
    one, other = (
        data.draw(st.lists(st.tuples(WORDS, st.integers(1, 8)), max_size=3)) for _ in range(2)
    )
    assert (digest(plan_with_rows(one)) == digest(plan_with_rows(other))) == (one == other)


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_order_of_sessions_does_not_matter(plan_with_rows, data):
    plan: Plan = plan_with_rows([("a", 2), ("b", 3), ("c", 1)])
    shuffled = tuple(data.draw(st.permutations(plan.sessions)))
    assert digest(replace(plan, sessions=shuffled)) == digest(plan)


@settings(max_examples=40, deadline=None)
@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_check_code_is_the_first_80_bits_in_letters_that_read_out_well(digits):
    code = check_code(digits)
    groups = code.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert not set(code) & set("ILOU")
    # Read back by Python's own base 32 digits, 0-9 then A-V.
    plain = dict(
        zip("0123456789ABCDEFGHJKMNPQRSTVWXYZ", "0123456789ABCDEFGHIJKLMNOPQRSTUV", strict=True)
    )
    value = int("".join(plain[letter] for letter in "".join(groups)), 32)
    assert value == int(digits, 16) >> 176


def test_rules_that_are_broken_are_part_of_the_plan(plan):
    broken = replace(plan, rules=RulesSummary("England", None, ("Too little rest.",)))
    assert json.loads(plan_json(broken))["rules"] == {
        "average_week": None,
        "broken": ["Too little rest."],
        "title": "England",
    }
