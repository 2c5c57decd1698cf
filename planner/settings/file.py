"""The settings of a data folder: ``settings.json``, written whole or not at all."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from planner.settings.kinds import Setting
from planner.settings.registry import REGISTRY
from planner.store.disk import write_whole

FILE_NAME = "settings.json"
_LARGEST = 1_000_000

T = TypeVar("T")


class Settings:
    """What is set in a data folder; everything else has its default.

    ``problems`` says, a sentence each, what in the file is not understood: it is ignored. Names
    that this version does not know are left in the file, for the version that does.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._values: dict[str, Any] = {}
        self._others: dict[str, Any] = {}
        self._changed = False
        problems: list[str] = []
        for name, stored in self._stored(problems).items():
            setting = REGISTRY.get(name)
            if setting is None:
                self._others[name] = stored
                problems.append(f"“{name}” in {self._path} is no setting; it is ignored.")
                continue
            try:
                self._values[name] = setting.read(stored)
            except ValueError as error:
                problems.append(
                    f"“{name}” in {self._path} is ignored, {_shown(stored)}: {error}. "
                    f"Taken instead: {_shown(setting.default)}."
                )
        self.problems = tuple(problems)

    def get(self, setting: Setting[T]) -> T:
        """What is set, or the default."""
        value: T = self._values.get(setting.name, setting.default)
        return value

    def put(self, setting: Setting[T], value: T) -> None:
        """Sets a value; raises ValueError where it may not be set. `save` writes it."""
        setting.written(value)
        if self.get(setting) != value:
            self._values[setting.name] = value
            self._changed = True

    def save(self) -> bool:
        """Writes what was set, if anything was; False where the disk refused."""
        if not self._changed:
            return True
        known = {name: REGISTRY[name].written(value) for name, value in self._values.items()}
        text = json.dumps(self._others | known, ensure_ascii=False, indent=2, sort_keys=True)
        with suppress(OSError):
            write_whole(self._path, f"{text}\n".encode())
            self._changed = False
        return not self._changed

    def _stored(self, problems: list[str]) -> dict[str, Any]:
        try:
            with self._path.open("rb") as file:
                stored = json.loads(file.read(_LARGEST))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            problems.append(f"The settings in {self._path} cannot be read and are ignored: {error}")
            return {}
        if isinstance(stored, dict):
            return stored
        problems.append(f"The settings in {self._path} are no list of names and values.")
        return {}


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:39] + "…"
