"""The lines of the page of changes: what they say, where they lie, how they come."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from planner.clock import LONDON
from planner.model.kind import Kind
from planner.model.rota import Shift
from planner.model.session import Session, State, Where
from planner.rota import Changes, Moved
from planner.rules import Breach, Level
from planner.spans import Span
from tests.ui.changed.test_changed_page import FIRST, open_file, rota
from ui.build import column
from ui.changed.box import Look, Said, TimeBox
from ui.changed.content import SessionLine, rota_lines
from ui.changed.page import Pieces
from ui.changed.rows import BeforeAfter, RotaRow, SessionRow
from ui.theme import Mode, Theme

LONG = "Shift ends Thu 15 Oct 17:00, work starts Thu 15 Oct 20:30: 3.5 h rest, 11 h needed"


def shift(day: int, start: int, hours: float) -> Shift:
    begin = datetime(2026, 10, day, start, tzinfo=LONDON)
    return Shift("", Span(begin, begin + timedelta(hours=hours)), Kind.LONG, "Long day")


def breach(*shifts: Shift) -> Breach:
    return Breach("H2", Level.BREACH, shifts[0].span, 80.0, 72.0, "h", shifts, LONG)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Mode.LIGHT)


@pytest.fixture
def moved() -> Changes:
    return Changes(moved=(Moved(shift(13, 9, 8), shift(13, 8, 13)),), added=(shift(12, 9, 8),))


def test_a_rule_stands_beside_the_first_change_that_breaks_it(moved):
    pair, added = moved.moved[0], moved.added[0]
    both, untouched = breach(added, pair.after), breach(shift(20, 9, 8))
    lines, besides = rota_lines(moved, [both, untouched], LONDON)
    assert [line.breaches for line in lines] == [(both,), ()]
    assert lines[0].rules == f"rule H2: {LONG}"
    assert str(lines[1]).startswith("Moved: Tue 13 Oct, 09:00–17:00")
    assert besides == [f"rule H2: {LONG}"]


def test_what_a_row_says_is_said_to_screen_readers_as_a_line_of_text(theme, qtbot, moved):
    lines, _ = rota_lines(moved, [breach(moved.added[0])], LONDON)
    row = RotaRow(theme, lines[0])
    qtbot.addWidget(row)
    told = row.findChild(BeforeAfter)
    assert told.words[0] == "Not in the rota before"
    interface = QAccessible.queryAccessibleInterface(told)
    assert interface.role() is QAccessible.Role.StaticText
    said = interface.text(QAccessible.Text.Name)
    assert said.startswith("Not in the rota before becomes Mon 12 Oct, 09:00–17:00")
    assert said.endswith(LONG)


def test_a_row_is_as_high_as_its_words_need(theme, qtbot):
    row = BeforeAfter(theme)
    qtbot.addWidget(row)
    box = TimeBox("Mon 12 Oct, 09:00–17:00", "", Look.NOW)
    row.show_change(box, box, Said("moved"))
    plain = row.heightForWidth(800)
    row.show_change(box, box, Said("moved", "; ".join([LONG] * 4)))
    assert row.heightForWidth(800) > plain
    assert row.heightForWidth(500) > row.heightForWidth(800)
    before = row.heightForWidth(800)
    larger = row.font()
    larger.setPointSizeF(larger.pointSizeF() * 2)
    row.setFont(larger)
    assert row.heightForWidth(800) > before


def test_rows_of_sessions_and_of_the_rota_begin_at_the_same_place(theme, qtbot, moved):
    session = Session(
        "s1", shift(12, 9, 4).span, "Audit", Where.FREE, False, State.AGREED, 0,
        datetime(2026, 10, 1, tzinfo=LONDON),
    )  # fmt: skip
    mine = SessionRow(theme)
    mine.show_line(SessionLine(session, "Mon 12 Oct", "Audit", "", "", LONG, False), ticked=True)
    page = QWidget()
    qtbot.addWidget(page)
    page.setLayout(column(mine, RotaRow(theme, rota_lines(moved, [], LONDON)[0][0])))
    page.resize(900, 300)
    with qtbot.waitExposed(page):
        page.show()
    one, other = page.findChildren(BeforeAfter)
    assert one.x() == other.x()
    assert one.width() == other.width()
    assert not mine.tick.isEnabled()


def test_a_lot_of_widgets_comes_as_one_piece(theme, qtbot, moved):
    line = rota_lines(moved, [], LONDON)[0][0]
    place, page = Pieces(column), QWidget()
    qtbot.addWidget(page)
    page.setLayout(place)
    place.show_more([RotaRow(theme, line) for _ in range(3)])
    place.show_more([RotaRow(theme, line)])
    assert place.count() == 2
    assert len(page.findChildren(RotaRow)) == 4
    place.show_only([])
    assert place.count() == 0
    assert not page.findChildren(RotaRow)


def test_more_changes_are_shown_when_they_are_asked_for(start, tmp_path):
    driver = start()
    driver.to_plan(rota(tmp_path / "old.ics"))
    days = (FIRST + timedelta(days=number) for number in range(28))
    later = {f"d{day:%m%d}": ("Long Day", "0800", "2100") for day in days if day.weekday() < 5}
    open_file(driver, rota(tmp_path / "new.ics", **later))
    page = driver.window.pages.changed
    assert len(page.lines) == 10
    assert page.more.text() == "Show 10 more of 10"
    driver.click(page.more)
    assert len(page.lines) == 20
    assert not page.more.isVisible()
    assert len(page.findChildren(RotaRow)) == 20
