"""Data folders for the harness: a plan with bookings, as the program leaves them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from planner.errors import LeadtimeError
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.rota import RotaFile
from planner.resources import resource
from planner.rota import load_file, read_rota
from planner.spans import Span
from planner.workspace import Book, CorrectKind, ImportRota, SetPlacement, Workspace

SAMPLE = "acute-medicine-st4.ics"
START = datetime(2026, 10, 5, 9, tzinfo=UTC)
FIRST = Span(START, START + timedelta(hours=4))


class Clock:
    """A time that stands until it is moved."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def sample() -> RotaFile:
    return load_file(resource("samples", SAMPLE))


def booked(number: int) -> Book:
    """The booking of a number, each on a day of its own."""
    day = timedelta(days=number)
    return Book(Span(FIRST.start + day, FIRST.end + day), f"Project {number}", force=True)


def planned_folder(folder: Path, sessions: int = 8) -> None:
    """A folder with the sample rota, a placement and sessions: half of them are in its backup."""
    clock = Clock()
    with Workspace.open(folder, clock) as workspace:
        file = sample()
        workspace.do(ImportRota(read_rota((file,)), (file,)))
        workspace.do(
            SetPlacement(Placement("Post", date(2026, 8, 5), date(2027, 2, 2), "foundation-sdt"))
        )
        workspace.do(CorrectKind("Clinic", Kind.STANDARD))
        for number in range(sessions // 2):
            workspace.do(booked(number))
    clock.at += timedelta(minutes=5)
    with Workspace.open(folder, clock) as workspace:
        for number in range(sessions // 2, sessions):
            workspace.do(booked(number))


def ask_everything(workspace: Workspace) -> None:
    """Every question that the window asks; raises where any answer cannot be had."""
    workspace.shifts()
    workspace.labels()
    workspace.sessions()
    workspace.sources()
    workspace.report()
    workspace.rest()
    workspace.changes()
    workspace.situation()
    workspace.upkeep.history()
    if workspace.placement() is not None:
        workspace.allowance()
        workspace.plan()
    while workspace.undo_words is not None:
        try:
            workspace.undo()
        except LeadtimeError as error:
            raise AssertionError(f"cannot be undone: {error.message}") from error
