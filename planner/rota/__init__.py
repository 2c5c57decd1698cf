"""Bytes of a rota → a Reading: shifts, kinds, people, and what was wrong."""

from planner.rota.calendar import read_rota, shift_order
from planner.rota.changes import Changes, Dates, Moved, compare, same_rota
from planner.rota.folder import load_files, rota_paths
from planner.rota.labels import Labels, corrected, label_key, stated_hours
from planner.rota.private import files_to_keep
from planner.rota.text import load_file
from planner.rota.witness import doubtful
from planner.rota.wording import ChangeWords, Sort, change_words, counts, shift_words

__all__ = [
    "ChangeWords",
    "Changes",
    "Dates",
    "Labels",
    "Moved",
    "Sort",
    "change_words",
    "compare",
    "corrected",
    "counts",
    "doubtful",
    "files_to_keep",
    "label_key",
    "load_file",
    "load_files",
    "read_rota",
    "rota_paths",
    "same_rota",
    "shift_order",
    "shift_words",
    "stated_hours",
]
