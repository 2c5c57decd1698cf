"""Makes the pictures of the window that the documentation shows, from the real window.

    QT_QPA_PLATFORM=offscreen python docs/make_screenshots.py [FOLDER]

The sample rota is read into a temporary data folder and planned with as a trainee would, on
Tue 13 Oct 2026 at 10:20. Every page and dialog is taken light and dark, at 1366 × 768. The pages
are taken once more, as on a screen of 1920 × 1080 at 200 %, into the folder "200" in it.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

from photographer import ROOT, Photographer, drag, today
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from planner.clock import LONDON, monday
from planner.errors import LeadtimeError
from planner.resources import load_toml, resource
from planner.rota import load_file, read_rota
from planner.spans import Span
from planner.workspace import Book
from ui.agree.dialog import ReturnedDialog
from ui.agree.history import HistoryDialog
from ui.canvas.views import Seen
from ui.help.keys import KEYS
from ui.home import Stage
from ui.rota.page import SOURCE
from ui.rota.sources_dialog import AddressDialog
from ui.rota.table_dialog import TableDialog
from ui.rota.whose import WhoseDialog
from ui.settings import data as data_part
from ui.settings.schemes import SchemeDialog
from ui.theme import Mode
from ui.trouble import TroubleDialog

SIZES = {"1": (1366, 768), "2": (960, 540)}
"""The window's size, in logical pixels, by how much the screen is magnified."""

PAGES = (
    "welcome", "understood", "placement", "plan", "month", "whole-placement", "list", "changed",
    "rota", "report", "review", "settings",
)  # fmt: skip
"""What is taken at 200 % too."""

PURPOSE = "Sepsis-6 audit, PDSA 2"
MANAGER = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
X-WR-CALNAME:Sam Manager
{}END:VCALENDAR
"""
MEETING = """BEGIN:VEVENT
UID:{day}@manager.example
DTSTAMP:20261001T000000Z
SUMMARY:Busy
DTSTART;TZID=Europe/London:{day}T080000
DTEND;TZID=Europe/London:{day}T130000
END:VEVENT
"""


@contextmanager
def emptied(folder: Path) -> Iterator[Path]:
    """A folder that is new, and gone afterwards."""
    rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        rmtree(folder)


class Tour:
    """Goes through the program with a photographer."""

    def __init__(self, photographer: Photographer) -> None:
        self.at = photographer
        self.app = photographer.app
        self.window = photographer.window
        self.out = photographer.answers.folder

    def whole(self) -> None:
        """Everything there is."""
        self.first_run()
        self.find()
        self.best_plan()
        self.drawn()
        self.views()
        self.sent()
        self.review()
        self.changed()
        self.rota()
        self.report()
        self.settings()
        self.help()
        self.troubles()

    def first_run(self) -> None:
        """From the welcome to the plan page."""
        home, at = self.window.home, self.at
        at.take("welcome")
        team = read_rota([load_file(resource("samples", "medical-team.ics"))])
        at.beside("whose", WhoseDialog(team.people, self.window))
        home.welcome.sample.click()
        at.until(lambda: home.stage is Stage.UNDERSTOOD)
        at.quietly()
        at.take("understood")
        home.understood.go_on.click()
        at.until(lambda: home.stage is Stage.PLACEMENT)
        at.quietly()
        at.take("placement")
        home.placement.save.click()
        at.until(lambda: home.plan.finder.offers)

    def find(self) -> None:
        """Finding a time, alone and with others; booking it."""
        plan, at = self.window.home.plan, self.at
        at.quietly()
        at.take("plan")
        plan.finder.cards[0].why.click()
        at.take("why")
        plan.finder.purpose.setText(PURPOSE)
        plan.finder.cards[0].book.click()
        at.take("booked")
        at.answers.files = (self.manager(),)
        others = plan.finder.ask_others()
        others.add.click()
        at.until(lambda: others.found)
        at.beside("with-others", others)

    def best_plan(self) -> None:
        """The best plan, and what became of it."""
        plan, at = self.window.home.plan, self.at
        plan.best.make.click()
        at.until(lambda: plan.best.offers)
        at.quietly()
        plan.show_day(plan.week)
        at.take("best-plan")
        plan.best.accept.click()
        session = self.app.workspace.sessions()[0]
        plan.show_day(monday(session.span.start.date()))
        plan.view.session_opened.emit(session.id)
        at.quietly()
        at.take("session")
        plan.card.put_away()

    def drawn(self) -> None:
        """A span that is drawn where a rule is in the way."""
        plan, at = self.window.home.plan, self.at
        week, grid = plan.views.week, plan.views.week.grid
        # A Saturday on which a night has ended.
        way = [QPointF(grid.x(5) + 60, grid.y(hour)).toPoint() for hour in (10, 11, 14)]
        drag(week.viewport(), *way, drop=False)
        at.take("drag")
        drag(week.viewport(), *way)
        at.take("insist")
        plan.insist.leave.click()

    def views(self) -> None:
        """The same entries as a month, as the placement, as a list."""
        plan = self.window.home.plan
        for seen, name in (
            (Seen.MONTH, "month"),
            (Seen.PLACEMENT, "whole-placement"),
            (Seen.LIST, "list"),
        ):
            plan.look_at(seen)
            plan.view.setFocus()
            self.at.take(name)
        plan.look_at(Seen.WEEK)

    def sent(self) -> None:
        """The plan is sent and comes back."""
        at = self.at
        self.window.exporter.ask()
        at.until((self.out / "plan.eml").exists)
        at.until(lambda: not self.app.jobs.running("export"))
        at.quietly()
        at.answers.files = (self.returned(self.out / "plan.pdf"),)
        self.window.returns.ask()
        returned = at.opened(ReturnedDialog)
        at.take("returned", returned)
        returned.record.click()
        at.settle()
        at.quietly()
        at.take("planned")
        self.window.returns.show_history()
        at.beside("sent", at.opened(HistoryDialog))
        self.window.undo()
        at.quietly()

    def review(self) -> None:
        """The page for supervisors, empty and with a plan."""
        at, window = self.at, self.window
        window.pages.show_page("review")
        at.take("review-empty")
        at.answers.files = (self.out / "plan.pdf",)
        window.returns.ask_to_review()
        at.until(lambda: window.pages.review.desk)
        at.take("review")

    def changed(self) -> None:
        """A new version of the rota that takes two booked days away."""
        at = self.at
        sample = resource("samples", str(load_toml("samples", "demo.toml")["rota"]))
        text = sample.read_text(encoding="utf-8")
        for session in self.app.workspace.sessions()[:2]:
            day = f"{session.span.start:%Y%m%d}"
            before, begin, entry = text.partition(f"UID:st4-{day}@rota.example")
            text = before + begin + entry.replace("SUMMARY:SD", "SUMMARY:LD", 1)
            text = text.replace(f"{day}T170000", f"{day}T203000", 1)
        newer = self.out / "acute-medicine-st4-v2.ics"
        newer.write_text(text, encoding="utf-8")
        self.window.intake.take([newer])
        at.until(
            lambda: self.window.pages.on_view == "changed" and not self.window.pages.changed.working
        )
        at.quietly()
        at.take("changed")
        self.window.pages.show_page("rota")
        self.window.pages.rota.sources.setFocus()
        at.quietly()
        at.take("rota-changed")
        self.window.undo()
        at.quietly()

    def rota(self) -> None:
        """The rota's page, and what is asked of a feed and of a table."""
        at, window = self.at, self.window
        window.pages.show_page("rota")
        window.pages.rota.new_version.setFocus()
        at.take("rota")
        at.beside("feed", AddressDialog(window, "Add a feed address"))
        table = read_rota([load_file(resource("samples", "surgical-team.csv"))])
        at.beside("table", TableDialog(table, window))

    def report(self) -> None:
        """What the rules say: of the plan, then of one that somebody insisted on."""
        self.window.pages.show_rules()
        self.at.take("report-kept")
        start = datetime(2026, 10, 17, 8, tzinfo=UTC)
        insisted = Book(Span(start, start + timedelta(hours=8)), "Board meeting", force=True)
        self.app.kit.controller.do(insisted)
        self.at.quietly()
        self.at.take("report")
        self.window.undo()
        self.at.quietly()
        self.window.pages.rota.tabs.choose(SOURCE)

    def settings(self) -> None:
        """The settings, scrolled to each of their parts, and what they ask."""
        at = self.at
        self.window.pages.show_page("settings")
        settings = self.window.pages.settings
        settings.form.title.setFocus()
        at.take("settings")
        settings.data.back_up.click()
        at.until(settings.data.restore.isEnabled)
        at.quietly()
        for part, name in (
            (settings.form.wishes, "settings-rules"),
            (settings.schemes, "settings-schemes"),
            (settings.data.erase, "settings-data"),
        ):
            settings.show_part(part)
            at.take(name)
        for press, kind, name in (
            (settings.schemes.add, SchemeDialog, "scheme"),
            (settings.data.restore, data_part.RestoreDialog, "restore"),
            (settings.data.show_history, data_part.HistoryDialog, "history"),
            (settings.data.erase, data_part.EraseDialog, "erase"),
        ):
            press.click()
            at.beside(name, at.opened(kind))

    def help(self) -> None:
        """The help."""
        for page in ("start", KEYS):
            self.at.take(f"help-{page}", self.window.help.open_at(page))
        self.at.beside("help-find", self.window.help.open_at("find"))

    def troubles(self) -> None:
        """A file that is none, a fault of the program, and data that cannot be opened."""
        at, window = self.at, self.window
        window.pages.show_page("plan")
        window.intake.take([ROOT / "LICENSE"])
        at.until(window.trouble.words)
        at.take("trouble")
        try:
            int("half past nine")
        except ValueError as fault:
            self.app.crash.caught(type(fault), fault)
        window.trouble.more.click()
        at.take("crash")
        window.trouble.hide()
        damaged = LeadtimeError(
            "The data in this folder cannot be read: the disk answered with an error. Check the "
            "disk, then try again. Nothing was changed.",
            detail="disk I/O error",
        )
        at.beside("cannot-open", TroubleDialog(damaged))

    def manager(self) -> Path:
        """The calendar of somebody who is busy every morning."""
        first = today().date()
        days = (first + timedelta(days=number) for number in range(120))
        meetings = "".join(MEETING.format(day=f"{day:%Y%m%d}") for day in days if day.weekday() < 5)
        path = self.out / "manager.ics"
        path.write_text(MANAGER.format(meetings), encoding="utf-8")
        return path

    def returned(self, plan: Path) -> Path:
        """The plan as a supervisor sends it back."""
        values = {"decision": "/ticked", "name": "Dr B. Sample", "gmc_number": "1234567"}
        values |= {f"session_{number}": "/agree" for number in range(1, 13)}
        values |= {"session_3": "/change", "comments": "Not on the day of the M&M meeting, please."}
        values["date"] = f"{today().astimezone(LONDON):%d/%m/%Y}"
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plan.read_bytes())))
        for page in writer.pages:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
        path = self.out / "returned.pdf"
        with path.open("wb") as file:
            writer.write(file)
        return path


def make(out: Path, factor: str) -> None:
    """Make every picture, light and dark."""
    qt = QApplication(sys.argv[:1])
    out.mkdir(parents=True, exist_ok=True)
    for mode in (Mode.LIGHT, Mode.DARK):
        # The settings show the folder: a name that changed would make a new picture each time.
        with emptied(Path(gettempdir()) / "Leadtime") as data:
            photographer = Photographer(qt, data, out, mode, SIZES[factor])
            photographer.wanted = PAGES if factor == "2" else ()
            try:
                Tour(photographer).whole()
            finally:
                photographer.app.close()


def main(out: Path) -> None:
    """Make the pictures at 100 %, then at 200 %, each in a process that begins so."""
    factor = os.environ.get("QT_SCALE_FACTOR")
    if factor is not None:
        make(out, factor)
        return
    for folder, factor in ((out, "1"), (out / "200", "2")):
        command = [sys.executable, __file__, str(folder)]
        usual = {"QT_SCALE_FACTOR": factor, "TZ": "Europe/London"}
        subprocess.run(command, env={**os.environ, **usual}, check=True)  # noqa: S603 - this script


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
