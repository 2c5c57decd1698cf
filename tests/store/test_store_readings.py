from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.kind import Kind
from planner.model.rota import DailyHours, Done, Problem, Reading, RotaFile, Shift
from planner.spans import Span
from planner.store import Current, Store, as_stored

TEXTS = st.text(max_size=8)
STARTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
TIMES = st.times().map(lambda at: at.replace(fold=0))


@st.composite
def shifts(draw):
    start = draw(STARTS)
    length = draw(st.timedeltas(timedelta.resolution, timedelta(days=20)))
    daily = draw(st.none() | st.builds(DailyHours, TIMES, TIMES, st.booleans()))
    return Shift(
        person=draw(TEXTS),
        span=Span(start, start + length),
        kind=draw(st.sampled_from(Kind)),
        label=draw(TEXTS),
        uid=draw(TEXTS),
        occurrence=draw(TEXTS),
        all_day=draw(st.booleans()),
        daily=daily,
        place=draw(TEXTS),
    )


READINGS = st.builds(
    Reading,
    TEXTS,
    st.sampled_from([ZoneInfo("Europe/London"), ZoneInfo("Africa/Lagos")]),
    st.lists(shifts(), max_size=5).map(tuple),
    st.lists(st.builds(Problem, TEXTS, TEXTS, st.sampled_from(Done)), max_size=3).map(tuple),
)
FILES = st.lists(
    st.builds(RotaFile, TEXTS.filter(lambda t: "\0" not in t), st.binary()), max_size=3
)


def test_a_reading_comes_back_as_it_was_read(tmp_path, now):
    with Store(tmp_path) as store:

        @given(READINGS, FILES)
        @settings(max_examples=40, deadline=None)
        def check(reading, files):
            with store.journal.write(now) as entry:
                number = store.readings.keep(reading, files, now)
                store.readings.point(Current(number, "Siân"))
                entry.words = "Read"
            stored = store.readings.load(number)
            assert stored.reading == as_stored(reading)
            assert stored.read_at == now
            assert list(store.readings.files(number)) == files

        check()


def test_as_stored_changes_only_what_no_store_can_hold(a_reading):
    assert as_stored(a_reading) == a_reading
    odd = replace(a_reading, title="A\0B \udc80")
    assert as_stored(odd).title == "A�B ?"


def test_the_bytes_of_a_file_are_kept_once(store, a_reading, a_file, now):
    with store.journal.write(now) as entry:
        for name in ("rota.ics", "rota (1).ics"):
            number = store.readings.keep(a_reading, [replace(a_file, name=name)], now)
        store.readings.point(Current(number, ""))
        entry.words = "Read"
    assert store._db.utilities.table("files").count == 1
    assert store.readings.files(number)[0].name == "rota (1).ics"


def test_daily_hours_keep_seconds_and_whether_they_are_assumed(store, a_reading, now):
    daily = DailyHours(time(20, 30, 15), time(9), assumed=True)
    reading = replace(a_reading, shifts=(replace(a_reading.shifts[0], all_day=True, daily=daily),))
    with store.journal.write(now) as entry:
        entry.words = "Read"
        assert store.readings.load(store.readings.keep(reading, [], now)).reading == reading


def test_before_the_first_import_nothing_is_current(store):
    assert store.readings.current() is None
