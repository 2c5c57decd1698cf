"""The timeline and the bars by themselves."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from ui.icons import Icons
from ui.report.bars import LimitBar, Standings
from ui.report.findings import FindingList
from ui.report.timeline import Timeline
from ui.theme import Mode, contrast
from ui.tokens import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def timeline(theme, show, report) -> Timeline:
    made = Timeline(theme)
    made.show_report(report)
    return show(made)


def pixel(widget, at):
    image = widget.grab().toImage()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round(at.x() * ratio), round(at.y() * ratio)).name().upper()


def test_weeks_lie_side_by_side_inside_the_widget(timeline, report):
    weeks = len(report.weeks.mondays)
    for lane in range(len(report.lanes)):
        cells = [timeline.cell_rect(lane, week) for week in range(weeks)]
        assert all(a.right() < b.left() for a, b in pairwise(cells))
        assert cells[-1].right() <= timeline.width()
        assert cells[0].bottom() <= timeline.height()


def test_each_finding_has_a_mark_in_the_weeks_it_is_about(timeline, report):
    marks = {mark.finding.number: mark.rect for mark in timeline.marks()}
    assert set(marks) == {finding.number for finding in report.findings}
    for finding in report.findings:
        start, _ = report.weeks.part(finding.breach.span)
        cell = timeline.cell_rect(0, int(start))
        assert cell.left() - 1 <= marks[finding.number].left() <= cell.right() + 3
        assert marks[finding.number].bottom() <= timeline.height()


def test_a_breach_is_drawn_in_its_colour_and_follows_the_theme(timeline, theme):
    breach = next(mark for mark in timeline.marks() if mark.finding.is_breach)
    assert pixel(timeline, breach.rect.center()) == LIGHT.conflict
    theme.set_mode(Mode.DARK)
    assert pixel(timeline, breach.rect.center()) == DARK.conflict
    theme.set_mode(Mode.LIGHT)


def test_keys_move_along_the_weeks_and_say_what_lies_there(timeline, qtbot):
    timeline.setFocus()
    assert timeline.accessibleDescription().startswith("5 – 11 Oct 2026\nStandard day: 4")
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    said = timeline.accessibleDescription()
    assert said.startswith("19 – 25 Oct 2026")
    assert "46 h needed" in said
    with qtbot.waitSignal(timeline.week_asked) as asked:
        qtbot.keyClick(timeline, Qt.Key.Key_Return)
    assert asked.args == [date(2026, 10, 19)]
    qtbot.keyClick(timeline, Qt.Key.Key_End)
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.accessibleDescription().startswith("23 – 29 Nov 2026")
    qtbot.keyClick(timeline, Qt.Key.Key_Home)
    assert timeline.accessibleDescription().startswith("5 – 11 Oct")


def test_a_click_goes_to_its_week_and_one_on_a_mark_names_the_finding(timeline, qtbot):
    with qtbot.waitSignal(timeline.week_asked) as asked, qtbot.assertNotEmitted(timeline.pressed):
        qtbot.mouseClick(timeline, LEFT, pos=timeline.cell_rect(0, 5).center().toPoint())
    assert asked.args == [date(2026, 11, 9)]
    mark = timeline.marks()[0]
    with qtbot.waitSignal(timeline.pressed) as pressed:
        qtbot.mouseClick(timeline, LEFT, pos=mark.rect.center().toPoint())
    assert pressed.args == [mark.finding]
    with qtbot.assertNotEmitted(timeline.week_asked):
        qtbot.mouseClick(timeline, LEFT, pos=QPoint(3, 30))
        qtbot.mouseClick(timeline, Qt.MouseButton.RightButton, pos=mark.rect.center().toPoint())


def test_hovering_tells_the_sentence(timeline):
    mark = timeline.marks()[0]
    at = mark.rect.center().toPoint()
    QApplication.sendEvent(timeline, QHelpEvent(QEvent.Type.ToolTip, at, timeline.mapToGlobal(at)))
    assert mark.finding.breach.text in QToolTip.text()
    QToolTip.hideText()


def test_an_empty_timeline_takes_keys_and_clicks(theme, show, qtbot):
    empty = show(Timeline(theme), height=60)
    with qtbot.assertNotEmitted(empty.week_asked):
        qtbot.keyClick(empty, Qt.Key.Key_Return)
        qtbot.keyClick(empty, Qt.Key.Key_Right)
        qtbot.mouseClick(empty, LEFT, pos=QPoint(100, 30))
    assert empty.marks() == []
    assert empty.accessibleDescription() == "no weeks"


def test_a_bar_tells_its_figure_in_words_and_is_drawn_up_to_it(theme, show, report):
    for standing in report.standings:
        bar = show(LimitBar(theme, standing), 200)
        assert bar.accessibleName() == standing.rule.title
        assert standing.rule.unit.split()[-1] in bar.accessibleDescription() or (
            standing.figure is None
        )
    length = next(s for s in report.standings if s.rule.id == "H3")
    bar = show(LimitBar(theme, length), 200)
    assert bar.accessibleDescription() == "14 of 13 h, 1 h over, broken"
    middle = bar.rect().center()
    assert pixel(bar, QPoint(20, middle.y())) == LIGHT.conflict
    theme.set_mode(Mode.DARK)
    assert pixel(bar, QPoint(20, middle.y())) == DARK.conflict
    theme.set_mode(Mode.LIGHT)


def test_figures_are_replaced_not_added_to(theme, show, report, qtbot):
    rows = show(Standings(theme), 900, 400)
    rows.show_standings(report.standings)
    rows.show_standings(report.standings[:2])
    qtbot.waitUntil(lambda: len(rows.findChildren(LimitBar)) == 2)


def test_the_list_keeps_what_was_chosen_and_tells_each_breach_aloud(theme, show, report, qtbot):
    names = FindingList(Icons(theme))
    names.show_findings(report.findings, report.zone)
    show(names, 300, 300)
    names.setCurrentRow(1)
    with qtbot.waitSignal(names.chosen):
        names.show_findings(report.findings, report.zone)
    assert names.current == report.findings[1]
    said = names.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Breach 1: ")
    assert report.findings[0].breach.text in said
    names.show_findings((), report.zone)
    assert names.current is None
    assert names.week is None
    with qtbot.assertNotEmitted(names.week_asked):
        qtbot.keyClick(names, Qt.Key.Key_Return)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_what_the_report_adds_can_be_read_and_seen(tokens):
    assert contrast(tokens.text, tokens.surface) >= 4.5
    assert contrast(tokens.offer.text, tokens.offer.fill) >= 4.5
    for mark in (tokens.conflict, tokens.warn.text, tokens.good.text, tokens.text):
        assert contrast(mark, tokens.raised) >= 3
        assert contrast(mark, tokens.surface) >= 3
