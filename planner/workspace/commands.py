"""Every change that can be made, as plain data for `Workspace.do`."""

from dataclasses import dataclass

from planner.feeds import Round
from planner.finding import Offer
from planner.model.kind import Kind
from planner.model.placement import Placement
from planner.model.rota import Reading, RotaFile
from planner.model.session import State
from planner.model.source import SourceKind
from planner.spans import Span


@dataclass(frozen=True, slots=True)
class ImportRota:
    """A new reading becomes the current one; the one before is kept.

    ``person`` is whose rota it is, where it names several. Left empty, the person chosen before
    stays, if the new reading names them. Where it is known whose rota it is, only that person's
    entries are stored, and of the files what `planner.rota.files_to_keep` leaves; but a whole team
    that was stored stays one as long as nobody is named. Corrections of kinds stay and hold for the
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


@dataclass(frozen=True, slots=True)
class AddSource:
    """Another source that the rota comes from; looked at from now on.

    ``place`` is the path of a file or a folder, or the host of a feed: never a feed's address,
    which the system's keyring keeps under ``id``. ``instead_of`` is the id of a source that it
    replaces, such as a feed that has another address now.
    """

    id: str
    kind: SourceKind
    place: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class RemoveSource:
    """A source is looked at no more; what was read of it stays."""

    id: str


@dataclass(frozen=True, slots=True)
class RecordLooks:
    """What a round of looks at the sources gave.

    Its reading, where it has one and that says something new, becomes the current one, which is a
    step of undo; how the looks went is none.
    """

    round: Round


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
    | AddSource
    | RemoveSource
    | RecordLooks
)
