"""Bytes of a rota → a Reading: shifts, kinds, people, and what was wrong."""

from planner.rota.calendar import read_rota
from planner.rota.changes import Changes, Moved, compare
from planner.rota.labels import Labels, corrected, label_key, stated_hours
from planner.rota.text import load_file

__all__ = [
    "Changes",
    "Labels",
    "Moved",
    "compare",
    "corrected",
    "label_key",
    "load_file",
    "read_rota",
    "stated_hours",
]
