"""What was decided and not signed is there again when the plan is opened once more."""

import json
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QObject

from planner.agreement.fields import COMMENTS, MOST
from planner.model.decision import Decision, Mark, Verdict
from planner.settings import REGISTRY, Settings
from tests.ui.review.conftest import opened
from tests.ui.review.test_review_page import decide, sign, words
from ui.memory import Memory
from ui.review.drafts import KEPT, LASTS, Drafts

TODAY = date(2026, 10, 14)
AGAIN = "What you entered last time is here again."


@pytest.fixture
def memory(tmp_path) -> Memory:
    return Memory(Settings(tmp_path))


@pytest.fixture
def drafts(memory, qapp):
    parent = QObject()
    yield Drafts(memory, TODAY, parent)
    parent.deleteLater()


def decision(comments: str = "", *marks: Mark) -> Decision:
    named = tuple((f"s{n}", mark) for n, mark in enumerate(marks or (Mark.AGREE,)))
    return Decision(Verdict.TICKED, named, comments, "Dr B. Specimen", "7654321")


def test_a_decision_that_was_begun_is_there_after_a_restart(start, pdf):
    driver = start()
    desk = opened(driver, pdf)
    assert not desk._again.isVisible()
    decide(driver, desk)
    driver.qtbot.keyClicks(desk.form.comments, "Not on clinic days")
    begun = desk.decision
    driver = start()
    driver.window.pages.show_page("review")
    said = "You began to decide on a plan and did not sign: open it again to go on."
    assert said in words(driver.window.pages.review)
    desk = opened(driver, pdf)
    assert AGAIN in words(desk)
    assert desk._again.isVisible()
    assert desk.decision == begun
    assert desk.sign.isEnabled()
    assert "not signed yet" in driver.window.pages.review.list.item(0).text()
    sign(driver, desk)
    assert not desk._again.isVisible()
    driver = start()
    assert "You began" not in words(driver.window.pages.review)
    assert opened(driver, pdf).decision.verdict is Verdict.NONE
    assert not driver.window.pages.review.desk._again.isVisible()


def test_a_crash_a_second_later_loses_nothing(start, pdf, data):
    driver = start()
    desk = opened(driver, pdf)
    desk.sessions.lines[1].set_mark(Mark.CHANGE)
    driver.until(lambda: Settings(data).get(REGISTRY["drafts"]))
    kept = Settings(data).get(REGISTRY["drafts"])
    assert '["none", "change", "none"]' in kept
    for told in ("Example", "Sepsis", "2026-10-14T", desk.plan.sessions[0].id):
        assert told not in kept


def test_what_was_taken_back_is_not_kept(start, pdf):
    driver = start()
    desk = opened(driver, pdf)
    desk.sessions.lines[1].set_mark(Mark.CHANGE)
    desk.sessions.lines[1].set_mark(Mark.NONE)
    driver.qtbot.keyClicks(desk.form.name, "Dr B. Specimen")
    assert driver.window.kit.memory.text("drafts") == "{}"


def test_a_draft_is_of_one_document(drafts):
    drafts.keep(b"one", decision("First", Mark.AGREE, Mark.CHANGE))
    drafts.keep(b"two", decision("Second"))
    drafts.keep(b"one", decision("Third", Mark.CHANGE, Mark.NONE))
    assert drafts.of(b"one", ("s0", "s1")) == decision("Third", Mark.CHANGE, Mark.NONE)
    assert drafts.of(b"two", ("s0",)) == decision("Second")
    assert drafts.of(b"three", ("s0",)) is None
    assert len(drafts) == 2
    drafts.drop(b"one")
    drafts.drop(b"three")
    assert drafts.of(b"one", ("s0", "s1")) is None
    assert drafts.of(b"two", ("s0",)) == decision("Second")


def test_only_the_latest_are_kept_and_there_is_room_for_them(drafts, memory):
    worst = decision("\udc00" * MOST[COMMENTS] * 2, *[Mark.CHANGE] * 400)
    for number in range(KEPT + 3):
        drafts.keep(str(number).encode(), worst)
    memory.save()
    kept = json.loads(memory.text("drafts"))
    assert len(kept) == KEPT
    ids = tuple(f"s{n}" for n in range(400))
    assert drafts.of(b"2", ids) is None
    assert drafts.of(b"3", ids).comments == "\udc00" * MOST[COMMENTS]


def test_a_draft_lasts_so_long_and_no_longer(drafts, memory, qapp):
    drafts.keep(b"one", decision())
    parent = QObject()
    for day, there in ((TODAY + LASTS, True), (TODAY + LASTS + timedelta(days=1), False)):
        later = Drafts(memory, day, parent)
        assert (later.of(b"one", ("s0",)) is not None) is there
    later.keep(b"two", decision())
    assert len(json.loads(memory.text("drafts"))) == 1
    parent.deleteLater()


@pytest.mark.parametrize(
    "stored",
    ["nonsense", "[]", "3", '{"a": 3}', '{"a": {}}', '{"%s": {"kept": "2026-10-14"}}',
     '{"%s": {"kept": "2026-10-14", "verdict": "maybe", "marks": [], "comments": ""}}'],
)  # fmt: skip
def test_what_is_not_understood_is_no_draft(drafts, memory, stored):
    from planner.store import document_digest

    memory.keep("drafts", stored.replace("%s", document_digest(b"one")))
    assert drafts.of(b"one", ()) is None
    drafts.drop(b"one")
    drafts.keep(b"one", decision())
    assert drafts.of(b"one", ("s0",)) == decision()


def test_a_draft_of_other_sessions_is_no_draft(drafts):
    drafts.keep(b"one", decision())
    assert drafts.of(b"one", ("s0", "s1")) is None
