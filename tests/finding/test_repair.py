"""Repair on rotas made for one thing each."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from planner.clock import LONDON, CoreHours
from planner.errors import WrongUse
from planner.finding import Situation, Status
from planner.finding.hits import hits
from planner.finding.repair import Broken, Repair, repair
from planner.finding.seating import Seating
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.model.session import Session, State
from planner.model.words import span_words
from tests.finding.breaking import session
from tests.finding.conftest import MakeDays, MakeShift, MakeSituation, MakeSpan

Week = Callable[..., list[Shift]]
FIRST, LAST = date(2026, 10, 5), date(2026, 10, 30)


@pytest.fixture
def mended(situation: MakeSituation) -> Callable[..., Repair]:
    def mend(shifts: list[Shift], *sessions: Session, **asked: object) -> Repair:
        return repair(Broken(situation(shifts), sessions, FIRST, LAST, **asked))  # type: ignore[arg-type]

    return mend


def places(found: Repair) -> list[str]:
    return [span_words(move.offer.span, LONDON) for move in found.moves]


def test_nothing_to_do(week: Week, at: MakeSpan, mended: Callable[..., Repair]) -> None:
    one = session(at("2026-10-14", "09:00-13:00"))
    found = mended(week("2026-10-05", 4), one)
    assert found == Repair((one,), (), (), (), Status.OPTIMAL)
    assert mended(week("2026-10-05", 4)).status is Status.OPTIMAL


def test_the_same_day_before_another(
    week: Week, shift: MakeShift, at: MakeSpan, mended: Callable[..., Repair]
) -> None:
    rota = [*week("2026-10-05", 4, without=["2026-10-14"]), shift("2026-10-14", "13:00-18:00")]
    found = mended(rota, session(at("2026-10-14", "12:00-16:00")))
    assert places(found) == ["Wed 14 Oct, 13:00–17:00"]
    (move,) = found.moves
    assert move.days == 0
    assert move.there == "The same day still has room for it, every rule kept."
    assert "The day is not free" in move.why[0]
    assert move.offer.reasons, "the new place has the reasons of an offer"


def test_days_before_cover(
    week: Week, shift: MakeShift, at: MakeSpan, mended: Callable[..., Repair]
) -> None:
    leave = shift("2026-10-14", "09:00-17:00", Kind.ANNUAL_LEAVE)
    rest = week("2026-10-05", 4, without=["2026-10-14", "2026-10-16", "2026-10-12"])
    admin = shift("2026-10-16", "09:00-17:00", Kind.ADMIN)
    taken = session(at("2026-10-13", "09:00-13:00"), "taken", State.DELIVERED)
    asked = session(at("2026-10-14", "09:00-13:00"), "asked")
    # Thursday, a day away, needs cover; Friday's admin time needs none and is two days away.
    found = mended([*rest, leave, admin], taken, asked)
    assert places(found) == ["Thu 15 Oct, 09:00–13:00"]
    # Of two places as near the one without cover.
    both = [*week("2026-10-05", 4, without=["2026-10-14", "2026-10-15"]), leave]
    both.append(shift("2026-10-15", "09:00-17:00", Kind.ADMIN))
    assert places(mended(both, asked)) == ["Thu 15 Oct, 09:00–13:00"]


def test_two_that_want_one_place(
    week: Week, shift: MakeShift, at: MakeSpan, mended: Callable[..., Repair]
) -> None:
    days = ["2026-10-13", "2026-10-14"]
    leave = [shift(day, "09:00-17:00", Kind.ANNUAL_LEAVE) for day in days]
    rota = [*week("2026-10-05", 4, without=days), *leave]
    asked = [session(at(day, "09:00-13:00"), day) for day in days]
    held = session(at("2026-10-12", "09:00-13:00"), "held", State.DELIVERED)
    found = mended(rota, *asked, held)
    # Monday is taken: both want Thursday. Two and two days are fewer than one and four.
    assert sorted(places(found)) == ["Fri 16 Oct, 09:00–13:00", "Thu 15 Oct, 09:00–13:00"]
    assert found.days == 4
    assert found.status is Status.OPTIMAL
    assert sorted(move.there for move in found.moves) == [
        "Nearer places are needed for other sessions, or break a rule together with them.",
        "The nearest place that keeps every rule.",
    ]


def test_what_has_gone_by_and_what_took_place_stay(
    week: Week, all_day: MakeDays, at: MakeSpan, mended: Callable[..., Repair]
) -> None:
    rota = [*week("2026-10-05", 1), all_day("2026-10-12", "2026-10-16"), *week("2026-10-19", 2)]
    states = (State.DELIVERED, State.LOST, State.CANCELLED, State.AGREED, State.PROPOSED)
    sessions = [
        session(at(f"2026-10-{day}", "09:00-13:00"), state.value, state)
        for day, state in zip(range(12, 17), states, strict=True)
    ]
    found = mended(rota, *sessions)
    assert [move.session.state for move in found.moves] == [State.PROPOSED]
    assert [hit.session.state for hit in found.left] == [State.AGREED]
    assert places(found) == ["Mon 19 Oct, 09:00–13:00"]
    asked = mended(rota, *sessions, agreed=True)
    assert [move.session.state for move in asked.moves] == [State.AGREED, State.PROPOSED]
    later = mended(rota, *sessions, since=datetime(2026, 10, 16, 8, tzinfo=LONDON), agreed=True)
    assert [move.session.state for move in later.moves] == [State.PROPOSED]
    assert not later.left


def test_nothing_moves_to_what_has_gone_by(
    week: Week, shift: MakeShift, at: MakeSpan, mended: Callable[..., Repair]
) -> None:
    leave = shift("2026-10-14", "09:00-17:00", Kind.ANNUAL_LEAVE)
    rota = [*week("2026-10-05", 4, without=["2026-10-14"]), leave]
    asked = session(at("2026-10-14", "09:00-13:00"))
    assert places(mended(rota, asked)) == ["Tue 13 Oct, 09:00–13:00"]
    noon = datetime(2026, 10, 13, 12, tzinfo=LONDON)
    assert places(mended(rota, asked, since=noon)) == ["Thu 15 Oct, 09:00–13:00"]


def test_nowhere_to_go(
    week: Week, all_day: MakeDays, at: MakeSpan, mended: Callable[..., Repair]
) -> None:
    rota = [all_day("2026-10-05", "2026-10-29"), *week("2026-10-30", 1)[:1]]
    lone = session(at("2026-10-14", "09:00-13:00"), "lone")
    long = session(at("2026-10-15", "08:00-18:00"), "long")
    found = mended(rota, lone, long)
    assert places(found) == ["Fri 30 Oct, 09:00–13:00"]
    (stranded,) = found.stranded
    assert stranded.session is long
    assert stranded.nowhere == (
        "From 5 Oct 2026 – 30 Oct 2026 nothing else of 10 h "
        "in one piece is free with every rule kept."
    )
    assert "Annual leave" in stranded.why[0]
    two = mended(rota, lone, session(at("2026-10-15", "09:00-13:00"), "two"))
    assert len(two.moves) == 1
    assert two.stranded[0].nowhere == (
        "The places for 4 h "
        "that are left are needed for other sessions, or break a rule together with them."
    )


@pytest.fixture
def heavy(shift: MakeShift) -> list[Shift]:
    """Long days on Monday, Tuesday, Thursday and Friday: 52 h in a week."""
    days = [shift(f"2026-10-{day:02}", "08:00-21:00", Kind.LONG) for day in (5, 6, 8, 9)]
    return [*days, shift("2026-10-30", "09:00-17:00")]


def test_sessions_that_break_a_rule_only_together(
    heavy: list[Shift], at: MakeSpan, situation: MakeSituation
) -> None:
    # 72 h within 168 h leave 20 h: two sessions of 8 h fit, three do not.
    core = CoreHours(weekdays=frozenset(range(7)))
    rota: Situation = situation(heavy, core=core)
    sessions = tuple(
        session(at(f"2026-10-{day:02}", "09:00-17:00"), str(day), state)
        for day, state in ((7, State.PROPOSED), (10, State.AGREED), (11, State.PROPOSED))
    )
    told = hits(rota, sessions)
    assert len(told) == 3
    assert any("168 h" in why or "days in a row" in why for why in told[0].why)
    found = repair(Broken(rota, sessions, FIRST, LAST, agreed=True))
    assert found.status is Status.OPTIMAL
    assert len(found.kept) == 2
    assert "10" in {each.id for each in found.kept}, "an agreed one stays before another"
    assert len(found.moves) == 1


def test_time_and_cancel(
    week: Week, shift: MakeShift, at: MakeSpan, situation: MakeSituation
) -> None:
    leave = shift("2026-10-14", "09:00-17:00", Kind.ANNUAL_LEAVE)
    rota = situation([*week("2026-10-05", 4, without=["2026-10-14"]), leave])
    broken = Broken(rota, (session(at("2026-10-14", "09:00-13:00")),), FIRST, LAST)
    for found in (repair(broken, time_limit=0.0), repair(broken, cancelled=lambda: True)):
        assert found.status is Status.NONE
        assert not found.moves
        assert found.stranded[0].nowhere == "There was no time to look at every place for it."


def test_the_solver_and_the_shortcut_say_the_same(
    week: Week, shift: MakeShift, at: MakeSpan, mended: Callable[..., Repair], monkeypatch
) -> None:
    days = ["2026-10-07", "2026-10-15", "2026-10-22"]
    leave = [shift(day, "09:00-17:00", Kind.ANNUAL_LEAVE) for day in days]
    rota = [*week("2026-10-05", 4, without=days), *leave]
    asked = [session(at(day, "09:00-13:00"), day) for day in days]
    quick = mended(rota, *asked)
    monkeypatch.setattr(Seating, "_each_has_its_best", lambda _: False)
    slow = mended(rota, *asked)
    assert slow == quick


def test_over_the_autumn_change(
    week: Week, shift: MakeShift, at: MakeSpan, mended: Callable[..., Repair]
) -> None:
    leave = shift("2026-10-26", "09:00-17:00", Kind.ANNUAL_LEAVE)
    days = ["2026-10-26", "2026-10-27", "2026-10-28"]
    found = mended(
        [
            *week("2026-10-05", 4, without=days),
            leave,
            shift("2026-10-28", "20:30-09:00", Kind.NIGHT),
        ],
        session(at("2026-10-26", "13:00-17:00")),
    )
    # The clock went back on the 25th: the same time of the clock, not of UTC.
    assert places(found) in (["Tue 27 Oct, 13:00–17:00"], ["Fri 23 Oct, 13:00–17:00"])


def test_a_spell_of_sickness(week: Week, at: MakeSpan, mended: Callable[..., Repair]) -> None:
    asked = session(at("2026-10-14", "09:00-13:00"))
    rota = week("2026-10-05", 4)
    found = mended(rota, asked, sick=(date(2026, 10, 12), date(2026, 10, 15)))
    assert places(found) == ["Fri 16 Oct, 09:00–13:00"]
    assert "Sick leave" in found.moves[0].why[0]


def test_wrong_use(week: Week, at: MakeSpan, situation: MakeSituation) -> None:
    rota, one = situation(week("2026-10-05", 4)), session(at("2026-10-14", "09:00-13:00"))
    with pytest.raises(WrongUse) as refused:
        Broken(rota, (one,), LAST, FIRST)
    told = "The last date lies before the first. Give the first date, then the last."
    assert str(refused.value) == told
    with pytest.raises(WrongUse, match="sick days"):
        Broken(rota, (one,), FIRST, LAST, sick=(LAST, FIRST))
    with pytest.raises(WrongUse, match="Only a session that is marked as lost can be made up for"):
        Broken(rota, (one,), FIRST, LAST, make_up=frozenset([one.id]))


def test_what_was_given_of_ones_own_time_is_no_hit(
    week: Week, shift: MakeShift, at: MakeSpan, situation: MakeSituation
) -> None:
    evening = session(at("2026-10-14", "18:30-20:30"), "evening")
    saturday = session(at("2026-10-17", "09:00-13:00"), "saturday")
    rota = week("2026-10-05", 4, without=["2026-10-14"])
    assert hits(situation(rota), [evening, saturday]) == ()
    on_call = shift("2026-10-17", "08:00-21:00", Kind.LONG)
    (hit,) = hits(situation([*rota, on_call]), [evening, saturday])
    assert hit.session is saturday
    assert not any("core hours" in why for why in hit.why)
    found = repair(Broken(situation([*rota, on_call]), (evening, saturday), FIRST, LAST))
    assert places(found) == ["Fri 16 Oct, 09:00–13:00"], "moves keep to core hours"


def test_a_day_that_became_a_zero_day_is_a_hit(
    week: Week, all_day: MakeDays, at: MakeSpan, situation: MakeSituation
) -> None:
    rota = [*week("2026-10-05", 4, without=["2026-10-14"]), all_day("2026-10-14", kind=Kind.ZERO)]
    (hit,) = hits(situation(rota), [session(at("2026-10-14", "09:00-13:00"))])
    assert "Zero day" in hit.why[0]
