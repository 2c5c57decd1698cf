"""Where the system's dialogs for files begin, and how large the window is at first."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.settings import Settings
from ui.app import _show
from ui.build import room_for
from ui.choosers import SystemChoosers
from ui.memory import Memory


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def begun(monkeypatch, tmp_path):
    """The folders that dialogs began in; each answers with a file in a folder "rotas"."""
    begun, there = [], tmp_path / "rotas"
    there.mkdir()

    def answer(_parent, _title, start, _filter):
        begun.append(Path(start))
        return [str(there / "rota.ics")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    return begun


@pytest.mark.parametrize("asked", ["rota_files", "calendars", "plan_documents"])
def test_a_dialog_begins_where_the_last_file_was_while_that_is_there(
    parent, begun, tmp_path, asked
):
    choosers = SystemChoosers(Memory(Settings(tmp_path)))
    ask = getattr(choosers, asked)
    assert ask(parent) == (tmp_path / "rotas" / "rota.ics",)
    choosers.rota_files(parent)
    (tmp_path / "rotas").rmdir()
    choosers.rota_files(parent)
    assert begun[1] == tmp_path / "rotas"
    assert begun[0] == begun[2]


@pytest.mark.parametrize("there", [True, False])
def test_what_is_opened_is_looked_for_among_downloads_where_there_are_any(
    parent, begun, tmp_path, monkeypatch, there
):
    downloads = tmp_path / "Downloads"
    if there:
        downloads.mkdir()
    known = {QStandardPaths.StandardLocation.DownloadLocation: str(downloads)}
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: known[place])
    SystemChoosers(Memory(Settings(tmp_path))).rota_files(parent)
    assert begun == [downloads if there else Path.home()]


def test_a_window_too_large_for_its_screen_is_shown_all_over_it(start):
    window = start().window
    room = room_for(window)
    window.resize(room.width() - 10, room.height() - 10)
    _show(window)
    assert not window.isMaximized()
    window.resize(room.width(), room.height() + 10)
    _show(window)
    assert window.isMaximized()
