"""Your data: where it lies, its backups, its history; taking it elsewhere, and deleting it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QLayout,
    QListWidgetItem,
    QSpinBox,
    QWidget,
)

from planner.errors import LeadtimeError
from planner.settings import BACKUP_FOLDER, HISTORY_STEPS, Setting
from planner.store.rotation import Backup, Cause
from planner.workspace.upkeep import Upkeep
from ui.build import button, card, choices, column, field, fitted, row, still, text
from ui.kit import Kit
from ui.upkeep import DataKeeper

_CAUSES = {
    Cause.DAILY: "made by itself",
    Cause.UPGRADE: "before a newer version changed the file",
    Cause.ASKED: "asked for, or before something was restored",
}


class DataCard(QFrame):
    """The part of the settings about the data. ``erased`` is called once everything is deleted."""

    def __init__(self, kit: Kit, keeper: DataKeeper, erased: Callable[[], object]) -> None:
        super().__init__()
        self._kit = kit
        self._keeper = keeper
        self._erased = erased
        self.backups = text("")
        self.second = text("", "muted")
        self.history = text("")
        self.back_up = button("Back up now", self._back_up)
        self.restore = button("Restore…", self._ask_restore)
        self.choose = button("A second folder…", self._choose_second)
        self.no_second = button("No second folder", lambda: self._set_second(None))
        self.save_all = button("Save everything to one file…", self._save_all)
        self.open_all = button("Open such a file…", self._open_all)
        self.show_history = button("Show the history…", self._show_history)
        self.erase = button("Delete everything…", self._ask_erase)
        self.steps = self._steps_entry()
        lies = text(
            "Everything lies in this folder on this computer. Nothing leaves it unless you send "
            "it.",
            "muted",
        )
        moves = text(
            "One file takes everything along but feed addresses, which stay in this computer's "
            "keyring.",
            "muted",
        )
        show = button("Show the folder", lambda: kit.choosers.show_folder(kit.folder))
        inside = card(
            column(text("Your data", "heading"), lies, text(str(kit.folder)), row(show, 1)),
            column(
                text("Backups", "strong"),
                self.backups,
                self.second,
                row(self.back_up, self.restore, self.choose, self.no_second, 1),
            ),
            column(text("Another computer", "strong"), moves, row(self.save_all, self.open_all, 1)),
            column(
                text("History", "strong"),
                self.history,
                row(field("Changes that can be undone, at most", self.steps), 1),
                row(self.show_history, 1, self.erase),
            ),
            gap=18,
        )
        self.setLayout(column(inside))

    @property
    def _upkeep(self) -> Upkeep:
        return self._kit.ask.upkeep

    def refresh(self) -> None:
        """Say how things stand."""
        backups = self._upkeep.backups
        there = backups.all()
        self.backups.setText(
            f"{_counted(len(there), 'backup')}, the last of {when(there[0].at)}. Each was checked "
            "after it was written."
            if there
            else "None yet: the first is made once you have changed something."
        )
        self.second.setText(f"Also kept in {backups.also}" if backups.also else "")
        self.second.setVisible(backups.also is not None)
        self.no_second.setVisible(backups.also is not None)
        self.restore.setEnabled(bool(there))
        past, steps = self._upkeep.history(), self._upkeep.steps()
        self.show_history.setEnabled(bool(past))
        self.history.setText(
            f"{_counted(len(past), 'change')} since {when(past[0].at)}; "
            f"{'all of them' if steps == len(past) else f'the last {steps:,}'} can be undone."
            if past
            else "Nothing was changed yet."
        )

    def _steps_entry(self) -> QSpinBox:
        entry = QSpinBox()
        entry.setRange(HISTORY_STEPS.least, HISTORY_STEPS.most)
        entry.setSingleStep(100)
        entry.setGroupSeparatorShown(True)
        entry.setValue(self._upkeep.settings.get(HISTORY_STEPS))
        entry.setKeyboardTracking(False)
        entry.valueChanged.connect(partial(self._put, HISTORY_STEPS))
        still(entry)
        return entry

    def _put(self, setting: Setting[Any], value: object) -> None:
        settings = self._upkeep.settings
        settings.put(setting, value)
        if not settings.save():
            self._kit.tell(LeadtimeError("The disk refused to keep that setting. Try again later."))

    def _back_up(self) -> None:
        def done(backup: Backup) -> None:
            self._kit.say(f"Backed up to {backup.path.name}")
            self.refresh()

        self._tried(lambda: self._keeper.back_up(Cause.ASKED, done))

    def _choose_second(self) -> None:
        folder = self._kit.choosers.backup_folder(self)
        if folder is not None:
            self._set_second(folder)

    def _set_second(self, folder: Path | None) -> None:
        self._put(BACKUP_FOLDER, str(folder) if folder else "")
        self.refresh()
        if folder is not None:
            self._back_up()

    def _ask_restore(self) -> None:
        dialog = RestoreDialog(self._upkeep.backups.all(), self)
        dialog.accepted.connect(lambda: self.restore_from(dialog.chosen.path))
        dialog.open()

    def restore_from(self, path: Path) -> None:
        """Put what a file holds in the place of what is stored."""
        self._kit.controller.care(lambda: self._upkeep.restore(path))
        self.refresh()

    def _save_all(self) -> None:
        path = self._kit.choosers.move_file(self)
        if path is not None:
            self._tried(lambda: self._kit.say(f"Saved {self._upkeep.move_to(path).name}"))

    def _open_all(self) -> None:
        path = self._kit.choosers.moved_file(self)
        if path is not None:
            self.restore_from(path)

    def _show_history(self) -> None:
        HistoryDialog(self._kit, self).open()

    def _ask_erase(self) -> None:
        dialog = EraseDialog(self._kit.folder, self)
        dialog.accepted.connect(self._erased)
        dialog.open()

    def _tried(self, act: Callable[[], object]) -> None:
        try:
            act()
        except LeadtimeError as error:
            self._kit.tell(error)
        self.refresh()


class RestoreDialog(QDialog):
    """Which backup to go back to."""

    def __init__(self, backups: tuple[Backup, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Restore a backup")
        self._backups = backups
        self.list = choices("Backups")
        for backup in backups:
            size = f"{backup.size / 1_000_000:.1f} MB"
            self.list.addItem(f"{when(backup.at)} · {_CAUSES[backup.cause]} · {size}")
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.accept)
        self.go = button("Restore", self.accept, "primary")
        self.go.setDefault(True)
        _filled(
            self,
            text("Go back to a backup", "heading"),
            text("What is stored now is backed up before, so you can come back to it."),
            self.list,
            row(self.go, button("Cancel", self.reject), 1),
        )

    @property
    def chosen(self) -> Backup:
        """The backup that is marked."""
        return self._backups[max(0, self.list.currentRow())]


class HistoryDialog(QDialog):
    """Every change that was made, the latest first."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        self.list = choices("Changes, the latest first")
        for past in reversed(kit.ask.upkeep.history()):
            taken_back = " (taken back)" if past.undone else ""
            item = QListWidgetItem(f"{when(past.at)}   {past.words}{taken_back}")
            if past.undone:
                item.setForeground(self.palette().placeholderText())
            self.list.addItem(item)
        close = button("Close", self.accept)
        close.setDefault(True)
        _filled(self, text("What was changed", "heading"), self.list, row(1, close))


class EraseDialog(QDialog):
    """Asks whether everything is really to go; there is no undo for this."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Delete everything")
        self.sure = QCheckBox("Yes, delete all of it")
        self.go = button("Delete everything and quit", self.accept, "primary")
        self.go.setEnabled(False)
        self.sure.toggled.connect(self.go.setEnabled)
        stay = button("Keep it", self.reject)
        stay.setDefault(True)
        _filled(
            self,
            text("Delete everything?", "heading"),
            text(
                f"Your plan, your rotas, all backups, settings and logs in {folder} are "
                "overwritten and deleted, and feed addresses leave this computer's keyring. This "
                "cannot be undone. Plans that you exported or sent are not touched, and some disks "
                "keep traces of deleted files for a while.",
            ),
            row(self.sure, 1),
            row(self.go, stay, 1),
        )


def when(at: datetime) -> str:
    """A moment on this computer's clock: "23 Nov 2026, 08:50"."""
    local = at.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"


def _counted(count: int, thing: str) -> str:
    return f"1 {thing}" if count == 1 else f"{count:,} {thing}s"


def _filled(dialog: QDialog, *items: QWidget | QLayout) -> None:
    inside = column(*items, gap=12)
    inside.setContentsMargins(24, 20, 24, 20)
    fitted(dialog, inside, 76)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
