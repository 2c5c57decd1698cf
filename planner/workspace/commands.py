"""Every change that can be made, as plain data for `Workspace.do`."""

from dataclasses import dataclass

from planner.finding import Offer
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.rota import Reading, RotaFile
from planner.model.session import State
from planner.spans import Span


@dataclass(frozen=True, slots=True)
class ImportRota:
    """A new reading becomes the current one; the one before is kept.

    ``person`` is whose rota it is, where it names several. Left empty, the person chosen before
    stays, if the new reading names them. Where it is known whose rota it is, only that person's
    entries are stored; the file's bytes are kept whole. Corrections of kinds stay and hold for the
    new reading.
    """

    reading: Reading
    files: tuple[RotaFile, ...]
    person: str = ""


@dataclass(frozen=True, slots=True)
class ChoosePerson:
    """Whose rota it is, of the people that the reading names."""

    person: str


@dataclass(frozen=True, slots=True)
class CorrectKind:
    """What shifts of a label are, in this reading and every later one; None: as the table says."""

    label: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class CorrectKinds:
    """Several corrections as one change."""

    corrections: tuple[CorrectKind, ...]


@dataclass(frozen=True, slots=True)
class SetPlacement:
    """The placement that is planned; replaces the one before."""

    placement: Placement


@dataclass(frozen=True, slots=True)
class Book:
    """A new session, proposed.

    ``force`` books although a rule would break or an entry is in the way; never over another
    session.
    """

    span: Span
    purpose: str = ""
    force: bool = False


@dataclass(frozen=True, slots=True)
class BookPlan:
    """All offers of a plan as one change, or none where any of them no longer holds."""

    offers: tuple[Offer, ...]
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class MoveSession:
    """Another time, or another length, for a session.

    One that was agreed is proposed again: the agreement was for the time it had.
    """

    id: str
    span: Span
    force: bool = False


@dataclass(frozen=True, slots=True)
class EditSession:
    """What a session is for, or what has become of it; None leaves it as it is."""

    id: str
    purpose: str | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class RemoveSession:
    """Takes a session out of the plan altogether."""

    id: str


Command = (
    ImportRota
    | ChoosePerson
    | CorrectKind
    | CorrectKinds
    | SetPlacement
    | Book
    | BookPlan
    | MoveSession
    | EditSession
    | RemoveSession
)
