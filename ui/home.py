"""My plan and the way to it: welcome, what was understood, the placement, then the plan."""

from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.build import column
from ui.kit import Kit, Page

if TYPE_CHECKING:
    from ui.plan.page import PlanPage
    from ui.welcome.placement import PlacementPage
    from ui.welcome.understood import UnderstoodPage
    from ui.welcome.welcome import WelcomePage

P = TypeVar("P", bound=QWidget)


class Stage(Enum):
    """How far somebody has come."""

    WELCOME = "welcome"
    UNDERSTOOD = "understood"
    PLACEMENT = "placement"
    PLAN = "plan"


class Home(Page):
    """Shows the page that what is stored asks for, made when it is first asked for;
    ``stage_changed`` tells of another one. The other signals are those of the pages.
    """

    stage_changed = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    feed_asked = Signal()
    export_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._stage: Stage | None = None
        self._confirmed = False
        self._stack = QStackedWidget(self)
        self.setLayout(column(self._stack))

    @cached_property
    def welcome(self) -> "WelcomePage":
        """What the program is for."""
        from ui.welcome.welcome import WelcomePage  # noqa: PLC0415 - seen before the first rota only

        page = WelcomePage(self.kit)
        page.open_asked.connect(self.open_asked)
        page.sample_asked.connect(self.sample_asked)
        page.feed_asked.connect(self.feed_asked)
        return self._added(page)

    @cached_property
    def understood(self) -> "UnderstoodPage":
        """What was understood of the rota."""
        from ui.welcome.understood import UnderstoodPage  # noqa: PLC0415 - seen once

        page = UnderstoodPage(self.kit)
        page.done.connect(lambda: self._confirm(True))
        page.other_asked.connect(self.open_asked)
        return self._added(page)

    @cached_property
    def placement(self) -> "PlacementPage":
        """The placement, asked for the first time."""
        from ui.welcome.placement import PlacementPage  # noqa: PLC0415 - seen once

        page = PlacementPage(self.kit)
        page.back_asked.connect(lambda: self._confirm(False))
        return self._added(page)

    @cached_property
    def plan(self) -> "PlanPage":
        """The plan."""
        from ui.plan.page import PlanPage  # noqa: PLC0415 - needs a rota and a placement

        page = PlanPage(self.kit)
        page.export_asked.connect(self.export_asked)
        return self._added(page)

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
        self._stack.setCurrentWidget(self._page(due))
        self.take_keyboard()
        self.stage_changed.emit()

    def take_keyboard(self) -> None:
        """Put the keyboard on the next step of the stage on view."""
        if self.isVisible():
            self._first_step().setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Remember how the plan is looked at, where it was."""
        if "plan" in self.__dict__:
            self.plan.keep()

    def _page(self, stage: Stage) -> QWidget:
        match stage:
            case Stage.WELCOME:
                return self.welcome
            case Stage.UNDERSTOOD:
                return self.understood
            case Stage.PLACEMENT:
                return self.placement
            case Stage.PLAN:
                return self.plan

    def _first_step(self) -> QWidget:
        match self.stage:
            case Stage.WELCOME:
                return self.welcome.open
            case Stage.UNDERSTOOD:
                return self.understood.first_step
            case Stage.PLACEMENT:
                return self.placement.first_step
            case Stage.PLAN:
                return self.plan.view

    def _added(self, page: P) -> P:
        self._stack.addWidget(page)
        return page

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
