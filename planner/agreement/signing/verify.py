"""Whether a document is signed, and every byte of it as it was signed.

The form is read by another library than the signature, so nothing is left to how each of them
reads the file: the signed bytes have to be the whole file but the one string that holds the
signature, and that string has to be the signature and nothing else (ISO 32000-2, 12.8.1; RFC 5652).
What was added to a file after it was signed makes it invalid, whatever it is.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from planner.agreement.signing.strict import der_length
from planner.model.signature import UNSIGNED, Signature, SignatureState

if TYPE_CHECKING:
    from asn1crypto.cms import SignedData
    from pypdf import PdfReader

_TRACE = b"/ByteRange"
_LARGEST = 100_000
"""Characters of a signature that is looked at; one of ours has some 2,500."""

_HEX = re.compile(rb"<(?:[0-9A-F]+|[0-9a-f]+)>")
_DIGESTS: Mapping[str, Any] = MappingProxyType(
    {"sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
)
_CHANGED = (
    "This document is not as it was signed: something in it was changed or added after that. Ask "
    "for the document as it was signed."
)
_SEVERAL = (
    "There are several signatures in this document, so that no single one covers all of it. Ask "
    "for a document that one person signed."
)


def signature_in(reader: "PdfReader", data: bytes) -> Signature:
    """What stands in an opened document about its signature; ``data`` are all of its bytes."""
    found = [field for field in _fields(reader) if field.get("/FT") == "/Sig" and "/V" in field]
    traces = data.count(_TRACE)
    if not found and not traces:
        return UNSIGNED
    if len(found) > 1 or traces > 1:
        return _invalid(_SEVERAL)
    if not found:
        return _invalid(_CHANGED)
    try:
        return _checked(found[0]["/V"].get_object(), data)
    except Exception:  # noqa: BLE001 - a changed signature fails in any way there is
        return _invalid(_CHANGED)


def _fields(reader: "PdfReader") -> list[Any]:
    root: Any = reader.trailer["/Root"].get_object()
    form = root.get("/AcroForm")
    rows = form.get_object().get("/Fields") if form is not None else None
    return [row.get_object() for row in (rows.get_object() if rows is not None else ())]


def _checked(signature: Any, data: bytes) -> Signature:
    from asn1crypto.cms import ContentInfo

    start, gap, after, rest = (int(number) for number in signature["/ByteRange"])
    if start != 0 or not 0 < gap < after or after + rest != len(data) or after - gap > _LARGEST:
        raise ValueError("the signature does not cover the file")
    if not _HEX.fullmatch(data, gap, after):
        raise ValueError("not one string of digits")
    packed = bytes.fromhex(data[gap + 1 : after - 1].decode("ascii"))
    if _bytes(signature["/Contents"]).rstrip(b"\0") != packed.rstrip(b"\0"):
        raise ValueError("another string holds the signature")
    content = ContentInfo.load(packed)
    if packed[der_length(packed) :].strip(b"\0") or content["content_type"].native != "signed_data":
        raise ValueError("more than a signature")
    return _verified(
        content["content"], data[:gap] + data[after:], str(signature.get("/Reason", ""))
    )


def _verified(content: "SignedData", covered: bytes, said: str) -> Signature:
    """The signature, once the mathematics of it hold; raises where they do not."""
    # Imported here: it takes a third of a second, and few documents are signed.
    from pyhanko.sign.general import extract_signer_info
    from pyhanko.sign.validation.generic_cms import (
        extract_certs_for_validation,
        extract_self_reported_ts,
        validate_sig_integrity,
    )

    signer = extract_signer_info(content)
    algorithm = signer["digest_algorithm"]
    name = algorithm["algorithm"].native
    inner = content["encap_content_info"]
    _agree("digest", [each.dump() for each in content["digest_algorithms"]], [algorithm.dump()])
    _agree("versions", (content["version"].native, signer["version"].native), ("v1", "v1"))
    _agree("content", (inner["content_type"].native, inner["content"].native), ("data", None))
    certificate = extract_certs_for_validation(content).signer_cert
    sid = signer["sid"]
    if sid.name == "issuer_and_serial_number":
        # The library finds the certificate by a name in capitals, too.
        _agree("issuer", sid.chosen["issuer"].dump(), certificate.issuer.dump())
    digest = _DIGESTS[name](covered).digest()
    if validate_sig_integrity(signer, certificate, "data", digest) != (True, True):
        raise ValueError("the signature is of other bytes")
    at: datetime | None = extract_self_reported_ts(signer)
    return Signature(
        SignatureState.VALID,
        name=_name(certificate.subject.native),
        fingerprint=hashlib.sha256(certificate.dump()).hexdigest(),
        at=at,
        said=said,
    )


def _agree(what: str, found: object, due: object) -> None:
    if found != due:
        raise ValueError(f"{what}: {found} and not {due}")


def _name(subject: Mapping[str, Any]) -> str:
    name = subject.get("common_name", "")
    return str(name[0] if isinstance(name, list) else name)


def _bytes(text: Any) -> bytes:
    """A string of a PDF as its bytes, however the library took it."""
    if isinstance(text, bytes):
        return bytes(text)
    original: bytes = text.original_bytes
    return original


def _invalid(why: str) -> Signature:
    return Signature(SignatureState.INVALID, why=why)
