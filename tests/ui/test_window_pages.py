"""Rota, Settings, help, what is remembered, and what happens when the program is at fault."""

import json
import sys
import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from planner.errors import LeadtimeError, WrongUse
from planner.model.kind import Kind
from planner.settings import Settings
from planner.workspace import Workspace
from ui.app import remembered_mode
from ui.crash import CrashReporter, report_of
from ui.home import Stage
from ui.memory import Memory
from ui.messages import title_of
from ui.theme import Mode
from ui.trouble import TroubleDialog


def test_a_kind_is_corrected_on_the_rota_page_and_given_back(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.key(driver.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert driver.window.pages.on_view == "rota"
    row = driver.window.pages.rota.labels.row_of("standard day")
    driver.pick(row.picker, "Admin")
    assert Kind.ADMIN in {use.kind for use in driver.ask.labels()}
    driver.click(row.reset)
    assert Kind.ADMIN not in {use.kind for use in driver.ask.labels()}
    assert not row.reset.isVisible()


def test_a_hidden_page_is_refreshed_when_it_is_seen_again(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.click(driver.window.rail.button("rota"))
    row = driver.window.pages.rota.labels.row_of("amb")
    driver.pick(row.picker, "Annual leave")
    driver.click(driver.window.rail.button("plan"))
    driver.offers()
    spans = {offer.span for offer in driver.plan.finder.offers}
    leave = {shift.span for shift in driver.ask.shifts() if shift.kind is Kind.ANNUAL_LEAVE}
    assert leave
    assert not any(one.overlaps(other) for one in spans for other in leave)


def test_the_placement_is_changed_in_settings(start, rota):
    driver = start()
    driver.to_plan(rota)
    before = driver.ask.allowance().due
    driver.click(driver.window.rail.button("settings"))
    form = driver.window.pages.settings.form
    form.share.setValue(50)
    driver.click(driver.window.pages.settings.save)
    assert driver.ask.placement().share == 0.5
    assert driver.ask.allowance().due == before / 2
    driver.click(driver.window.notice.action)
    assert driver.ask.allowance().due == before
    assert form.share.value() == 100


def test_what_was_changed_in_settings_is_saved_on_the_way_to_another_page(start, rota):
    driver = start()
    driver.to_plan(rota)
    settings = driver.window.rail.button("settings")
    driver.click(settings)
    driver.click(driver.window.rail.button("plan"))
    assert not driver.window.notice.words().startswith("Changed")
    driver.click(settings)
    driver.window.pages.settings.form.share.setValue(50)
    driver.click(driver.window.rail.button("plan"))
    assert driver.ask.placement().share == 0.5
    driver.click(driver.window.notice.action)
    assert driver.ask.placement().share == 1
    driver.click(settings)
    form = driver.window.pages.settings.form
    form.last.setDate(form.first.date().addDays(-1))
    driver.click(driver.window.rail.button("plan"))
    assert "ends before it starts" in driver.window.trouble.words()


def test_dates_the_wrong_way_round_are_said_and_nothing_is_stored(start, rota):
    driver = start()
    driver.to_plan(rota)
    before = driver.ask.placement()
    driver.click(driver.window.rail.button("settings"))
    form = driver.window.pages.settings.form
    form.last.setDate(form.first.date().addDays(-1))
    driver.click(driver.window.pages.settings.save)
    assert "ends before it starts" in driver.window.trouble.words()
    assert driver.ask.placement() == before


def test_a_scheme_without_hours_asks_for_them_and_one_unconfirmed_says_so(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.click(driver.window.rail.button("settings"))
    picker = driver.window.pages.settings.form.scheme
    driver.until(picker.isVisible)
    for place in range(picker.combo.count()):
        picker.combo.setCurrentIndex(place)
        assert picker.hours.isVisible() == (picker.scheme.hours is None)
        assert picker.check.isVisible() == picker.scheme.check_locally


def test_the_theme_is_switched_and_remembered(start):
    driver = start()
    driver.click(driver.window.rail.button("settings"))
    light = driver.app.theme.tokens
    dark = next(b for b in driver.window.pages.settings.looks.buttons() if b.text() == "Dark")
    driver.click(dark)
    assert driver.app.theme.mode is Mode.DARK
    assert driver.app.theme.tokens != light
    assert remembered_mode(driver.app.memory) is Mode.DARK


def test_page_and_size_are_remembered(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.click(driver.window.rail.button("rota"))
    driver.window.resize(1111, 700)
    driver = start()
    assert driver.window.pages.on_view == "rota"
    assert not driver.app.memory.shape("geometry").isEmpty()


def test_spoilt_memory_means_the_first_look(tmp_path):
    spoilt = '{"theme": "purple", "geometry": "rubbish!", "plan_split": 7}'
    (tmp_path / "settings.json").write_text(spoilt, encoding="utf-8")
    memory = Memory(Settings(tmp_path))
    assert remembered_mode(memory) is Mode.SYSTEM
    assert memory.shape("geometry").isEmpty()


def test_the_window_without_a_rota_offers_no_dead_entries(start):
    driver = start()
    actions = driver.window.actions_by_name
    for name in ("rota", "export", "find", "previous", "next", "today", "undo", "redo"):
        assert not actions[name].isEnabled(), name
    for name in ("open", "quit", "plan", "settings", "help"):
        assert actions[name].isEnabled(), name
    driver.click(driver.window.rail.button("settings"))
    assert driver.window.pages.settings.form is None


def test_undoing_the_import_leads_back_to_the_welcome(start, rota, answers):
    driver = start()
    answers.files = (rota,)
    driver.click(driver.window.home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    driver.key(driver.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.stage(Stage.WELCOME)
    assert not driver.window.rail.button("rota").isVisible()


def test_a_refused_change_is_said_with_what_to_do(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.offers()
    number, finder = 0, driver.plan.finder
    finder.book(number)
    finder.book(number)
    assert len(driver.ask.sessions()) == 1
    assert "booked" in driver.window.trouble.words().lower()


def test_trouble_folds_out_its_detail_and_copies(start):
    driver = start()
    banner = driver.window.trouble
    driver.window.tell(WrongUse("Dates the wrong way round.", detail="first > last"))
    assert banner.isVisible()
    driver.click(banner.more)
    assert banner.detail.isVisible()
    driver.click(banner.copy_button)
    copied = QApplication.clipboard().text()
    assert "Dates the wrong way round." in copied
    assert "first > last" in copied
    driver.click(banner.close_button)
    assert not banner.isVisible()
    assert banner.words() == ""


def test_a_fault_is_told_and_logged_without_what_it_held(tmp_path, now, qtbot):
    reporter = CrashReporter(tmp_path, now)
    told = []
    reporter.crashed.connect(told.append)
    try:
        json.loads("Nurse Secretname on nights")
    except ValueError as error:
        reporter.caught(type(error), error)
    assert "Secretname" not in told[0].message + told[0].detail
    log = (tmp_path / "errors.log").read_text(encoding="utf-8")
    assert "JSONDecodeError" in log
    assert "Secretname" not in log
    assert "errors.log" in told[0].message


def test_trouble_says_what_was_kept_and_gives_the_keyboard_back(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.plan.finder.purpose.setFocus()
    driver.window.intake.take([rota.with_name("gone.ics")])
    banner = driver.window.trouble
    driver.until(banner.words)
    assert "Nothing was changed" in banner.accessibleName()
    assert banner.close_button.hasFocus()
    driver.key(banner.close_button, Qt.Key.Key_Escape)
    assert not banner.isVisible()
    assert driver.plan.finder.purpose.hasFocus()


def test_a_trouble_that_comes_again_does_not_take_the_keyboard_again(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.window.tell(WrongUse("Dates the wrong way round."))
    driver.plan.finder.purpose.setFocus()
    driver.window.tell(WrongUse("Dates the wrong way round."))
    assert driver.plan.finder.purpose.hasFocus()


@pytest.fixture
def crashing(start, rota):
    """The window with the hooks of the program itself in place, as when it runs."""
    driver = start()
    driver.to_plan(rota)
    before = sys.excepthook, threading.excepthook
    driver.app.crash.install()
    yield driver
    driver.app.crash.remove()
    sys.excepthook, threading.excepthook = before


def bed_three(*_):
    raise ZeroDivisionError("the patient in bed 3, Dr Ola Secretname")


def told(driver, data) -> str:
    """What the window says of a fault; nothing of what it held stands in it, nor in the log."""
    banner = driver.window.trouble
    driver.until(banner.words)
    log = (data / "errors.log").read_text(encoding="utf-8")
    for said in (banner.words(), banner.detail.toPlainText(), log):
        assert "bed 3" not in said
        assert "Secretname" not in said
    assert "ZeroDivisionError" in log
    assert "bed_three" in log
    assert str(data / "errors.log") in banner.words()
    return banner.words()


def test_a_fault_in_a_slot_is_told_and_the_window_goes_on(crashing, data):
    finder = crashing.plan.finder
    finder.more.clicked.connect(bed_three)
    finder.more.show()
    crashing.click(finder.more)
    assert "What you booked is safe" in told(crashing, data)
    crashing.click(crashing.window.rail.button("rota"))
    assert crashing.window.pages.on_view == "rota"


def test_a_fault_in_a_job_is_told(crashing, data):
    kit = crashing.app.kit
    kit.jobs.start("test", "Working…", bed_three, lambda _: None, kit.tell)
    assert "did not expect" in told(crashing, data)
    assert kit.jobs.running("test") is None


def test_a_fault_with_a_job_s_answer_is_told(crashing, data):
    kit = crashing.app.kit
    kit.jobs.start("test", "Working…", lambda *_: 1, bed_three, kit.tell)
    assert "did not expect" in told(crashing, data)


def test_a_fault_on_a_thread_of_its_own_is_told(crashing, data):
    thread = threading.Thread(target=bed_three)
    thread.start()
    thread.join()
    assert "did not expect" in told(crashing, data)


def test_a_fault_that_comes_with_each_frame_is_logged_once(tmp_path, now):
    reporter = CrashReporter(tmp_path, now)
    for _ in range(50):
        try:
            bed_three()
        except ZeroDivisionError as error:
            reporter.told(error)
    assert (tmp_path / "errors.log").read_text(encoding="utf-8").count("ZeroDivision") == 1


def test_hooks_are_put_in_and_taken_out(tmp_path, now):
    before = sys.excepthook
    reporter = CrashReporter(tmp_path, now)
    reporter.install()
    assert sys.excepthook == reporter.caught
    reporter.remove()
    assert sys.excepthook is sys.__excepthook__
    sys.excepthook = before


def test_a_report_names_kind_and_place():
    with pytest.raises(KeyError) as caught:
        {}["x"]
    said = report_of(caught.value)
    assert "KeyError" in said
    assert "test_window_pages.py" in said


def test_data_that_cannot_be_opened_is_said_with_a_way_to_try_again(qtbot, data, now):
    with Workspace.open(data, now), pytest.raises(LeadtimeError) as caught:
        Workspace.open(data, now)
    dialog = TroubleDialog(caught.value)
    qtbot.addWidget(dialog)
    dialog.show()
    assert caught.value.message in {
        label.text() for label in dialog.findChildren(type(dialog.said))
    }
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert dialog.result() == TroubleDialog.DialogCode.Accepted


def test_every_sort_of_trouble_has_a_title():
    assert title_of(LeadtimeError("x")) != title_of(WrongUse("x"))


def test_reading_times_are_told_from_now(start, rota, now):
    driver = start()
    driver.to_plan(rota)
    assert "rota read just now" in driver.plan.header.said
    now.forward(timedelta(hours=2))
    driver.plan.refresh()
    assert "rota read 2 h ago" in driver.plan.header.said


@pytest.mark.parametrize("size", [(960, 470), (683, 364)])
def test_every_page_fits_a_small_screen_at_twice_its_size(start, rota, size):
    """1920 × 1080 at 200 % are 960 × 540 pixels, 1366 × 768 are 683 × 384, less the title."""
    driver = start()
    driver.to_plan(rota)
    driver.offers()
    window = driver.window
    window.resize(*size)
    for name in ("plan", "rota", "review", "settings", "changed"):
        window.pages.show_page(name)
        QApplication.processEvents()
        assert window.height() == size[1]
        driver.until(lambda: window.minimumSizeHint().height() <= size[1])
