"""What the doctor says about time: labels that release, days kept free, own time for one search."""

from dataclasses import replace
from datetime import date

import pytest

from planner.clock import LONDON, local_date
from planner.finding import Allow, Request, offers, why_not, windows
from planner.model.kind import Kind
from planner.model.placement import Preferences
from planner.model.release import Release
from planner.model.session import Where

DAY = date(2026, 10, 15)  # a Thursday
THURSDAY, SATURDAY = "2026-10-15", "2026-10-17"


@pytest.fixture
def rota(situation, shift):
    """A rota of four weeks with nothing but the given entries in the middle."""

    def make(*entries, **more):
        frame = [shift("2026-10-05", "09:00-17:00"), shift("2026-10-30", "09:00-17:00")]
        return replace(situation([*frame, *entries]), **more)

    return make


def spans(situation, day=DAY):
    return [window.span for window in windows(situation, day, day)]


@pytest.mark.parametrize(
    ("word", "cover"), [(Release.WITHOUT_COVER, False), (Release.WITH_COVER, True)]
)
def test_a_label_releases_by_the_users_word(rota, shift, at, word, cover):
    clinic = shift(THURSDAY, "09:00-17:00", Kind.TEACHING, "Clinic (flex)")
    assert spans(rota(clinic)) == []
    found = rota(clinic, releases={"clinic flex": word})
    (window,) = windows(found, DAY, DAY)
    assert (window.span, window.where) == (at(THURSDAY, "09:00-17:00"), Where.IN_SHIFT)
    assert window.needs_cover is cover
    assert why_not(found, at(THURSDAY, "09:00-13:00")) == ()


def test_a_standard_day_that_never_releases_is_in_the_way(rota, shift, at):
    found = rota(shift(THURSDAY, "09:00-17:00", label="Take"), releases={"take": Release.NEVER})
    assert spans(found) == []
    (told,) = why_not(found, at(THURSDAY, "09:00-13:00"))
    assert told == "Standard day “Take”, Thu 15 Oct, 09:00–17:00"


def test_the_users_word_frees_no_leave_and_nothing_unknown(rota, shift):
    word = {"x": Release.WITHOUT_COVER}
    for kind in (Kind.ANNUAL_LEAVE, Kind.UNKNOWN, Kind.ON_CALL):
        assert spans(rota(shift(THURSDAY, "09:00-17:00", kind, "X"), releases=word)) == []


def test_a_weekday_kept_free_has_no_window_and_says_so(rota, shift, at):
    found = rota(
        shift(THURSDAY, "09:00-17:00"), prefers=Preferences(kept_free=frozenset({DAY.weekday()}))
    )
    assert spans(found) == []
    assert why_not(found, at(THURSDAY, "09:00-13:00")) == ("You keep Thursdays free",)
    assert offers(found, Request(4, DAY, DAY)) == ()


def test_days_off_kept_free_have_no_window_and_say_so(rota, shift, at):
    kept = Preferences(days_off=False)
    assert spans(rota(prefers=kept)) == []
    assert why_not(rota(prefers=kept), at(THURSDAY, "09:00-13:00")) == (
        "Thu 15 Oct is a day off, and you keep those free",
    )
    assert spans(rota(shift(THURSDAY, "09:00-17:00"), prefers=kept)) != []


def test_evenings_are_given_for_one_search(rota, shift, at):
    standard = shift(THURSDAY, "09:00-17:00")
    found = rota(standard)
    given = replace(found, allow=Allow(evenings=True))
    assert at(THURSDAY, "17:00-22:00") in spans(given)
    assert at(THURSDAY, "17:00-22:00") not in spans(found)
    best = offers(found, Request(3, DAY, DAY, allow=Allow(evenings=True), count=9))
    evening = next(o for o in best if o.span.start >= at(THURSDAY, "17:00-22:00").start)
    assert evening.where is Where.FREE
    assert "in the evening" in {reason.text for reason in evening.reasons}
    assert why_not(given, evening.span) == ()
    assert why_not(found, evening.span) != ()


def test_no_evening_after_leave_or_before_an_early_start(rota, shift, all_day, at):
    given = Allow(evenings=True)
    assert spans(rota(all_day(THURSDAY), allow=given)) == []
    early = shift("2026-10-16", "07:00-15:00")
    found = rota(shift(THURSDAY, "09:00-17:00"), early)
    late = [o.span for o in offers(found, Request(3, DAY, DAY, allow=given, count=9))]
    assert max(span.end for span in late) == at(THURSDAY, "18:00-20:00").end, "11 h before 07:00"


def test_weekends_are_given_for_one_search(rota, at):
    saturday = date(2026, 10, 17)
    found = rota(prefers=Preferences(days_off=False))
    assert spans(found, saturday) == []
    given = replace(found, allow=Allow(weekends=True))
    assert spans(given, saturday) == [at(SATURDAY, "08:00-18:00")]
    (best,) = offers(found, Request(8, saturday, saturday, allow=Allow(weekends=True), count=1))
    assert "at the weekend" in {reason.text for reason in best.reasons}


@pytest.mark.parametrize("kind", [Kind.ZERO, Kind.NON_WORKING])
def test_zero_and_non_working_days_are_given_for_one_search(rota, all_day, at, kind):
    found = rota(all_day(THURSDAY, kind=kind))
    assert spans(found) == []
    assert spans(replace(found, allow=Allow(rest_days=True))) == [at(THURSDAY, "08:00-18:00")]


@pytest.mark.parametrize(
    "kind", [Kind.ANNUAL_LEAVE, Kind.SICK, Kind.STUDY_LEAVE, Kind.BANK_HOLIDAY]
)
def test_leave_is_never_given(rota, all_day, kind):
    everything = Allow(evenings=True, weekends=True, rest_days=True)
    assert spans(rota(all_day(THURSDAY, kind=kind), allow=everything)) == []


def test_rest_after_nights_is_never_given(rota, shift):
    nights = [shift(f"2026-10-{day}", "20:30-09:00", Kind.NIGHT) for day in (12, 13)]
    everything = Allow(evenings=True, weekends=True, rest_days=True)
    found = offers(rota(*nights), Request(4, date(2026, 10, 14), DAY, allow=everything))
    assert all(local_date(offer.span.start, LONDON) == DAY for offer in found)
    assert all(offer.span.start >= shift(THURSDAY, "07:00-08:00").span.start for offer in found)


def test_windows_of_one_day_that_touch_make_a_whole_day(rota, shift, at):
    found = rota(shift(THURSDAY, "09:00-13:00"), shift(THURSDAY, "13:00-17:00", Kind.ADMIN))
    (whole,) = offers(found, Request(8, DAY, DAY))
    assert whole.span == at(THURSDAY, "09:00-17:00")
    assert whole.needs_cover, "half of it is on the ward"
    assert why_not(found, whole.span) == ()
