"""Tab goes through every page as the eye does: as things lie on it, also what was made later."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from planner.model.kind import Kind
from planner.workspace import Book, CorrectKind
from ui.home import Stage
from ui.taborder import stops


def heard(driver, page: QWidget) -> list[QWidget]:
    """What Tab comes to on a page, from its first stop on."""
    here = in_sight(page)[0]
    here.setFocus(Qt.FocusReason.TabFocusReason)
    found = [here]
    for _ in range(150):
        driver.key(QApplication.focusWidget(), Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is found[-1]:
            continue  # day, month and year of a date are gone through first
        if here in found or not page.isAncestorOf(here):
            break
        found.append(here)
    return found


def place(widget: QWidget, page: QWidget) -> str:
    at = widget.mapTo(page, widget.rect().topLeft())
    return f"{type(widget).__name__} “{widget.accessibleName()}” at {at.x()}, {at.y()}"


def in_sight(page: QWidget) -> list[QWidget]:
    """The stops of a page as they lie."""
    return [stop for stop in stops(page) if stop.isVisible() and stop.isEnabled()]


def once(found: list[QWidget]) -> list[QObject]:
    """Of several buttons of which one is pressed Tab stops at one; the arrows do the rest."""
    groups = [stop.group() if isinstance(stop, QAbstractButton) else None for stop in found]
    return list(dict.fromkeys(g or stop for g, stop in zip(groups, found, strict=True)))


def test_tab_goes_as_things_lie(start, rota):
    driver = start()
    driver.answers.files = (rota,)
    home = driver.window.home
    driver.click(home.welcome.open)
    driver.stage(Stage.UNDERSTOOD)
    driver.app.kit.controller.do(CorrectKind("AMB", Kind.ADMIN))
    pages = {}
    pages["understood"] = home.understood, heard(driver, home.understood), in_sight(home.understood)
    driver.click(home.understood.go_on)
    driver.stage(Stage.PLACEMENT)
    pages["placement"] = home.placement, heard(driver, home.placement), in_sight(home.placement)
    driver.place()
    driver.app.kit.controller.do(Book(driver.offers()[0].span, "Audit"))
    driver.offers()
    pages["plan"] = home.plan, heard(driver, home.plan), in_sight(home.plan)
    for name in ("rota", "settings", "review"):
        driver.window.pages.show_page(name)
        QApplication.processEvents()
        page = getattr(driver.window.pages, name)
        pages[name] = page, heard(driver, page), in_sight(page)
    wrong = {
        name: [place(widget, page) for widget in came]
        for name, (page, came, lie) in pages.items()
        if once(came) != once(lie)
    }
    assert not wrong
