"""The plan's files, written whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from planner.agreement.document import plan_pdf
from planner.agreement.entries import plan_ics
from planner.agreement.letter import plan_eml
from planner.agreement.table import plan_csv
from planner.errors import LeadtimeError
from planner.model.plan import Plan
from planner.model.session import Session

DRAFT = "plan.eml"
"""The e-mail to the supervisor, beside the plan in its three forms."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What an export tells beside the plan itself.

    ``withdrawn`` are the sessions that calendars have to drop, ``remind`` how long before a session
    they remind (see `plan_ics`).
    """

    withdrawn: Sequence[Session] = ()
    remind: timedelta | None = None


def export(plan: Plan, folder: Path, aside: Aside | None = None) -> tuple[Path, ...]:
    """Writes plan.pdf, plan.ics, plan.csv and plan.eml, the draft of an e-mail with the first two.

    ``folder`` is made where it is missing. Files of the same name are replaced, all or none. Raises
    LeadtimeError where the folder cannot be written or a file in it cannot be replaced; then the
    folder is as it was.
    """
    aside = aside or Aside()
    pdf = plan_pdf(plan)
    ics = plan_ics(plan, aside.withdrawn, aside.remind)
    files = {
        "plan.pdf": pdf,
        "plan.ics": ics,
        "plan.csv": plan_csv(plan),
        DRAFT: plan_eml(plan, pdf, ics),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Inside the folder, so that moving a file in is one step on the same disk.
        stage = Path(tempfile.mkdtemp(prefix=".leadtime-", dir=folder))
    except OSError as error:
        raise LeadtimeError(
            f"The plan could not be saved in “{folder}”: {reason(error)}. "
            "Nothing was written; choose another folder.",
            str(error),
        ) from error
    try:
        return _swap_in(files, folder, stage)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap_in(files: Mapping[str, bytes], folder: Path, stage: Path) -> tuple[Path, ...]:
    """Writes all files into ``stage``, then moves them into place; on failure moves all back."""
    done: list[Path] = []
    name = ""
    try:
        for name, data in files.items():
            if (folder / name).is_dir():
                raise IsADirectoryError(f"{folder / name} is a folder")
            _write(stage / name, data)
        for name in files:
            target = folder / name
            if target.exists():
                shutil.copy2(target, stage / f"{name}.before")
            (stage / name).replace(target)
            done.append(target)
    except OSError as error:
        for target in done:
            _put_back(target, stage / f"{target.name}.before")
        raise LeadtimeError(
            f"“{folder / name}” could not be written: {reason(error)}. The files there are as "
            "they were. If it is open in another program, close it there; else choose another "
            "folder.",
            str(error),
        ) from error
    return tuple(done)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put_back(target: Path, before: Path) -> None:
    with suppress(OSError):  # the first failure is the one to tell
        if before.exists():
            before.replace(target)
        else:
            target.unlink()


def reason(error: OSError) -> str:
    """Why, in words for people; the system's own where they are not listed."""
    match error:
        case PermissionError():
            return "you have no right to write there, or the file is in use"
        case FileExistsError() | NotADirectoryError() | IsADirectoryError():
            return "something else already has that name"
        case _:
            return error.strerror or "the disk refused it"
