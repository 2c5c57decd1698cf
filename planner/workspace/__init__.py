"""One opened data folder: the one door for changes, undo and redo, and questions for the views."""

from planner.workspace.change import Change, Part
from planner.workspace.commands import (
    AddSource,
    Book,
    BookPlan,
    ChoosePerson,
    Command,
    CorrectKind,
    CorrectKinds,
    EditSession,
    ImportRota,
    MoveSession,
    RecordLooks,
    RemoveSession,
    RemoveSource,
    SetPlacement,
)
from planner.workspace.compared import Compared
from planner.workspace.questions import LabelUse, Questions
from planner.workspace.refusal import BookingRefused
from planner.workspace.workspace import Exported, Workspace, WorkspaceBusy

__all__ = [
    "AddSource",
    "Book",
    "BookPlan",
    "BookingRefused",
    "Change",
    "ChoosePerson",
    "Command",
    "Compared",
    "CorrectKind",
    "CorrectKinds",
    "EditSession",
    "Exported",
    "ImportRota",
    "LabelUse",
    "MoveSession",
    "Part",
    "Questions",
    "RecordLooks",
    "RemoveSession",
    "RemoveSource",
    "SetPlacement",
    "Workspace",
    "WorkspaceBusy",
]
