"""Files that come into the window, good ones and others."""

import time

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from planner.rota import read_rota
from tests.bench.reading_cases import team_rota
from ui.home import Stage


def drop(window, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = window.rect().center()
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(
        window, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, buttons, keys)
    )


def test_a_dropped_rota_is_read(start, rota):
    driver = start()
    drop(driver.window, rota)
    driver.stage(Stage.UNDERSTOOD)
    assert driver.ask.reading().reading.title == "ST4 Acute Medicine"


def test_several_dropped_files_are_read_as_one_rota(start, rota, answers):
    """Those of a team, each named after whose it is."""
    first, second = rota.with_name("Ada Moss.ics"), rota.with_name("Jan Owen.ics")
    head, *entries = rota.read_bytes().replace(b"END:VCALENDAR\r\n", b"").split(b"BEGIN:VEVENT")
    for path, part in ((first, entries[:20]), (second, entries[20:])):
        path.write_bytes(b"BEGIN:VEVENT".join([head, *part]) + b"END:VCALENDAR\r\n")
    driver, answers.person = start(), "Jan Owen"
    drop(driver.window, first, second)
    driver.stage(Stage.UNDERSTOOD)
    assert answers.asked == [("Ada Moss", "Jan Owen")]
    assert len(driver.ask.shifts()) == len(entries) - 20
    driver.until(lambda: driver.window.recent.rotas() == ((first, second),))


def test_entries_leave_dropped_files_to_the_window(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.window.pages.show_page("settings")
    assert not any(entry.acceptDrops() for entry in driver.window.findChildren(QLineEdit))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.ics", b""),
        ("page.ics", b"<!DOCTYPE html><html><body>Log in</body></html>"),
        ("binary.ics", bytes(range(256)) * 20),
        ("half.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMM"),
        ("notes.txt", b"Dear all, please find the rota attached."),
    ],
)
def test_a_file_that_is_no_rota_is_named_and_nothing_stored_is_touched(
    start, rota, tmp_path, name, content
):
    driver = start()
    driver.to_plan(rota)
    before = driver.ask.reading()
    bad = tmp_path / name
    bad.write_bytes(content)
    drop(driver.window, bad)
    driver.until(driver.window.trouble.words)
    assert name in driver.window.trouble.words()
    assert driver.ask.reading() == before
    assert driver.window.home.stage is Stage.PLAN


def test_a_file_that_is_missing_is_said(start, tmp_path):
    driver = start()
    driver.window.intake.take([tmp_path / "gone.ics"])
    driver.until(driver.window.trouble.words)
    assert "gone.ics" in driver.window.trouble.words()
    assert driver.window.home.stage is Stage.WELCOME


def test_a_new_version_is_told_and_can_be_taken_back(start, rota):
    driver = start()
    driver.to_plan(rota)
    text = rota.read_bytes().replace(b"SUMMARY:AMB", b"SUMMARY:Clinic")
    newer = rota.with_name("newer.ics")
    newer.write_bytes(text)
    driver.answers.files = (newer,)
    driver.click(driver.window.rail.button("rota"))
    driver.click(driver.window.pages.rota.new_version)
    driver.until(lambda: any(use.label == "Clinic" for use in driver.ask.labels()))
    driver.until(lambda: driver.window.pages.on_view == "changed")
    driver.until(lambda: driver.window.notice.words().startswith("Read rota"))
    driver.click(driver.window.notice.action)
    assert not any(use.label == "Clinic" for use in driver.ask.labels())


def test_the_same_file_twice_changes_nothing(start, rota):
    driver = start()
    driver.to_plan(rota)
    before = driver.ask.reading()
    undo = driver.ask.undo_words
    driver.window.intake.take([rota])
    driver.until(lambda: not driver.app.jobs.running("read"))
    assert driver.ask.reading() == before
    assert driver.ask.undo_words == undo
    assert not driver.window.notice.action.isVisible()


def test_a_large_file_is_called_off_by_a_click_long_before_it_is_read(start, tmp_path):
    """On the processor's clock, beside what the whole of it takes."""
    file = team_rota(40_000)
    path = tmp_path / file.name
    path.write_bytes(file.data)
    before = time.process_time()
    read_rota((file,))
    whole = time.process_time() - before
    driver = start()
    driver.window.intake.take([path])
    driver.until(lambda: driver.window.jobbar.words.startswith("Reading team.ics"))
    before = time.process_time()
    driver.click(driver.window.jobbar.button)
    driver.app.jobs.close()
    assert (time.process_time() - before) * 2 < whole
    assert not driver.window.jobbar.isVisible()
    assert driver.ask.reading() is None


def test_reading_can_be_called_off(start, rota):
    driver = start()
    driver.window.intake.take([rota])
    assert driver.window.jobbar.isVisible()
    driver.window.jobbar.cancel()
    assert not driver.window.jobbar.isVisible()
    driver.app.jobs.close()
    QApplication.processEvents()
    assert driver.ask.reading() is None
    assert driver.window.home.stage is Stage.WELCOME
