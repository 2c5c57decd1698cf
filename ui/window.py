"""The window: rail, pages, menus, messages; drops of files from outside."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

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
from ui.home import Home, Stage
from ui.intake import SLOT as READ_SLOT
from ui.intake import Intake
from ui.jobbar import JobBar
from ui.kit import Kit
from ui.messages import NoticeBar, TroubleBanner
from ui.plan.content import done_words
from ui.rail import Rail
from ui.recent import RecentMenu
from ui.report.output import SLOT as REPORT_SLOT
from ui.review import SLOT as SIGN_SLOT
from ui.upkeep import DataKeeper

if TYPE_CHECKING:
    from ui.agree.incoming import PlanFile
    from ui.changed.page import ChangedPage
    from ui.review.page import ReviewPage
    from ui.rota.page import RotaPage
    from ui.rota.sources_keeper import SourceKeeper
    from ui.settings.page import SettingsPage

P = TypeVar("P", bound=QWidget)

SMALLEST = (900, 560)
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
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self.home = self._added("plan", Home(kit))
        self.keeper = DataKeeper(kit, self)
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
        self.help = Help(self, self.menuBar(), lambda: page_for(self.page, self.home.stage))
        content = QWidget()
        content.setLayout(column(self.trouble, self.jobbar, self.reminder, self._stack, gap=0))
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
        keeper.read.connect(self._taken)
        return keeper

    @cached_property
    def rota(self) -> "RotaPage":
        """The rota's page."""
        from ui.rota.page import RotaPage  # noqa: PLC0415 - the window is painted without it

        page = RotaPage(self.kit, self.sources)
        page.open_asked.connect(self.intake.ask)
        page.report.week_asked.connect(self._show_week)
        page.report.settings_asked.connect(self._show_rule_settings)
        page.changes.look_asked.connect(self.show_changes)
        page.report.output.saved.connect(self._saved)
        return self._added("rota", page)

    @cached_property
    def settings(self) -> "SettingsPage":
        """What can be set."""
        from ui.settings.page import SettingsPage  # noqa: PLC0415 - the window is painted without it

        page = SettingsPage(self.kit, self.keeper)
        page.erase_asked.connect(self.erase_asked)
        return self._added("settings", page)

    @cached_property
    def review(self) -> "ReviewPage":
        """Plans of others, to be decided on."""
        from ui.review.page import ReviewPage  # noqa: PLC0415 - the window is painted without it

        page = ReviewPage(self.kit)
        page.open_asked.connect(self.returns.ask_to_review)
        return self._added("review", page)

    @cached_property
    def changed(self) -> "ChangedPage":
        """What the rota's last change does to the sessions."""
        from ui.changed.page import ChangedPage  # noqa: PLC0415 - the window is painted without it

        page = ChangedPage(self.kit)
        page.decided.connect(self.reminder.decided)
        page.done.connect(self._back_to_plan)
        page.kinds_asked.connect(self._show_kinds)
        return self._added("changed", page)

    def _added(self, name: str, page: P) -> P:
        self._pages[name] = page
        self._stack.addWidget(page)
        return page

    def _page(self, name: str) -> QWidget:
        """A page by its name, made where it was not gone to before."""
        match name:
            case "rota":
                return self.rota
            case "review":
                return self.review
            case "settings":
                return self.settings
            case "changed":
                return self.changed
            case _:
                return self.home

    def _connect(self, voice: Voice) -> None:
        controller = self.kit.controller
        controller.changed.connect(self._changed)
        controller.refused.connect(self.tell)
        voice.trouble.connect(self.tell)
        voice.said.connect(self.notice.say)
        self.rail.chosen.connect(self.show_page)
        self.home.stage_changed.connect(self._settle)
        self.home.open_asked.connect(self.intake.ask)
        self.home.sample_asked.connect(self.take_sample)
        self.home.feed_asked.connect(lambda: self.sources.ask_address())  # noqa: PLW0108 - as below
        self.home.export_asked.connect(self.exporter.ask)
        self.intake.taken.connect(self._taken)
        self.intake.opened.connect(self.recent.remember)
        self.recent.chosen.connect(self.intake.take)
        self.returns.to_review.connect(self._show_plans)
        self.reminder.look_asked.connect(self.show_changes)
        self.intake.progressed.connect(self.jobbar.say)
        self.exporter.saved.connect(self._saved)

    def _saved(self, words: str, show: Callable[[], object]) -> None:
        self.notice.say(words, "Show the folder", show)

    def _connect_actions(self) -> None:
        home = self.home
        for name, pressed in {
            "open": self.intake.ask,
            "export": self.exporter.ask,
            "returned": self.returns.ask,
            "sent": self.returns.show_history,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "find": lambda: home.plan.find_time(),  # noqa: PLW0108 - the page is made when it is asked for
            "repair": self.show_changes,
            "plan": lambda: self.show_page("plan"),
            "rota": lambda: self.show_page("rota"),
            "review": lambda: self.show_page("review"),
            "settings": lambda: self.show_page("settings"),
            "rules": self.show_rules,
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

    @property
    def page(self) -> str:
        """The name of the page on view."""
        return next(
            name for name, page in self._pages.items() if page is self._stack.currentWidget()
        )

    def come_forward(self) -> None:
        """Be seen above other windows, as when the program is started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def begin(self) -> None:
        """Begin what goes on by itself; called once the window is seen."""
        self.sources.start()

    def show_page(self, name: str) -> None:
        """Go to a page by its name."""
        self._stack.setCurrentWidget(self._page(name))
        self._settle()

    def show_rules(self) -> None:
        """Show what the working-time rules say of the rota."""
        self.show_page("rota")
        self.rota.show_rules()

    def show_changes(self) -> None:
        """Show what the rota's last change does to the sessions."""
        self.show_page("changed")
        self.changed.take_keyboard()

    def print_report(self) -> None:
        """Print what the working-time rules say of the rota."""
        self.rota.report.freshen()
        self.rota.report.output.print()

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
        memory.keep("page", "plan" if self.page == "changed" else self.page)
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

    def _taken(self, change: Change) -> None:
        self.home.freshen()
        if "rota" in self._pages:
            self.rota.show_rota()
        # The page is shown first, so that the keyboard finds its first step there.
        if self.home.stage is Stage.PLAN and change.rota:
            self.show_changes()
        else:
            self.show_page("rota" if self.home.stage is Stage.PLAN and change.touched else "plan")

    def _show_plans(self, plans: "tuple[PlanFile, ...]") -> None:
        self.show_page("review")
        self.review.take_in(plans)

    def _show_kinds(self) -> None:
        self.rota.show_rota()
        self.show_page("rota")

    def _back_to_plan(self) -> None:
        self.show_page("plan")
        self.home.take_keyboard()

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
        strip = self.home.plan.strip.sizeHint().height() if on_plan else 0
        self.notice.keep_clear(self.changed.foot if self.page == "changed" else strip)
        ask, actions = self.kit.ask, self.actions_by_name
        read, planned = ask.reading() is not None, ask.placement() is not None
        if not read and self.page in ("rota", "changed"):
            self._stack.setCurrentWidget(self.home)
        self.rail.button("rota").setVisible(read)
        self.rail.show_page("rota" if self.page == "changed" else self.page)
        self.reminder.cover(self.page == "changed")
        for name in ("rota", "rules", "print"):
            actions[name].setEnabled(read)
        for name in ("export", "sent", "repair"):
            actions[name].setEnabled(planned)
        for name in ("find", *VIEW_ACTIONS):
            actions[name].setEnabled(planned and self.page == "plan")
        actions.show_history(ask.undo_words, ask.redo_words)

    def _remembered(self) -> None:
        memory = self.kit.memory
        geometry: QByteArray = memory.shape("geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(*USUAL)
        page = memory.text("page", "plan")
        if page in ("rota", "review", "settings"):
            self._stack.setCurrentWidget(self._page(page))
