"""Every model of the window keeps Qt's contract of models; the models are found, not listed."""

import importlib
import pkgutil

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView

import ui
from planner.workspace import Book
from ui.canvas.content import What
from ui.canvas.listing import EntryModel
from ui.canvas.views import Seen


def made_here() -> set[type[QAbstractItemModel]]:
    """The classes of models that the window's own code defines."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(module.name)
    found, left = set(), [QAbstractItemModel]
    while left:
        kind = left.pop()
        left.extend(kind.__subclasses__())
        if kind.__module__.startswith("ui."):
            found.add(kind)
    return found


def test_no_model_is_left_out_below():
    assert made_here() == {EntryModel}


def test_the_list_of_entries_keeps_it_through_changes(qtmodeltester, start, rota):
    driver = start()
    driver.to_plan(rota)
    driver.plan.look_at(Seen.LIST)
    model = driver.plan.views.list.entries
    # Qt's tester stays and looks at every change from here on.
    qtmodeltester.check(model)
    rows = []
    for step in (
        lambda: driver.app.kit.controller.do(Book(driver.offers()[0].span, "Audit")),
        driver.window.undo,
        driver.window.redo,
    ):
        driver.offers()
        step()
        driver.offers()
        rows.append([row.entry.what for row in model.rows].count(What.SESSION))
    assert rows == [1, 0, 1]


@pytest.mark.parametrize("page", ["plan", "rota", "settings"])
def test_the_models_behind_lists_and_pickers_keep_it(qtmodeltester, start, rota, page):
    driver = start()
    driver.to_plan(rota)
    driver.offers()
    driver.window.pages.show_page(page)
    views = driver.window.findChildren(QAbstractItemView)
    models = {id(view.model()): view.model() for view in views if view.model() is not None}
    assert models
    for model in models.values():
        qtmodeltester.check(model)
