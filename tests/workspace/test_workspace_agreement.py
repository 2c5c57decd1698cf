"""What was sent, what came back, and what it did to the sessions."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from planner.agreement import digest, plan_json, plan_pdf
from planner.errors import UnreadableInput, WrongUse
from planner.model.decision import Decision, Mark, Verdict
from planner.model.session import State
from planner.store import Export
from planner.workspace import (
    Book,
    EditSession,
    MoveSession,
    Part,
    RecordDecision,
    RemoveSession,
    SetPlacement,
)

# Letters and white space as people type them; line ends inside, none at the edges.
TYPED = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=40
).map(lambda text: " ".join(text.split()))


def fill(pdf: bytes, values: dict[str, str]) -> bytes:
    """Fills fields as a reader does: the values, and what each box shows."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for reference in writer.root_object["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        value = values.get(field["/T"])
        if value is None:
            continue
        if field["/FT"] == "/Tx":
            field[NameObject("/V")] = TextStringObject(value)
            continue
        field[NameObject("/V")] = NameObject(f"/{value}")
        for kid in field["/Kids"]:
            box = kid.get_object()
            states = box["/AP"]["/N"]
            shown = f"/{value}" if f"/{value}" in states else "/Off"
            box[NameObject("/AS")] = NameObject(shown)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.fixture
def booked(planned, at):
    """Four sessions: three proposed, one that was agreed before."""
    names = [
        planned.do(Book(at(day, "09:00", "12:00"), "Audit", force=True)).session
        for day in (14, 15, 19, 20)
    ]
    planned.do(EditSession(names[3], state=State.AGREED))
    return planned


@pytest.fixture
def sent(booked, tmp_path):
    """The plan document that went out."""
    return booked.export(tmp_path / "out").files[0].read_bytes()


def states(workspace) -> list[State]:
    return [session.state for session in workspace.sessions()]


PROPOSED, AGREED = State.PROPOSED, State.AGREED


@pytest.mark.parametrize(
    ("values", "after", "words"),
    [
        ({"decision": "approved"}, [AGREED] * 4, "a decision: 4 agreed"),
        (
            {"decision": "approved", "session_2": "change"},
            [AGREED, PROPOSED, AGREED, AGREED],
            "a decision: 3 agreed, 1 to change",
        ),
        (
            {"decision": "ticked", "session_1": "agree", "name": "Dr B. Specimen"},
            [AGREED, PROPOSED, PROPOSED, AGREED],
            "the decision of Dr B. Specimen: 1 agreed",
        ),
        (
            {"decision": "changes", "session_4": "change", "session_3": "agree"},
            [PROPOSED, PROPOSED, AGREED, PROPOSED],
            "a decision: 1 agreed, 1 to change",
        ),
        (
            {"decision": "declined", "session_1": "agree"},
            [PROPOSED] * 4,
            "a decision: 4 not agreed",
        ),
        ({"decision": "ticked"}, [PROPOSED] * 3 + [AGREED], "a decision: no session"),
    ],
)
def test_a_decision_changes_the_sessions_in_one_step_of_undo(booked, sent, values, after, words):
    before = booked.sessions()
    change = booked.do(RecordDecision(fill(sent, values)))
    assert change.words == f"Record {words}"
    assert states(booked) == after
    for was, now in zip(before, booked.sessions(), strict=True):
        assert now.sequence == was.sequence + (now.state is not was.state)
    assert booked.undo().touched >= {Part.DECISIONS}
    assert booked.sessions() == before
    booked.redo()
    assert states(booked) == after


def test_the_file_and_what_was_read_are_kept_as_evidence(booked, sent, clock):
    document = fill(
        sent, {"decision": "changes", "session_1": "change", "name": "Dr B", "date": "14/10"}
    )
    booked.do(RecordDecision(document))
    (returned,) = booked.returned()
    assert booked.document(returned) == document
    assert (returned.received, returned.stands, returned.by_hand) == (clock.at, True, False)
    assert (returned.decision.by, returned.decision.on) == ("Dr B", "14/10")
    booked.undo()
    (kept,) = booked.returned()
    assert kept == replace(returned, stands=False)
    with pytest.raises(Exception, match="never edited"):
        booked._store._db.execute("DELETE FROM returns")
    with pytest.raises(Exception, match="never edited"):
        booked._store._db.execute("UPDATE documents SET packed = x'00'")


def test_the_same_file_twice_is_nothing_new(booked, sent):
    document = fill(sent, {"decision": "approved"})
    booked.do(RecordDecision(document))
    again = booked.do(RecordDecision(document))
    assert not again.step
    assert again.words.startswith("This decision was recorded on ")
    assert again.words.endswith(" already: nothing is new.")
    assert len(booked.returned()) == 1
    booked.undo()
    assert booked.do(RecordDecision(document)).step
    assert [returned.stands for returned in booked.returned()] == [True]


def test_only_what_is_unchanged_is_agreed_and_the_rest_is_said(booked, sent, at):
    moved, renamed, gone, _ = (session.id for session in booked.sessions())
    booked.do(MoveSession(moved, at(16, "09:00", "12:00"), force=True))
    booked.do(EditSession(renamed, purpose="Another audit"))
    booked.do(RemoveSession(gone))
    added = booked.do(Book(at(21, "09:00", "12:00"), force=True)).session
    document = fill(sent, {"decision": "approved"})
    found = booked.review(document)
    differs = [effect.differs for effect in booked.effects(found.digest, found.decision)]
    assert differs == [
        "It was moved since, to Fri 16 Oct, 09:00–12:00.",
        "What it is for was changed since.",
        "It is not in the plan any more.",
        "",
    ]
    booked.do(RecordDecision(document))
    after = {session.id: session.state for session in booked.sessions()}
    assert (after[moved], after[renamed], after[added]) == (PROPOSED, PROPOSED, PROPOSED)


def test_what_took_place_meanwhile_stays_so(booked, sent):
    first = booked.sessions()[0].id
    booked.do(EditSession(first, state=State.DELIVERED))
    booked.do(RecordDecision(fill(sent, {"decision": "declined"})))
    assert states(booked)[0] is State.DELIVERED


def test_a_decision_on_an_older_version_does_not_undo_a_later_one(booked, sent, at, tmp_path):
    booked.do(Book(at(21, "09:00", "12:00"), force=True))
    later = booked.export(tmp_path / "later").files[0].read_bytes()
    booked.do(RecordDecision(fill(later, {"decision": "approved"})))
    booked.do(RecordDecision(fill(sent, {"decision": "declined", "name": "late"})))
    assert states(booked) == [AGREED] * 5
    assert [version.version for version in booked.sent()] == [1, 2]
    assert [len(version.returned) for version in booked.sent()] == [1, 1]


def test_a_change_that_was_asked_for_stands_until_it_is_made(booked, sent, at):
    first = booked.sessions()[0].id
    values = {"decision": "changes", "session_1": "change", "name": "Dr B", "comments": "Too early"}
    booked.do(RecordDecision(fill(sent, values)))
    asked = booked.asked_changes()
    assert list(asked) == [first]
    assert (asked[first].by, asked[first].comments) == ("Dr B", "Too early")
    booked.do(MoveSession(first, at(16, "13:00", "16:00"), force=True))
    assert booked.asked_changes() == {}


def test_a_later_agreement_answers_a_change_that_was_asked_for(booked, sent):
    booked.do(RecordDecision(fill(sent, {"decision": "changes", "session_1": "change"})))
    booked.do(RecordDecision(fill(sent, {"decision": "approved"})))
    assert booked.asked_changes() == {}


def refused(workspace, document: bytes, words: str) -> None:
    before = (workspace.sessions(), workspace.undo_words, workspace.returned())
    with pytest.raises((WrongUse, UnreadableInput), match=words):
        workspace.do(RecordDecision(document))
    assert (workspace.sessions(), workspace.undo_words, workspace.returned()) == before


def test_what_is_no_decision_on_a_plan_of_ours_is_refused(booked, sent):
    refused(booked, sent, "No decision is ticked")
    refused(booked, b"%PDF-1.7 nothing", "damaged")
    other = replace(booked.plan(), sessions=booked.plan().sessions[:-1])
    refused(booked, fill(plan_pdf(other), {"decision": "approved"}), "not one that was sent")


def test_a_plan_that_was_made_but_never_sent_is_not_ours(planned, at):
    planned.do(Book(at(14, "09:00", "12:00"), force=True))
    refused(planned, fill(plan_pdf(planned.plan()), {"decision": "approved"}), "not one that was")


def test_boxes_that_contradict_themselves_are_not_read(booked, sent):
    """Stored as approved and shown as declined: nobody can say which was meant."""
    writer = PdfWriter(clone_from=io.BytesIO(fill(sent, {"decision": "declined"})))
    for reference in writer.root_object["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == "decision":
            field[NameObject("/V")] = NameObject("/approved")
    file = io.BytesIO()
    writer.write(file)
    refused(booked, file.getvalue(), "contradict themselves")


def test_a_copy_without_boxes_is_recorded_by_hand_only(booked, sent):
    writer = PdfWriter(clone_from=io.BytesIO(fill(sent, {"decision": "approved"})))
    del writer.root_object["/AcroForm"]
    file = io.BytesIO()
    writer.write(file)
    copy = file.getvalue()
    refused(booked, copy, "enter by hand")
    marks = tuple((session.id, Mark.NONE) for session in booked.sessions())
    booked.do(RecordDecision(copy, Decision(Verdict.APPROVED, marks, by="Dr B")))
    assert states(booked) == [AGREED] * 4
    assert booked.returned()[0].by_hand


def test_what_can_be_read_is_not_entered_by_hand(booked, sent):
    document = fill(sent, {"decision": "declined"})
    with pytest.raises(WrongUse, match="not entered by hand"):
        booked.do(RecordDecision(document, Decision(Verdict.APPROVED)))


def test_the_plan_is_kept_as_it_was_sent(booked, sent, at):
    before = booked.plan()
    booked.do(MoveSession(booked.sessions()[0].id, at(16, "09:00", "12:00"), force=True))
    kept = booked.sent_plan(digest(before))
    assert plan_json(kept) == plan_json(before)
    assert (kept.version, kept.issued) == (1, before.issued)
    assert booked.sent_plan("0" * 64) is None


def test_sessions_that_went_out_and_are_gone_are_told_to_calendars(booked, sent, at, tmp_path):
    from icalendar import Calendar

    gone, cancelled, lost, _ = booked.sessions()
    booked.do(RemoveSession(gone.id))
    booked.do(EditSession(cancelled.id, state=State.CANCELLED))
    booked.do(EditSession(lost.id, state=State.LOST))
    assert [session.id for session in booked.withdrawn()] == [gone.id, cancelled.id, lost.id]
    exported = booked.export(tmp_path / "out", timedelta(minutes=30))
    events = Calendar.from_ical(exported.files[1].read_bytes()).walk("VEVENT")
    status = {str(event["uid"]).split("@")[0]: str(event["status"]) for event in events}
    assert status[gone.id] == status[cancelled.id] == status[lost.id] == "CANCELLED"
    assert sorted(status.values()) == ["CANCELLED"] * 3 + ["CONFIRMED"]
    assert [len(event.walk("VALARM")) for event in events] == [1, 0, 0, 0]
    assert exported.draft.name == "plan.eml"


def test_nothing_is_withdrawn_before_anything_was_sent(booked):
    booked.do(RemoveSession(booked.sessions()[0].id))
    assert booked.withdrawn() == ()
    assert booked.sent() == ()


def test_sessions_outside_the_placement_do_not_stay_withdrawn_for_ever(booked, sent):
    placement = booked.placement()
    booked.do(SetPlacement(replace(placement, title="Another title")))
    assert booked.withdrawn() == ()


def test_the_next_placement_leaves_the_sessions_of_the_last_one_in_calendars(
    booked, sent, at, tmp_path
):
    from icalendar import Calendar

    moved, gone, *_ = booked.sessions()
    next_day = booked.placement().last + timedelta(days=1)
    later = replace(booked.placement(), first=next_day, last=next_day + timedelta(days=90))
    booked.do(SetPlacement(later))
    assert booked.withdrawn() == ()
    booked.do(RemoveSession(gone.id))
    booked.do(MoveSession(moved.id, at(16, "09:00", "12:00"), force=True))
    calendar = Calendar.from_ical(booked.export(tmp_path / "out").files[1].read_bytes())
    events = [(str(e["uid"]).split("@")[0], str(e["status"])) for e in calendar.walk("VEVENT")]
    assert sorted(events) == sorted([(moved.id, "CANCELLED"), (gone.id, "CANCELLED")])


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    verdict=st.sampled_from(["approved", "ticked", "changes", "declined"]),
    marks=st.lists(st.sampled_from(["agree", "change", "Off"]), min_size=4, max_size=4),
    comments=st.lists(TYPED.filter(bool), max_size=3).map("\n".join),
    who=st.tuples(TYPED, st.from_regex(r"[0-9]{7}", fullmatch=True), TYPED),
)
def test_what_is_filled_in_is_what_is_recorded(booked, sent, verdict, marks, comments, who):
    name, number, on = who
    values = {f"session_{n}": mark for n, mark in enumerate(marks, 1)}
    values |= {"decision": verdict, "comments": comments, "name": name}
    booked.do(RecordDecision(fill(sent, {**values, "gmc_number": number, "date": on})))
    found = next(returned for returned in reversed(booked.returned()) if returned.stands)
    names = [session.id for session in booked.sessions()]
    ticked = [Mark.NONE if mark == "Off" else Mark(mark) for mark in marks]
    assert found.decision == Decision(
        Verdict(verdict), tuple(zip(names, ticked, strict=True)), comments, name, number, on
    )
    for session, mark in zip(booked.sessions(), ticked, strict=True):
        outcome = found.decision.outcome(session.id)
        if verdict == "declined" or mark is Mark.CHANGE:
            assert session.state is PROPOSED
        elif verdict == "approved" or mark is Mark.AGREE:
            assert session.state is AGREED
        else:
            assert outcome is Mark.NONE
    booked.undo()


def test_a_plan_whose_content_was_not_kept_is_taken_from_the_document(booked):
    """Exports of an older data file are known by their digests alone."""
    plan = booked.plan()
    booked._store.exports.record(Export(1, digest(plan), plan.issued))
    booked.forget()
    assert booked.sent_plan(digest(plan)) is None
    booked.do(RecordDecision(fill(plan_pdf(plan), {"decision": "approved"})))
    assert states(booked) == [AGREED] * 4
    assert booked.withdrawn() == ()
    assert booked.asked_changes() == {}
