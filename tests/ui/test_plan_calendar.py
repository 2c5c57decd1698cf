"""The calendar of My plan in the real window: drags, keys, menus, views, the session's card."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu

from planner.model.kind import Kind
from planner.model.session import LostTo, State
from planner.spans import Span
from planner.workspace import Book
from ui.canvas.views import Seen

LONDON = ZoneInfo("Europe/London")
LEFT = Qt.MouseButton.LeftButton
K = Qt.Key
MONDAY = 12


def span(day: int, start: float, end: float) -> Span:
    def at(hour: float) -> datetime:
        return datetime(2026, 10, day, int(hour), round(hour % 1 * 60), tzinfo=LONDON)

    return Span(at(start), at(end))


@pytest.fixture
def driver(start, rota):
    made = start()
    made.to_plan(rota)
    made.offers()
    return made


def point(view, day: int, hour: float) -> QPointF:
    return QPointF(view.grid.x(day - MONDAY) + 50, view.grid.y(hour))


def drag(view, *way: QPointF, drop: bool = True) -> None:
    kinds = [QEvent.Type.MouseButtonPress] + [QEvent.Type.MouseMove] * (len(way) - 1)
    for kind, where in zip(kinds, way, strict=True):
        send(view, kind, where)
    if drop:
        send(view, QEvent.Type.MouseButtonRelease, way[-1])


def send(view, kind, where: QPointF) -> None:
    pressed = kind == QEvent.Type.MouseButtonPress
    button = LEFT if pressed or kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(
        kind, where, view.viewport().mapToGlobal(where), button, held,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def spans(driver) -> list[Span]:
    return [session.span for session in driver.ask.sessions()]


def test_a_drag_books_and_undo_takes_it_back(driver):
    view = driver.plan.views.week
    driver.plan.finder.purpose.setText("Sepsis audit")
    drag(view, point(view, 15, 9.1), point(view, 15, 10), point(view, 15, 12.9))
    (session,) = driver.ask.sessions()
    assert (session.span, session.purpose) == (span(15, 9, 13), "Sepsis audit")
    assert driver.plan.card.session == session
    assert driver.window.notice.words() == "Booked 4 h on Thu 15 Oct"
    driver.click(driver.window.notice.action)
    assert spans(driver) == []


def test_a_session_is_dragged_resized_and_removed_and_each_is_one_step_of_undo(driver):
    driver.app.kit.controller.do(Book(span(15, 9, 11)))
    view = driver.plan.views.week
    drag(view, point(view, 15, 10), point(view, 16, 12), point(view, 16, 14))
    assert spans(driver) == [span(16, 13, 15)]
    drag(view, point(view, 16, 14.95), point(view, 16, 16), point(view, 16, 16.95))
    assert spans(driver) == [span(16, 13, 17)]
    driver.qtbot.keyClick(view, K.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert spans(driver) == [span(16, 12.75, 16.75)]
    driver.qtbot.keyClick(view, K.Key_Delete)
    assert spans(driver) == []
    for left in (span(16, 12.75, 16.75), span(16, 13, 17), span(16, 13, 15), span(15, 9, 11)):
        driver.window.undo()
        assert spans(driver) == [left]


def test_a_drag_that_breaks_a_rule_says_so_and_books_only_who_insists(driver):
    view, plan = driver.plan.views.week, driver.plan
    drag(view, point(view, 15, 19), point(view, 15, 20), point(view, 15, 21.9), drop=False)
    assert "outside core hours" in view.ghost.judgement.against
    send(view, QEvent.Type.MouseButtonRelease, point(view, 15, 21.9))
    assert spans(driver) == []
    assert "outside core hours" in plan.insist.words()
    driver.click(plan.insist.leave)
    assert not plan.insist.words()
    drag(view, point(view, 15, 19), point(view, 15, 20), point(view, 15, 21.9))
    driver.click(plan.insist.insist)
    assert spans(driver) == [span(15, 19, 22)]


def test_nobody_can_insist_on_booking_over_another_session(driver):
    driver.app.kit.controller.do(Book(span(15, 9, 11)))
    view = driver.plan.views.week
    drag(view, point(view, 15, 8.6), point(view, 15, 9.5), point(view, 15, 11.9))
    assert "booked already" in driver.plan.insist.words()
    assert not driver.plan.insist.insist.isVisible()


def test_what_the_drag_finds_free_is_what_can_be_booked(driver):
    judge = driver.plan.intents.judge_for("")
    for day in (12, 13, 14, 15, 16, 17):
        for hour in (6, 9, 12, 14.5, 17):
            wanted = span(day, hour, hour + 2)
            free = judge(wanted).free
            change = driver.app.kit.controller.do(Book(wanted))
            assert (change is not None) == free, (day, hour, judge(wanted).against)
            if change is not None:
                driver.window.undo()
    driver.window.trouble.hide()


@pytest.mark.parametrize(
    ("key", "seen"),
    [(K.Key_2, Seen.MONTH), (K.Key_3, Seen.PLACEMENT), (K.Key_4, Seen.LIST), (K.Key_1, Seen.WEEK)],
)
def test_keys_choose_the_view_and_the_keyboard_goes_along(driver, key, seen):
    driver.plan.view.setFocus()
    driver.qtbot.keyClick(driver.plan.view, key)
    assert driver.plan.views.seen is seen
    assert driver.plan.view.isVisible()
    assert driver.plan.view.hasFocus()
    assert driver.plan.header.views[seen].isChecked()


def test_buttons_choose_the_view_and_step_by_what_is_on_view(driver):
    plan = driver.plan
    driver.click(plan.header.views[Seen.MONTH])
    assert plan.views.month.title == "October 2026"
    driver.click(plan.header.following)
    assert plan.views.month.title == "November 2026"
    driver.qtbot.keyClick(plan.view, K.Key_T)
    assert plan.views.month.cursor_date == date(2026, 10, 13)
    driver.click(plan.header.views[Seen.WEEK])
    assert plan.week == date(2026, 10, 12)


def test_a_booked_session_is_found_in_every_view(driver):
    driver.app.kit.controller.do(Book(span(15, 9, 13), "Audit"))
    plan = driver.plan
    for seen in (Seen.WEEK, Seen.MONTH, Seen.PLACEMENT):
        plan.look_at(seen)
        assert any("Audit" in part.name for part in plan.view.parts()), seen
    plan.look_at(Seen.LIST)
    plan.show_day(date(2026, 10, 15))
    model = plan.view.model()
    about = [model.data(model.index(row, 3)) for row in range(model.rowCount())]
    assert "Audit, 4 h" in about


def test_the_view_the_date_and_the_zoom_are_remembered(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.offers()
    driver.plan.views.week.set_zoom(2.0)
    driver.plan.look_at(Seen.PLACEMENT)
    driver.plan.show_day(date(2026, 11, 3))
    again = start()
    assert again.plan.week == date(2026, 11, 2)
    assert again.plan.views.seen is Seen.PLACEMENT
    assert again.plan.views.week.zoom == 2.0


def menu_at(driver, view, where: QPointF) -> QMenu:
    at = where.toPoint()
    viewport = view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    driver.until(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def chosen(menu: QMenu, *words: str) -> None:
    """Press an action by its words, through its submenus."""
    for word in words:
        action = next(a for a in menu.actions() if a.text().replace("&", "").startswith(word))
        if action.menu() is None:
            action.trigger()
        else:
            menu = action.menu()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_the_menu_of_a_session_marks_it_lost_with_a_reason(driver):
    driver.app.kit.controller.do(Book(span(15, 9, 11)))
    view = driver.plan.views.week
    chosen(menu_at(driver, view, point(view, 15, 10)), "Lost to", "Acute pressure")
    (session,) = driver.ask.sessions()
    assert (session.state, session.lost_to) == (State.LOST, LostTo.PRESSURE)
    assert driver.window.notice.words() == "Marked 2 h on Thu 15 Oct as lost (acute pressure)"


def test_the_menu_of_free_time_books_what_fits_and_says_why_the_rest_does_not(driver):
    view = driver.plan.views.week
    taken = [offer.span for offer in driver.offers()]
    places = [(day, hour) for hour in (14, 10) for day in (15, 16)]
    day, hour = next(p for p in places if not any(span(*p, p[1] + 1).overlaps(t) for t in taken))
    menu = menu_at(driver, view, point(view, day, hour))
    words = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    short = [word for word, usable in words.items() if usable and word.startswith("Book")]
    assert short, words
    assert any("–" in word for word, usable in words.items() if not usable), words
    chosen(menu, short[0])
    assert len(spans(driver)) == 1
    assert spans(driver)[0].start == span(day, hour, hour + 1).start


def test_the_menu_of_a_shift_corrects_its_kind(driver):
    view = driver.plan.views.week
    chosen(menu_at(driver, view, point(view, 13, 10)), "“AMB” is", Kind.ADMIN.words)
    assert next(use for use in driver.ask.labels() if use.label == "AMB").kind is Kind.ADMIN


def test_the_menu_key_opens_the_menu_of_what_is_at_the_cursor(driver):
    driver.app.kit.controller.do(Book(span(15, 9, 11)))
    view = driver.plan.views.week
    driver.qtbot.mouseClick(view.viewport(), LEFT, pos=point(view, 15, 10).toPoint())
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(view, by_key)
    driver.until(lambda: QApplication.activePopupWidget() is not None)
    chosen(QApplication.activePopupWidget(), "Delivered")
    assert driver.ask.sessions()[0].state is State.DELIVERED


def test_the_card_keeps_notes_state_reason_and_another_time(driver):
    driver.app.kit.controller.do(Book(span(15, 9, 11)))
    view, card = driver.plan.views.week, driver.plan.card
    driver.qtbot.mouseDClick(view.viewport(), LEFT, pos=point(view, 15, 10).toPoint())
    assert card.purpose.hasFocus()
    driver.qtbot.keyClicks(card.purpose, "Audit")
    driver.qtbot.keyClick(card.purpose, K.Key_Return)
    card.notes.setFocus()
    driver.qtbot.keyClicks(card.notes, "Room 4, bring the chart")
    driver.qtbot.keyClick(card.notes, K.Key_Tab)
    (session,) = driver.ask.sessions()
    assert (session.purpose, session.notes) == ("Audit", "Room 4, bring the chart")
    driver.click(card.move_button)
    card.move_row.hours.setValue(3)
    driver.click(card.move_row.move_button)
    assert spans(driver) == [span(15, 9, 12)]
    driver.pick(card.state, "Lost")
    driver.until(lambda: driver.ask.sessions()[0].state is State.LOST)
    driver.pick(card.reason, LostTo.SICKNESS.words)
    driver.until(lambda: driver.ask.sessions()[0].lost_to is LostTo.SICKNESS)
    driver.pick(card.state, "Delivered")
    driver.until(lambda: driver.ask.sessions()[0].state is State.DELIVERED)
    assert driver.ask.sessions()[0].lost_to is None
    assert driver.ask.sessions()[0].notes == "Room 4, bring the chart"


def test_a_pointer_that_rests_on_a_shift_is_told_the_rest_that_follows(driver):
    driver.plan.show_day(date(2026, 10, 29))
    view = driver.plan.views.week
    night = next(part for part in view.parts() if "Night" in part.name)
    told = view._told(night.entry)
    assert "20:30" in told
    assert "rest" in told


def test_the_menu_of_a_day_books_by_keyboard_what_is_free_on_it(driver):
    view = driver.plan.views.week
    view.setFocus()
    view.go_to(date(2026, 10, 15))
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(view, by_key)
    driver.until(lambda: QApplication.activePopupWidget() is not None)
    chosen(QApplication.activePopupWidget(), "Book")
    assert [each.start for each in spans(driver)] == [span(15, 9, 10).start]


def test_after_an_answer_the_keyboard_is_back_in_the_calendar(driver):
    view, plan = driver.plan.views.week, driver.plan
    drag(view, point(view, 15, 19), point(view, 15, 20), point(view, 15, 21.9))
    assert plan.insist.leave.hasFocus()
    driver.key(plan.insist.leave, K.Key_Space)
    assert view.hasFocus()


def test_escape_leaves_a_card_and_gives_the_keyboard_back_to_the_calendar(driver):
    view, plan = driver.plan.views.week, driver.plan
    drag(view, point(view, 15, 19), point(view, 15, 20), point(view, 15, 21.9))
    driver.key(plan.insist.leave, K.Key_Escape)
    assert not plan.insist.words()
    assert view.hasFocus()
    driver.app.kit.controller.do(Book(span(15, 9, 11)))
    driver.qtbot.mouseDClick(view.viewport(), LEFT, pos=point(view, 15, 10).toPoint())
    driver.qtbot.keyClicks(plan.card.purpose, "Audit")
    driver.key(plan.card.purpose, K.Key_Escape)
    assert plan.card.session is None
    assert plan.card.isHidden()
    assert view.hasFocus()
    assert [session.purpose for session in driver.ask.sessions()] == ["Audit"]


def test_after_booking_an_offer_the_keyboard_is_on_the_session(driver):
    view = driver.plan.views.week
    driver.click(driver.plan.finder.cards[0].book)
    (session,) = driver.ask.sessions()
    assert view.hasFocus()
    assert view.cursor_entry.key == session.id
    driver.key(view, K.Key_Delete)
    assert spans(driver) == []


def test_what_is_drawn_can_be_deleted_at_once(driver):
    view = driver.plan.views.week
    drag(view, point(view, 15, 9.1), point(view, 15, 10), point(view, 15, 12.9))
    assert spans(driver) == [span(15, 9, 13)]
    driver.key(view, K.Key_Delete)
    assert spans(driver) == []


def test_buttons_over_the_calendar_leave_it_the_keyboard(driver):
    view, header = driver.plan.views.week, driver.plan.header
    view.setFocus()
    for button in (header.following, header.today, header.previous):
        driver.click(button)
        assert view.hasFocus(), button.accessibleName()
    driver.click(header.views[Seen.MONTH])
    assert driver.plan.views.month.hasFocus()


def test_the_reckoning_of_an_offer_is_scrolled_to(driver):
    panel, finder = driver.plan._panel, driver.plan.finder
    driver.window.resize(1100, 560)
    driver.until(lambda: panel.verticalScrollBar().maximum() > 0)
    driver.click(finder.cards[0].why)
    seen, reckoning = panel.viewport(), finder.reckoning
    top = finder.cards[0].mapTo(seen, QPoint(0, 0)).y()
    bottom = reckoning.mapTo(seen, reckoning.rect().bottomLeft()).y()
    assert 0 <= top <= 60 or (top >= 0 and bottom <= seen.height())


def test_on_a_screen_of_1366_by_768_at_200_percent_calendar_and_panel_take_turns(driver):
    plan, panel = driver.plan, driver.plan._panel
    driver.window.resize(683, 364)
    driver.until(panel.isHidden)
    assert driver.window.size().toTuple() == (683, 364)
    assert plan.view.isVisible()
    driver.until(lambda: plan.view.viewport().height() > plan.fontMetrics().height() * 8)
    assert not plan.strip.isVisible()
    assert not plan.allowance.isVisible()
    driver.click(plan.header.find_button)
    assert panel.isVisible()
    assert not plan.views.isVisible()
    assert plan.finder.purpose.hasFocus()
    driver.key(plan.finder.purpose, K.Key_Escape)
    assert plan.view.hasFocus()
    driver.click(plan.header.find_button)
    driver.offers()
    driver.click(plan.finder.cards[0].book)
    assert plan.view.hasFocus()
    driver.key(plan.view, K.Key_Return)
    assert plan.card.purpose.hasFocus()
    driver.key(plan.card.purpose, K.Key_Escape)
    assert plan.view.hasFocus()
    driver.window.resize(1280, 760)
    driver.until(lambda: panel.isVisible() and plan.strip.isVisible())
    assert plan.view.isVisible()


@pytest.mark.parametrize("width", [900, 1366])
def test_the_title_can_be_read_in_a_narrow_window_too(driver, width):
    driver.window.resize(width, 700)
    header = driver.plan.header
    title = header._title
    for seen in Seen:
        driver.plan.look_at(seen)
        driver.until(lambda: title.width() >= title.fontMetrics().horizontalAdvance(title.text()))
        for button in (*header.views.values(), header.export, header.find_button):
            assert button.width() >= button.minimumSizeHint().width(), button.text()
