"""The pages of the window: each made when it is first gone to, and the ways from one to another."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from planner.workspace import Change
from ui.home import Home, Stage
from ui.kit import Kit
from ui.upkeep import DataKeeper

if TYPE_CHECKING:
    from ui.agree.incoming import PlanFile
    from ui.changed.page import ChangedPage
    from ui.review.page import ReviewPage
    from ui.rota.page import RotaPage
    from ui.rota.sources_keeper import SourceKeeper
    from ui.settings.page import SettingsPage

P = TypeVar("P", bound=QWidget)

KEPT = ("rota", "review", "settings")
"""Pages that the next start may open with; it opens with the plan else."""


class Pages(QStackedWidget):
    """One page on view at a time, known by its name.

    ``turned`` tells that somebody went to a page, the same one or another. The other signals are
    those of the pages: a rota or plans are to be opened, something was saved (words and a callable
    that shows the folder), a changed rota was decided on, everything is to be deleted.
    """

    turned = Signal()
    rota_asked = Signal()
    plans_asked = Signal()
    saved = Signal(str, object)
    decided = Signal()
    erase_asked = Signal()

    def __init__(self, kit: Kit, keeper: DataKeeper, sources: "Callable[[], SourceKeeper]") -> None:
        super().__init__()
        self._kit = kit
        self._keeper = keeper
        self._sources = sources
        self._made: dict[str, QWidget] = {}
        self.home = self._added("plan", Home(kit))
        kit.controller.coming.connect(self._get_ready)

    @cached_property
    def rota(self) -> "RotaPage":
        """The rota's page."""
        from ui.rota.page import RotaPage  # noqa: PLC0415 - the window is painted without it

        page = RotaPage(self._kit, self._sources())
        page.open_asked.connect(self.rota_asked)
        page.report.week_asked.connect(self.show_week)
        page.report.settings_asked.connect(self.show_rule_settings)
        page.changes.look_asked.connect(self.show_changes)
        page.report.output.saved.connect(self.saved)
        return self._added("rota", page)

    @cached_property
    def settings(self) -> "SettingsPage":
        """What can be set."""
        from ui.settings.page import SettingsPage  # noqa: PLC0415 - the window is painted without it

        page = SettingsPage(self._kit, self._keeper)
        page.erase_asked.connect(self.erase_asked)
        return self._added("settings", page)

    @cached_property
    def review(self) -> "ReviewPage":
        """Plans of others, to be decided on."""
        from ui.review.page import ReviewPage  # noqa: PLC0415 - the window is painted without it

        page = ReviewPage(self._kit)
        page.open_asked.connect(self.plans_asked)
        return self._added("review", page)

    @cached_property
    def changed(self) -> "ChangedPage":
        """What the rota's last change does to the sessions."""
        from ui.changed.page import ChangedPage  # noqa: PLC0415 - the window is painted without it

        page = ChangedPage(self._kit)
        page.decided.connect(self.decided)
        page.done.connect(self._back_to_plan)
        page.kinds_asked.connect(self._show_kinds)
        return self._added("changed", page)

    @property
    def on_view(self) -> str:
        """The name of the page on view."""
        return next(name for name, page in self._made.items() if page is self.currentWidget())

    def open_with(self, name: str) -> None:
        """Begin with a page that was on view last time, where it may."""
        if name in KEPT:
            self.setCurrentWidget(self._page(name))

    def leave_rota(self) -> None:
        """Go to the plan from the pages that have nothing to show without a rota."""
        if self.on_view in ("rota", "changed"):
            self.setCurrentWidget(self.home)

    def show_page(self, name: str) -> None:
        """Go to a page by its name."""
        self.setCurrentWidget(self._page(name))
        self.turned.emit()

    def show_rules(self) -> None:
        """Show what the working-time rules say of the rota."""
        self.show_page("rota")
        self.rota.show_rules()

    def show_changes(self) -> None:
        """Show what the rota's last change does to the sessions."""
        # Filled before it is seen, so that it is laid out once.
        self.changed.freshen()
        self.show_page("changed")
        self.changed.take_keyboard()

    def show_taken(self, change: Change) -> None:
        """Show what a rota that was taken in changed, or the next step towards a plan."""
        self.home.freshen()
        if "rota" in self._made:
            self.rota.show_rota()
        # The page is shown first, so that the keyboard finds its first step there.
        name = self._page_of(change)
        if name == "changed":
            self.show_changes()
        else:
            self.show_page(name)

    def _get_ready(self, change: Change) -> None:
        """Make what a rota that was taken in is shown on, in a round of the loop for itself."""
        name, welcomed = self._page_of(change), self.home.stage is Stage.WELCOME
        QTimer.singleShot(0, self, lambda: self.home.understood if welcomed else self._page(name))

    def show_plans(self, plans: "tuple[PlanFile, ...]") -> None:
        """Show plans that came to be decided on."""
        self.show_page("review")
        self.review.take_in(plans)

    def show_week(self, first: date) -> None:
        """Show the week of a Monday in the plan."""
        self.show_page("plan")
        self.home.plan.show_day(first)
        self.home.take_keyboard()

    def show_rule_settings(self) -> None:
        """Show where the rules and the opt-out are chosen."""
        self.show_page("settings")
        if self.settings.form is not None:
            self.settings.form.show_rules()

    def _page_of(self, change: Change) -> str:
        """The name of the page on which a rota that was taken in is shown."""
        if self.home.stage is not Stage.PLAN:
            return "plan"
        if change.rota:
            return "changed"
        return "rota" if change.touched else "plan"

    def _show_kinds(self) -> None:
        self.rota.show_rota()
        self.show_page("rota")

    def _back_to_plan(self) -> None:
        self.show_page("plan")
        self.home.take_keyboard()

    def _added(self, name: str, page: P) -> P:
        self._made[name] = page
        self.addWidget(page)
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
