"""A new version of the rota in the window: what changed, on the Rota page."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from planner.rota import Sort
from ui.home import Stage
from ui.widgets.chip import Chip

FIRST = date(2026, 10, 5)


def calendar(path: Path, *entries: tuple[int, str, str], name: str = "ST4 Acute Medicine") -> Path:
    """A rota file of (day from 5 Oct 2026, start, label), 8 h each."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"X-WR-CALNAME:{name}"]
    for number, start, label in entries:
        day = FIRST + timedelta(days=number)
        lines += [
            "BEGIN:VEVENT",
            f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T{start}00",
            "DURATION:PT8H",
            f"SUMMARY:{label}",
            "END:VEVENT",
        ]
    path.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]), encoding="utf-8")
    return path


WEEK = tuple((day, "0900", "Standard Day") for day in range(10))


@pytest.fixture
def old(tmp_path) -> Path:
    return calendar(tmp_path / "old.ics", *WEEK)


@pytest.fixture
def new(tmp_path) -> Path:
    """Tuesday later, Wednesday gone, Thursday of another kind, the last Saturday new."""
    return calendar(
        tmp_path / "new.ics",
        WEEK[0],
        (1, "1300", "Standard Day"),
        (3, "0900", "Study leave"),
        *WEEK[4:],
        (12, "0900", "Clinic"),
    )


def chips(driver) -> list[str]:
    found = driver.window.pages.rota.changes.findChildren(Chip)
    return [chip.accessibleName() for chip in found]


def read(driver, path: Path) -> None:
    driver.click(driver.window.rail.button("rota"))
    driver.answers.files = (path,)
    number = driver.ask.reading().id
    driver.click(driver.window.pages.rota.new_version)
    driver.until(lambda: driver.ask.reading().id != number)
    driver.until(lambda: driver.window.pages.on_view == "changed")
    driver.click(driver.window.rail.button("rota"))


def test_a_first_rota_shows_no_changes(start, old):
    driver = start()
    driver.to_plan(old)
    driver.click(driver.window.rail.button("rota"))
    assert not driver.window.pages.rota.changes.isVisible()


def test_a_new_version_shows_what_changed(start, old, new):
    driver = start()
    driver.to_plan(old)
    read(driver, new)
    changes = driver.window.pages.rota.changes
    driver.until(changes.isVisible)
    assert [line.split(":")[0] for line in changes.words] == [
        "Moved",
        "Gone",
        "Relabelled",
        "Added",
    ]
    assert "Tue 6 Oct, 09:00–17:00" in changes.words[0]
    assert "Tue 6 Oct, 13:00–21:00" in changes.words[0]
    assert chips(driver)[: len(Sort)] == ["1 moved", "1 relabelled", "1 added", "1 gone"]
    assert not changes.more.isVisible()


def test_the_changes_are_there_after_a_restart_and_go_with_undo(start, old, new):
    driver = start()
    driver.to_plan(old)
    read(driver, new)
    before = driver.window.pages.rota.changes.words
    driver = start()
    driver.click(driver.window.rail.button("rota"))
    driver.until(driver.window.pages.rota.changes.isVisible)
    assert driver.window.pages.rota.changes.words == before
    driver.key(driver.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: not driver.window.pages.rota.changes.isVisible())


def test_many_changes_are_shown_bit_by_bit(start, tmp_path):
    driver = start()
    many = [(day, "0900", "Standard Day") for day in range(90)]
    driver.to_plan(calendar(tmp_path / "old.ics", *many))
    late = [(day, "1000" if day < 45 else "0900", "Standard Day") for day in range(90)]
    read(driver, calendar(tmp_path / "new.ics", *late))
    changes = driver.window.pages.rota.changes
    assert len(changes.words) == 40
    assert changes.more.text() == "Show 5 more of 5"
    driver.click(changes.more)
    assert len(changes.words) == 45
    assert not changes.more.isVisible()


def test_the_page_of_changes_is_shown_although_the_rules_were_on_view(start, old, new):
    driver = start()
    driver.to_plan(old)
    driver.window.pages.show_rules()
    driver.answers.files = (new,)
    driver.window.intake.ask()
    driver.until(lambda: driver.window.pages.on_view == "changed")
    driver.click(driver.window.rail.button("rota"))
    driver.click(driver.window.pages.rota.tabs.button("The rota"))
    driver.until(driver.window.pages.rota.changes.isVisible)


def test_a_folder_that_is_dropped_is_read(start, tmp_path):
    driver = start()
    folder = tmp_path / "team"
    folder.mkdir()
    for name in ("Siân Prys", "Jan Wójcik"):
        calendar(folder / f"{name}.ics", *WEEK, name=name)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(folder))])
    driver.window.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    driver.stage(Stage.UNDERSTOOD)
    assert driver.ask.people() == ("Jan Wójcik", "Siân Prys")
