"""Every command that there is: taking it back and doing it again gives the store back row by row.

The two tables below name each command; a new one that is missing in them fails a test.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import LeadtimeError
from planner.feeds import Fetched, Round
from planner.feeds.looks import SourceRead
from planner.finding import Allow, Move, Offer, Request, load_scheme, offers
from planner.model.away import SickDays
from planner.model.decision import Decision, Mark, Verdict
from planner.model.kind import Kind
from planner.model.opportunity import Opportunity
from planner.model.placement import Placement
from planner.model.release import Release
from planner.model.rota import RotaFile
from planner.model.session import LostTo, State
from planner.model.source import SourceKind
from planner.rota import read_rota
from planner.spans import Span
from planner.workspace import (
    AddSource,
    ApplyRepair,
    Book,
    BookPlan,
    Change,
    ChoosePerson,
    Command,
    CorrectKind,
    CorrectKinds,
    EditSession,
    ForgetSickness,
    ForgetSigner,
    ImportRota,
    KeepOpportunities,
    KeepScheme,
    MoveSession,
    RecordActualHours,
    RecordDecision,
    RecordLooks,
    RecordSickness,
    RemoveScheme,
    RemoveSession,
    RemoveSource,
    SetPlacement,
    SetRelease,
    TrustSigner,
    Workspace,
    made_ready,
)

START = datetime(2026, 10, 1, tzinfo=ZoneInfo("Europe/London"))
NOW = START + timedelta(days=12, hours=10)
PEOPLE = ("Siân Prys", "Adaeze Obi")
LABELS = ("Standard Day", "AMB", "Clinic")
PLACEMENT = Placement("Post", date(2026, 10, 1), date(2026, 12, 27), "foundation-sdt")
OWN = replace(load_scheme("custom"), id="own-1", title="Ours", hours=3.0)
SICK = SickDays(date(2026, 11, 2), date(2026, 11, 3))
CALLED = Span(START + timedelta(days=5, hours=20), START + timedelta(days=5, hours=22))


def calendar(title: str, *entries: tuple[int, str, str]) -> RotaFile:
    """A rota of October 2026; each entry with its day, its hours and its label."""
    lines = ["BEGIN:VCALENDAR", f"X-WR-CALNAME:{title}"]
    for number, (day, hours, label) in enumerate(entries):
        first, last = hours.split("-")
        end = day + (last < first)
        lines += ["BEGIN:VEVENT", f"UID:{day}-{number}@rota.example",
                  f"DTSTART;TZID=Europe/London:202610{day:02}T{first}00",
                  f"DTEND;TZID=Europe/London:202610{end:02}T{last}00",
                  f"SUMMARY:{label}", "END:VEVENT"]  # fmt: skip
    return RotaFile("rota.ics", "\r\n".join([*lines, "END:VCALENDAR", ""]).encode())


def of_one(*without: int) -> RotaFile:
    """A rota of one: standard days, clinics, a week of on-call from home; some days left out."""
    days = [day for day in range(1, 30) if date(2026, 10, day).weekday() < 5 and day not in without]
    return calendar(
        "Medicine",
        *((day, "0830-1700", LABELS[day % 3]) for day in days),
        (6, "1700-0830", "On call from home"),
    )


TEAM = calendar("Team", *((d, "0900-1700", f"{n}: SD") for d in (5, 6, 7, 8) for n in PEOPLE))


def imported(file: RotaFile, person: str = "") -> ImportRota:
    return ImportRota(read_rota((file,)), (file,), person)


def looked(file: RotaFile) -> RecordLooks:
    read = SourceRead("s1", Fetched(files=(file,)))
    return RecordLooks(Round((read,), read_rota((file,)), (file,)))


def hours(first: float, length: float) -> Span:
    return Span(START + timedelta(hours=first), START + timedelta(hours=first + length))


def ids(workspace: Workspace) -> list[str]:
    return [session.id for session in workspace.sessions()] or ["nobody"]


def offered(workspace: Workspace, count: int) -> tuple[Offer, ...]:
    """Offers that lie on different days."""
    request = Request(hours=2, first=date(2026, 10, 20), last=date(2026, 10, 29), count=9)
    found: dict[date, Offer] = {}
    for offer in offers(workspace.situation(), request):
        found.setdefault(offer.span.start.date(), offer)
    return tuple(found.values())[:count]


def moved(workspace: Workspace, number: int = 0) -> ApplyRepair:
    sessions, there = workspace.sessions(), offered(workspace, 1)
    if not sessions or not there:
        return ApplyRepair((), SICK)
    session = sessions[number % len(sessions)]
    return ApplyRepair((Move(session, there[0], (), "", 1),))


@dataclass(frozen=True)
class Made:
    """A data folder with something of everything, and the plan that was sent from it."""

    folder: Path
    document: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    folder = tmp_path_factory.mktemp("made") / "data"
    with Workspace.open(folder, lambda: NOW) as workspace:
        for command in (
            imported(of_one()),
            SetPlacement(PLACEMENT),
            Book(hours(13.5 * 24, 2), "Audit", force=True),
            Book(hours(14.5 * 24, 2), "Teaching", force=True),
            AddSource("s1", SourceKind.FILE, "/made/up.ics"),
            KeepScheme(OWN),
            RecordSickness(SickDays(date(2026, 12, 1), date(2026, 12, 2))),
        ):
            assert workspace.do(command).step
        files = workspace.export(folder.with_name("out")).files
    return Made(folder, files[0])


def decided(made: Made, verdict: Verdict, by: str, sessions: list[str]) -> RecordDecision:
    marks = tuple((name, Mark.AGREE) for name in sessions)
    return RecordDecision(made.document.read_bytes(), Decision(verdict, marks, by=by))


Example = Callable[[Workspace, Made], Any]
EXAMPLES: dict[type, Example] = {
    ImportRota: lambda _, __: imported(of_one(14, 15)),
    ChoosePerson: lambda w, _: w.do(imported(TEAM)) and ChoosePerson(PEOPLE[1]),
    CorrectKind: lambda _, __: CorrectKind("AMB", Kind.NIGHT),
    CorrectKinds: lambda _, __: CorrectKinds(
        (CorrectKind("AMB", Kind.ADMIN), CorrectKind("Clinic", Kind.LONG))
    ),
    SetPlacement: lambda _, __: SetPlacement(replace(PLACEMENT, share=0.6)),
    SetRelease: lambda _, __: SetRelease("AMB", Release.NEVER),
    KeepScheme: lambda _, __: KeepScheme(replace(OWN, hours=9.0)),
    RemoveScheme: lambda _, __: RemoveScheme("own-1"),
    Book: lambda _, __: Book(hours(20.5 * 24, 2), "New", force=True),
    BookPlan: lambda w, _: BookPlan(offered(w, 2), "Plan"),
    MoveSession: lambda w, _: MoveSession(ids(w)[0], hours(21.5 * 24, 3), force=True),
    ApplyRepair: lambda w, _: moved(w),
    EditSession: lambda w, _: EditSession(
        ids(w)[0], state=State.LOST, notes="No cover.", lost_to=LostTo.COVER
    ),
    RemoveSession: lambda w, _: RemoveSession(ids(w)[1]),
    RecordSickness: lambda _, __: RecordSickness(SICK),
    ForgetSickness: lambda w, _: ForgetSickness(w.sickness()[0]),
    KeepOpportunities: lambda _, __: KeepOpportunities((Opportunity("Course", CALLED),)),
    RecordActualHours: lambda w, _: RecordActualHours(w.on_calls()[0].span, (CALLED,)),
    RecordDecision: lambda w, made: decided(made, Verdict.APPROVED, "Dr B. Specimen", ids(w)),
    TrustSigner: lambda _, __: TrustSigner("5a" * 32, "Dr B. Specimen"),
    ForgetSigner: lambda w, _: w.do(TrustSigner("5c" * 32)) and ForgetSigner("5c" * 32),
    AddSource: lambda _, __: AddSource("s2", SourceKind.FEED, "rota.example", instead_of="s1"),
    RemoveSource: lambda _, __: RemoveSource("s1"),
    RecordLooks: lambda _, __: looked(of_one(20)),
}
"""For each command one that changes something in the folder of `made`."""

SPANS = st.builds(hours, st.integers(0, 24 * 29), st.integers(1, 8))
WHICH = st.integers(0, 5)
ROTAS = {"as it was": of_one(), "less": of_one(14), "no call": of_one(6, 20, 21), "team": TEAM}
KINDS = st.builds(
    CorrectKind, st.sampled_from(LABELS), st.none() | st.sampled_from([Kind.ADMIN, Kind.NIGHT])
)
DAYS = st.builds(
    lambda first, more: SickDays(date(2026, 11, first), date(2026, 11, first + more)),
    st.integers(1, 20),
    st.integers(0, 5),
)
MEETINGS = st.builds(Opportunity, st.sampled_from(["Course", "M&M; it's 'on'", ""]), SPANS)


def always(commands: st.SearchStrategy[Any]) -> st.SearchStrategy[Example]:
    """Commands that are the same whatever is stored."""
    return commands.map(lambda command: lambda _, __: command)


def of_a_session(make: Callable[..., Any], *drawn: st.SearchStrategy[Any]) -> Any:
    """Commands about one of the sessions that there are when it is their turn."""
    return st.tuples(WHICH, *drawn).map(
        lambda it: lambda w, _: make(ids(w)[it[0] % len(ids(w))], *it[1:])
    )


DRAWN: dict[type, st.SearchStrategy[Example]] = {
    ImportRota: st.tuples(st.sampled_from(list(ROTAS)), st.sampled_from(["", *PEOPLE])).map(
        lambda it: lambda w, _: made_ready(imported(ROTAS[it[0]], it[1]), w.standing())
    ),
    ChoosePerson: always(st.sampled_from(PEOPLE).map(ChoosePerson)),
    CorrectKind: always(KINDS),
    CorrectKinds: always(st.lists(KINDS, max_size=3).map(tuple).map(CorrectKinds)),
    SetPlacement: always(
        st.builds(
            lambda title, share, scheme: SetPlacement(
                replace(PLACEMENT, title=title, share=share, scheme=scheme)
            ),
            st.text(max_size=5),
            st.floats(0.1, 1),
            st.sampled_from(["own-1", "foundation-sdt"]),
        )
    ),
    SetRelease: always(
        st.builds(SetRelease, st.sampled_from(LABELS), st.none() | st.sampled_from(Release))
    ),
    KeepScheme: always(
        st.builds(
            lambda name, title: KeepScheme(replace(OWN, id=name, title=title)),
            st.sampled_from(["own-1", "own-2"]),
            st.text(min_size=1, max_size=5),
        )
    ),
    RemoveScheme: always(st.sampled_from(["own-1", "own-2"]).map(RemoveScheme)),
    Book: always(
        st.builds(
            lambda span, said, own: Book(span, said, force=True, allow=Allow(evenings=own)),
            SPANS,
            st.text(max_size=5),
            st.booleans(),
        )
    ),
    BookPlan: st.integers(0, 3).map(lambda n: lambda w, _: BookPlan(offered(w, n), "Plan")),
    MoveSession: of_a_session(lambda name, span: MoveSession(name, span, force=True), SPANS),
    ApplyRepair: WHICH.map(lambda n: lambda w, _: moved(w, n)),
    EditSession: of_a_session(
        lambda name, state, notes: EditSession(name, state=state, notes=notes),
        st.sampled_from(State),
        st.none() | st.text(max_size=5),
    ),
    RemoveSession: of_a_session(RemoveSession),
    RecordSickness: always(DAYS.map(RecordSickness)),
    ForgetSickness: WHICH.map(
        lambda n: lambda w, _: ForgetSickness([*w.sickness(), *[SICK] * 6][n])
    ),
    KeepOpportunities: always(
        st.lists(MEETINGS, max_size=3).map(lambda found: KeepOpportunities(tuple(found)))
    ),
    RecordActualHours: st.sampled_from([None, (), (CALLED,)]).map(
        lambda work: (
            lambda w, _: RecordActualHours(w.on_calls()[0].span if w.on_calls() else CALLED, work)
        )
    ),
    RecordDecision: st.tuples(
        st.sampled_from([Verdict.APPROVED, Verdict.DECLINED]), st.sampled_from(["", "Dr B."])
    ).map(lambda it: lambda w, made: decided(made, *it, ids(w))),
    TrustSigner: always(st.sampled_from(["5a" * 32, "5b" * 32, "no"]).map(TrustSigner)),
    ForgetSigner: always(st.sampled_from(["5a" * 32, "5b" * 32, "no"]).map(ForgetSigner)),
    AddSource: always(
        st.builds(
            AddSource,
            st.sampled_from(["s1", "s2"]),
            st.just(SourceKind.FOLDER),
            st.sampled_from(["/made/up", "/made/down"]),
            st.sampled_from(["", "s1", "s2"]),
        )
    ),
    RemoveSource: always(st.sampled_from(["s1", "s2"]).map(RemoveSource)),
    RecordLooks: st.sampled_from(list(ROTAS)).map(
        lambda name: lambda w, _: made_ready(looked(ROTAS[name]), w.standing())
    ),
}
"""For each command many that may change something or be refused."""


@dataclass(frozen=True)
class Step:
    """A command of a kind, which is told what there is when it is its turn."""

    kind: type
    make: Example


STEPS = st.sampled_from(list(DRAWN)).flatmap(
    lambda kind: DRAWN[kind].map(lambda make: Step(kind, make))
)


@pytest.mark.parametrize("named", [EXAMPLES, DRAWN])
def test_no_command_is_left_out(named):
    assert set(named) == set(get_args(Command))


def content(workspace: Workspace) -> dict[str, list[Any]]:
    """Every row of every table whose changes are journalled, by what the schema itself says."""
    db = workspace._store._db
    tables = db.execute(
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' "
        "AND name = tbl_name || '_journal_delete' ORDER BY 1"
    ).fetchall()
    assert len(tables) >= 12
    return {
        table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608
        for (table,) in tables
    }


def opened(made: Made, folder: str) -> Workspace:
    there = shutil.copytree(made.folder, Path(folder) / "data")
    return Workspace.open(Path(there), lambda: NOW)


@pytest.mark.parametrize("command", EXAMPLES, ids=lambda kind: kind.__name__)
def test_a_command_is_taken_back_and_done_again(made, tmp_path, whole_reads, command):
    """And no large table is read from end to end for it."""
    changes: list[Change] = []
    with opened(made, tmp_path) as workspace:
        doing = EXAMPLES[command](workspace, made)
        assert type(doing) is command
        before, said = content(workspace), workspace.undo_words
        assert whole_reads(workspace, lambda: changes.append(workspace.do(doing))) == {}
        after = content(workspace)
        assert changes[0].step
        assert after != before
        assert {part.value for part in changes[0].touched} >= {
            table for table in after if after[table] != before[table]
        }
        assert whole_reads(workspace, lambda: changes.append(workspace.undo())) == {}
        assert changes[0].words == changes[1].words == workspace.redo_words
        assert content(workspace) == before
        assert workspace.undo_words == said
    with Workspace.open(tmp_path / "data", lambda: NOW) as workspace:
        assert whole_reads(workspace, workspace.redo) == {}
        assert content(workspace) == after
        assert not workspace.upkeep.check()()


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(STEPS, max_size=12),
    restart=st.booleans(),
)
def test_undo_all_and_redo_all(made, steps, restart):
    with TemporaryDirectory() as name:
        workspace = opened(made, name)
        states = [content(workspace)]
        while workspace.undo_words is not None:
            workspace.undo()
            states.insert(0, content(workspace))
        for _ in states[1:]:
            workspace.redo()
        for step in steps:
            try:
                change = workspace.do(step.make(workspace, made))
            except LeadtimeError:  # refused: over another session, nobody of that name
                assert content(workspace) == states[-1]
                continue
            if change.step:
                states.append(content(workspace))
            assert content(workspace) == states[-1]
        for before in reversed(states[:-1]):
            workspace.undo()
            assert content(workspace) == before
        assert workspace.undo_words is None
        assert not any(content(workspace).values()), "all of it was taken back"
        if restart:
            workspace.close()
            workspace = Workspace.open(workspace.folder, lambda: NOW)
        for after in states[1:]:
            workspace.redo()
            assert content(workspace) == after
        assert workspace.redo_words is None
        workspace.close()
