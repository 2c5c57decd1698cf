"""What the window remembers between two starts: its size, its page, its look."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class Memory:
    """Small things about the window, kept in ``window.ini`` in the data folder.

    Nothing of the rota or the plan is in it; a missing or spoilt file only means the first-time
    look.
    """

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """A remembered word."""
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def shape(self, name: str) -> QByteArray:
        """A remembered geometry or splitter state, empty where there is none."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, name: str, value: str | QByteArray) -> None:
        """Remember a value under a name."""
        self._settings.setValue(name, value)

    def save(self) -> None:
        """Write what is remembered to disk."""
        self._settings.sync()
