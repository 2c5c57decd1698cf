"""A document on disk."""

from pathlib import Path

from planner.agreement.returned.opened import LARGEST
from planner.errors import UnreadableInput


def load_document(path: Path) -> bytes:
    """The bytes of a plan document.

    Raises UnreadableInput where the file is missing, a folder, not to be read, or too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UnreadableInput(
            f"There is no file “{path}”. Check the name and try again."
        ) from error
    except IsADirectoryError as error:
        raise UnreadableInput(f"“{path}” is a folder. Choose the plan document in it.") from error
    except OSError as error:
        raise UnreadableInput(
            f"“{path}” could not be read: {error.strerror or error}. Check that you may open it.",
            repr(error),
        ) from error
    if len(data) > LARGEST:
        raise UnreadableInput(
            f"“{path.name}” has more than {LARGEST // 10**6} MB; a plan has far less. "
            "Choose the plan document that was sent back."
        )
    return data
