"""Every change that can be made, as plain data for `Workspace.do`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.finding import NOTHING_MORE, Allow, Move, Offer
from planner.model.away import SickDays
from planner.model.decision import Decision
from planner.model.kind import Kind
from planner.model.opportunity import Opportunity
from planner.model.placement import Placement
from planner.model.release import Release
from planner.model.rota import Reading, RotaFile
from planner.model.scheme import Scheme
from planner.model.session import LostTo, State
from planner.model.source import SourceKind
from planner.spans import Span
from planner.workspace.standing import Ready

if TYPE_CHECKING:
    from planner.feeds import Round


@dataclass(frozen=True, slots=True)
class ImportRota:
    """A new reading becomes the current one; the one before is kept.

    ``person`` is whose rota it is, where it names several. Left empty, the person chosen before
    stays, if the new reading names them. Where it is known whose rota it is, only that person's
    entries are stored, and of the files what `planner.rota.files_to_keep` leaves; but a whole team
    that was stored stays one as long as nobody is named. Corrections of kinds stay and hold for the
    new reading. ``ready`` is the work that was done before (`planner.workspace.made_ready`).
    """

    reading: Reading
    files: tuple[RotaFile, ...]
    person: str = ""
    ready: Ready | None = None


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
class SetRelease:
    """Whether shifts of a label can release the doctor; None: as their kind says."""

    label: str
    release: Release | None


@dataclass(frozen=True, slots=True)
class KeepScheme:
    """A scheme of the user's own, new or in place of the one of the same id."""

    scheme: Scheme


@dataclass(frozen=True, slots=True)
class RemoveScheme:
    """Takes a scheme of the user's own out."""

    id: str


@dataclass(frozen=True, slots=True)
class SetPlacement:
    """The placement that is planned; replaces the one before."""

    placement: Placement


@dataclass(frozen=True, slots=True)
class Book:
    """A new session, proposed.

    ``allow`` is what the doctor gives of their own time for it. ``force`` books although a rule
    would break or an entry is in the way; never over another session.
    """

    span: Span
    purpose: str = ""
    force: bool = False
    allow: Allow = NOTHING_MORE


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
class ApplyRepair:
    """Some or all moves of a repair as one change, or none where any of them no longer holds.

    A session that was agreed is proposed again at its new time. A lost one stays lost, and the time
    that makes up for it is a new session. ``sick`` are days off sick that the repair was made for;
    they are kept, so that nothing is planned on them later.
    """

    moves: tuple[Move, ...]
    sick: SickDays | None = None


@dataclass(frozen=True, slots=True)
class EditSession:
    """What a session is for, what has become of it, notes on it; None leaves each as it is.

    ``lost_to`` says why a session was lost, and goes with the state "lost" only.
    """

    id: str
    purpose: str | None = None
    state: State | None = None
    notes: str | None = None
    lost_to: LostTo | None = None


@dataclass(frozen=True, slots=True)
class RemoveSession:
    """Takes a session out of the plan altogether."""

    id: str


@dataclass(frozen=True, slots=True)
class RecordSickness:
    """Days off sick: no protected time lies there, whatever the rota says now or later."""

    days: SickDays


@dataclass(frozen=True, slots=True)
class ForgetSickness:
    """Takes days off sick out again, as they are kept."""

    days: SickDays


@dataclass(frozen=True, slots=True)
class KeepOpportunities:
    """Meetings and courses that the doctor may want to join; in place of those before."""

    opportunities: tuple[Opportunity, ...]


@dataclass(frozen=True, slots=True)
class RecordActualHours:
    """What was worked in an on-call period from home of the rota; no spans: nobody called.

    ``on_call`` is the period (`Questions.on_calls`), known by its start. ``work`` replaces what was
    entered for it, None takes that out. The hours are the person's and outlast every reading.
    """

    on_call: Span
    work: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """A plan document that came back: its sessions become agreed, or proposed and asked to change.

    Only what is unchanged since the plan was sent is agreed. The file is kept as evidence with what
    was read of it. ``by_hand`` is the decision as a person read it from a copy whose boxes cannot
    be read by a program.
    """

    document: bytes
    by_hand: Decision | None = None


@dataclass(frozen=True, slots=True)
class TrustSigner:
    """A key was compared with its owner: signatures by it are theirs from now on.

    ``fingerprint`` is the SHA-256 of its certificate in 64 hexadecimal digits.
    """

    fingerprint: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ForgetSigner:
    """The key of that fingerprint is not known any more: a signature by it is as a stranger's."""

    fingerprint: str


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
    step of undo; how the looks went is none. ``ready`` is as in `ImportRota`.
    """

    round: "Round"
    ready: Ready | None = None


Command = (
    ImportRota
    | ChoosePerson
    | CorrectKind
    | CorrectKinds
    | SetPlacement
    | SetRelease
    | KeepScheme
    | RemoveScheme
    | Book
    | BookPlan
    | MoveSession
    | ApplyRepair
    | EditSession
    | RemoveSession
    | RecordSickness
    | ForgetSickness
    | KeepOpportunities
    | RecordActualHours
    | RecordDecision
    | TrustSigner
    | ForgetSigner
    | AddSource
    | RemoveSource
    | RecordLooks
)
