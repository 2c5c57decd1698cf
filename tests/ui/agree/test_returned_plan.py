"""A plan that came back: dropped on the window, shown, recorded, taken back."""

import io
from datetime import date, time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from planner.clock import LONDON, clock_span
from planner.model.session import State
from planner.workspace import Book, MoveSession


def fill(pdf: bytes, values: dict[str, str]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def without_form(pdf: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    del writer.root_object["/AcroForm"]
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def words(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def span(day: int, start: int = 9):
    return clock_span(date(2026, 10, day), time(start), time(start + 3), LONDON)


@pytest.fixture
def sent(start, rota, tmp_path):
    """A window with three sessions, whose plan was sent."""
    driver = start()
    driver.to_plan(rota)
    for day in (14, 15, 19):
        driver.window.kit.controller.do(Book(span(day), "Sepsis-6 audit", force=True))
    driver.pdf = driver.ask.export(tmp_path / "sent").files[0].read_bytes()
    return driver


def drop(driver, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = driver.window.rect().center()
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(driver.window, enter)
    event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(driver.window, event)


def came_back(driver, tmp_path, document: bytes):
    path = tmp_path / "back.pdf"
    path.write_bytes(document)
    drop(driver, path)
    driver.until(lambda: driver.window.returns.dialog)
    return driver.window.returns.dialog


def states(driver) -> list[State]:
    return [session.state for session in driver.ask.sessions()]


def test_a_dropped_decision_is_shown_before_it_is_recorded(sent, tmp_path):
    values = {"decision": "/ticked", "session_1": "/agree", "session_3": "/change"}
    values |= {"name": "Dr B. Specimen", "comments": "Not before the clinic"}
    dialog = came_back(sent, tmp_path, fill(sent.pdf, values))
    said = words(dialog)
    assert "The sessions ticked are agreed" in said
    assert "Dr B. Specimen" in said
    assert "Not before the clinic" in said
    assert states(sent) == [State.PROPOSED] * 3
    sent.click(dialog.record)
    assert states(sent) == [State.AGREED, State.PROPOSED, State.PROPOSED]
    assert list(sent.ask.asked_changes()) == [sent.ask.sessions()[2].id]
    sent.until(lambda: sent.window.returns.dialog is None)
    sent.plan.card.show_session(sent.ask.sessions()[2], ())
    asked = "Change asked for by Dr B. Specimen: “Not before the clinic”"
    assert sent.plan.card.asked.text() == asked
    sent.plan.card.put_away()
    sent.window.undo()
    assert states(sent) == [State.PROPOSED] * 3


def test_what_has_moved_since_is_left_as_it_is(sent, tmp_path):
    moved = sent.ask.sessions()[0]
    sent.window.kit.controller.do(MoveSession(moved.id, span(14, 13), force=True))
    dialog = came_back(sent, tmp_path, fill(sent.pdf, {"decision": "/approved"}))
    assert "It was moved since, to Wed 14 Oct, 13:00–16:00." in words(dialog)
    assert "It does not say who decided." in words(dialog)
    sent.click(dialog.record)
    assert states(sent) == [State.PROPOSED, State.AGREED, State.AGREED]


def test_a_copy_that_cannot_be_read_is_entered_by_hand(sent, tmp_path):
    dialog = came_back(sent, tmp_path, without_form(fill(sent.pdf, {"decision": "/approved"})))
    assert "cannot be read" in words(dialog)
    assert dialog.record.isVisible()
    assert not dialog.record.isEnabled()
    sent.pick(dialog.by_hand.verdict, "I ask for changes")
    sent.qtbot.keyClicks(dialog.by_hand.name, "Dr B. Specimen")
    sent.pick(dialog.by_hand.marks[sent.ask.sessions()[1].id], "agree")
    sent.click(dialog.record)
    assert states(sent) == [State.PROPOSED, State.AGREED, State.PROPOSED]
    (returned,) = sent.ask.returned()
    assert returned.by_hand
    assert returned.decision.verdict == "changes"
    assert returned.decision.by == "Dr B. Specimen"


def test_a_plan_of_somebody_else_cannot_be_recorded(sent, tmp_path):
    sent.window.kit.controller.do(Book(span(21), force=True))
    from planner.agreement import plan_pdf

    dialog = came_back(sent, tmp_path, fill(plan_pdf(sent.ask.plan()), {"decision": "/approved"}))
    assert "is not one that was sent" in words(dialog)
    assert not dialog.record.isVisible()
    dialog.reject()


def test_a_pdf_that_is_no_plan_is_said(sent, tmp_path):
    path = tmp_path / "other.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing else")
    drop(sent, path)
    sent.until(sent.window.trouble.words)
    assert "damaged" in sent.window.trouble.words()


def test_what_was_sent_and_came_back_is_listed(sent, tmp_path):
    filled = fill(sent.pdf, {"decision": "/declined", "name": "Dr B. Specimen"})
    sent.click(came_back(sent, tmp_path, filled).record)
    from ui.agree.history import HistoryDialog

    dialog = HistoryDialog(sent.window.kit, sent.window)
    sent.qtbot.addWidget(dialog)
    said = words(dialog)
    assert "Version 1" in said
    assert (
        "The plan is not agreed – Dr B. Specimen. 3 not agreed of 3 sessions. "
        "Came back 13 Oct 2026, 10:20."
    ) in said
    dialog.show()
    sent.click(dialog.save)
    saved = PdfReader(io.BytesIO(sent.answers.report.read_bytes()))
    assert "Dr B. Specimen" in saved.pages[0].extract_text()
