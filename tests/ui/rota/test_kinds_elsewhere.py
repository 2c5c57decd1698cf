"""What was said of a label in another hospital's rota is offered and never taken by itself."""

from datetime import date, timedelta

from planner.model.kind import Kind
from ui.home import Stage


def rota(folder, title, first):
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", f"X-WR-CALNAME:{title}"]
    for number in range(30):
        day = f"{first + timedelta(days=number):%Y%m%d}"
        label = "SD" if number % 5 else "AMB"
        rows += ["BEGIN:VEVENT", f"SUMMARY:{label}"]
        rows += [f"DTSTART:{day}T083000", f"DTEND:{day}T170000", "END:VEVENT"]
    path = folder / f"{title}.ics"
    path.write_text("\n".join([*rows, "END:VCALENDAR", ""]), encoding="utf-8")
    return path


def test_the_word_of_another_rota_is_offered_and_taken_by_a_click(start, tmp_path):
    driver = start()
    driver.window.intake.take([rota(tmp_path, "Elmbridge", date(2026, 8, 3))])
    driver.stage(Stage.UNDERSTOOD)
    rows = driver.window.home.understood.labels
    driver.pick(rows.row_of("amb").picker, "Admin")
    driver.until(lambda: driver.ask.labels()[0].kind is not Kind.UNKNOWN)
    assert not rows.row_of("amb").same.isVisible()
    with driver.qtbot.waitSignal(driver.window.intake.taken):
        driver.window.intake.take([rota(tmp_path, "Ashdown", date(2026, 12, 7))])
    assert next(use.kind for use in driver.ask.labels() if use.key == "amb") is Kind.UNKNOWN
    row = rows.row_of("amb")
    assert row.same.accessibleName() == "Take “AMB” as Admin, as in another rota"
    driver.click(row.same)
    driver.until(lambda: next(u.kind for u in driver.ask.labels() if u.key == "amb") is Kind.ADMIN)
    assert row.picker.currentText() == "Admin"
    assert not row.same.isVisible()
