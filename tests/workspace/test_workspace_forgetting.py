"""What is kept of answers, and what was made ready before: never other than worked out anew."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import LeadtimeError, WrongUse
from planner.feeds import Fetched, Round
from planner.feeds.looks import SourceRead
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.release import Release
from planner.model.rota import RotaFile
from planner.model.session import State
from planner.model.source import SourceKind
from planner.rota import RotaReader
from planner.spans import Span
from planner.workspace import (
    AddSource,
    Book,
    ChoosePerson,
    CorrectKind,
    EditSession,
    ImportRota,
    RecordActualHours,
    RecordLooks,
    SetPlacement,
    SetRelease,
    Workspace,
    made_ready,
)
from planner.workspace.questions import Questions

START = datetime(2026, 10, 5, tzinfo=ZoneInfo("Europe/London"))
PLACEMENT = Placement("Post", date(2026, 10, 1), date(2026, 12, 27), "foundation-sdt")
ANSWERS = (
    "reading", "person", "people", "zone", "shifts", "changes", "labels", "placement", "scheme",
    "ruleset", "sessions", "booked", "sources", "situation", "report", "rest", "allowance",
    "nights_and_leave", "standing", "sent", "returned", "withdrawn", "asked_changes", "hits",
    "broken", "newly_broken", "worked", "on_calls", "hours_left_over", "releases", "own_schemes",
    "oneself", "colleagues", "sickness", "shifts_with_sickness", "opportunities",
)  # fmt: skip
"""Every question that is asked without anything else."""


def answers(ask: Questions) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in ANSWERS:
        try:
            found[name] = getattr(ask, name)()
        except WrongUse as refused:
            found[name] = refused.message
    return found


def anew(workspace: Workspace) -> dict[str, object]:
    return answers(Questions(workspace._store, workspace._now, workspace._labels))


def entry(day: int, label: str, number: int = 0) -> str:
    return (
        f"BEGIN:VEVENT\r\nUID:{day}-{number}\r\nDTSTART;TZID=Europe/London:202610{day:02}T090000\r\n"
        f"DTEND;TZID=Europe/London:202610{day:02}T170000\r\nSUMMARY:{label}\r\nEND:VEVENT\r\n"
    )


def calendar(title: str, *entries: str) -> RotaFile:
    text = f"BEGIN:VCALENDAR\r\nX-WR-CALNAME:{title}\r\n{''.join(entries)}END:VCALENDAR\r\n"
    return RotaFile("rota.ics", text.encode())


PEOPLE = ("Siân Prys", "Adaeze Obi")
days = st.lists(
    st.tuples(st.integers(5, 30), st.sampled_from(["SD", "Clinic", "On call from home", "AMB"])),
    min_size=1,
    max_size=12,
    unique_by=lambda item: item[0],
)
of_one = st.builds(
    lambda said, title: calendar(title, *(entry(*item) for item in said)),
    days,
    st.sampled_from(["Medicine", "Surgery"]),
)
of_several = days.map(
    lambda said: calendar(
        "Team",
        *(
            entry(day, f"{name}: {label if n else 'SD'}", n)
            for day, label in [*said, (31, "SD"), (4, "SD"), (3, "LD")]
            for n, name in enumerate(PEOPLE)
        ),
    )
)
spans = st.builds(
    lambda hours, length: Span(
        START + timedelta(hours=hours), START + timedelta(hours=hours + length)
    ),
    st.integers(0, 24 * 21),
    st.integers(1, 8),
)


def looked(reading, files):
    read = SourceRead("s1", Fetched(files=files))
    return RecordLooks(Round((read,), reading, files))


def commands(files):
    return st.one_of(
        st.tuples(st.just("import"), files, st.sampled_from(["", "", *PEOPLE])),
        st.tuples(st.just("look"), files, st.just("")),
        st.tuples(st.just("undo") | st.just("redo"), st.none(), st.none()),
        st.tuples(
            st.just("do"),
            st.one_of(
                st.builds(lambda span: Book(span, force=True), spans),
                st.builds(
                    CorrectKind,
                    st.sampled_from(["AMB", "Clinic", "SD"]),
                    st.none() | st.sampled_from([Kind.ADMIN, Kind.NIGHT, Kind.ON_CALL]),
                ),
                st.sampled_from(PEOPLE).map(ChoosePerson),
                st.floats(0.2, 1).map(lambda share: SetPlacement(replace(PLACEMENT, share=share))),
                st.just(SetPlacement(replace(PLACEMENT, ruleset="new-deal"))),
                st.just(AddSource("s1", SourceKind.FILE, "/made/up.ics")),
            ),
            st.none(),
        ),
        st.tuples(st.sampled_from(["lost", "called"]), st.none(), st.none()),
    )


def command_of(ask: Questions, what, given, person, reader: RotaReader):
    match what:
        case "import":
            return ImportRota(reader.read((given,)), (given,), person)
        case "look":
            return looked(reader.read((given,)), (given,))
        case "lost":
            sessions = ask.sessions()
            return EditSession(sessions[0].id if sessions else "none", state=State.LOST)
        case "called":
            calls = ask.on_calls()
            span = calls[0].span if calls else Span(START, START + timedelta(hours=1))
            return RecordActualHours(span, (Span(span.start, span.start + timedelta(hours=1)),))
        case _:
            return given


ALL_LABELS = calendar(
    "Medicine",
    *(entry(day, label) for day, label in enumerate(["SD", "Clinic", "AMB"] * 4, 5)),
    entry(4, "On call from home"),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(commands(of_one | of_several), min_size=1, max_size=10), st.data())
def test_answers_after_any_command_are_those_of_a_new_start(steps, data):
    """Some of the imports are made ready before, some of these for what stood earlier."""
    reader = RotaReader()
    with TemporaryDirectory() as name, Workspace.open(Path(name), lambda: START) as workspace:
        earlier = workspace.standing()
        for step in [("import", ALL_LABELS, ""), *steps]:
            try:
                if step[0] in ("undo", "redo"):
                    getattr(workspace, step[0])()
                else:
                    command = command_of(workspace, *step, reader)
                    if step[0] in ("import", "look") and data.draw(st.booleans()):
                        late = data.draw(st.booleans())
                        command = made_ready(command, workspace.standing() if late else earlier)
                        earlier = workspace.standing()
                    workspace.do(command)
            except LeadtimeError:
                pass  # refused: nobody of that name, nothing to undo, over another session
            assert answers(workspace) == anew(workspace)


def test_answers_are_worked_out_anew_by_what_they_rest_on(workspace):
    """Each command changes what was asked just before, and so do its undo and redo."""
    reader = RotaReader()
    said = [
        ("import", ALL_LABELS, ""),
        ("do", SetPlacement(PLACEMENT), None),
        ("do", CorrectKind("AMB", Kind.NIGHT), None),
        ("called", None, None),
        ("do", Book(Span(START, START + timedelta(hours=4)), force=True), None),
        ("lost", None, None),
        ("do", SetPlacement(replace(PLACEMENT, ruleset="new-deal", share=0.5)), None),
        ("do", SetRelease("SD", Release.NEVER), None),
        ("do", AddSource("s1", SourceKind.FILE, "/made/up.ics"), None),
        ("look", calendar("Medicine", entry(9, "Clinic"), entry(12, "SD")), ""),
        ("import", calendar("Team", *(entry(4, f"{n}: SD") for n in PEOPLE * 3)), ""),
        ("import", calendar("Team", *(entry(5, f"{n}: SD") for n in PEOPLE * 3)), PEOPLE[0]),
    ]
    for step in said:
        before = answers(workspace)
        workspace.do(command_of(workspace, *step, reader))
        after = answers(workspace)
        assert before != after == anew(workspace)
        workspace.undo()
        assert answers(workspace) == anew(workspace)
        workspace.redo()
        assert answers(workspace) == anew(workspace)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(of_one | of_several, st.sampled_from(["", *PEOPLE])), max_size=5),
    st.booleans(),
)
def test_an_import_made_ready_does_what_one_does_that_was_not(rotas, by_look):
    found: list[list[object]] = []
    for ready in (False, True):
        reader, seen = RotaReader(remembers=ready), []
        with TemporaryDirectory() as name, Workspace.open(Path(name), lambda: START) as workspace:
            for file, person in rotas:
                reading = reader.read((file,))
                command = ImportRota(reading, (file,), person)
                if by_look:
                    command = looked(reading, (file,))
                try:
                    if ready:
                        command = made_ready(command, workspace.standing())
                    seen.append(workspace.do(command))
                except WrongUse as refused:
                    seen.append(refused.message)
                seen.append({**answers(workspace), "standing": None})
                current = workspace.reading()
                seen.append(workspace._store.readings.files(current.id) if current else None)
        found.append(seen)
    assert found[0] == found[1]


def test_a_booking_keeps_what_rests_on_the_rota_alone(planned, at):
    before = planned.shifts(), planned.labels(), planned.reading(), planned.standing()
    rest, sessions = planned.rest(), planned.sessions()
    planned.do(Book(at(14, "17:30", "19:30"), force=True))
    after = planned.shifts(), planned.labels(), planned.reading(), planned.standing()
    assert all(one is other for one, other in zip(before, after, strict=True))
    assert planned.sessions() != sessions
    assert planned.rest() is not rest


def test_work_done_for_what_stands_no_more_is_done_again(planned):
    file = calendar("ST4 Acute Medicine", entry(14, "Night"))
    other = RotaReader().read((file,))
    command = made_ready(ImportRota(other, (file,)), planned.standing())
    planned.do(CorrectKind("AMB", Kind.ADMIN))
    assert command.ready.standing != planned.standing()
    planned.do(command)
    amb = [shift.kind for shift in planned.shifts() if shift.label == "AMB"]
    assert set(amb) <= {Kind.ADMIN}


def test_what_was_made_ready_is_what_is_stored(planned):
    file = calendar("ST4 Acute Medicine", entry(14, "SD"), entry(15, "LD"))
    command = made_ready(ImportRota(RotaReader().read((file,)), (file,)), planned.standing())
    planned.do(command)
    assert planned.reading().reading is command.ready.packed.reading


@pytest.mark.parametrize("name", ["Nobody Atall"])
def test_making_ready_refuses_a_person_whom_the_rota_does_not_name(planned, name):
    file = calendar("Medicine", entry(14, "SD"))
    with pytest.raises(WrongUse, match=name):
        made_ready(ImportRota(RotaReader().read((file,)), (file,), name), planned.standing())
