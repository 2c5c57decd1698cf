"""One opened data folder: the one door for changes, undo and redo, and questions for the views."""

from planner.workspace.asking.agreement import AskedChange
from planner.workspace.change import Change, Part
from planner.workspace.commands import (
    AddSource,
    ApplyRepair,
    Book,
    BookPlan,
    ChoosePerson,
    Command,
    CorrectKind,
    CorrectKinds,
    EditSession,
    ForgetSickness,
    ForgetSigner,
    ImportRota,
    KeepOpportunities,
    KeepScheme,
    MoveSession,
    RecordActualHours,
    RecordDecision,
    RecordLooks,
    RecordSickness,
    RemoveScheme,
    RemoveSession,
    RemoveSource,
    SetPlacement,
    SetRelease,
    TrustSigner,
)
from planner.workspace.compared import Compared
from planner.workspace.labels import LabelUse
from planner.workspace.questions import Questions
from planner.workspace.readying import made_ready
from planner.workspace.refusal import BookingRefused
from planner.workspace.standing import Standing
from planner.workspace.workspace import Exported, Workspace, WorkspaceBusy

__all__ = [
    "AddSource",
    "ApplyRepair",
    "AskedChange",
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
    "ForgetSickness",
    "ForgetSigner",
    "ImportRota",
    "KeepOpportunities",
    "KeepScheme",
    "LabelUse",
    "MoveSession",
    "Part",
    "Questions",
    "RecordActualHours",
    "RecordDecision",
    "RecordLooks",
    "RecordSickness",
    "RemoveScheme",
    "RemoveSession",
    "RemoveSource",
    "SetPlacement",
    "SetRelease",
    "Standing",
    "TrustSigner",
    "Workspace",
    "WorkspaceBusy",
    "made_ready",
]
