"""Keeps a signed plan beside the one that came, and touches no file that is there."""

import os
from contextlib import suppress
from pathlib import Path

from planner.agreement.exporting import reason
from planner.errors import LeadtimeError

_MOST = 1_000


def save_beside(original: Path, document: bytes) -> Path:
    """Writes "plan-signed.pdf" into the folder of "plan.pdf", else "plan-signed-2.pdf" and so on;
    the path of what was written.

    Raises LeadtimeError where nothing can be written there; nothing is left behind then.
    """
    for number in range(1, _MOST):
        more = "" if number == 1 else f"-{number}"
        place = original.with_name(f"{original.stem}-signed{more}.pdf")
        try:
            file = place.open("xb")
        except FileExistsError:
            continue
        except OSError as error:
            raise _failed(place, error) from error
        try:
            with file:
                file.write(document)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            with suppress(OSError):  # the first failure is the one to tell
                place.unlink()
            raise _failed(place, error) from error
        return place
    raise _failed(original, FileExistsError())


def _failed(place: Path, error: OSError) -> LeadtimeError:
    return LeadtimeError(
        f"The signed plan could not be saved as “{place}”: {reason(error)}. Choose another folder.",
        repr(error),
    )
