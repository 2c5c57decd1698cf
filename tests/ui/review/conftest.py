"""Two people with a window each: who plans, and who supervises."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from planner.agreement import plan_pdf, read_plan
from planner.clock import LONDON, clock_span
from planner.rota import load_file, read_rota
from planner.workspace import Book, ImportRota, SetPlacement, Workspace
from tests.ui.conftest import Answers, Driver, Now, calendar, stop, weeks
from ui.app import App
from ui.theme import Mode

PHRASE = "correct horse battery"


class Drawer(KeyringBackend):
    """A system keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture(autouse=True)
def keyrings() -> Iterator[Callable[[KeyringBackend], None]]:
    """A computer without a keyring, whatever the one that runs this has; or with another."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.fixture(scope="session")
def sent(tmp_path_factory) -> Path:
    """A folder with the data of who sent a plan of three sessions, and the plan."""
    folder = tmp_path_factory.mktemp("sent")
    rota = folder / "rota.ics"
    rota.write_bytes(calendar(*weeks()))
    files = (load_file(rota),)
    with Workspace.open(folder / "data", Now()) as workspace:
        workspace.do(ImportRota(read_rota(files), files))
        placement = replace(workspace.suggested_placement(), doctor="Dr A. Example")
        workspace.do(SetPlacement(placement))
        for day in (14, 15, 19):
            span = clock_span(date(2026, 10, day), time(9), time(12), LONDON)
            workspace.do(Book(span, "Sepsis-6 audit", force=True))
        workspace.export(folder)
    return folder


@pytest.fixture
def pdf(sent, tmp_path) -> Path:
    """The plan, as it lies in the supervisor's downloads."""
    path = tmp_path / "downloads" / "plan.pdf"
    path.parent.mkdir()
    path.write_bytes((sent / "plan.pdf").read_bytes())
    return path


@pytest.fixture
def trainee(start, sent, data) -> Driver:
    """Who sent the plan."""
    shutil.copytree(sent / "data", data)
    return start()


@pytest.fixture
def supervisor(qtbot, qapp, tmp_path, now, nothing_left) -> Iterator[Driver]:
    """Somebody without a rota, on a data folder of their own."""
    answers = Answers(tmp_path / "supervisor-out")
    app = App(qapp, tmp_path / "supervisor", now=now, choosers=answers, mode=Mode.LIGHT)
    app.window.resize(1366, 768)
    with qtbot.waitExposed(app.window):
        app.window.show()
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    yield Driver(qtbot, app, answers, now)
    stop(app)


@pytest.fixture
def other_pdf(pdf, tmp_path) -> Path:
    """The plan of somebody else."""
    plan = read_plan(pdf.read_bytes())
    placement = replace(plan.placement, doctor="Siân Prys", title="F1 General Surgery")
    path = pdf.with_name("prys.pdf")
    path.write_bytes(plan_pdf(replace(plan, placement=placement)))
    return path


def drop(driver: Driver, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = driver.window.rect().center()
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(driver.window, enter)
    event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(driver.window, event)


def opened(driver: Driver, *paths: Path):
    """Drop plans on the window and wait for the first of them."""
    before = driver.window.pages.review.list.count()
    drop(driver, *paths)
    driver.until(lambda: driver.window.pages.review.list.count() == before + len(paths))
    return driver.window.pages.review.desk
