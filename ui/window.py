"""The window: rail, pages, menus, messages; drops of files from outside."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from planner.errors import LeadtimeError
from planner.resources import load_toml, resource
from planner.workspace import Change
from ui.actions import Actions
from ui.build import column, row
from ui.exporter import SLOT as EXPORT_SLOT
from ui.exporter import Exporter
from ui.help import HelpDialog
from ui.home import Home, Stage
from ui.intake import SLOT as READ_SLOT
from ui.intake import Intake
from ui.jobbar import JobBar
from ui.kit import Kit
from ui.messages import NoticeBar, TroubleBanner
from ui.plan.content import done_words
from ui.rail import Rail
from ui.report.output import SLOT as REPORT_SLOT
from ui.rota.page import RotaPage
from ui.rota.sources_keeper import SourceKeeper
from ui.settings.page import SettingsPage

SMALLEST = (900, 560)
USUAL = (1280, 760)


class Voice(QObject):
    """Carries what pages have to say to whoever shows it."""

    trouble = Signal(object)
    said = Signal(str)


class MainWindow(QMainWindow):
    """Everything a trainee sees."""

    def __init__(self, kit: Kit, voice: Voice) -> None:
        super().__init__()
        self.kit = kit
        self.setWindowTitle("Leadtime")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.home = Home(kit)
        self.sources = SourceKeeper(kit, self)
        self.rota = RotaPage(kit, self.sources)
        self.settings = SettingsPage(kit)
        self.intake = Intake(kit, self)
        self.exporter = Exporter(kit, self)
        self.rail = Rail(kit.icons)
        self.trouble = TroubleBanner()
        self.jobbar = JobBar(kit.jobs, (READ_SLOT, EXPORT_SLOT, REPORT_SLOT))
        self.actions_by_name = Actions(self.menuBar())
        self._pages: dict[str, QWidget] = {
            "plan": self.home,
            "rota": self.rota,
            "settings": self.settings,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        content = QWidget()
        content.setLayout(column(self.trouble, self.jobbar, self._stack, gap=0))
        whole = QWidget()
        whole.setLayout(row(self.rail, content, gap=0))
        self.setCentralWidget(whole)
        self.notice = NoticeBar(content)
        self._connect(voice)
        self._connect_actions()
        self._remembered()
        self._settle()

    def _connect(self, voice: Voice) -> None:
        controller = self.kit.controller
        controller.changed.connect(self._changed)
        controller.refused.connect(self.tell)
        voice.trouble.connect(self.tell)
        voice.said.connect(self.notice.say)
        self.rail.chosen.connect(self.show_page)
        self.home.stage_changed.connect(self._settle)
        self.home.welcome.open_asked.connect(self.intake.ask)
        self.home.welcome.sample_asked.connect(self.take_sample)
        self.home.welcome.feed_asked.connect(self.sources.ask_address)
        self.home.understood.other_asked.connect(self.intake.ask)
        self.home.plan.export_asked.connect(self.exporter.ask)
        self.rota.open_asked.connect(self.intake.ask)
        self.rota.report.week_asked.connect(self._show_week)
        self.rota.report.settings_asked.connect(self._show_rule_settings)
        self.intake.taken.connect(self._taken)
        self.sources.read.connect(self._taken)
        self.intake.progressed.connect(self.jobbar.say)
        for written in (self.exporter.saved, self.rota.report.output.saved):
            written.connect(lambda words, show: self.notice.say(words, "Show the folder", show))

    def _connect_actions(self) -> None:
        plan = self.home.plan
        for name, pressed in {
            "open": self.intake.ask,
            "export": self.exporter.ask,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "find": plan.find_time,
            "plan": lambda: self.show_page("plan"),
            "rota": lambda: self.show_page("rota"),
            "settings": lambda: self.show_page("settings"),
            "rules": self.show_rules,
            "print": self.print_report,
            "previous": lambda: plan.step(-1),
            "next": lambda: plan.step(1),
            "today": plan.header.go_today,
            "help": self.show_help,
        }.items():
            self.actions_by_name[name].triggered.connect(lambda _=False, go=pressed: go())

    @property
    def page(self) -> str:
        """The name of the page on view."""
        return next(
            name for name, page in self._pages.items() if page is self._stack.currentWidget()
        )

    def show_page(self, name: str) -> None:
        """Go to a page by its name."""
        self._stack.setCurrentWidget(self._pages[name])
        self._settle()

    def show_rules(self) -> None:
        """Show what the working-time rules say of the rota."""
        self.show_page("rota")
        self.rota.show_rules()

    def print_report(self) -> None:
        """Print what the working-time rules say of the rota."""
        self.rota.report.freshen()
        self.rota.report.output.print()

    def take_sample(self) -> None:
        """Take in the sample rota."""
        name = str(load_toml("samples", "demo.toml")["rota"])
        self.intake.take([resource("samples", name)], self.home.placement.suggest_for_sample)

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

    def show_help(self) -> None:
        """Show the keys and what the program is."""
        HelpDialog(self).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.intake.take(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.kit.jobs.close()
        memory = self.kit.memory
        memory.keep("geometry", self.saveGeometry())
        memory.keep("plan_split", self.home.plan.split.saveState())
        memory.keep("page", self.page)
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

    def _taken(self, change: Change) -> None:
        self.home.freshen()
        self.rota.show_rota()
        # The page is shown first, so that the keyboard finds its first step there.
        self.show_page("rota" if self.home.stage is Stage.PLAN and change.touched else "plan")

    def _show_week(self, first: date) -> None:
        self.show_page("plan")
        self.home.plan.show_week(first)
        self.home.take_keyboard()

    def _show_rule_settings(self) -> None:
        self.show_page("settings")
        if self.settings.form is not None:
            self.settings.form.show_rules()

    def _settle(self) -> None:
        """Offer what can be done now, and nothing else."""
        on_plan = self.page == "plan" and self.home.stage is Stage.PLAN
        self.notice.keep_clear(self.home.plan.strip.sizeHint().height() if on_plan else 0)
        ask, actions = self.kit.ask, self.actions_by_name
        read, planned = ask.reading() is not None, ask.placement() is not None
        if not read and self.page == "rota":
            self._stack.setCurrentWidget(self.home)
        self.rail.button("rota").setVisible(read)
        self.rail.show_page(self.page)
        for name in ("rota", "rules", "print"):
            actions[name].setEnabled(read)
        actions["export"].setEnabled(planned)
        for name in ("find", "previous", "next", "today"):
            actions[name].setEnabled(planned and self.page == "plan")
        actions.show_history(ask.undo_words, ask.redo_words)

    def _remembered(self) -> None:
        memory = self.kit.memory
        geometry: QByteArray = memory.shape("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(*USUAL)
        split = memory.shape("plan_split")
        if not split.isEmpty():
            self.home.plan.split.restoreState(split)
        page = memory.text("page", "plan")
        if page in self._pages:
            self._stack.setCurrentWidget(self._pages[page])
