"""What came back: which plan it is, whether it is the one that was sent, and what was decided."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from planner.agreement.canonical import check_code, printed
from planner.agreement.returned.attached import attached
from planner.agreement.returned.code import printed_codes
from planner.agreement.returned.filled import Filled, filled
from planner.agreement.returned.opened import opened
from planner.agreement.signing.saying import contradicts
from planner.agreement.signing.verify import signature_in
from planner.agreement.wording import one_line
from planner.errors import UnreadableInput
from planner.model.decision import Decision, Mark, Verdict
from planner.model.plan import Plan
from planner.model.signature import UNSIGNED, Signature, SignatureState


@dataclass(frozen=True, slots=True)
class Review:
    """A plan document that came back.

    ``digest`` says which plan it is (SHA-256, hex); for a copy without the plan inside, that of the
    plan that was sent under its check code, else empty. ``plan`` is the one inside. ``genuine``:
    the plan inside is whole, is the one whose check code is printed on every page, and was sent,
    as far as it is known what was. ``signature`` is told apart from that: it says whether the
    bytes are those that somebody signed. ``doubts`` say in sentences what is wrong or cannot be
    read, ``notes`` how something was taken.
    """

    digest: str
    plan: Plan | None
    genuine: bool
    decision: Decision
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signature: Signature = UNSIGNED

    @property
    def valid(self) -> bool:
        """Whether there is a decision that can be relied on."""
        return (
            self.genuine
            and self.decision.verdict is not Verdict.NONE
            and self.signature.state is not SignatureState.INVALID
        )


def review(data: bytes, sent: Collection[str] | None = None) -> Review:
    """Reads a plan document that came back, filled in, blank or as a printed copy.

    ``sent`` are the digests of the plans that were sent; None where that is not known: the document
    is then only held against itself. Nothing in the file is carried out. Raises UnreadableInput
    where it is no plan document, or damaged, encrypted, too large, with scripts, or newer.
    """
    with opened(data) as reader:
        found = attached(reader)
        form = filled(reader)
        pages = [printed_codes(page) for page in reader.pages]
        signature = signature_in(reader, data)
    if found is None:
        return _copy(pages, sent, signature)
    doubts = [*_identity_doubts(found.digest, pages, sent)]
    genuine = not doubts
    decision = form.decision(found.plan) if form else Decision(Verdict.NONE)
    doubts += _form_doubts(form, decision)
    signature = _agreeing(signature, found.digest, decision)
    doubts += [signature.why] if signature.why else []
    return Review(
        found.digest,
        found.plan,
        genuine,
        decision,
        tuple(doubts),
        (*_notes(found.plan, decision), *_signer_notes(signature, decision)),
        signature,
    )


def _agreeing(signature: Signature, digest: str, decision: Decision) -> Signature:
    """The signature, invalid where it says that something else was decided, or on another plan."""
    if not contradicts(signature.said, digest, decision.verdict):
        return signature
    why = (
        "The signature is for another plan, or another decision, than what stands in the document. "
        "Ask for the document once more."
    )
    return Signature(SignatureState.INVALID, why=why)


def _signer_notes(signature: Signature, decision: Decision) -> Iterator[str]:
    names = [one_line(name).casefold() for name in (signature.name, decision.by)]
    if signature.state is SignatureState.VALID and all(names) and names[0] != names[1]:
        yield f"It says that {decision.by} decided, and the key is of {signature.name}."


def _copy(
    pages: list[frozenset[str]], sent: Collection[str] | None, signature: Signature
) -> Review:
    """A document without the plan inside: known by the code on its pages, if at all."""
    codes = frozenset[str]().union(*pages)
    if len(codes) != 1:
        raise UnreadableInput(
            "This PDF is not a plan of this program: there is no plan inside, and no check code on "
            "its pages. Choose the plan document that was sent back."
        )
    (code,) = codes
    known = [digest for digest in sent or () if check_code(digest) == code]
    doubt = (
        "The plan is not inside this PDF any more, and its boxes cannot be read: it was printed, "
        "or saved by printing. "
    )
    if sent is not None:
        doubt += f"By its check code {code} it is {'' if known else 'not '}a plan that was sent. "
    by_hand = ", or enter by hand what was decided" if known else ""
    doubt += f"Ask for the file as it was saved from the reader{by_hand}."
    return Review(
        known[0] if len(known) == 1 else "",
        None,
        genuine=False,
        decision=Decision(Verdict.NONE),
        doubts=(doubt,),
        signature=signature,
    )


def _identity_doubts(
    digest: str, pages: list[frozenset[str]], sent: Collection[str] | None
) -> Iterator[str]:
    code = check_code(digest)
    others = [number for number, codes in enumerate(pages, 1) if codes != {code}]
    if others:
        where = "page" if len(others) == 1 else "pages"
        yield (
            f"The plan inside has the check code {code}, but {where} "
            f"{', '.join(map(str, others))} of the document {'does' if where == 'page' else 'do'} "
            "not bear it: what was read is not what is inside."
        )
    if sent is not None and digest not in sent:
        yield f"The plan inside, with the check code {code}, is not one that was sent."


def _form_doubts(form: Filled | None, decision: Decision) -> Iterator[str]:
    if form is None:
        yield (
            "The boxes of this document cannot be read: they were printed or flattened into the "
            "page. Ask for the file as it was saved from the reader, or enter by hand what was "
            "decided."
        )
        return
    if form.doubtful:
        yield (
            f"These fields contradict themselves and were not read: {', '.join(form.doubtful)}. "
            "Ask for the document once more."
        )
    elif decision.verdict is Verdict.NONE:
        yield "No decision is ticked in this document, so there is none to record."


def _notes(plan: Plan, decision: Decision) -> Iterator[str]:
    numbers = {session.id: number for number, session in enumerate(printed(plan), 1)}

    def ticked(mark: Mark) -> str:
        found = [str(numbers[name]) for name, made in decision.marks if made is mark]
        return f"{'session' if len(found) == 1 else 'sessions'} {', '.join(found)}" if found else ""

    if decision.verdict is Verdict.APPROVED and ticked(Mark.CHANGE):
        yield f"The whole plan is agreed, and yet a change is asked for {ticked(Mark.CHANGE)}."
    if decision.verdict is Verdict.DECLINED and ticked(Mark.AGREE):
        yield (
            f"The plan is not agreed, and yet {ticked(Mark.AGREE)} ticked as agreed: "
            "taken as not agreed."
        )
    if decision.verdict is Verdict.TICKED and not ticked(Mark.AGREE):
        yield "The sessions ticked are agreed, but none is ticked."
    if decision.verdict is not Verdict.NONE and not decision.by:
        yield "It does not say who decided."
