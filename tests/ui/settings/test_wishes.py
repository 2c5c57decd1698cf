"""What the doctor wishes, said in the window: days, labels, schemes, own time, parts of a plan."""

import pytest
from PySide6.QtWidgets import QPushButton

from planner.model.placement import Half, Preferences
from planner.model.release import Release
from planner.model.scheme import Per, Unit


@pytest.fixture
def driver(start, rota):
    made = start()
    made.to_plan(rota)
    return made


def settings(driver):
    driver.click(driver.window.rail.button("settings"))
    return driver.window.pages.settings


def test_preferences_are_saved_with_the_placement(driver):
    page = settings(driver)
    page.form.show_rules()
    wishes = page.form.wishes
    driver.click(wishes.weekdays.boxes[3])
    driver.click(wishes.kept_free.boxes[0])
    driver.pick(wishes.half, "Afternoons")
    driver.pick(wishes.days_off, "Keep them free")
    driver.click(page.save)
    assert driver.ask.placement().prefers == Preferences(
        weekdays=frozenset({3}),
        half=Half.AFTERNOON,
        kept_free=frozenset({0}),
        days_off=False,
    )
    driver.click(driver.window.rail.button("plan"))
    days = {offer.span.start.weekday() for offer in driver.offers()}
    assert 0 not in days


def test_the_share_need_not_lower_the_allowance(driver):
    page = settings(driver)
    due = driver.ask.allowance().due
    page.form.show_rules()
    page.form.share.setValue(50)
    page.form.share_counts.click()
    driver.click(page.save)
    assert driver.ask.allowance().due == due


def test_a_label_is_said_to_release_without_cover(driver):
    page = settings(driver)
    picker = page.releases.pickers["standard day"]
    driver.pick(picker, Release.WITHOUT_COVER.words)
    assert driver.ask.releases() == {"standard day": Release.WITHOUT_COVER}
    driver.click(driver.window.rail.button("plan"))
    driver.until(lambda: any(not offer.needs_cover for offer in driver.plan.finder.offers))
    driver.click(driver.window.notice.action)
    assert driver.ask.releases() == {}


def test_a_scheme_is_made_chosen_and_taken_out(driver):
    page = settings(driver)
    driver.pick(page.schemes.base, "Psychiatry")
    dialog = page.schemes.make()
    assert (dialog.unit.currentData(), dialog.amount.value()) == (Unit.SESSIONS, 2)
    dialog.title.setText("Leadership time")
    dialog.amount.setValue(1)
    driver.pick(dialog.per, "a month")
    dialog.accept()
    (own,) = driver.ask.own_schemes()
    assert (own.title, own.per, own.hours) == ("Leadership time", Per.MONTH, 4)
    assert own.words == "1 session of 4 h a month"
    driver.pick(page.form.scheme.combo, "Leadership time")
    driver.click(page.save)
    assert driver.ask.scheme() == own
    remove = next(b for b in page.schemes.findChildren(QPushButton) if b.text() == "Remove")
    driver.click(remove)
    assert driver.ask.own_schemes() == (own,), "the placement is planned under it"


def test_a_scheme_without_a_name_is_refused_in_words(driver):
    dialog = settings(driver).schemes.make()
    dialog.title.setText("")
    dialog.accept()
    assert driver.ask.own_schemes() == ()
    assert "needs a name" in driver.window.trouble.words()


def test_weekends_are_looked_at_when_they_are_given(driver):
    finder = driver.plan.finder
    driver.offers()
    evenings, weekends, _ = finder.own_time
    driver.click(evenings)
    driver.click(weekends)
    finder.hours.setValue(8)
    finder.search()
    driver.until(lambda: any(offer.span.start.weekday() > 4 for offer in finder.offers))
    number = next(n for n, o in enumerate(finder.offers) if o.span.start.weekday() > 4)
    finder.book(number)
    (session,) = driver.ask.sessions()
    assert session.span.start.weekday() > 4


def test_a_part_of_the_best_plan_is_accepted(driver):
    driver.offers()
    best = driver.plan.best
    driver.click(best.make)
    driver.until(lambda: best.offers)
    spans = [offer.span for offer in best.offers]
    driver.click(best.boxes[0])
    assert best.accept.text() == f"Accept {len(spans) - 1} of {len(spans)}"
    driver.click(best.accept)
    assert [session.span for session in driver.ask.sessions()] == spans[1:]


def test_nothing_ticked_cannot_be_accepted(driver):
    driver.offers()
    best = driver.plan.best
    driver.click(best.make)
    driver.until(lambda: best.offers)
    for box in best.boxes:
        box.setChecked(False)
    assert not best.accept.isEnabled()
