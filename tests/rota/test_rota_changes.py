import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.kind import Kind
from planner.model.rota import Reading, Shift
from planner.rota import Changes, Moved, change_words, compare, same_rota
from planner.spans import Span

START = datetime(2026, 8, 5, 8, tzinfo=UTC)


def shift(day: int, label: str = "SD", hours: float = 8, **fields) -> Shift:
    start = START + timedelta(days=day)
    kind = fields.pop("kind", Kind.STANDARD)
    uid = fields.pop("uid", f"{day}-{label}")
    return Shift("", Span(start, start + timedelta(hours=hours)), kind, label, uid=uid, **fields)


def later(one: Shift, hours: float) -> Shift:
    return replace(one, span=one.span.moved(timedelta(hours=hours)))


WEEK = [shift(day) for day in range(5)]


def test_the_same_twice_is_no_change():
    assert compare(WEEK, WEEK) == Changes()
    assert not compare(WEEK, WEEK)


def test_new_uids_for_the_same_shifts_are_no_change():
    renamed = [replace(one, uid=f"new-{n}") for n, one in enumerate(WEEK)]
    assert compare(WEEK, renamed) == Changes()
    assert compare(WEEK, [replace(one, uid="") for one in WEEK]) == Changes()


def test_another_place_or_spelling_is_no_change():
    assert compare(WEEK, [replace(one, place="Ward 9", label=" sd") for one in WEEK]) == Changes()


def test_added_and_removed():
    new = [*WEEK[1:], shift(9)]
    assert compare(WEEK, new) == Changes(added=(shift(9),), removed=(WEEK[0],))


def test_a_shift_of_one_uid_moved_far():
    moved = later(WEEK[0], 24 * 9)
    assert compare(WEEK, [*WEEK[1:], moved]) == Changes(moved=(Moved(WEEK[0], moved),))


def test_a_shift_moved_within_its_day_without_uids():
    old = [replace(one, uid="") for one in WEEK]
    moved = later(old[2], 4)
    assert compare(old, [*old[:2], moved, *old[3:]]) == Changes(moved=(Moved(old[2], moved),))


def test_the_night_after_is_another_night():
    old, new = shift(0, "N", uid=""), shift(1, "N", uid="")
    assert compare([old], [new]) == Changes(added=(new,), removed=(old,))


@pytest.mark.parametrize(
    "change", [{"label": "LD"}, {"kind": Kind.LONG}, {"label": "LD", "uid": "other"}]
)
def test_another_label_or_kind_is_a_move(change):
    new = replace(WEEK[0], **change)
    assert compare(WEEK, [new, *WEEK[1:]]) == Changes(moved=(Moved(WEEK[0], new),))


def test_two_shifts_that_changed_places_did_not_change():
    first, second = WEEK[:2]
    swapped = [replace(first, uid=second.uid), replace(second, uid=first.uid)]
    assert compare([first, second], swapped) == Changes()


def test_one_uid_for_all_identifies_none():
    old = [replace(one, uid="x") for one in WEEK]
    new = [replace(one, uid="x") for one in [*WEEK[:4], shift(30), shift(31)]]
    changes = compare(old, new)
    assert [one.span.start.day for one in changes.removed] == [9]
    assert len(changes.added) == 2
    assert changes.moved == ()


def test_of_two_alike_one_may_go():
    twice = [*WEEK, replace(WEEK[0], uid="copy")]
    assert compare(twice, WEEK) == Changes(removed=(twice[-1],))


def test_a_night_moved_past_midnight_is_the_same_night():
    old = shift(0, "N", 12, uid="", kind=Kind.NIGHT)
    new = later(old, 6)
    late = later(new, 12)
    assert compare([old], [new]).moved == (Moved(old, new),)
    assert compare([new], [late]).added == (late,)  # another day, and no hour in common


def test_a_day_is_a_day_of_the_rotas_zone():
    """23:00 in UTC is the next day in summer in London, and the same day in UTC."""
    old, new = (
        replace(one, span=Span(start, start + timedelta(hours=1)))
        for one, start in (
            (shift(0, uid=""), datetime(2026, 8, 5, 20, tzinfo=UTC)),
            (shift(0, uid=""), datetime(2026, 8, 5, 23, tzinfo=UTC)),
        )
    )
    assert compare([old], [new]).removed == (old,)
    assert compare([old], [new], zone=ZoneInfo("UTC")).moved == (Moved(old, new),)


def all_day(day: int, label: str, kind: Kind) -> Shift:
    midnight = datetime(2026, 8, 4, 23, tzinfo=UTC) + timedelta(days=day)
    span = Span(midnight, midnight + timedelta(days=1))
    return Shift("", span, kind, label, all_day=True)


def test_a_zero_day_that_became_a_night_is_the_day_it_starts_on():
    zero, after = all_day(0, "Zero", Kind.ZERO), all_day(1, "Zero", Kind.ZERO)
    night = later(shift(0, "N", 12, uid="", kind=Kind.NIGHT), 12)
    changes = compare([zero, after], [night])
    assert changes.moved == (Moved(zero, night),)
    assert changes.removed == (after,)


def test_moved_and_relabelled_are_told_apart():
    relabelled = replace(WEEK[0], label="Clinic")
    assert Moved(WEEK[0], relabelled).relabelled
    assert not Moved(WEEK[0], later(WEEK[0], 1)).relabelled
    assert not Moved(WEEK[0], replace(relabelled, all_day=True)).relabelled


def test_shifts_outside_the_dates_of_the_new_reading_are_kept():
    new = [WEEK[2], shift(7)]
    covers = (date(2026, 8, 7), date(2026, 8, 12))
    changes = compare([*WEEK, shift(9)], new, covers=covers)
    assert changes == Changes(
        added=(shift(7),), removed=(WEEK[3], WEEK[4]), kept=(WEEK[0], WEEK[1], shift(9))
    )
    assert not compare([WEEK[0], WEEK[2]], [WEEK[2]], covers=(covers[0], covers[0]))


def test_a_shift_moved_into_the_dates_is_not_kept_too():
    moved = later(WEEK[0], 48)
    covers = (date(2026, 8, 7), date(2026, 8, 7))
    assert compare([WEEK[0]], [moved], covers=covers) == Changes(moved=(Moved(WEEK[0], moved),))


def reading(shifts: list[Shift], title: str = "Rota") -> Reading:
    return Reading(title, ZoneInfo("Europe/London"), tuple(shifts))


OTHERS = [replace(one, label="LD", uid=f"o{n}") for n, one in enumerate(map(shift, range(5)))]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (reading(WEEK), reading(WEEK[1:]), True),
        (reading(WEEK, "Rota 1"), reading([shift(40)], "rota (2)"), True),
        (reading(WEEK, "Medicine"), reading([shift(40)], "Surgery"), False),
        # Two of three days have stayed; one has.
        (reading(WEEK[:3]), reading([*WEEK[1:3], *OTHERS[:1]]), True),
        (reading(WEEK), reading([WEEK[0], *OTHERS[1:]]), False),
        # Another name of the file: only a rota that has hardly changed is the same one.
        (reading(WEEK, "a"), reading([replace(s, uid="") for s in WEEK], "b"), True),
        (reading(WEEK, "a"), reading([replace(s, uid="") for s in WEEK[:3]] + OTHERS[3:], "b"),
         False),
        (reading([]), reading(WEEK), False),
        (reading(WEEK), reading([]), False),
    ],
)  # fmt: skip
def test_what_a_newer_reading_of_the_same_rota_is(old, new, same):
    assert same_rota(old, new) is same


def test_people_are_not_mixed_up():
    old = replace(WEEK[0], person="Siân Prys", uid="")
    new = replace(WEEK[0], person="Michał Wójcik", uid="")
    assert compare([old], [new]) == Changes(added=(new,), removed=(old,))


shifts = st.lists(
    st.builds(
        shift,
        st.integers(0, 6),
        st.sampled_from(["SD", "LD", "N"]),
        st.sampled_from([4, 8, 12]),
        uid=st.sampled_from(["", "a", "b", "c"]),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(shifts, shifts, st.randoms(use_true_random=False))
def test_any_two_readings(old: list[Shift], new: list[Shift], order: random.Random):
    changes = compare(old, new)
    gone = [*changes.removed, *(pair.before for pair in changes.moved)]
    come = [*changes.added, *(pair.after for pair in changes.moved)]
    # What went and what stayed make up the old reading, what came and what stayed the new one.
    assert len(old) - len(gone) == len(new) - len(come)
    assert all(one in old for one in gone)
    assert all(one in new for one in come)
    assert compare(old, old) == Changes()
    back = compare(new, old)
    assert (len(back.added), len(back.removed)) == (len(changes.removed), len(changes.added))
    order.shuffle(old)
    order.shuffle(new)
    assert compare(old, new) == changes


def test_a_night_that_ends_into_a_day_shift_is_not_what_became_of_it():
    """The night before overlaps the day shift by half an hour: one came and one went."""
    day, night = shift(1, "D", uid=""), shift(0.6, "N", hours=9.9, uid="")
    assert day.span.overlaps(night.span)
    changes = compare([day], [night])
    assert (changes.added, changes.removed, changes.moved) == ((night,), (day,), ())


def test_what_lies_mostly_within_another_took_its_place():
    short, long = shift(1, "OPEN", hours=12, uid=""), shift(0.5, "Trip", hours=80, uid="")
    assert compare([short], [long]).moved == (Moved(short, long),)


def test_of_several_the_one_of_the_same_day_is_what_became_of_it():
    first, second = shift(0, "A", uid=""), shift(1, "B", uid="")
    trip = shift(0.6, "Trip", hours=60, uid="")
    whole = replace(first, span=Span(first.span.start, first.span.start + timedelta(hours=15)))
    changes = compare([whole, second], [trip])
    assert changes.moved == (Moved(whole, trip),)
    assert changes.removed == (second,)


def of_person(label: str, first: int, title: str = "") -> Reading:
    shifts = tuple(replace(shift(first + n, label, uid=""), person="Siân Prys") for n in range(8))
    return Reading(title, ZoneInfo("Europe/London"), shifts)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (of_person("LD", 0, "a"), of_person("LD", 30, "b"), True),
        (of_person("LD", 0, "a"), of_person("Long Day", 30, "b"), False),
        (of_person("LD", 0, "Rota 2026"), of_person("Long Day", 30, "Rota 2027"), True),
    ],
)
def test_the_next_months_of_one_person_are_the_same_rota_in_the_same_words(old, new, same):
    assert same_rota(old, new) is same


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ((0, 364), "Wed 5 Aug", "Wed 4 Aug"),
        ((0, 365), "Wed 5 Aug 2026", "Thu 5 Aug 2027"),
    ],
)
def test_changes_more_than_a_year_apart_name_their_year(days, first, last):
    london = ZoneInfo("Europe/London")
    changes = Changes(added=tuple(map(shift, days)))
    assert [str(words) for words in change_words(changes, london)] == [
        f"Added: {first}, 09:00–17:00 · Standard day “SD”",
        f"Added: {last}, 09:00–17:00 · Standard day “SD”",
    ]
    assert change_words(Changes(), london) == []


def test_an_all_day_change_far_from_another_names_its_year_once():
    zero = all_day(400, "Zero", Kind.ZERO)
    (_, words) = change_words(Changes(added=(shift(0), zero)), ZoneInfo("Europe/London"))
    assert str(words) == "Added: Thu 9 Sep 2027, all day · Zero day “Zero”"
