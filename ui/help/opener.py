"""Opens the help at the page that fits what is on view."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.help.keys import ABOUT, KEYS, ON_SURFACES, START, of_menus
from ui.home import Stage

if TYPE_CHECKING:
    from ui.help.dialog import HelpDialog

__all__ = ["ABOUT", "KEYS", "Help", "page_for"]

_OF_PAGE = {"rota": "labels", "settings": "placement", "changed": "changed", "review": "review"}
_OF_STAGE = {
    Stage.WELCOME: START,
    Stage.UNDERSTOOD: "labels",
    Stage.PLACEMENT: "placement",
    Stage.PLAN: "find",
}


def page_for(page: str, stage: Stage) -> str:
    """The id of the help page for a page of the window, and for how far the first run has come."""
    return _OF_STAGE[stage] if page == "plan" else _OF_PAGE.get(page, START)


class Help(QObject):
    """One help window over ``window``, with the keys of its menu bar. ``here`` answers with the id
    of the page that fits what is on view.
    """

    def __init__(self, window: QWidget, bar: QMenuBar, here: Callable[[], str]) -> None:
        super().__init__(window)
        self._window = window
        self._bar = bar
        self._here = here

    def open(self) -> "HelpDialog":
        """Show the page that fits what is on view."""
        return self.open_at(self._here())

    def open_at(self, page: str) -> "HelpDialog":
        """Show a page by its id, in the help window that is open already where there is one."""
        # Imported here: the window is painted without it.
        from ui.help.dialog import HelpDialog  # noqa: PLC0415

        dialog = self._window.findChild(HelpDialog)
        if dialog is None:
            menus = self._bar.findChildren(QMenu)
            dialog = HelpDialog((*of_menus(menus), *ON_SURFACES), self._window)
        dialog.show_page(page)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog
