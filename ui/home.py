"""My plan and the way to it: welcome, what was understood, the placement, then the plan."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.build import column
from ui.kit import Kit, Page
from ui.plan.page import PlanPage
from ui.welcome.placement import PlacementPage
from ui.welcome.understood import UnderstoodPage
from ui.welcome.welcome import WelcomePage


class Stage(Enum):
    """How far somebody has come."""

    WELCOME = "welcome"
    UNDERSTOOD = "understood"
    PLACEMENT = "placement"
    PLAN = "plan"


class Home(Page):
    """Shows the page that what is stored asks for; ``stage_changed`` tells of another one."""

    stage_changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._stage: Stage | None = None
        self._confirmed = False
        self._stack = QStackedWidget(self)
        self.welcome = WelcomePage(kit)
        self.understood = UnderstoodPage(kit)
        self.placement = PlacementPage(kit)
        self.plan = PlanPage(kit)
        self._pages: dict[Stage, QWidget] = {
            Stage.WELCOME: self.welcome,
            Stage.UNDERSTOOD: self.understood,
            Stage.PLACEMENT: self.placement,
            Stage.PLAN: self.plan,
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.setLayout(column(self._stack))
        self.understood.done.connect(lambda: self._confirm(True))
        self.placement.back_asked.connect(lambda: self._confirm(False))

    @property
    def stage(self) -> Stage:
        """The stage on view."""
        return self._stage or Stage.WELCOME

    def refresh(self) -> None:
        """Go to the stage that is due."""
        due = self._due()
        if due is not Stage.PLACEMENT and due is not Stage.UNDERSTOOD:
            self._confirmed = False
        if due is self._stage:
            return
        self._stage = due
        self._stack.setCurrentWidget(self._pages[due])
        self.take_keyboard()
        self.stage_changed.emit()

    def take_keyboard(self) -> None:
        """Put the keyboard on the next step of the stage on view."""
        first = {
            Stage.WELCOME: self.welcome.open,
            Stage.UNDERSTOOD: self.understood.go_on,
            Stage.PLACEMENT: self.placement.save,
            Stage.PLAN: self.plan.view,
        }
        if self.isVisible():
            first[self.stage].setFocus(Qt.FocusReason.OtherFocusReason)

    def _due(self) -> Stage:
        ask = self.kit.ask
        if ask.reading() is None:
            return Stage.WELCOME
        if ask.placement() is not None:
            return Stage.PLAN
        return Stage.PLACEMENT if self._confirmed else Stage.UNDERSTOOD

    def _confirm(self, confirmed: bool) -> None:
        self._confirmed = confirmed
        self.refresh()
