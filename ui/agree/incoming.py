"""Plan documents that come in: read, and told apart by whose they are."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.agreement import Review, load_document, review
from planner.errors import LeadtimeError, UnreadableInput
from planner.model.decision import Verdict


@dataclass(frozen=True)
class PlanFile:
    """A document on disk with what stands in it."""

    path: Path
    document: bytes
    found: Review


@dataclass(frozen=True)
class Incoming:
    """Documents by what is to be done with them: ``returned`` are decisions on plans that were
    sent from here, ``to_review`` are plans of somebody else. ``failed`` says what could not be
    read, None where everything could.
    """

    returned: tuple[PlanFile, ...] = ()
    to_review: tuple[PlanFile, ...] = ()
    failed: LeadtimeError | None = None


def read_incoming(
    paths: Sequence[Path], sent: Collection[str] | None, cancelled: Callable[[], bool]
) -> Incoming:
    """Reads plan documents. ``sent`` are the digests of the plans that were sent from here; None
    where all are to be reviewed, whoever sent them.
    """
    returned, to_review, failed = [], [], []
    for path in paths:
        if cancelled():
            break
        try:
            document = load_document(path)
            found = review(document, sent)
            if _is_foreign(found, sent):
                found = review(document)
                if found.plan is None:
                    raise UnreadableInput(" ".join(found.doubts))
                to_review.append(PlanFile(path, document, found))
            else:
                returned.append(PlanFile(path, document, found))
        except LeadtimeError as error:
            failed.append((path, error))
    return Incoming(tuple(returned), tuple(to_review), _failure(failed))


def _is_foreign(found: Review, sent: Collection[str] | None) -> bool:
    """Whether somebody else's plan is to be reviewed: it was not sent from here, and is no decision
    that somebody who sends plans may have been waiting for.
    """
    if sent is None:
        return True
    if found.plan is None or found.digest in sent:
        return False
    return not sent or found.decision.verdict is Verdict.NONE


def _failure(failed: Sequence[tuple[Path, LeadtimeError]]) -> LeadtimeError | None:
    if len(failed) < 2:
        return failed[0][1] if failed else None
    said = "\n".join(f"{path.name}: {error.message}" for path, error in failed)
    return UnreadableInput(said, "\n".join(str(error.detail) for _, error in failed))
