"""Files and folders that were named → the rota files meant."""

from collections.abc import Sequence
from pathlib import Path

from planner.errors import UnreadableInput
from planner.model.rota import RotaFile
from planner.rota.text import load_file

CALENDARS = frozenset({".ics", ".ical", ".icalendar", ".ifb", ".vcs"})
"""How the names of calendar files end."""
SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".ods"})
"""How the names of spreadsheets end."""
MOST_FILES = 500
"""Most files of one folder: a whole department has fewer doctors."""


def rota_paths(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files meant: each file itself, and of each folder its calendar files by name, or its
    spreadsheets where it holds no calendar file; folders inside it are not looked into.

    Raises UnreadableInput for a folder without either, with more than `MOST_FILES`, or closed to
    the user.
    """
    return tuple(found for path in paths for found in (_inside(path) if path.is_dir() else [path]))


def load_files(paths: Sequence[Path]) -> tuple[RotaFile, ...]:
    """The files at `rota_paths`, loaded. Raises UnreadableInput as `load_file` does."""
    return tuple(load_file(path) for path in rota_paths(paths))


def _inside(folder: Path) -> list[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise UnreadableInput(
            f"The folder “{folder}” could not be opened. Check that you may look into it.",
            str(error),
        ) from error
    for endings in (CALENDARS, SHEETS):
        found = [
            path
            for path in files
            if path.suffix.lower() in endings and not path.name.startswith((".", "~"))
        ]
        if len(found) > MOST_FILES:
            raise UnreadableInput(
                f"The folder “{folder}” holds {len(found)} rota files; at most {MOST_FILES} are "
                "read at once. Choose the ones that are meant."
            )
        if found:
            return found
    raise UnreadableInput(
        f"The folder “{folder}” holds no rota file. Rotas are files such as rota.ics or rota.xlsx."
    )
