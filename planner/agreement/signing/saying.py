"""Signatures and keys in words."""

from zoneinfo import ZoneInfo

from planner.agreement.canonical import check_code
from planner.agreement.saying import time_words, verdict_words
from planner.model.decision import Verdict
from planner.model.signature import Familiar, Signature, SignatureState, Signer

_ABOUT = "Decision on plan "


def statement(digest: str, verdict: Verdict) -> str:
    """What is signed, as readers of PDF show it beside the signature: the plan by its check code,
    and the decision.
    """
    return f"{_ABOUT}{check_code(digest)}: {verdict_words(verdict)}"


def contradicts(said: str, digest: str, verdict: Verdict) -> bool:
    """Whether a signature of this program says something else than what was read."""
    return said.startswith(_ABOUT) and said != statement(digest, verdict)


def key_words(fingerprint: str) -> str:
    """A key as people compare it: "K7QF-2MXA-90TD-PC4G", of its fingerprint (SHA-256, hex)."""
    return check_code(fingerprint)


def signer_words(signer: Signer, zone: ZoneInfo) -> str:
    """A key that is known: "Dr B. Specimen: K7QF-2MXA-90TD-PC4G, compared 14 Oct 2026, 10:00"."""
    since = time_words(signer.checked, zone)
    return f"{signer.name or 'Somebody'}: {key_words(signer.fingerprint)}, compared {since}"


def signed_words(signature: Signature, zone: ZoneInfo) -> str:
    """Who signed, when, and with which key: "Signed by Dr B. Specimen on 14 Oct 2026, 10:00. The
    letters of the key: K7QF-2MXA-90TD-PC4G"; empty where no valid signature is.
    """
    if signature.state is not SignatureState.VALID:
        return ""
    return f"{_who(signature, zone)}. The letters of the key: {key_words(signature.fingerprint)}"


def _who(signature: Signature, zone: ZoneInfo) -> str:
    on = f" on {time_words(signature.at, zone)}" if signature.at else ""
    return f"Signed by {signature.name or 'somebody'}{on}"


def signature_words(
    signature: Signature, familiar: Familiar, zone: ZoneInfo, *, expected: bool = False
) -> str:
    """A signature in a sentence or two, and what to do about its key; empty where there is none to
    speak of. ``expected``: some key is known, so that a decision without one is worth a word.
    """
    if signature.state is SignatureState.INVALID:
        return signature.why
    if signature.state is SignatureState.NONE:
        return "It is not signed, though a key is known." if expected else ""
    who = _who(signature, zone)
    key = key_words(signature.fingerprint)
    match familiar:
        case Familiar.KNOWN:
            return f"{who}, with the same key as before ({key})."
        case Familiar.OTHER:
            return (
                f"{who}, with a key that is none of those you know ({key}). Before you rely on it, "
                "ask by telephone or face to face whether it is theirs, and compare these letters."
            )
        case _:
            return (
                f"{who}, with a key that was not compared yet ({key}). Ask by telephone or face to "
                "face which letters the other program shows."
            )
