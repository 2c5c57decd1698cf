"""Every dialog, found and not listed: whatever takes the keyboard has a name, the keyboard has a
place in it, Escape closes it.
"""

import importlib
import pkgutil
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import Shiboken

import ui
from planner.errors import LeadtimeError
from planner.model.rota import RotaFile
from planner.rota import read_rota
from planner.workspace import Book
from ui.agree.history import HistoryDialog
from ui.plan.together import TogetherDialog, Wish
from ui.rota.sources_dialog import AddressDialog
from ui.rota.table_dialog import TableDialog
from ui.rota.whose import WhoseDialog
from ui.settings import data
from ui.settings.schemes import SchemeDialog
from ui.trouble import TroubleDialog

ELSEWHERE = {"ReturnedDialog", "PassPhraseDialog"}
"""What needs a plan to be opened: tests/ui/agree and tests/ui/review use these."""


def made_here() -> set[str]:
    """The names of the dialogs that the window's code defines."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    found, left = set(), [QDialog]
    while left:
        kind = left.pop()
        left.extend(kind.__subclasses__())
        if kind.__module__.startswith("ui."):
            found.add(kind.__name__)
    return found


MADE = {
    "AddressDialog": lambda driver: AddressDialog(driver.window, "Add a feed address"),
    "EraseDialog": lambda driver: data.EraseDialog(driver.app.kit.folder, driver.window),
    "HistoryDialog": lambda driver: HistoryDialog(driver.app.kit, driver.window),
    "past": lambda driver: data.HistoryDialog(driver.app.kit, driver.window),
    "RestoreDialog": lambda driver: data.RestoreDialog(
        driver.ask.upkeep.backups.all(), driver.window
    ),
    "SchemeDialog": lambda driver: SchemeDialog(driver.ask.scheme(), driver.window),
    "TableDialog": lambda driver: TableDialog(
        read_rota([RotaFile("a.csv", b"Date,Shift\n05/10/2026,LD\n06/10/2026,LD\n")]),
        driver.window,
    ),
    "TogetherDialog": lambda driver: TogetherDialog(
        driver.app.kit, Wish("Audit", 4, date(2026, 11, 1)), driver.window
    ),
    "TroubleDialog": lambda _: TroubleDialog(LeadtimeError("The disk is full.", detail="E28")),
    "WhoseDialog": lambda driver: WhoseDialog(["Siân Prys", "Jan Wójcik"], driver.window),
    "HelpDialog": lambda driver: driver.window.help.open(),
}


def said(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def tabbed(dialog: QDialog) -> list[QWidget]:
    """What Tab stops at."""
    return [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
        and widget.window() is dialog
    ]


@pytest.fixture
def driver(start, rota):
    made = start()
    made.to_plan(rota)
    made.app.kit.controller.do(Book(made.offers()[0].span, "Audit"))
    return made


def test_no_dialog_is_left_out():
    assert made_here() == {name for name in MADE if name != "past"} | ELSEWHERE


def test_every_dialog_is_named_reached_and_left(driver):
    for name, make in MADE.items():
        dialog = make(driver)
        dialog.show()
        driver.until(dialog.isVisible)
        assert dialog.windowTitle(), name
        stops = tabbed(dialog)
        assert stops, name
        assert not [type(stop).__name__ for stop in stops if not said(stop).strip()], name
        heard = {dialog.focusWidget()}
        for _ in range(len(stops) + 2):
            driver.key(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
            heard.add(dialog.focusWidget())
        assert {stop for stop in stops if stop.isEnabled()} <= heard, name
        driver.key(dialog, Qt.Key.Key_Escape)
        driver.until(lambda dialog=dialog: not Shiboken.isValid(dialog) or dialog.isHidden())
        if Shiboken.isValid(dialog):
            dialog.deleteLater()
