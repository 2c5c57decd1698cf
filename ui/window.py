"""The window: rail, menus, messages beside the pages; drops of files from outside."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from planner.errors import LeadtimeError
from planner.resources import load_toml, resource
from planner.workspace import Change
from ui.actions import VIEW_ACTIONS, Actions
from ui.agree.returns import SLOT as RETURNED_SLOT
from ui.agree.returns import Returns
from ui.build import column, row
from ui.canvas.views import Seen
from ui.changed.reminder import Reminder
from ui.exporter import SLOT as EXPORT_SLOT
from ui.exporter import Exporter
from ui.help.opener import ABOUT, KEYS, Help, page_for
from ui.home import Stage
from ui.intake import SLOT as READ_SLOT
from ui.intake import Intake
from ui.jobbar import JobBar
from ui.kit import Kit
from ui.messages import NoticeBar, TroubleBanner
from ui.pages import Pages
from ui.plan.content import done_words
from ui.rail import Rail
from ui.recent import RecentMenu
from ui.report.output import SLOT as REPORT_SLOT
from ui.review import SLOT as SIGN_SLOT
from ui.upkeep import DataKeeper

if TYPE_CHECKING:
    from ui.rota.sources_keeper import SourceKeeper

SMALLEST = (640, 320)
"""Logical pixels, so that a screen of 1366 × 768 at 200 % has room for a title and a task bar."""
USUAL = (1280, 760)


class Voice(QObject):
    """Carries what pages have to say to whoever shows it."""

    trouble = Signal(object)
    said = Signal(str)


class MainWindow(QMainWindow):
    """Everything a trainee sees; a page is made when it is first gone to.

    ``erase_asked`` tells that everything is to be deleted, which ends the program.
    """

    erase_asked = Signal()

    def __init__(self, kit: Kit, voice: Voice) -> None:
        super().__init__()
        self.kit = kit
        self.setWindowTitle("Leadtime")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.keeper = DataKeeper(kit, self)
        self.pages = Pages(kit, self.keeper, lambda: self.sources)
        self.home = self.pages.home
        self.reminder = Reminder(kit)
        self.intake = Intake(kit, self)
        self.exporter = Exporter(kit, self)
        self.returns = Returns(kit, self)
        self.rail = Rail(kit.icons)
        self.trouble = TroubleBanner()
        self.jobbar = JobBar(
            kit.jobs, (READ_SLOT, EXPORT_SLOT, REPORT_SLOT, RETURNED_SLOT, SIGN_SLOT)
        )
        self.actions_by_name = Actions(self.menuBar())
        self.recent = RecentMenu(kit.memory, self.menuBar(), self.actions_by_name["export"])
        self.help = Help(
            self, self.menuBar(), lambda: page_for(self.pages.on_view, self.home.stage)
        )
        content = QWidget()
        content.setLayout(column(self.trouble, self.jobbar, self.reminder, self.pages, gap=0))
        whole = QWidget()
        whole.setLayout(row(self.rail, content, gap=0))
        self.setCentralWidget(whole)
        self.notice = NoticeBar(content)
        self._connect(voice)
        self._connect_actions()
        self._remembered()
        self._settle()

    @cached_property
    def sources(self) -> "SourceKeeper":
        """Keeps fresh what the rota comes from."""
        from ui.rota.sources_keeper import SourceKeeper  # noqa: PLC0415 - not for the first paint

        keeper = SourceKeeper(self.kit, self)
        keeper.read.connect(self.pages.show_taken)
        return keeper

    def _connect(self, voice: Voice) -> None:
        controller = self.kit.controller
        controller.changed.connect(self._changed)
        controller.refused.connect(self.tell)
        voice.trouble.connect(self.tell)
        voice.said.connect(self.notice.say)
        self.rail.chosen.connect(self.pages.show_page)
        self._connect_pages()
        self.home.stage_changed.connect(self._settle)
        self.home.open_asked.connect(self.intake.ask)
        self.home.sample_asked.connect(self.take_sample)
        self.home.feed_asked.connect(lambda: self.sources.ask_address())  # noqa: PLW0108 - as below
        self.home.export_asked.connect(self.exporter.ask)
        self.intake.taken.connect(self.pages.show_taken)
        self.intake.opened.connect(self.recent.remember)
        self.recent.chosen.connect(self.intake.take)
        self.returns.to_review.connect(self.pages.show_plans)
        self.reminder.look_asked.connect(self.pages.show_changes)
        self.intake.progressed.connect(self.jobbar.say)
        self.exporter.saved.connect(self._saved)

    def _connect_pages(self) -> None:
        pages = self.pages
        pages.turned.connect(self._settle)
        pages.rota_asked.connect(self.intake.ask)
        pages.plans_asked.connect(self.returns.ask_to_review)
        pages.saved.connect(self._saved)
        pages.decided.connect(self.reminder.decided)
        pages.erase_asked.connect(self.erase_asked)

    def _saved(self, words: str, show: Callable[[], object]) -> None:
        self.notice.say(words, "Show the folder", show)

    def _connect_actions(self) -> None:
        home, pages = self.home, self.pages
        for name, pressed in {
            "open": self.intake.ask,
            "export": self.exporter.ask,
            "returned": self.returns.ask,
            "sent": self.returns.show_history,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "find": lambda: home.plan.find_time(),  # noqa: PLW0108 - the page is made when it is asked for
            "repair": pages.show_changes,
            "plan": lambda: pages.show_page("plan"),
            "rota": lambda: pages.show_page("rota"),
            "review": lambda: pages.show_page("review"),
            "settings": lambda: pages.show_page("settings"),
            "rules": pages.show_rules,
            "print": self.print_report,
            "previous": lambda: home.plan.step(-1),
            "next": lambda: home.plan.step(1),
            "today": lambda: home.plan.go_today(),  # noqa: PLW0108 - the page is made when it is asked for
            "as_week": lambda: home.plan.look_at(Seen.WEEK),
            "as_month": lambda: home.plan.look_at(Seen.MONTH),
            "as_placement": lambda: home.plan.look_at(Seen.PLACEMENT),
            "as_list": lambda: home.plan.look_at(Seen.LIST),
            "help": self.help.open,
            "keys": lambda: self.help.open_at(KEYS),
            "about": lambda: self.help.open_at(ABOUT),
        }.items():
            self.actions_by_name[name].triggered.connect(lambda _=False, go=pressed: go())

    def come_forward(self) -> None:
        """Be seen above other windows, as when the program is started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def begin(self) -> None:
        """Begin what goes on by itself; called once the window is seen."""
        self.sources.start()

    def print_report(self) -> None:
        """Print what the working-time rules say of the rota."""
        report = self.pages.rota.report
        report.freshen()
        report.output.print()

    def take_sample(self) -> None:
        """Take in the sample rota."""
        name = str(load_toml("samples", "demo.toml")["rota"])
        rota = resource("samples", name)
        self.intake.take([rota], lambda: self.home.placement.suggest_for_sample())  # noqa: PLW0108 - the page is made when it is asked for

    def tell(self, error: LeadtimeError) -> None:
        """Show an error until it is closed."""
        self.trouble.tell(error)

    def undo(self) -> None:
        """Take the last change back."""
        change = self.kit.controller.undo()
        if change is not None:
            self.notice.say(f"Taken back: {change.words}", "Redo", self.redo)

    def redo(self) -> None:
        """Do again what was taken back."""
        change = self.kit.controller.redo()
        if change is not None:
            self.notice.say(f"Done again: {change.words}", "Undo", self.undo)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            rest = self.returns.take_from(paths)
            if rest:
                self.intake.take(rest)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.kit.jobs.close()
        memory = self.kit.memory
        memory.keep("geometry", self.saveGeometry())
        memory.keep("page", "plan" if self.pages.on_view == "changed" else self.pages.on_view)
        self.home.keep()
        memory.save()
        super().closeEvent(event)

    def _changed(self, change: Change) -> None:
        if change.step:
            self.trouble.hide()
            self.notice.say(done_words(change.words), "Undo", self.undo)
        elif change.words:
            self.trouble.hide()
            self.notice.say(change.words)
        self._settle()

    def _settle(self) -> None:
        """Offer what can be done now, and nothing else."""
        pages = self.pages
        on_plan = pages.on_view == "plan" and self.home.stage is Stage.PLAN
        foot = self.home.plan.foot if on_plan else 0
        self.notice.keep_clear(pages.changed.foot if pages.on_view == "changed" else foot)
        ask, actions = self.kit.ask, self.actions_by_name
        read, planned = ask.reading() is not None, ask.placement() is not None
        if not read:
            pages.leave_rota()
        self.rail.button("rota").setVisible(read)
        self.rail.show_page("rota" if pages.on_view == "changed" else pages.on_view)
        self.reminder.cover(pages.on_view == "changed")
        for name in ("rota", "rules", "print"):
            actions[name].setEnabled(read)
        for name in ("export", "sent", "repair"):
            actions[name].setEnabled(planned)
        for name in ("find", *VIEW_ACTIONS):
            actions[name].setEnabled(planned and pages.on_view == "plan")
        actions.show_history(ask.undo_words, ask.redo_words)

    def _remembered(self) -> None:
        memory = self.kit.memory
        geometry: QByteArray = memory.shape("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(*USUAL)
        self.pages.open_with(memory.text("page", "plan"))
