"""Signatures on a plan that came back, and the keys that made them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SignatureState(StrEnum):
    """Whether a document is signed, and whether it is as it was signed."""

    VALID = "valid"
    INVALID = "invalid"
    NONE = "none"


class Familiar(StrEnum):
    """Whether a key is known; `OTHER`: it is not, though keys are known."""

    KNOWN = "known"
    NEW = "new"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands in a document about its signature.

    ``fingerprint`` is the SHA-256 (hex) of the certificate, ``name`` who it says signed, ``at``
    when the signer's computer said it was, ``said`` what was signed in words. They are told of a
    valid signature only; ``why`` says in a sentence why one is not valid.
    """

    state: SignatureState
    name: str = ""
    fingerprint: str = ""
    at: datetime | None = None
    said: str = ""
    why: str = ""


UNSIGNED = Signature(SignatureState.NONE)


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that somebody compared with its owner once: its fingerprint (SHA-256 of the
    certificate, hex), the name in it, and when that was.
    """

    fingerprint: str
    name: str
    checked: datetime
