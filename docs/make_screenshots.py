"""Makes the pictures of the window that the documentation shows, from the real window.

    QT_QPA_PLATFORM=offscreen python docs/make_screenshots.py [FOLDER]

The sample rota is read into a temporary data folder and planned with as a trainee would, on
Tue 13 Oct 2026 at 10:20. Every page is taken light and dark, at 1366 × 768, and once more as on a
screen of 200 % into the folder "200" in it.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from planner.clock import monday  # noqa: E402 - the program is found from the line above
from planner.resources import load_toml, resource  # noqa: E402
from planner.spans import Span  # noqa: E402
from planner.workspace import Book  # noqa: E402
from ui.app import App  # noqa: E402
from ui.canvas.views import Seen  # noqa: E402
from ui.help.keys import KEYS  # noqa: E402
from ui.home import Stage  # noqa: E402
from ui.rota.page import SOURCE  # noqa: E402
from ui.theme import Mode  # noqa: E402

SIZE = (1366, 768)
PATIENCE = 30_000


@contextmanager
def emptied(folder: Path) -> Iterator[Path]:
    """A folder that is new, and gone afterwards."""
    rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        rmtree(folder)


def today() -> datetime:
    """The time that the pictures show."""
    return datetime(2026, 10, 13, 9, 20, tzinfo=UTC)


class NoDialogs:
    """Answers for the person in front: the plan goes into a folder that is given."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def rota_files(self, _parent: QWidget) -> tuple[Path, ...]:
        """No files: the sample is used."""
        return ()

    def export_folder(self, _parent: QWidget) -> Path | None:
        """The folder that was given."""
        return self._folder

    def report_file(self, _parent: QWidget) -> Path | None:
        """Nothing is saved."""
        return None

    def printer(self, _parent: QWidget) -> None:
        """Nothing is printed."""

    def show_folder(self, folder: Path) -> None:
        """Nobody looks."""


class Photographer:
    """Uses one window and takes pictures on the way."""

    def __init__(self, qt: QApplication, data: Path, out: Path, mode: Mode) -> None:
        self._qt = qt
        self._out = out
        self._mode = mode
        self.app = App(qt, data, now=today, choosers=NoDialogs(data / "out"), mode=mode)
        self.window = self.app.window
        self.window.resize(*SIZE)
        self.window.show()

    def until(self, holds: Callable[[], object]) -> None:
        """Let the window work until something holds."""
        deadline = QDeadlineTimer(PATIENCE)
        while not holds():
            if deadline.hasExpired():
                raise TimeoutError(f"the window never came so far: {self.window.trouble.words()}")
            self._qt.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        for _ in range(5):
            self._qt.processEvents()

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window, or of a part of it."""
        self.until(lambda: not self.app.jobs.running("offers"))
        path = self._out / f"{name}-{self._mode.value}.png"
        (widget or self.window).grab().save(str(path))
        print(path)  # noqa: T201 - says what was made

    def first_run(self) -> None:
        """From the welcome to the plan page."""
        home = self.window.home
        self.take("welcome")
        home.welcome.sample.click()
        self.until(lambda: home.stage is Stage.UNDERSTOOD)
        self.window.notice.hide()
        self.take("understood")
        home.understood.go_on.click()
        self.until(lambda: home.stage is Stage.PLACEMENT)
        self.window.notice.hide()
        self.take("placement")
        home.placement.save.click()
        self.until(lambda: home.plan.finder.offers)

    def plan(self) -> None:
        """Finding, booking, the best plan."""
        plan = self.window.home.plan
        self.window.notice.hide()
        self.take("plan")
        plan.finder.cards[0].why.click()
        self.take("why")
        plan.finder.purpose.setText("Sepsis-6 audit, PDSA 2")
        plan.finder.cards[0].book.click()
        self.take("booked")
        plan.best.make.click()
        self.until(lambda: plan.best.offers)
        self.window.notice.hide()
        plan.show_week(plan.week)
        self.take("best-plan")
        plan.best.accept.click()
        session = self.app.workspace.sessions()[0]
        plan.show_week(monday(session.span.start.date()))
        self.take("planned")
        plan.view.session_opened.emit(session.id)
        self.window.notice.hide()
        self.take("session")
        plan.card.put_away()

    def views(self) -> None:
        """The same entries as a month, as the placement, as a list."""
        plan = self.window.home.plan
        for seen, name in (
            (Seen.MONTH, "month"),
            (Seen.PLACEMENT, "whole-placement"),
            (Seen.LIST, "list"),
        ):
            plan.look_at(seen)
            self.take(name)
        plan.look_at(Seen.WEEK)

    def changed(self) -> None:
        """A new version of the rota that takes two booked days away."""
        sample = resource("samples", str(load_toml("samples", "demo.toml")["rota"]))
        text = sample.read_text(encoding="utf-8")
        for session in self.app.workspace.sessions()[:2]:
            day = f"{session.span.start:%Y%m%d}"
            before, begin, entry = text.partition(f"UID:st4-{day}@rota.example")
            text = before + begin + entry.replace("SUMMARY:SD", "SUMMARY:LD", 1)
            text = text.replace(f"{day}T170000", f"{day}T203000", 1)
        newer = self.app.kit.folder / "acute-medicine-st4-v2.ics"
        newer.write_text(text, encoding="utf-8")
        self.window.intake.take([newer])
        self.until(lambda: self.window.page == "changed" and not self.window.changed.working)
        self.window.notice.hide()
        self.take("changed")
        self.window.undo()
        self.window.notice.hide()
        self.window.reminder.hide()
        self.window.show_page("plan")

    def report(self) -> None:
        """What the rules say: of the plan, then of one that somebody insisted on."""
        self.window.show_rules()
        self.take("report-kept")
        start = datetime(2026, 10, 17, 8, tzinfo=UTC)
        insisted = Book(Span(start, start + timedelta(hours=8)), "Board meeting", force=True)
        self.app.kit.controller.do(insisted)
        self.window.notice.hide()
        self.take("report")
        self.window.undo()
        self.window.notice.hide()
        self.window.reminder.hide()
        self.window.rota.tabs.choose(SOURCE)

    def settings(self) -> None:
        """The settings, scrolled to each of their parts."""
        self.window.show_page("settings")
        settings = self.window.settings
        self.take("settings")
        for part, name in (
            (settings.form.wishes.days_off, "settings-rules"),
            (settings.schemes, "settings-schemes"),
            (settings.data.erase, "settings-data"),
        ):
            settings.show_part(part)
            self.take(name)

    def rest(self) -> None:
        """A trouble, and what opens beside the window."""
        self.window.show_page("plan")
        self.window.intake.take([ROOT / "LICENSE"])
        self.until(self.window.trouble.words)
        self.take("trouble")
        self.window.trouble.hide()
        self.beside("with-others", self.window.home.plan.finder.ask_others())
        for page in ("start", KEYS):
            self.take(f"help-{page}", self.window.help.open_at(page))
        self.beside("help-find", self.window.help.open_at("find"))

    def beside(self, name: str, dialog: QDialog) -> None:
        """Take a picture of a dialog and close it."""
        self.until(dialog.isVisible)
        self.take(name, dialog)
        dialog.close()


def make(out: Path) -> None:
    """Make every picture, light and dark."""
    qt = QApplication(sys.argv[:1])
    out.mkdir(parents=True, exist_ok=True)
    for mode in (Mode.LIGHT, Mode.DARK):
        # The settings show the folder: a name that changed would make a new picture each time.
        with emptied(Path(gettempdir()) / "Leadtime") as data:
            photographer = Photographer(qt, data, out, mode)
            try:
                photographer.first_run()
                photographer.plan()
                photographer.views()
                photographer.changed()
                photographer.window.show_page("rota")
                photographer.take("rota")
                photographer.report()
                photographer.settings()
                photographer.rest()
            finally:
                photographer.app.close()


def main(out: Path) -> None:
    """Make every picture at 100 %, then at 200 % in a process of its own."""
    if "QT_SCALE_FACTOR" in os.environ:
        make(out)
        return
    for folder, factor in ((out, "1"), (out / "200", "2")):
        command = [sys.executable, __file__, str(folder)]
        subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": factor}, check=True)  # noqa: S603 - this script


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
