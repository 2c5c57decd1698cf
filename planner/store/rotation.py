"""Which backups are kept, and which go."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from planner.store.keeping import Rotation


class Cause(StrEnum):
    """Why a backup was made; the word in its file's name."""

    DAILY = "daily"
    UPGRADE = "upgrade"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, the instant it was made (UTC), why, and its size in bytes."""

    path: Path
    at: datetime
    cause: Cause
    size: int


def to_drop(backups: Iterable[Backup], rotation: Rotation) -> tuple[Backup, ...]:
    """The backups that the rotation no longer keeps.

    Days, weeks and months are those of UTC: what counts is that they lie apart.
    """
    latest_first = sorted(backups, key=lambda backup: backup.at, reverse=True)
    kept: set[Path] = set()
    for cause, most in ((Cause.UPGRADE, rotation.upgrades), (Cause.ASKED, rotation.asked)):
        kept.update(b.path for b in [b for b in latest_first if b.cause is cause][:most])
    daily = [backup for backup in latest_first if backup.cause is Cause.DAILY]
    for period, most in (
        (_day, rotation.days),
        (_week, rotation.weeks),
        (_month, rotation.months),
    ):
        kept.update(_latest_of_each(daily, period, most))
    return tuple(backup for backup in latest_first if backup.path not in kept)


def _latest_of_each(
    latest_first: Sequence[Backup], period: Callable[[date], Any], most: int
) -> set[Path]:
    chosen: dict[Any, Path] = {}
    for backup in latest_first:
        chosen.setdefault(period(backup.at.date()), backup.path)
    return set(list(chosen.values())[:most])


def _day(day: date) -> date:
    return day


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
