"""The placement, its allowance, and the plan that goes out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from planner.agreement import digest
from planner.errors import LeadtimeError, WrongUse
from planner.model.session import State
from planner.workspace import (
    Book,
    EditSession,
    MoveSession,
    Part,
    SetPlacement,
    Workspace,
    WorkspaceBusy,
)


def test_a_placement_is_set_changed_and_undone(planned):
    before = planned.placement()
    change = planned.do(SetPlacement(replace(before, share=0.6, hours=3.5, opt_out=True)))
    assert (change.words, change.touched) == (
        "Change placement “ST4 Acute Medicine”",
        {Part.PLACEMENT},
    )
    assert planned.placement() == replace(before, share=0.6, hours=3.5, opt_out=True)
    assert planned.do(SetPlacement(planned.placement())).touched == frozenset()
    planned.undo()
    assert planned.placement() == before


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"scheme": "no-such"}, "no-such"),
        ({"scheme": "peer-lead"}, "hours"),
        ({"ruleset": "atlantis"}, "atlantis"),
        ({"person": "Ann Other"}, "Ann Other"),
        ({"last": date(9999, 2, 2)}, "2026 to 9999"),
        ({"first": date(1926, 8, 5)}, "1926 to 2026"),
    ],
)
def test_a_placement_that_makes_no_sense_is_refused_and_the_old_one_stays(planned, wrong, word):
    before = planned.placement()
    with pytest.raises(WrongUse, match=word):
        planned.do(SetPlacement(replace(before, **wrong)))
    assert planned.placement() == before


def test_allowance_counts_what_became_of_the_sessions(planned, at, clock):
    for day, state in ((14, State.DELIVERED), (15, State.LOST), (19, State.CANCELLED), (22, None)):
        name = planned.do(Book(at(day, "09:00", "12:00"))).session
        if state:
            planned.do(EditSession(name, state=state))
    planned.do(Book(at(5, "09:00", "12:00", 1, 2027), force=True))  # after the placement
    allowance = planned.allowance()
    assert allowance.due == pytest.approx(24.0)
    assert (allowance.delivered, allowance.lost, allowance.proposed) == (3, 3, 3)
    assert allowance.to_find == pytest.approx(18.0)


@pytest.mark.parametrize(
    ("now", "so_far"),
    [
        (datetime(2026, 10, 4, 12, tzinfo=UTC), 0),
        (datetime(2026, 10, 5, 22, tzinfo=UTC), 0),
        (datetime(2026, 10, 5, 23, 30, tzinfo=UTC), 2 / 7),  # the 6th by London's clock
        (datetime(2026, 10, 12, 9, tzinfo=UTC), 2),
        (datetime(2026, 12, 28, 9, tzinfo=UTC), 24),
        (datetime(2028, 1, 1, tzinfo=UTC), 24),
    ],
)
def test_due_so_far_counts_the_days_that_are_over(planned, clock, now, so_far):
    clock.at = now
    assert planned.allowance().due_so_far == pytest.approx(so_far)


def test_due_so_far_of_a_block_grows_with_the_placement(planned, clock):
    planned.do(SetPlacement(replace(planned.placement(), scheme="induction-course")))
    due = planned.allowance().due
    clock.at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    assert planned.allowance().due_so_far == pytest.approx(due / 2)
    clock.at = datetime(2027, 1, 1, tzinfo=UTC)
    assert planned.allowance().due_so_far == due


def test_a_session_that_has_gone_by_stays_what_it_was_until_it_is_recorded(planned, at, clock):
    planned.do(Book(at(14, "09:00", "12:00")))
    clock.at += timedelta(days=30)
    assert (planned.allowance().proposed, planned.allowance().delivered) == (3, 0)


def test_the_plan_holds_the_placements_sessions_but_no_cancelled_ones(planned, at, clock):
    kept = planned.do(Book(at(14, "09:00", "12:00"))).session
    gone = planned.do(Book(at(15, "09:00", "12:00"))).session
    planned.do(EditSession(gone, state=State.CANCELLED))
    planned.do(Book(at(5, "09:00", "12:00", 1, 2027), force=True))
    plan = planned.plan()
    assert [session.id for session in plan.sessions] == [kept]
    assert (plan.issued, plan.rota_read, plan.version) == (clock.at, clock.at, 1)
    assert plan.rules.kept
    assert plan.rules.average_week == planned.report().figures["H1"]


def test_the_plan_names_the_rules_that_are_broken_and_by_whom(planned, at, new_rota):
    planned.do(Book(at(6, "12:00", "14:00", 11), force=True))  # too soon after nights
    broken = planned.plan().rules.broken
    assert planned.ruleset().limits["N3"].title in broken
    from planner.rota import read_rota
    from planner.workspace import ImportRota

    rota = new_rota().timed(date(2026, 10, 12), "08:00", "22:00", "Long Day")
    rota.timed(date(2026, 10, 13), "07:00", "17:00", "Standard Day")
    file = rota.file()
    planned.do(ImportRota(read_rota([file]), (file,)))
    broken = planned.plan().rules.broken
    assert broken
    assert all(words.endswith("(in the rota already)") for words in broken)


def test_export_writes_three_files_and_the_version_follows_the_content(planned, at, tmp_path):
    name = planned.do(Book(at(14, "09:00", "12:00"), "QI")).session
    first = planned.export(tmp_path / "out")
    assert sorted(path.name for path in first.files) == ["plan.csv", "plan.ics", "plan.pdf"]
    assert first.digest == digest(planned.plan())
    assert planned.plan().version == 1
    assert planned.export(tmp_path / "out").digest == first.digest
    assert planned.plan().version == 1
    planned.do(MoveSession(name, at(15, "09:00", "12:00")))
    assert planned.plan().version == 2
    second = planned.export(tmp_path / "out")
    assert second.digest != first.digest
    planned.undo()
    assert planned.plan().version == 3
    assert planned.undo_words == "Book 3 h on Wed 14 Oct"  # exporting is no step of undo


def test_a_plan_written_elsewhere_is_recorded(planned, at, tmp_path):
    plan = planned.plan()
    exported = planned.record_export(plan, (tmp_path / "plan.pdf",))
    assert exported.digest == digest(plan)
    planned.do(Book(at(14, "09:00", "12:00")))
    assert planned.plan().version == 2


def test_a_failed_export_is_not_recorded(planned, tmp_path):
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(LeadtimeError):
        planned.export(tmp_path / "out")
    assert planned._store.exports.last() is None


def test_a_plan_tells_the_days_of_nights_and_leave_in_the_placement(planned):
    # A day of leave, and four nights, of which the last ends on a Friday morning.
    november = [date(2026, 11, day) for day in range(2, 7)]
    assert planned.plan().nights_and_leave == (date(2026, 10, 20), *november)
    placement = replace(planned.placement(), last=november[1])
    planned.do(SetPlacement(placement))
    assert planned.plan().nights_and_leave == (date(2026, 10, 20), *november[:2])


def test_a_workspace_is_opened_by_one_at_a_time(workspace, folder, clock):
    with pytest.raises(WorkspaceBusy, match="already open"):
        Workspace.open(folder, clock)
    workspace.close()
    Workspace.open(folder, clock).close()
