"""What can be set: one registry with types, defaults and ranges, and the file that keeps it."""

from planner.settings.file import FILE_NAME, Settings
from planner.settings.kinds import Choice, Number, Setting, Shape, Words
from planner.settings.registry import BACKUP_FOLDER, HISTORY_STEPS, REGISTRY, THEME

__all__ = [
    "BACKUP_FOLDER",
    "FILE_NAME",
    "HISTORY_STEPS",
    "REGISTRY",
    "THEME",
    "Choice",
    "Number",
    "Setting",
    "Settings",
    "Shape",
    "Words",
]
