"""Review: a supervisor opens plans, decides session by session, signs; the file goes back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from planner.agreement import plan_pdf, read_plan, review
from planner.model.decision import Mark, Verdict
from planner.model.session import State
from planner.model.signature import SignatureState
from planner.workspace import TrustSigner
from tests.ui.agree.test_returned_plan import fill
from tests.ui.review.conftest import PHRASE, Drawer, drop, opened
from tests.ui.test_names import reachable, said

K = Qt.Key


def words(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def decide(driver, desk, verdict: Verdict = Verdict.TICKED) -> None:
    desk.sessions.lines[0].set_mark(Mark.AGREE)
    desk.sessions.lines[2].set_mark(Mark.CHANGE)
    desk.form.verdicts[verdict].setChecked(True)
    desk.form.name.clear()
    driver.qtbot.keyClicks(desk.form.name, "Dr B. Specimen")


def sign(driver, desk, phrase: str = PHRASE) -> None:
    """Sign with a pass phrase, chosen now."""
    driver.click(desk.sign)
    signer = driver.window.pages.review.signer
    driver.until(lambda: signer.dialog or desk.state == "signed")
    if signer.dialog:
        dialog = signer.dialog
        for entry in (dialog.entry, dialog.again):
            if entry.isVisible():
                driver.qtbot.keyClicks(entry, phrase)
        driver.click(dialog.sign)
    driver.until(lambda: desk.state == "signed")


def test_a_plan_goes_out_is_signed_elsewhere_and_comes_back(supervisor, pdf, trainee):
    before = pdf.read_bytes()
    desk = opened(supervisor, pdf)
    decide(supervisor, desk)
    sign(supervisor, desk)
    signed = pdf.with_name("plan-signed.pdf")
    assert pdf.read_bytes() == before
    assert "Signed and saved as plan-signed.pdf" in words(desk)
    drop(trainee, signed)
    trainee.until(lambda: trainee.window.returns.dialog)
    dialog = trainee.window.returns.dialog
    said = words(dialog)
    assert "The sessions ticked are agreed" in said
    assert "with a key that was not compared yet" in said
    trainee.click(dialog.signature.trust)
    assert "with the same key as before" in words(dialog)
    trainee.click(dialog.record)
    states = [session.state for session in trainee.ask.sessions()]
    assert states == [State.AGREED, State.PROPOSED, State.PROPOSED]
    (signer,) = trainee.ask.signers()
    assert signer.name == "Dr B. Specimen"
    (kept,) = trainee.ask.returned()
    assert kept.signed_by == signer.fingerprint


def test_a_strange_key_is_told_and_recorded_on_purpose_only(supervisor, pdf, trainee):
    desk = opened(supervisor, pdf)
    decide(supervisor, desk)
    sign(supervisor, desk)
    trainee.window.kit.controller.do(TrustSigner("5a" * 32, "Dr B. Specimen"))
    drop(trainee, pdf.with_name("plan-signed.pdf"))
    trainee.until(lambda: trainee.window.returns.dialog)
    dialog = trainee.window.returns.dialog
    assert "with a key that is none of those you know" in words(dialog)
    assert dialog.signature.property("mood") == "bad"
    assert dialog.record.text() == "Record it all the same"
    assert (dialog.cancel.isDefault(), dialog.record.isDefault()) == (True, False)
    trainee.click(dialog.signature.trust)
    assert dialog.record.text() == "Record this decision"
    assert (dialog.cancel.isDefault(), dialog.record.isDefault()) == (False, True)
    trainee.window.undo()
    trainee.click(dialog.record)
    assert trainee.ask.undo_words.endswith(", signed with a key that is not known")
    assert not trainee.ask.returned()[0].key_known


def test_known_keys_are_listed_in_the_settings_and_forgotten(trainee):
    trainee.click(trainee.window.rail.button("settings"))
    keys = trainee.window.pages.settings.keys
    assert not keys.isVisible()
    trainee.window.kit.controller.do(TrustSigner("5a" * 32, "Dr B. Specimen"))
    trainee.until(keys.isVisible)
    assert "Dr B. Specimen: B9D5-MPJT-B9D5-MPJT, compared 13 Oct 2026" in words(keys)
    (forget,) = keys.findChildren(QPushButton)
    assert said(forget) == "Forget the key B9D5-MPJT-B9D5-MPJT"
    trainee.click(forget)
    assert trainee.ask.signers() == ()
    assert not keys.isVisible()
    assert "Forgot the key of Dr B. Specimen" in trainee.window.notice.words()
    trainee.window.undo()
    trainee.until(keys.isVisible)


def test_the_page_says_what_it_is_for_and_opens_plans(supervisor, pdf):
    supervisor.click(supervisor.window.rail.button("review"))
    assert "sent you" in words(supervisor.window.pages.review)
    supervisor.click(supervisor.window.pages.review.open)
    supervisor.answers.documents = (pdf,)
    supervisor.click(supervisor.window.pages.review.open)
    supervisor.until(lambda: supervisor.window.pages.review.desk)
    desk = supervisor.window.pages.review.desk
    said = words(desk)
    for part in ("Dr A. Example", "Working-time rules", "Sepsis-6 audit", "Planned", "9 h"):
        assert part in said, part
    assert desk.sessions.lines[0].buttons[Mark.AGREE].hasFocus()


def test_everything_is_decided_by_keyboard(supervisor, pdf):
    desk = opened(supervisor, pdf)
    for key in (K.Key_A, K.Key_Down, K.Key_C, K.Key_Down, K.Key_Right, K.Key_Space, K.Key_Up):
        supervisor.key(QApplication.focusWidget(), key)
    lines = desk.sessions.lines
    assert [line.mark for line in lines] == [Mark.AGREE, Mark.CHANGE, Mark.CHANGE]
    assert lines[1].buttons[Mark.CHANGE].hasFocus()
    supervisor.key(QApplication.focusWidget(), K.Key_Delete)
    assert lines[1].mark is Mark.NONE
    assert not lines[1].buttons[Mark.CHANGE].isChecked()


def test_what_is_missing_is_said_before_anything_can_be_signed(supervisor, pdf):
    desk = opened(supervisor, pdf)
    assert desk.state == "not decided yet"
    assert not desk.sign.isEnabled()
    assert "Choose what you decide." in words(desk)
    supervisor.click(desk.sessions.agree_all)
    assert desk.decision.verdict is Verdict.TICKED
    assert "Enter your name." in words(desk)
    supervisor.qtbot.keyClicks(desk.form.name, "Dr B. Specimen")
    assert desk.sign.isEnabled()
    assert "The sessions ticked are agreed: 3 agreed." in words(desk)
    assert "not signed yet" in supervisor.window.pages.review.list.item(0).text()


def test_several_plans_are_signed_one_after_the_other_with_one_key(supervisor, pdf, other_pdf):
    desk = opened(supervisor, pdf, other_pdf)
    decide(supervisor, desk)
    sign(supervisor, desk)
    supervisor.window.pages.review.list.setCurrentRow(1)
    second = supervisor.window.pages.review.desk
    assert second is not desk
    assert "Siân Prys" in words(second)
    assert second.form.name.text() == "Dr B. Specimen"
    second.form.verdicts[Verdict.APPROVED].setChecked(True)
    supervisor.click(second.sign)
    supervisor.until(lambda: second.state == "signed")
    assert supervisor.window.pages.review.signer.dialog is None
    found = [review(pdf.with_name(f"{name}-signed.pdf").read_bytes()) for name in ("plan", "prys")]
    assert found[0].signature.fingerprint == found[1].signature.fingerprint
    assert [each.decision.verdict for each in found] == [Verdict.TICKED, Verdict.APPROVED]


def test_the_keyring_keeps_the_key_without_a_word(supervisor, pdf, keyrings):
    drawer = Drawer()
    keyrings(drawer)
    desk = opened(supervisor, pdf)
    decide(supervisor, desk)
    supervisor.click(desk.sign)
    supervisor.until(lambda: desk.state == "signed")
    assert len(drawer.kept) == 1
    assert not list(supervisor.window.kit.folder.glob("*.p12"))


def test_a_pass_phrase_that_was_called_off_signs_nothing(supervisor, pdf):
    desk = opened(supervisor, pdf)
    decide(supervisor, desk)
    supervisor.click(desk.sign)
    signer = supervisor.window.pages.review.signer
    supervisor.until(lambda: signer.dialog)
    dialog = signer.dialog
    assert not dialog.sign.isEnabled()
    supervisor.qtbot.keyClicks(dialog.entry, "short")
    assert "At least 8 characters." in words(dialog)
    supervisor.qtbot.keyClicks(dialog.entry, "er no more")
    assert "not the same yet" in words(dialog)
    supervisor.key(dialog, K.Key_Escape)
    supervisor.until(desk.sign.isEnabled)
    assert list(pdf.parent.iterdir()) == [pdf]


def test_signing_can_be_called_off_and_begun_again(supervisor, pdf, keyrings):
    keyrings(Drawer())
    desk = opened(supervisor, pdf)
    decide(supervisor, desk)
    supervisor.click(desk.sign)
    assert not desk.sign.isEnabled()
    assert supervisor.window.jobbar.isVisible()
    supervisor.window.jobbar.cancel()
    assert desk.sign.isEnabled()
    supervisor.click(desk.sign)
    supervisor.until(lambda: desk.state == "signed")
    assert len(list(pdf.parent.glob("*signed*.pdf"))) == 1


def test_a_folder_that_takes_nothing_is_asked_for_another(supervisor, pdf, tmp_path):
    desk = opened(supervisor, pdf)
    pdf.unlink()
    pdf.parent.rmdir()
    decide(supervisor, desk)
    supervisor.answers.signed = tmp_path / "sent"
    supervisor.answers.signed.mkdir()
    sign(supervisor, desk)
    assert (tmp_path / "sent" / "plan-signed.pdf").exists()
    supervisor.click(desk.show_folder)
    assert supervisor.answers.shown == [tmp_path / "sent"]


def test_a_signed_plan_is_shown_and_not_signed_again(supervisor, pdf):
    desk = opened(supervisor, pdf)
    decide(supervisor, desk)
    sign(supervisor, desk)
    again = opened(supervisor, pdf.with_name("plan-signed.pdf"))
    assert again is not desk
    assert again.state == "signed"
    assert not again.sign.isVisible()
    assert [line.mark for line in again.sessions.lines] == [Mark.AGREE, Mark.NONE, Mark.CHANGE]
    assert "Signed by Dr B. Specimen on" in words(again)
    code = words(desk).partition("letters of your key: ")[2][:19]
    assert f"The letters of the key: {code}" in words(again)
    assert not again.sessions.lines[0].buttons[Mark.AGREE].isEnabled()


def test_a_plan_that_was_changed_after_signing_says_so(supervisor, pdf, tmp_path):
    desk = opened(supervisor, pdf)
    decide(supervisor, desk)
    sign(supervisor, desk)
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(pdf.with_name("plan-signed.pdf").read_bytes() + b"\n")
    again = opened(supervisor, changed)
    assert again.file.found.signature.state is SignatureState.INVALID
    assert "changed after it was signed" in supervisor.window.pages.review.list.item(1).text()
    assert "changed or added after that" in words(again)
    assert not again.sign.isVisible()


def test_the_same_plan_twice_is_shown_once(supervisor, pdf, other_pdf):
    opened(supervisor, pdf, other_pdf)
    supervisor.window.pages.review.list.setCurrentRow(1)
    drop(supervisor, pdf)
    supervisor.until(lambda: supervisor.window.pages.review.list.currentRow() == 0)
    assert supervisor.window.pages.review.list.count() == 2


@pytest.mark.parametrize("content", [b"Dear all", b"%PDF-1.7\nnothing else"])
def test_what_is_no_plan_is_said_and_the_others_are_opened(supervisor, pdf, content):
    other = pdf.with_name("other.pdf")
    other.write_bytes(content)
    supervisor.answers.documents = (other, pdf)
    supervisor.window.pages.show_page("review")
    supervisor.click(supervisor.window.pages.review.open)
    supervisor.until(lambda: supervisor.window.pages.review.desk)
    assert supervisor.window.trouble.words()
    assert supervisor.window.pages.review.list.count() == 1


def test_a_trainee_opens_the_plan_of_somebody_else_for_review(trainee, other_pdf):
    drop(trainee, other_pdf)
    trainee.until(
        lambda: trainee.window.pages.on_view == "review" and trainee.window.pages.review.desk
    )
    assert trainee.window.returns.dialog is None


def test_a_decision_on_the_plan_of_somebody_else_can_be_looked_at(trainee, other_pdf):
    path = other_pdf.with_name("filled.pdf")
    path.write_bytes(fill(other_pdf.read_bytes(), {"decision": "/approved"}))
    drop(trainee, path)
    trainee.until(lambda: trainee.window.returns.dialog)
    dialog = trainee.window.returns.dialog
    assert "is not one that was sent" in words(dialog)
    assert not dialog.record.isVisible()
    trainee.click(dialog.review)
    trainee.until(
        lambda: trainee.window.pages.on_view == "review" and trainee.window.pages.review.desk
    )
    assert trainee.window.pages.review.desk.decision.verdict is Verdict.APPROVED


def test_the_menu_opens_returned_plans_one_after_the_other(supervisor, pdf, trainee):
    desk = opened(supervisor, pdf)
    decide(supervisor, desk)
    sign(supervisor, desk)
    trainee.answers.documents = (pdf.with_name("plan-signed.pdf"), pdf)
    trainee.window.actions_by_name["returned"].trigger()
    trainee.until(lambda: trainee.window.returns.dialog)
    first = trainee.window.returns.dialog
    assert "The sessions ticked are agreed" in words(first)
    first.reject()
    trainee.until(lambda: trainee.window.returns.dialog not in (None, first))
    second = trainee.window.returns.dialog
    assert "No decision is ticked" in words(second)
    second.reject()
    trainee.until(lambda: trainee.window.returns.dialog is None)


def test_the_menu_opens_plans_without_any_rota(supervisor, pdf):
    supervisor.answers.documents = (pdf,)
    supervisor.window.actions_by_name["returned"].trigger()
    supervisor.until(
        lambda: supervisor.window.pages.on_view == "review" and supervisor.window.pages.review.desk
    )


def test_every_control_of_a_plan_has_a_name(supervisor, pdf, other_pdf):
    desk = opened(supervisor, pdf, other_pdf)
    decide(supervisor, desk)
    sign(supervisor, desk)
    nameless = [widget for widget in reachable(supervisor.window) if not said(widget).strip()]
    assert not nameless
    first = desk.sessions.lines[0].buttons[Mark.AGREE]
    assert said(first) == "Session 1, Wed 14 Oct, 09:00–12:00: Agree"
    assert said(desk.form.gmc_number) == "GMC number"


def test_a_week_leads_to_its_session(supervisor, pdf):
    desk = opened(supervisor, pdf)
    strip = desk.strip
    place = next(i for i, cell in enumerate(strip.cells) if cell.monday.isoformat() == "2026-10-19")
    point = strip.cell_rect(place).center().toPoint()
    supervisor.qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=point)
    assert desk.sessions.lines[2].buttons[Mark.AGREE].hasFocus()


def test_a_name_is_remembered_for_the_next_time(supervisor, pdf, other_pdf):
    desk = opened(supervisor, pdf)
    decide(supervisor, desk)
    supervisor.qtbot.keyClicks(desk.form.gmc_number, "7654321")
    sign(supervisor, desk)
    memory = supervisor.window.kit.memory
    assert memory.text("reviewer") == "Dr B. Specimen"
    assert memory.text("reviewer_number") == "7654321"


def test_a_filled_form_is_taken_over(supervisor, pdf):
    values = {"decision": "/changes", "session_2": "/change", "name": "Dr C. Other"}
    path: Path = pdf.with_name("filled.pdf")
    path.write_bytes(fill(pdf.read_bytes(), values))
    desk = opened(supervisor, path)
    assert desk.decision.verdict is Verdict.CHANGES
    assert [line.mark for line in desk.sessions.lines] == [Mark.NONE, Mark.CHANGE, Mark.NONE]
    assert desk.form.name.text() == "Dr C. Other"
    assert desk.sign.isEnabled()


def test_weeks_with_nights_or_leave_are_striped(supervisor, pdf, tmp_path):
    plan = read_plan(pdf.read_bytes())
    days = (date(2026, 10, 14), date(2026, 10, 19))
    for number, (told, striped) in enumerate(((days, 2), ((), 0), (None, 0))):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(plan_pdf(replace(plan, nights_and_leave=told)))
        strip = opened(supervisor, path).strip
        assert sum(cell.striped for cell in strip.cells) == striped
        assert ("nights or leave" in strip._hint) is (told is not None)
