from datetime import date, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import LONDON, CoreHours, local_date, monday
from planner.errors import WrongUse
from planner.finding import Request, Tone, offers, why_not, windows
from planner.finding.score import PARTS
from planner.finding.weights import load_weights
from planner.model.kind import Kind
from planner.model.session import Where
from planner.rules import Headroom, load_ruleset

THURSDAY = "2026-10-15"
DAY = date(2026, 10, 15)


@pytest.fixture
def on_thursday(situation, shift):
    """The offers of so many hours on Thu 15 Oct, with the given entries on it."""

    def find(hours, *entries, last=None, **more):
        frame = [shift("2026-10-12", "09:00-17:00"), shift("2026-10-30", "09:00-17:00")]
        return offers(situation([*frame, *entries], **more), Request(hours, DAY, last or DAY))

    return find


def tone_of(offer, text):
    """The tone of the reason with these words; fails where the offer does not give it."""
    told = {reason.text: reason.tone for reason in offer.reasons}
    assert text in told
    return told[text]


def test_an_offer_inside_a_standard_day_needs_ward_cover(on_thursday, shift):
    best = on_thursday(4, shift(THURSDAY, "09:00-17:00"))[0]
    assert (best.where, best.needs_cover, best.hours) == (Where.IN_SHIFT, True, 4)
    assert tone_of(best, "inside a standard day") is Tone.NEUTRAL
    assert tone_of(best, "needs ward cover") is Tone.WARN


def test_an_offer_inside_admin_time_needs_no_cover(on_thursday, shift):
    best = on_thursday(4, shift(THURSDAY, "13:00-17:00", Kind.ADMIN))[0]
    assert tone_of(best, "inside admin time") is Tone.NEUTRAL
    assert tone_of(best, "no cover needed") is Tone.GOOD


def test_an_offer_inside_rostered_protected_time(on_thursday, shift):
    best = on_thursday(2, shift(THURSDAY, "13:00-17:00", Kind.PROTECTED))[0]
    tone_of(best, "inside rostered protected time")


def test_an_offer_on_a_free_day_says_so_and_that_nobody_stands_in(on_thursday):
    best = on_thursday(4)[0]
    assert (best.where, best.needs_cover, best.shift) == (Where.FREE, False, None)
    tone_of(best, "free day inside core hours")
    assert tone_of(best, "no cover needed") is Tone.GOOD


def test_rest_kept_between_shifts(on_thursday):
    assert tone_of(on_thursday(4)[0], "11 h rest kept") is Tone.GOOD


def test_rest_that_the_rota_itself_cuts_short_is_said(on_thursday, shift):
    late = shift("2026-10-14", "15:00-23:30", Kind.EVENING)
    best = on_thursday(2, late, shift(THURSDAY, "09:00-17:00"))[0]
    assert tone_of(best, "only 9.5 h rest in the rota itself") is Tone.WARN


def test_the_average_week_is_told(on_thursday, shift):
    best = on_thursday(4, shift(THURSDAY, "09:00-17:00"))[0]
    words = next(r for r in best.reasons if r.text.endswith("h average week"))
    assert words.text == "8.8 h average week"  # 3 × 8 h in 19 days
    assert words.tone is Tone.GOOD


def test_an_average_week_over_the_limit_warns(situation, shift):
    days = [f"2026-10-{day}" for day in (12, 13, 14, 15, 16, 17)]
    rota = [shift(day, "08:00-17:00") for day in days]
    best = offers(situation(rota), Request(2, DAY, DAY))[0]
    assert tone_of(best, "63.0 h average week, over 48 h") is Tone.WARN


def test_the_opt_out_raises_the_limit_of_the_average_week(situation, shift):
    days = [f"2026-10-{day}" for day in (12, 13, 14, 15, 16)]
    rota = [shift(day, "08:00-18:00") for day in days] + [shift("2026-10-18", "23:00-23:59")]
    request = Request(2, DAY, DAY)
    assert tone_of(offers(situation(rota), request)[0], "51.0 h average week, over 48 h")
    assert tone_of(offers(situation(rota, opt_out=True), request)[0], "51.0 h average week")


def test_half_a_standard_day_keeps_the_other_half_whole(on_thursday, shift):
    best = on_thursday(4, shift(THURSDAY, "09:00-17:00"))[0]
    assert tone_of(best, "keeps a half day whole") is Tone.GOOD


def test_a_whole_day_is_called_that(on_thursday, shift):
    best = on_thursday(8, shift(THURSDAY, "09:00-17:00"))[0]
    assert tone_of(best, "takes the whole day") is Tone.NEUTRAL


def test_a_session_over_midday_scores_less_than_one_that_keeps_a_half_day(on_thursday, shift, at):
    found = {offer.span: offer for offer in on_thursday(6, shift(THURSDAY, "09:00-17:00"))}
    texts = {reason.text for offer in found.values() for reason in offer.reasons}
    assert "keeps a half day whole" not in texts
    four = on_thursday(4, shift(THURSDAY, "09:00-17:00"))[0]
    assert four.score > max(offer.score for offer in found.values())


def test_nothing_starts_before_now(situation, week):
    rota = situation(week("2026-10-12"))
    now = datetime(2026, 10, 14, 12, tzinfo=LONDON)
    found = offers(rota, Request(4, date(2026, 10, 12), date(2026, 10, 16), since=now))
    assert min(offer.span.start for offer in found) == datetime(2026, 10, 14, 13, tzinfo=LONDON)


def test_an_afternoon_may_begin_at_noon(on_thursday, shift, at):
    best = on_thursday(4, shift(THURSDAY, "08:30-16:30"))[0]
    assert best.span == at(THURSDAY, "12:30-16:30")
    assert tone_of(best, "keeps a half day whole") is Tone.GOOD


def test_where_somebody_has_to_stand_in_the_ward_round_comes_first(on_thursday, shift, at):
    afternoon, morning = on_thursday(4, shift(THURSDAY, "09:00-17:00"))
    assert (afternoon.span, morning.span) == (
        at(THURSDAY, "13:00-17:00"),
        at(THURSDAY, "09:00-13:00"),
    )
    assert tone_of(afternoon, "after ward rounds") is Tone.GOOD
    assert tone_of(morning, "during ward rounds") is Tone.NEUTRAL


def test_the_ward_round_is_no_matter_where_nobody_has_to_stand_in(on_thursday, shift):
    found = on_thursday(4, shift(THURSDAY, "09:00-17:00", Kind.ADMIN))
    assert found
    assert not any("ward round" in reason.text for o in found for reason in o.reasons)


def test_days_since_the_last_session_are_counted(on_thursday, shift, at):
    standard = shift(THURSDAY, "09:00-17:00")
    near = on_thursday(2, standard, booked=[at("2026-10-13", "09:00-13:00")])[0]
    assert tone_of(near, "2 days since your last session") is Tone.WARN
    further = on_thursday(2, standard, booked=[at("2026-10-08", "09:00-13:00")])[0]
    assert tone_of(further, "7 days since your last session") is Tone.NEUTRAL
    spread = on_thursday(2, standard, booked=[at("2026-10-01", "09:00-13:00")])[0]
    assert tone_of(spread, "14 days since your last session") is Tone.GOOD
    assert near.score < further.score < spread.score


def test_days_before_the_next_session_are_counted(on_thursday, shift, at):
    best = on_thursday(2, shift(THURSDAY, "09:00-17:00"), booked=[at("2026-10-16", "09:00-10:00")])
    assert tone_of(best[0], "1 day before your next session") is Tone.WARN


def test_a_second_session_of_a_day_is_told(on_thursday, shift, at):
    best = on_thursday(2, shift(THURSDAY, "09:00-17:00"), booked=[at(THURSDAY, "09:00-10:00")])[0]
    assert tone_of(best, "on the day of another session") is Tone.WARN


def test_days_before_the_deadline_are_counted(on_thursday, shift):
    best = on_thursday(2, shift(THURSDAY, "09:00-17:00"), last=DAY + timedelta(days=1))
    thursday = next(o for o in best if local_date(o.span.start, LONDON) == DAY)
    tone_of(thursday, "1 day before the deadline")
    tone_of(on_thursday(2, shift(THURSDAY, "09:00-17:00"))[0], "on the last day asked for")


def test_assumed_hours_are_told(on_thursday, all_day):
    standard = all_day(THURSDAY, kind=Kind.STANDARD, hours="09:00-17:00", assumed=True)
    tone_of(on_thursday(2, standard)[0], "usual hours assumed, 09:00–17:00")


def test_every_part_of_a_score_has_a_weight_and_every_weight_a_part():
    assert set(PARTS) == set(load_weights().parts)


def test_no_cover_beats_cover_on_the_same_day(on_thursday, shift, at):
    found = on_thursday(
        4, shift(THURSDAY, "09:00-13:00"), shift(THURSDAY, "13:00-17:00", Kind.ADMIN)
    )
    assert [offer.span for offer in found] == [
        at(THURSDAY, "13:00-17:00"),
        at(THURSDAY, "09:00-13:00"),
    ]


def test_starts_lie_on_the_quarter_hour_after_busy_time(on_thursday, shift, at):
    standard = shift(THURSDAY, "09:00-17:00")
    found = on_thursday(2, standard, shift(THURSDAY, "09:00-14:05", Kind.TEACHING))
    assert {offer.span for offer in found} <= {
        at(THURSDAY, "14:15-16:15"),
        at(THURSDAY, "15:00-17:00"),
    }
    assert found


def test_too_short_a_window_gives_no_offer(on_thursday, shift):
    assert on_thursday(2, shift(THURSDAY, "09:05-11:00")) == ()
    # 2 h are there, but no start on a quarter of an hour fits.
    assert on_thursday(2, shift(THURSDAY, "09:05-11:05")) == ()


def test_where_rules_leave_no_usual_start_the_grid_is_searched(situation, shift, at):
    core = CoreHours.parse("06:00-23:00")
    rota = [
        shift("2026-10-01", "09:00-17:00"),
        shift("2026-10-14", "13:00-22:00", Kind.EVENING),
        shift("2026-10-16", "08:00-17:00"),
    ]
    # 11 h after 22:00 and 11 h before 08:00 leave Thursday 09:00 to 21:00.
    found = offers(situation(rota, core=core), Request(11.5, DAY, DAY))
    assert found[0].span in {
        at(THURSDAY, "09:00-20:30"),
        at(THURSDAY, "09:15-20:45"),
        at(THURSDAY, "09:30-21:00"),
    }


def test_the_first_eight_lie_on_different_dates_and_weeks(situation, week):
    rota = week("2026-09-07", weeks=12)
    found = offers(situation(rota), Request(4, date(2026, 9, 7), date(2026, 11, 29)))
    days = [local_date(offer.span.start, LONDON) for offer in found]
    assert len(found) == len(set(days)) == 8
    assert len({monday(day) for day in days}) == 8


def test_one_date_gives_offers_that_differ(on_thursday, shift):
    found = on_thursday(4, shift(THURSDAY, "09:00-17:00"))
    assert len(found) >= 2
    for one, other in combinations(found, 2):
        common = one.span.common(other.span)
        assert common is None or common.hours <= 2


def test_the_count_asked_for_is_the_most_that_comes(situation, week):
    request = Request(2, date(2026, 10, 12), date(2026, 10, 16), count=3)
    assert len(offers(situation(week("2026-10-12")), request)) == 3


@pytest.mark.parametrize(
    ("hours", "days", "count"), [(0, 1, 8), (-1, 1, 8), (25, 1, 8), (4, -1, 8), (4, 1, 0)]
)
def test_requests_that_make_no_sense(hours, days, count):
    with pytest.raises(WrongUse):
        Request(hours, DAY, DAY + timedelta(days=days), count=count)


FIRST = date(2026, 10, 12)
PATTERN = {
    "S": ("09:00-17:00", Kind.STANDARD),
    "L": ("08:00-20:30", Kind.LONG),
    "N": ("20:30-09:00", Kind.NIGHT),
    "A": ("13:00-17:00", Kind.ADMIN),
    "E": ("14:00-22:30", Kind.EVENING),
}


@settings(max_examples=40, deadline=None)
@given(
    st.text("SLNAE--", min_size=5, max_size=28), st.sampled_from([1.0, 2.0, 3.25, 8.0]), st.data()
)
def test_every_offer_is_inside_a_window_keeps_the_rules_and_has_nothing_in_its_way(
    pattern, hours, data
):
    from datetime import time

    from planner.clock import BankHolidays, clock_span
    from planner.finding import Situation
    from planner.model.rota import Shift

    def entry(number, letter):
        text, kind = PATTERN[letter]
        start, end = map(time.fromisoformat, text.split("-"))
        span = clock_span(FIRST + timedelta(days=number), start, end, LONDON)
        return Shift("", span, kind, "x")

    shifts = tuple(entry(n, letter) for n, letter in enumerate(pattern) if letter != "-")
    ruleset = load_ruleset("england-2016")
    situation = Situation(shifts, LONDON, ruleset, CoreHours(), BankHolidays())
    last = FIRST + timedelta(days=len(pattern))
    found = offers(situation, Request(hours, FIRST, last))
    free = windows(situation, FIRST, last)
    headroom = Headroom(shifts, ruleset, LONDON)
    for offer in found:
        assert any(w.span.holds(offer.span) and w.needs_cover == offer.needs_cover for w in free)
        assert headroom.verdict(offer.span).safe
        assert 0 <= offer.score <= 100
        assert offer.hours == pytest.approx(hours)
        assert offer.span.start.minute % 15 == 0
    for offer in found[:2]:
        assert why_not(situation, offer.span) == ()
    assert all(one.score >= other.score for one, other in pairwise(found))
    for one, other in combinations(found, 2):
        common = one.span.common(other.span)
        assert common is None or common.hours <= hours / 2
    assert offers(situation, Request(hours, FIRST, last)) == found
