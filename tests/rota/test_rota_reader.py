"""A reader that remembers: the same reading as without memory, whatever changed meanwhile."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import Cancelled, UnreadableInput
from planner.model.rota import Reading, RotaFile
from planner.rota import Labels, RotaReader, load_file, read_rota
from planner.rota.quick import rows, texts

LABELS = Labels.load()
PEOPLE = ("Anna Adeyemi", "Bilal Brown", "Siân Prys")
TITLES = ("SD", "LD", "N", "AL", "Zero hours", "Clinic", "Travel home", "Mystery")


def fresh(files) -> Reading | str:
    try:
        return read_rota(files, labels=LABELS)
    except UnreadableInput as refusal:
        return refusal.message


def again(reader: RotaReader, files) -> Reading | str:
    try:
        return reader.read(files)
    except UnreadableInput as refusal:
        return refusal.message


def entry(uid, day, hour, length, title, *more) -> str:
    start = f"202610{day:02}T{hour:02}0000"
    end = f"202610{day + (hour + length) // 24:02}T{(hour + length) % 24:02}0000"
    lines = [
        f"UID:{uid}",
        f"DTSTART;TZID=Europe/London:{start}",
        f"DTEND;TZID=Europe/London:{end}",
        f"SUMMARY:{title}",
        *more,
    ]
    return "".join(f"{line}\n" for line in ("BEGIN:VEVENT", *lines, "END:VEVENT"))


titles = st.one_of(
    st.sampled_from(TITLES),
    st.builds("{}: {}".format, st.sampled_from(PEOPLE), st.sampled_from(TITLES)),
)
more = st.sampled_from(
    [
        "LOCATION:Ward 7",
        "DESCRIPTION:Bring a\n pen",
        "STATUS:CANCELLED",
        "SEQUENCE:2",
        "ATTENDEE;CN=Anna Adeyemi:mailto:a@made.up\nATTENDEE;CN=Siân Prys:mailto:s@made.up",
        "RRULE:FREQ=DAILY;COUNT=3",
        "RRULE:FREQ=WEEKLY",
        "RECURRENCE-ID;TZID=Europe/London:20261005T090000",
        "DTEND:20261005T090000",
        "DESCRIPTION:BEGIN:VEVENT",
        "X-ODD:\n\nnothing",
    ]
)
entries = st.builds(
    entry,
    st.sampled_from(["", *"abcdefghijklmnop"]),
    st.integers(1, 28),
    st.sampled_from([0, 9, 20]),
    st.sampled_from([0, 4, 8, 13, 24, 40]),
    titles,
    st.just("TRANSP:OPAQUE"),
)
odd_entries = st.builds(
    lambda plain, line: plain.replace("END:VEVENT", f"{line}\nEND:VEVENT"), entries, more
)
heads = st.sampled_from(
    [
        "",
        "X-WR-TIMEZONE:Africa/Lagos\n",
        "X-WR-CALNAME:Anna Adeyemi\n",
        "METHOD:CANCEL\n",
        "BEGIN:VTIMEZONE\nTZID:Europe/London\nEND:VTIMEZONE\n",
        "X-NOTE:",
    ]
)
rotas = st.lists(entries | entries | entries | odd_entries, min_size=3, max_size=14)


@st.composite
def versions(draw):
    """A rota, and what became of it: entries gone, new, exchanged, twice, and another head."""
    rota = draw(rotas)
    made = [(draw(heads), rota)]
    for _ in range(draw(st.integers(1, 3))):
        head, rota = made[-1][0], list(rota)
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(rota)))
            rota[at : at + draw(st.integers(0, 2))] = draw(
                st.lists(entries | odd_entries, max_size=2)
            )
        if draw(st.integers(0, 5)) == 0:
            rota = draw(st.permutations(rota)) + rota[:1]
        if draw(st.integers(0, 4)) == 0:
            head = draw(heads)
        made.append((head, rota))
    eol = draw(st.sampled_from(["\n", "\r\n"]))
    return [
        RotaFile(
            "rota.ics",
            f"BEGIN:VCALENDAR\n{head}{''.join(rota)}END:VCALENDAR\n".replace("\n", eol).encode(),
        )
        for head, rota in made
    ]


@settings(max_examples=100, deadline=None)
@given(versions(), st.booleans(), st.sampled_from([1, 2, 32]))
def test_what_is_remembered_changes_no_reading(files, together, block):
    reader = RotaReader(LABELS)
    seen = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_BLOCK", block)
        for file in files:
            seen = [*seen, file] if together else [file]
            remembered, anew = again(reader, seen), fresh(seen)
            assert remembered == anew
            if isinstance(remembered, Reading) and isinstance(anew, Reading):
                assert remembered.told == anew.told
        assert again(reader, files[:1]) == fresh(files[:1])


def team(days: int, **other: str) -> list[str]:
    return [
        entry(f"{day}-{n}", day, 9, 8, f"{person}: {other.get(f'd{day}', 'SD')}")
        for day in range(1, days + 1)
        for n, person in enumerate(PEOPLE)
    ]


def calendar(parts: list[str], head: str = "") -> list[RotaFile]:
    text = f"BEGIN:VCALENDAR\n{head}{''.join(parts)}END:VCALENDAR\n"
    return [RotaFile("team.ics", text.encode())]


def shared(one: Reading, other: Reading) -> int:
    """How many shifts of a reading are the very objects of another one."""
    return len(set(map(id, one.shifts)) & set(map(id, other.shifts)))


def test_entries_that_have_not_changed_are_not_read_again():
    reader = RotaReader(LABELS)
    first = reader.read(calendar(team(20)))
    second = reader.read(calendar(["X-MORE:1\n", *team(20, d5="LD")]))
    assert len(second.shifts) == 60
    assert shared(first, second) == 60 - 3
    assert second == fresh(calendar(["X-MORE:1\n", *team(20, d5="LD")]))


def test_a_reader_without_memory_reads_all_again():
    reader = RotaReader(LABELS, remembers=False)
    assert shared(reader.read(calendar(team(3))), reader.read(calendar(team(3)))) == 0


@pytest.mark.parametrize(
    "head",
    [
        "X-WR-TIMEZONE:Africa/Lagos\n",
        "BEGIN:VTIMEZONE\nTZID:Europe/London\nEND:VTIMEZONE\n",
    ],
)
def test_what_bears_on_all_entries_makes_all_shifts_anew(head):
    reader = RotaReader(LABELS)
    first = reader.read(calendar(team(5)))
    second = reader.read(calendar(team(5), head))
    assert shared(first, second) == 0
    assert second == fresh(calendar(team(5), head))


def test_whose_an_entry_is_depends_on_all_of_them():
    """One day of a team is one person's days; its entries do not keep the name."""
    reader = RotaReader(LABELS)
    assert reader.read(calendar(team(5))).people == PEOPLE
    few = calendar(team(1) + [entry(f"x{n}", n, 9, 8, "SD") for n in range(2, 9)])
    assert reader.read(few).people == ()
    assert reader.read(calendar(team(5))) == fresh(calendar(team(5)))


def test_problems_name_the_lines_of_the_newer_file():
    reader = RotaReader(LABELS)
    night = entry("n", 9, 20, 13, "Siân Prys: N").replace("20261010T", "20261009T")
    reader.read(calendar([*team(8), night]))
    newer = calendar([*team(3), *team(8)[12:], night])
    assert reader.read(newer) == fresh(newer)
    assert "line" in reader.read(newer).problems[0].where


def test_reading_is_called_off_at_once():
    with pytest.raises(Cancelled, match="called off"):
        RotaReader(LABELS).read(calendar(team(2)), cancelled=lambda: True)


def test_a_large_rota_asks_often_whether_it_is_called_off():
    asked = []
    parts = [entry(f"{n}", n % 28 + 1, 9, 8, "LD") for n in range(20_000)]
    parts += [p.replace("TRANSP", "RRULE:FREQ=DAILY;COUNT=1\nX") for p in parts[:5000]]
    file = calendar(parts)
    RotaReader(LABELS).read(file, cancelled=lambda: asked.append(1) is not None)
    assert len(asked) > 10
    for most in (3, 8, len(asked) - 1):
        left = iter([False] * most)
        with pytest.raises(Cancelled):
            RotaReader(LABELS).read(file, cancelled=lambda left=left: next(left, True))


def test_what_was_called_off_is_not_remembered():
    reader = RotaReader(LABELS)
    first = reader.read(calendar(team(4)))
    with pytest.raises(Cancelled):
        reader.read(calendar(team(6)), cancelled=lambda: True)
    assert shared(first, reader.read(calendar(team(4)))) == 12


def test_every_version_of_real_rotas_is_read_as_without_memory(corpus):
    read = kept = 0
    for folder in sorted((corpus / "rota-history").iterdir()):
        reader = RotaReader(LABELS)
        before = None
        for path in sorted(folder.iterdir()):
            file = [load_file(path)]
            found = again(reader, file)
            assert found == fresh(file), path.name
            if isinstance(found, Reading):
                read += 1
                kept += before is not None and shared(before, found) > 0
                before = found
    assert read > 80
    assert kept > 20


def stamped(parts: list[str], number: int, *names: str) -> list[str]:
    """Entries with stamps as an export writes them, the ``number``-th one."""
    lines = "".join(
        f"{name}:{number}\n" if name == "SEQUENCE" else f"{name}:20260901T{number:06}Z\n"
        for name in names
    )
    return [part.replace("DTSTART", f"{lines}DTSTART") for part in parts]


STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE")


@pytest.mark.parametrize("names", [STAMPS[:1], STAMPS[3:], STAMPS])
def test_stamps_that_are_new_at_each_export_make_no_entry_new(names):
    reader = RotaReader(LABELS)
    seen = [reader.read(calendar(stamped(team(20), n, *names))) for n in range(4)]
    # The last entry is read with the end of the calendar behind it.
    assert [shared(seen[0], each) >= 59 for each in seen] == [True] * 4
    changed = calendar(stamped(team(20, d5="LD"), 9, *names))
    found = reader.read(changed)
    assert found == fresh(changed)
    assert 60 - 4 <= shared(seen[0], found) <= 60 - 3


def test_which_of_two_versions_counts_is_told_by_their_own_stamps():
    """The one with the higher number, wherever it stands, and although both were known before."""
    reader = RotaReader(LABELS)
    one, other = entry("a", 5, 9, 8, "LD"), entry("a", 5, 9, 4, "LD")

    def rota(first: int, last: int) -> list[RotaFile]:
        parts = [*stamped([one], first, "SEQUENCE"), *stamped([other], last, "SEQUENCE")]
        return calendar(parts + stamped(team(9), last + 3, "SEQUENCE"))

    for numbers in ((1, 2), (4, 3), (5, 6), (6, 5)):
        found = reader.read(rota(*numbers))
        assert found == fresh(rota(*numbers))
        assert sum(not shift.person for shift in found.shifts) in (0, 1)


@pytest.mark.parametrize("line", ["STATUS:CANCELLED\n", "SUMMARY:Canceled: LD\n"])
def test_what_a_cancellation_holds_for_is_told_by_stamps(line):
    reader = RotaReader(LABELS)
    shift, cancel = entry("a", 5, 9, 8, "LD"), entry("a", 5, 9, 8, "LD", line.rstrip())
    if line.startswith("SUMMARY"):
        cancel = cancel.replace("SUMMARY:LD\n", "")
    for numbers in ((1, 2), (4, 3), (5, 6), (8, 7)):
        parts = [
            *stamped([shift], numbers[0], "DTSTAMP"),
            *stamped([cancel], numbers[1], "DTSTAMP"),
            *stamped(team(9), numbers[0], "DTSTAMP"),
        ]
        found = reader.read(calendar(parts))
        assert found == fresh(calendar(parts))


numbers = st.integers(0, 3)


@st.composite
def exports(draw):
    """Exports of rotas with new stamps, in all entries or some, among them versions of one."""
    plain = st.builds(
        entry,
        st.sampled_from(["", *"abcdefgh"]),
        st.integers(1, 6),
        st.sampled_from([9, 20]),
        st.sampled_from([4, 13]),
        st.sampled_from(["SD", "N", "Siân Prys: LD", "Canceled: SD"]),
        st.sampled_from(["TRANSP:OPAQUE", "TRANSP:OPAQUE", "STATUS:CANCELLED"]),
    )
    rota = draw(st.lists(plain, min_size=2, max_size=10))
    found = []
    for _ in range(draw(st.integers(2, 4))):
        names = draw(st.lists(st.sampled_from(STAMPS), unique=True))
        parts = [stamped([part], draw(numbers), *names)[0] for part in rota]
        head = draw(st.sampled_from(["", "", "METHOD:CANCEL\n"]))
        found.append(calendar(parts, head)[0])
        if draw(st.booleans()):
            rota = [*rota[1:], draw(plain)]
    return found


@settings(max_examples=150, deadline=None)
@given(exports(), st.booleans())
def test_new_stamps_change_no_reading(files, together):
    reader = RotaReader(LABELS)
    seen = []
    for file in files:
        seen = [*seen, file] if together else [file]
        assert again(reader, seen) == fresh(seen)


def test_a_large_file_is_searched_in_parts(monkeypatch):
    parts = [*team(9), team(1)[0].replace("TRANSP", "DESCRIPTION:BEGIN:VEVENT\n b\nTRANSP")]
    parts += [part.replace("TRANSP", "RRULE:FREQ=DAILY;COUNT=2\nX") for part in team(3)] + team(20)
    whole = fresh(calendar(parts))
    asked = []
    for size in (1, 40, 300, 2000):
        monkeypatch.setattr(rows, "_PIECE", size)
        reader = RotaReader(LABELS)
        for _ in range(2):
            asked.append(0)

            def cancelled() -> bool:
                asked[-1] += 1
                return False

            assert reader.read(calendar(parts), cancelled=cancelled) == whole
    assert asked[0] > asked[2] > asked[4] > asked[6]
