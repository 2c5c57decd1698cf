"""Bytes of a rota → a Reading: shifts, kinds, people, and what was wrong."""

from typing import TYPE_CHECKING

from planner.late import late

if TYPE_CHECKING:
    from planner.rota.changes import Changes, Moved, compare, same_rota
    from planner.rota.folder import load_files, rota_paths
    from planner.rota.labels import Labels, corrected, label_key, stated_hours
    from planner.rota.order import shift_order
    from planner.rota.private import files_to_keep
    from planner.rota.reader import RotaReader, read_rota
    from planner.rota.text import load_file
    from planner.rota.witness import doubtful
    from planner.rota.wording import ChangeWords, Sort, change_words, counts, shift_words
else:
    __getattr__ = late(
        __name__,
        {
            "changes": "Changes Moved compare same_rota",
            "folder": "load_files rota_paths",
            "labels": "Labels corrected label_key stated_hours",
            "order": "shift_order",
            "private": "files_to_keep",
            "reader": "RotaReader read_rota",
            "text": "load_file",
            "witness": "doubtful",
            "wording": "ChangeWords Sort change_words counts shift_words",
        },
    )

__all__ = [
    "ChangeWords",
    "Changes",
    "Labels",
    "Moved",
    "RotaReader",
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
