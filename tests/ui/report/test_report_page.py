"""The rota report in the window, used by clicks and keys."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from planner.rules import load_ruleset, ruleset_ids
from planner.spans import Span
from planner.workspace import Book
from ui.home import Stage
from ui.rota.page import RULES, SOURCE
from ui.theme import Mode

CTRL = Qt.KeyboardModifier.ControlModifier


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # a label that was just put in is shown with the next event
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def opened(start, hard_rota):
    """The program with the report of the hard rota on view, reached by its key."""
    driver = start()
    driver.to_plan(hard_rota)
    driver.key(driver.window, Qt.Key.Key_3, CTRL)
    return driver


@pytest.fixture
def page(opened):
    return opened.window.pages.rota.report


def test_a_key_leads_to_the_report_and_the_keyboard_is_on_the_first_breach(opened, page):
    assert opened.window.pages.on_view == "rota"
    assert opened.window.pages.rota.tabs.current == RULES
    assert page.said.startswith("2 breaches")
    assert page.list.hasFocus()
    assert page.list.current.number == 1


def test_the_tabs_lead_there_and_back(start, hard_rota):
    driver = start()
    driver.to_plan(hard_rota)
    driver.click(driver.window.rail.button("rota"))
    tabs = driver.window.pages.rota.tabs
    assert tabs.current == SOURCE
    driver.click(tabs.button(RULES))
    assert driver.window.pages.rota.report.isVisible()
    driver.click(tabs.button(SOURCE))
    assert not driver.window.pages.rota.report.isVisible()
    assert tabs.button(SOURCE).isChecked()
    assert not tabs.button(RULES).isChecked()


def test_the_list_goes_through_the_breaches_and_each_is_told_in_full(opened, page):
    first = words(page.finding)
    assert "Nights end" in first or "Night ends" in first
    assert "46 h needed" in first
    assert "Paragraph 13 of Terms and Conditions" in first
    assert "Grade A, firm" in first
    assert "Mon 19 Oct 20:30 – Tue 20 Oct 09:00, night · “Night”" in first
    opened.key(page.list, Qt.Key.Key_Down)
    assert "14 h of work, at most 13 h" in words(page.finding)


def test_enter_goes_to_the_week_of_the_breach_in_my_plan(opened, page):
    opened.key(page.list, Qt.Key.Key_Down)
    opened.key(page.list, Qt.Key.Key_Return)
    assert opened.window.pages.on_view == "plan"
    assert opened.plan.week == date(2026, 11, 2)
    opened.window.pages.show_rules()
    assert page.list.current.number == 2


def test_the_button_goes_there_too(opened, page):
    assert words(page.finding)
    opened.click(page.finding.go)
    assert (opened.window.pages.on_view, opened.plan.week) == ("plan", date(2026, 10, 19))


def test_a_click_on_a_mark_goes_to_its_week_and_chooses_it(opened, page, qtbot):
    mark = next(mark for mark in page.timeline.marks() if mark.finding.number == 2)
    qtbot.mouseClick(page.timeline, Qt.MouseButton.LeftButton, pos=mark.rect.center().toPoint())
    assert (opened.window.pages.on_view, opened.plan.week) == ("plan", date(2026, 11, 2))
    assert page.list.current.number == 2


def test_without_a_placement_there_is_no_week_to_go_to(start, hard_rota, answers):
    driver = start()
    answers.files = (hard_rota,)
    driver.click(driver.window.home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    driver.key(driver.window, Qt.Key.Key_3, CTRL)
    report = driver.window.pages.rota.report
    driver.until(report.list.isVisible)
    assert not report.finding.go.isVisible()
    assert not report.rules.isVisible()
    driver.key(report.list, Qt.Key.Key_Return)
    assert driver.window.pages.on_view == "rota"


def test_every_rule_is_there_with_its_figure(opened, page):
    said = words(page.standings)
    for limit in page.report.standings:
        assert limit.rule.title in said
        assert limit.rule.text in said
    assert "14 of 13 h" in said
    assert "1 h over" in said
    assert "✕ broken" in said


def test_entries_that_nobody_knows_are_told_at_once(opened, page):
    assert "of a kind that nobody has said" in words(page)
    row = opened.window.pages.rota.labels.row_of("amb")
    opened.window.pages.rota.tabs.choose(SOURCE)
    opened.pick(row.picker, "Standard day")
    opened.window.pages.rota.tabs.choose(RULES)
    assert "of a kind that nobody has said" not in words(page)


def test_a_session_that_breaks_a_rule_is_told_and_gone_when_it_is_undone(opened, page):
    before = page.said
    start = datetime(2026, 10, 20, 18, tzinfo=UTC)
    opened.app.kit.controller.do(Book(Span(start, start + timedelta(hours=2)), force=True))
    assert page.said != before
    found = [f for f in page.report.findings if f.alone is None]
    assert found
    page.list.choose(found[0])
    assert "rota alone keeps this rule" in words(page.finding)
    opened.window.undo()
    assert page.said == before


def test_a_kept_rota_shows_no_list(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.window.pages.show_rules()
    page = driver.window.pages.rota.report
    assert "Every rule that was checked is kept." in words(page)
    assert page.timeline.isVisible()
    assert not page.list.isVisible()
    assert not page.finding.isVisible()
    assert page.save.hasFocus()


def test_where_nobody_is_chosen_the_page_asks_whose_rota_it_is(start, team, answers):
    driver = start()
    answers.files = (team,)
    driver.click(driver.window.home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    driver.window.pages.show_rules()
    page = driver.window.pages.rota.report
    assert page.report is None
    assert "Say whose rota it is" in words(page)
    assert not page.save.isEnabled()
    assert not page.timeline.isVisible()


def test_it_is_saved_as_a_pdf(opened, page, answers):
    opened.click(page.save)
    opened.until(answers.report.exists)
    opened.until(lambda: "Saved rota-report.pdf" in opened.window.notice.words())
    opened.click(opened.window.notice.action)
    assert answers.shown == [answers.report.parent]
    said = " ".join(sheet.extract_text() for sheet in PdfReader(answers.report).pages)
    assert "14 h of work, at most 13 h" in said
    assert page.report.doctor in said


def test_a_place_that_cannot_be_written_is_told(opened, page, answers, tmp_path):
    answers.report = tmp_path / "missing" / "report.pdf"
    opened.click(page.save)
    opened.until(lambda: "could not be saved" in opened.window.trouble.words())


def test_nothing_is_written_where_no_file_and_no_printer_is_chosen(opened, page, answers):
    answers.report = None
    before = opened.window.notice.words()
    opened.click(page.save)
    opened.click(page.print)
    assert opened.app.jobs.running("report") is None
    assert opened.window.notice.words() == before


def test_ctrl_p_prints_it(opened, answers, printer, tmp_path):
    answers.printer_at_hand = printer()
    opened.key(opened.window, Qt.Key.Key_P, CTRL)
    opened.until(lambda: "sent to the printer" in opened.window.notice.words())
    assert len(PdfReader(tmp_path / "paper.pdf").pages) >= 1


def test_the_rules_are_chosen_in_settings_by_their_titles(opened, page):
    opened.click(page.rules)
    assert opened.window.pages.on_view == "settings"
    form = opened.window.pages.settings.form
    opened.until(form.rules.isVisible)
    assert form.rules.hasFocus()
    titles = [form.rules.itemText(place) for place in range(form.rules.count())]
    assert titles == [load_ruleset(name).title for name in ruleset_ids()]
    assert form.rules.currentData() == "england-2016"


def test_other_rules_and_the_opt_out_are_taken_up_and_can_be_undone(opened, page):
    opened.click(page.rules)
    form = opened.window.pages.settings.form
    other = next(name for name in ruleset_ids() if name != "england-2016")
    form.rules.setCurrentIndex(form.rules.findData(other))
    form.opt_out.setChecked(True)
    opened.click(opened.window.pages.settings.save)
    assert (opened.ask.placement().ruleset, opened.ask.placement().opt_out) == (other, True)
    opened.window.pages.show_rules()
    assert load_ruleset(other).title in words(page)
    assert "with the opt-out" in words(page)
    opened.window.undo()
    assert load_ruleset("england-2016").title in words(page)
    opened.window.pages.show_page("settings")
    assert form.rules.currentData() == "england-2016"


def test_everything_has_a_name_and_can_be_reached_by_tab(opened, page, qtbot):
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.text() or button.accessibleName()
    reached = set()
    for _ in range(30):
        qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        reached.add(opened.window.focusWidget())
    assert {page.rules, page.print, page.save, page.timeline, page.list, page.finding.go} <= reached
    for widget in (page.timeline, page.list, page.finding):
        assert widget.accessibleName()


@pytest.mark.parametrize(("width", "points"), [(1366, 0), (900, 0), (1366, 19)])
def test_nothing_is_wider_than_the_window_and_nothing_is_cut(
    opened, page, qapp, qtbot, width, points
):
    before = qapp.font()
    area = page.findChild(QScrollArea)

    def all_of_it_is_seen():
        inside = area.widget()
        assert inside.width() <= area.viewport().width()
        for label in page.findChildren(QLabel):
            if label.isVisible() and label.text():
                assert label.height() + 1 >= label.heightForWidth(label.width()), label.text()
                right = label.mapTo(inside, label.rect().topRight()).x()
                assert right <= inside.width(), label.text()
        assert inside.childrenRect().bottom() <= inside.height()

    try:
        if points:
            large = qapp.font()
            large.setPointSizeF(points)
            qapp.setFont(large)
            opened.app.theme.set_mode(Mode.LIGHT)
        opened.window.resize(width, 560)
        qtbot.waitUntil(all_of_it_is_seen)
    finally:
        qapp.setFont(before)
        opened.app.theme.set_mode(Mode.LIGHT)
