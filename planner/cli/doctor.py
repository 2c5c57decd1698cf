"""Commands that look after a data folder: doctor, backup, restore, journal, erase."""

from pathlib import Path
from typing import Any

import click

from planner.cli.options import answer, data_option, json_option, now, opened, tell
from planner.errors import WrongUse
from planner.feeds import SystemKeyring
from planner.store.backups import looked_into
from planner.store.database import FILE_NAME
from planner.workspace.upkeep import erase_everything


@click.command("doctor")
@data_option
@json_option
def doctor_command(*, data: Path, as_json: bool) -> int:
    """Check everything that is stored, and mend it from a backup where that is needed.

    Answers "ok" where the data is sound at the end. What was mended, and what is missing, is said
    on standard error.
    """
    _refuse_nothing_there(data)
    with opened(data, thorough=True) as workspace:
        if said := workspace.upkeep.tend():
            tell(said)
        wrong = workspace.upkeep.check()()
        checked = [
            f"data file: {(data / FILE_NAME).stat().st_size:,} bytes, pages, keys and seals",
            f"sessions: {len(workspace.sessions())}",
            f"changes in the history: {len(workspace.upkeep.history())}",
        ]
        for backup in workspace.upkeep.backups.all():
            faults = looked_into(backup.path)[1]
            checked.append(f"backup {backup.path.name}: {'damaged' if faults else 'sound'}")
            if faults:
                tell(f"The backup {backup.path} is damaged and of no use. Delete it.")
        restored = workspace.restored_from
    for each in wrong:
        tell(each)
    form: dict[str, Any] = {
        "ok": not wrong,
        "checked": checked,
        "restored_from": str(restored) if restored else None,
    }
    answer(form, [*checked, "Sound." if not wrong else "Not sound."], as_json=as_json)
    return 1 if wrong else 0


@click.command("backup")
@data_option
@click.option("--to", type=click.Path(path_type=Path), help="One file to take to another computer.")
@json_option
def backup_command(*, data: Path, to: Path | None, as_json: bool) -> None:
    """Make a backup now; with --to, a file that `restore` takes on another computer."""
    _refuse_nothing_there(data)
    with opened(data) as workspace:
        made = workspace.upkeep.move_to(to) if to else workspace.upkeep.backup()().path
    answer({"backup": str(made)}, [str(made)], as_json=as_json)


@click.command("restore")
@click.argument("backup", type=click.Path(path_type=Path))
@data_option
@json_option
def restore_command(*, backup: Path, data: Path, as_json: bool) -> None:
    """Put what BACKUP holds in the place of what is stored, which is backed up first."""
    with opened(data) as workspace:
        change = workspace.upkeep.restore(backup)
        sessions = len(workspace.sessions())
    answer(
        {"restored": str(backup), "sessions": sessions},
        [f"{change.words}: {sessions} {'session' if sessions == 1 else 'sessions'}"],
        as_json=as_json,
    )


@click.command("journal")
@data_option
@json_option
def journal_command(*, data: Path, as_json: bool) -> None:
    """Every change that was made, also those that were taken back."""
    _refuse_nothing_there(data)
    with opened(data) as workspace:
        past, zone = workspace.upkeep.history(), workspace.zone()
    form = [
        {"at": each.at.astimezone(zone).isoformat(), "words": each.words, "undone": each.undone}
        for each in past
    ]
    lines = [
        f"{each.at.astimezone(zone):%d %b %Y %H:%M}  {each.words}"
        + (" (undone)" if each.undone else "")
        for each in past
    ]
    answer({"history": form}, lines or ["Nothing was changed yet."], as_json=as_json)


@click.command("erase")
@data_option
@click.option("--yes", is_flag=True, help="Without this nothing is deleted.")
@json_option
def erase_command(*, data: Path, yes: bool, as_json: bool) -> int:
    """Delete everything that is kept in a data folder: plan, rota, backups, settings, logs.

    Feed addresses leave the system's keyring too. Exported plans are not touched.
    """
    _refuse_nothing_there(data)
    if not yes:
        raise WrongUse(f"This would delete all that is kept in {data}. Add --yes to do it.")
    left = erase_everything(data, SystemKeyring(), now)
    words = [f"Could not be deleted: {path}" for path in left]
    answer(
        {"erased": not left, "left": [str(path) for path in left]},
        words or [f"Everything that was kept in {data} is deleted."],
        as_json=as_json,
    )
    return 1 if left else 0


def _refuse_nothing_there(data: Path) -> None:
    if not any((data / name).exists() for name in (FILE_NAME, "backups", "leadtime.lock")):
        raise WrongUse(f"There is no data of Leadtime in {data}. Check the folder's name.")


COMMANDS = (doctor_command, backup_command, restore_command, journal_command, erase_command)
