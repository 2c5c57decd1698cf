"""One opened data folder: the one door for changes, undo and redo, and questions for the views."""

from planner.workspace.change import Change, Part
from planner.workspace.commands import (
    Book,
    BookPlan,
    ChoosePerson,
    Command,
    CorrectKind,
    CorrectKinds,
    EditSession,
    ImportRota,
    MoveSession,
    RemoveSession,
    SetPlacement,
)
from planner.workspace.questions import LabelUse, Questions
from planner.workspace.refusal import BookingRefused
from planner.workspace.workspace import Exported, Workspace, WorkspaceBusy

__all__ = [
    "Book",
    "BookPlan",
    "BookingRefused",
    "Change",
    "ChoosePerson",
    "Command",
    "CorrectKind",
    "CorrectKinds",
    "EditSession",
    "Exported",
    "ImportRota",
    "LabelUse",
    "MoveSession",
    "Part",
    "Questions",
    "RemoveSession",
    "SetPlacement",
    "Workspace",
    "WorkspaceBusy",
]
