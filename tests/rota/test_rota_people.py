import pytest

from planner.errors import UnreadableInput
from planner.model.kind import Kind
from planner.rota import read_rota
from planner.rota.people import is_personal_name

PEOPLE = ("Siân Prys", "Michał Wójcik", "Ọláyínká Adébáyọ̀", "Fatima al-Harun")


def entries(*summaries, per_day=None):
    """One entry for each summary: ``per_day`` of them on each date, all on one date without it."""
    per_day = per_day or len(summaries)
    return [
        f"SUMMARY:{summary}\nDTSTART:202608{day:02}T090000\nDTEND:202608{day:02}T170000"
        for day, summary in ((5 + n // per_day, summary) for n, summary in enumerate(summaries))
    ]


def who(reading):
    return [(shift.person, shift.label) for shift in reading.shifts]


@pytest.mark.parametrize(
    "form",
    [
        "{name}: {label}",
        "{name} - {label}",
        "{name} – {label}",
        "{label} - {name}",
        "{label}: {name}",
    ],
)
def test_a_team_names_the_person_in_each_entry(read, form):
    summaries = [form.format(name=name, label=label) for label in ("SD", "LD") for name in PEOPLE]
    reading = read(*entries(*summaries, per_day=4))
    assert reading.people == tuple(sorted(PEOPLE))
    assert {shift.label for shift in reading.shifts} == {"SD", "LD"}
    assert {shift.kind for shift in reading.shifts} == {Kind.STANDARD, Kind.LONG}


def test_single_names_count_where_people_are_on_together(read):
    reading = read(*entries("Anna: SD", "Ben: LD", "Anna: LD", "Ben: SD", per_day=2))
    assert reading.people == ("Anna", "Ben")


def test_a_name_may_hold_a_word_of_the_table(read):
    names = (
        "Kate Ward",
        "Anna Long",
        "Siân Prys",
        "Michał Wójcik",
        "Fatima al-Harun",
        "Priya Nair",
    )
    summaries = [f"{name}: {label}" for label in ("SD", "LD", "N") for name in names]
    assert read(*entries(*summaries, per_day=6)).people == tuple(sorted(names))


def test_entries_without_a_name_in_a_team_file_belong_to_nobody(read):
    summaries = [f"{name}: {label}" for label in ("SD", "LD") for name in PEOPLE]
    reading = read(*entries("Bank Holiday", *summaries, per_day=9))
    assert ("", "Bank Holiday") in who(reading)
    assert reading.people == tuple(sorted(PEOPLE))


@pytest.mark.parametrize(
    "summaries",
    [
        ["AMU: Long Day", "AMU: Night", "AMU: SD"],
        ["Ward 5: LD", "Ward 6: SD", "Ward 5: N", "Ward 6: LD"],
        ["Cardiology: LD", "Surgery: SD", "Cardiology: N", "Surgery: LD"],
        ["Acute Medicine: LD", "Acute Medicine: SD", "Acute Medicine: N"],
        # One hospital after the other, never two on one day: one doctor who moves.
        ["Royal Free: LD", "Barnet: SD", "Royal Free: N", "Barnet: LD"],
        ["Night: Ward 5", "Night: Ward 6", "Teaching: Lecture hall"],
        ["LD - Swap", "SD - Draft", "LD - Swap", "SD - Draft"],
    ],
)
def test_wards_and_notes_are_no_people(read, summaries):
    reading = read(*entries(*summaries, per_day=1))
    assert reading.people == ()
    assert [shift.label for shift in reading.shifts] == summaries


def test_words_nobody_knows_beside_names_are_no_team(read):
    summaries = [
        f"{label} – {name}" for label in ("Urlaub", "Dienst") for name in ("Emeqi", "Difaq")
    ]
    assert read(*entries(*summaries, per_day=2)).people == ()


def test_a_list_of_who_is_on_call_needs_no_common_day(read):
    summaries = [f"On call - {name}" for name in PEOPLE * 2]
    reading = read(*entries(*summaries, per_day=1))
    assert reading.people == tuple(sorted(PEOPLE))
    assert {shift.kind for shift in reading.shifts} == {Kind.ON_CALL}


def test_one_person_named_first_throughout(read):
    reading = read(*entries("Siân Prys: LD", "Siân Prys: SD", "Siân Prys: N", per_day=1))
    assert who(reading) == [("Siân Prys", "LD"), ("Siân Prys", "SD"), ("Siân Prys", "N")]


def test_one_place_named_last_throughout_is_no_person(read):
    reading = read(
        *entries("Work: Saint Anselm", "Work: Saint Anselm", "Shift: Saint Anselm", per_day=1)
    )
    assert reading.people == ()


def test_several_calendars_named_after_people(make_file):
    files = [
        make_file(*entries("LD"), head=f"X-WR-CALNAME:{title}", name=f"{n}.ics")
        for n, title in enumerate(("Siân Prys’s rota", "Michał Wójcik"))
    ]
    assert who(read_rota(files)) == [("Michał Wójcik", "LD"), ("Siân Prys", "LD")]


def test_several_files_named_after_people(make_file):
    files = [
        make_file(*entries("LD"), name=name) for name in ("sian-prys.ics", "michal_wojcik.ics")
    ]
    assert read_rota(files).people == ("Michal Wojcik", "Sian Prys")


def test_files_named_with_one_word_are_people_where_both_are_on_the_rota_on_one_day(make_file):
    here, there, later = entries("LD", "SD", "N", per_day=1)

    def people(*of_priya):
        files = make_file(here, later, name="Tomos.ics"), make_file(*of_priya, name="Priya.ics")
        return read_rota(files).people

    assert people(here, there) == ("Priya", "Tomos")
    # A doctor may be at one hospital today and at the other tomorrow.
    assert people(there) == ()


@pytest.mark.parametrize("names", [("rota-august.ics", "rota-may.ics"), ("1.ics", "2.ics")])
def test_several_files_of_one_person(make_file, names):
    files = [
        make_file(*entries(label), name=name)
        for name, label in zip(names, ("LD", "SD"), strict=True)
    ]
    assert read_rota(files).people == ()


def test_one_calendar_named_after_a_person_names_nobody(read):
    assert read(*entries("LD"), head="X-WR-CALNAME:Siân Prys").people == ()


def test_one_bad_file_of_several_is_refused_by_name(make_file):
    bad = make_file(name="bad.ics")
    with pytest.raises(UnreadableInput, match=r"bad\.ics"):
        read_rota([make_file(*entries("LD")), bad])


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        ("Siân Prys", True),
        ("Dr Prys", True),
        ("PRYS, Siân", True),
        ("S. Prys", True),
        ("Jan van der Berg", True),
        ("Aoife Ní Mhurchú", True),
        ("Harriet O’Dowd", True),
        ("Ọláyínká Adébáyọ̀", True),
        ("Fatima al-Harun", True),
        ("AMU", False),
        ("Ward 5", False),
        ("night team", False),
        ("A B", False),
        ("", False),
        ("August", False),
        ("One Two Three Four Five", False),
    ],
)
def test_what_a_personal_name_looks_like(words, is_name):
    assert is_personal_name(words) is is_name


def attended(*entries, line="ATTENDEE;CN={name}:mailto:{n}@made.up"):
    """An entry for each (label, day, names), the names in lines of their own."""
    return [
        f"SUMMARY:{label}\nDTSTART:202608{day:02}T090000\nDTEND:202608{day:02}T170000\n"
        + "\n".join(line.format(name=name, n=n) for n, name in enumerate(names))
        for label, day, names in entries
    ]


SIAN, MICHAL, OLA = PEOPLE[:3]


@pytest.mark.parametrize(
    "line",
    [
        "ATTENDEE;CN={name}:mailto:{n}@made.up",
        'ATTENDEE;ROLE=REQ-PARTICIPANT;CN="{name}":mailto:{n}@made.up',
        "CATEGORIES:{name}",
        "CATEGORIES:Red Category,{name}",
        "ORGANIZER;CN={name}:mailto:{n}@made.up",
    ],
)
def test_other_properties_name_the_person(read, line):
    rota = attended(
        ("SD", 5, [SIAN]), ("LD", 5, [MICHAL]), ("LD", 6, [SIAN]), ("SD", 6, [MICHAL]), line=line
    )
    shifts = [(SIAN, "SD"), (MICHAL, "LD"), (SIAN, "LD"), (MICHAL, "SD")]
    assert sorted(who(read(*rota))) == sorted(shifts)


def test_a_shift_that_several_attend_is_a_shift_of_each(read):
    rota = attended(
        ("SD", 5, [SIAN, MICHAL]), ("LD", 6, [MICHAL]), ("LD", 7, [SIAN, OLA]), ("SD", 8, [OLA])
    )
    shifts = who(read(*rota))
    assert sorted(shifts) == sorted(
        [(SIAN, "SD"), (MICHAL, "SD"), (MICHAL, "LD"), (SIAN, "LD"), (OLA, "LD"), (OLA, "SD")]
    )


def test_who_declined_is_not_on_the_shift(read):
    rota = attended(("SD", 5, [SIAN]), ("LD", 5, [MICHAL]), ("LD", 6, [SIAN]), ("SD", 6, [MICHAL]))
    rota[0] += f"\nATTENDEE;CN={OLA};PARTSTAT=DECLINED:mailto:x@made.up"
    assert read(*rota).people == tuple(sorted((SIAN, MICHAL)))


@pytest.mark.parametrize(
    "names",
    [
        # Colours, and sorts of work that go with one label each.
        {"SD": "Red Category", "LD": "Blue Category", "N": "Green Category"},
        {"SD": "Ward Work", "LD": "Out Of Hours", "N": "Out Of Hours"},
        {"SD": "Annual Leave", "LD": "General Surgery", "N": "On Call"},
    ],
)
def test_categories_that_are_no_people(read, names):
    rota = attended(
        *((label, day, [names[label]]) for day in (5, 6) for label in ("SD", "LD", "N")),
        line="CATEGORIES:{name}",
    )
    assert read(*rota).people == ()


def test_one_organiser_of_all_is_no_person(read):
    rota = attended(
        *((label, 5, ["Rota Office"]) for label in ("SD", "LD", "N")),
        line="ORGANIZER;CN={name}:mailto:{n}@made.up",
    )
    assert read(*rota).people == ()


def test_an_address_alone_names_nobody(read):
    rota = attended(*(("SD", 5 + n, ["sian@made.up"]) for n in range(4)))
    assert read(*rota).people == ()


def test_who_attends_may_be_called_like_a_shift_or_a_ward(read):
    rota = attended(
        ("SD", 5, ["Anna Long"]), ("LD", 5, ["Kate Ward"]), ("LD", 6, ["Anna Long"]),
        ("SD", 6, ["Kate Ward"]),
    )  # fmt: skip
    assert read(*rota).people == ("Anna Long", "Kate Ward")
