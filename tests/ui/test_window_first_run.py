"""The trainee's whole way in the window, by clicks and by keys."""

from datetime import date

from PySide6.QtCore import Qt

from planner.model.kind import Kind
from planner.model.session import State
from ui.home import Stage


def test_from_a_rota_to_an_exported_plan_and_back_after_a_restart(start, rota, answers):
    driver = start()
    window, ask = driver.window, driver.ask
    assert window.home.stage is Stage.WELCOME
    assert not window.rail.button("rota").isVisible()

    driver.to_plan(rota)
    offer = driver.offers()[0]
    driver.plan.finder.purpose.setFocus()
    for letter in "Sepsis audit":
        driver.qtbot.keyClick(driver.plan.finder.purpose, letter)
    driver.click(driver.plan.finder.cards[0].book)
    assert [session.span for session in ask.sessions()] == [offer.span]
    assert ask.sessions()[0].purpose == "Sepsis audit"
    assert window.notice.words().startswith("Booked 4 h on ")
    undo = window.actions_by_name["undo"]
    assert undo.text().startswith("&Undo Book 4 h on ")

    driver.key(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ask.sessions() == ()
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    driver.key(window, Qt.Key.Key_Z, redo)
    assert len(ask.sessions()) == 1

    driver = start()
    assert driver.window.home.stage is Stage.PLAN
    assert [session.span for session in driver.ask.sessions()] == [offer.span]
    driver.click(driver.plan.header.export)
    driver.until(lambda: "Saved" in driver.window.notice.words())
    written = {path.name for path in answers.folder.iterdir()}
    assert written == {"plan.pdf", "plan.ics", "plan.csv", "plan.eml"}
    assert (answers.folder / "plan.pdf").read_bytes().startswith(b"%PDF-")
    driver.click(driver.window.notice.action)
    assert answers.shown == [answers.folder]


def test_the_sample_comes_with_a_placement_to_start_from(start):
    driver = start()
    driver.click(driver.window.home.welcome.sample)
    driver.stage(Stage.UNDERSTOOD)
    driver.click(driver.window.home.understood.go_on)
    driver.stage(Stage.PLACEMENT)
    driver.click(driver.window.home.placement.save)
    driver.stage(Stage.PLAN)
    placement = driver.ask.placement()
    assert placement.title == "ST4 Acute Medicine"
    assert placement.supervisor
    assert driver.offers()


def test_the_scheme_is_asked_for_and_never_guessed(start, rota, answers):
    driver = start()
    answers.files = (rota,)
    home = driver.window.home
    driver.click(home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    driver.click(home.understood.go_on)
    driver.stage(Stage.PLACEMENT)
    picker = home.placement.form.scheme
    assert picker.scheme is None
    driver.click(home.placement.save)
    assert picker.combo.view().isVisible()
    driver.key(picker.combo.view(), Qt.Key.Key_Escape)
    assert driver.ask.placement() is None
    driver.place()
    assert driver.ask.scheme().id == picker.scheme.id


def test_what_a_label_is_is_asked_once_and_remembered(start, rota, answers):
    driver = start()
    answers.files = (rota,)
    driver.click(driver.window.home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    understood = driver.window.home.understood
    asked = understood.labels.row_of("amb")
    assert asked.picker.currentIndex() == -1
    driver.pick(asked.picker, "Admin")
    kinds = {use.label: use.kind for use in driver.ask.labels()}
    assert kinds["AMB"] is Kind.ADMIN
    assert understood.labels.row_of("amb") is asked
    driver.window.intake.take([rota])
    driver.until(lambda: not driver.app.jobs.running("read"))
    assert {use.label: use.kind for use in driver.ask.labels()}["AMB"] is Kind.ADMIN


def test_a_team_file_asks_who_you_are(start, team, answers):
    driver = start()
    answers.files = (team,)
    driver.click(driver.window.home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    understood = driver.window.home.understood
    assert not understood.go_on.isEnabled()
    driver.pick(understood.person, "Siân Prys")
    assert driver.ask.person() == "Siân Prys"
    assert understood.go_on.isEnabled()
    assert {shift.person for shift in driver.ask.shifts()} == {"Siân Prys"}


def test_the_best_plan_is_looked_at_before_it_is_booked(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.offers()
    best = driver.plan.best
    driver.click(best.make)
    driver.until(lambda: best.offers)
    assert driver.ask.sessions() == ()
    assert not driver.plan.finder.isVisible()
    driver.click(best.dismiss)
    assert best.offers == ()
    assert driver.plan.finder.isVisible()
    driver.click(best.make)
    driver.until(lambda: best.offers)
    spans = [offer.span for offer in best.offers]
    driver.click(best.accept)
    assert [session.span for session in driver.ask.sessions()] == spans
    assert {session.state for session in driver.ask.sessions()} == {State.PROPOSED}
    assert min(spans).start >= driver.now()
    driver.click(driver.window.notice.action)
    assert driver.ask.sessions() == ()


def test_making_the_best_plan_can_be_called_off(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.offers()
    best = driver.plan.best
    driver.click(best.make)
    driver.click(best.cancel)
    assert driver.app.jobs.running("best plan") is None
    assert best.make.isVisible()
    assert best.offers == ()


def test_a_session_is_chosen_renamed_and_removed(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.offers()
    driver.click(driver.plan.finder.cards[0].book)
    session = driver.ask.sessions()[0]
    driver.plan.view.session_opened.emit(session.id)
    card = driver.plan.card
    assert card.isVisible()
    assert card.purpose.hasFocus()
    for letter in "QI team":
        driver.qtbot.keyClick(card.purpose, letter)
    driver.key(card.purpose, Qt.Key.Key_Return)
    assert driver.ask.sessions()[0].purpose == "QI team"
    driver.click(card.remove)
    assert driver.ask.sessions() == ()
    assert not card.isVisible()


def test_why_folds_out_every_reason_and_figure_and_back_in(start, rota):
    driver = start()
    driver.to_plan(rota)
    offer = driver.offers()[0]
    card = driver.plan.finder.cards[0]
    driver.click(card.why)
    reckoning = driver.plan.finder.reckoning
    driver.until(reckoning.isVisible)
    said = " ".join(label.text() for label in reckoning.findChildren(type(driver.plan.card._what)))
    assert all(reason.text in said for reason in offer.reasons)
    assert "limit 48 h" in said
    driver.click(card.why)
    assert driver.plan.finder.reckoning is None


def test_weeks_are_turned_by_buttons_keys_and_the_strip(start, rota):
    driver = start()
    driver.to_plan(rota)
    page = driver.plan
    assert page.week == date(2026, 10, 12)
    driver.click(page.header.following)
    assert page.week == date(2026, 10, 19)
    driver.key(driver.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.week == date(2026, 10, 26)
    driver.key(page.view, Qt.Key.Key_PageUp)
    assert page.week == date(2026, 10, 19)
    driver.key(page.view, Qt.Key.Key_T)
    assert page.week == date(2026, 10, 12)
    at = page.strip.cell_rect(0).center().toPoint()
    driver.qtbot.mouseClick(page.strip, Qt.MouseButton.LeftButton, pos=at)
    assert page.week == date(2026, 10, 5)


def test_a_search_without_an_answer_says_so(start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.offers()
    driver.plan.finder.hours.setValue(12)
    driver.until(lambda: not driver.plan.finder.offers)
    driver.until(lambda: "Ask for fewer hours" in driver.plan.finder.said)
