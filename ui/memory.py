"""What the window remembers between two starts: its size, its page, its look."""

from PySide6.QtCore import QByteArray

from planner.settings import REGISTRY, Settings


class Memory:
    """Small things about the window, by their names in `planner.settings.REGISTRY`.

    Nothing of the rota or the plan is among them; a missing or spoilt file only means the
    first-time look.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def text(self, name: str, default: str = "") -> str:
        """A remembered word; ``default`` where there is none."""
        value = self._settings.get(REGISTRY[name])
        return str(value) if value != "" else default

    def shape(self, name: str) -> QByteArray:
        """A remembered geometry or splitter state, empty where there is none."""
        value = self._settings.get(REGISTRY[name])
        return QByteArray(value) if isinstance(value, bytes) else QByteArray()

    def keep(self, name: str, value: str | QByteArray) -> None:
        """Remember a value under a name."""
        plain = bytes(value.data()) if isinstance(value, QByteArray) else value
        self._settings.put(REGISTRY[name], plain)

    def save(self) -> None:
        """Write what is remembered to disk."""
        self._settings.save()
