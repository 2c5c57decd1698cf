"""Fills a plan document with a decision and signs it, as one addition to the bytes it came in."""

import io
import logging
from codecs import BOM_UTF16_BE
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import planner
from planner.agreement import fields
from planner.agreement.canonical import printed
from planner.agreement.page.fieldfont import NAME as FONT
from planner.agreement.reviewing import Review, review
from planner.agreement.signing.key import SigningKey
from planner.agreement.signing.saying import statement
from planner.agreement.signing.typed import Box, FieldFont, drawn, font_of
from planner.agreement.wording import one_line
from planner.errors import UnreadableInput, WrongUse
from planner.model.decision import Decision, Mark, Verdict
from planner.model.plan import Plan
from planner.model.signature import SignatureState

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

FIELD = "signature"
"""The name of the field that holds the signature."""


def signed(document: bytes, decision: Decision, key: SigningKey) -> bytes:
    """The document with ``decision`` in its fields, signed by ``key``: ``document`` and what is
    added to it. The time in the signature is that of this computer.

    Raises WrongUse without a decision or a name, where a text is longer than its field, or where
    the document is signed already, and UnreadableInput where it is no whole plan document whose
    boxes can be filled in.
    """
    found = review(document)
    plan, decision = plan_to_sign(found), _tidied(decision)
    said = statement(found.digest, decision.verdict)
    try:
        made = filled_and_signed(document, plan, decision, said, key)
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise _unfillable(error) from error
    check = review(made)
    if check.decision != decision or check.signature.fingerprint != key.fingerprint:
        raise _unfillable(ValueError("what was written is not what is read"))
    return made


def plan_to_sign(found: Review) -> Plan:
    """The plan in a document that can be signed; UnreadableInput where it is no whole plan
    document, WrongUse where it is signed already.
    """
    if found.plan is None or not found.genuine:
        raise UnreadableInput(" ".join((*found.doubts, "Nothing was signed.")))
    if found.signature.state is not SignatureState.NONE:
        raise WrongUse("This document is signed already. Open the plan as it was sent to you.")
    return found.plan


def _tidied(decision: Decision) -> Decision:
    """The decision as it can be written and read again; WrongUse where it cannot be signed."""
    if decision.verdict is Verdict.NONE:
        raise WrongUse("Say what you decide on the plan before you sign.")
    lines = decision.comments.replace("\r\n", "\n").replace("\r", "\n")
    tidied = replace(
        decision,
        comments=lines.strip(),
        by=one_line(decision.by),
        gmc_number=one_line(decision.gmc_number),
        on=one_line(decision.on),
    )
    if not tidied.by:
        raise WrongUse("Enter your name: who decides stands in the document.")
    for words, said, field in (
        ("comments", tidied.comments, fields.COMMENTS),
        ("name", tidied.by, fields.NAME),
        ("GMC number", tidied.gmc_number, fields.GMC_NUMBER),
        ("date", tidied.on, fields.DATE),
    ):
        if len(said) > fields.MOST[field]:
            raise WrongUse(f"Shorten the {words} to {fields.MOST[field]} characters, then sign.")
    return tidied


def filled_and_signed(
    document: bytes, plan: Plan, decision: Decision, said: str, key: SigningKey
) -> bytes:
    """The document with ``decision`` on ``plan`` filled in and ``said`` signed; nothing is checked.

    Raises ValueError, TypeError, AttributeError or LookupError where the form is another one than
    this program makes.
    """
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
    from pyhanko.sign.signers.pdf_byterange import BuildProps
    from pyhanko_certvalidator import registry

    # What it has to say of a file holds text of that file, which belongs in no log.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
    certificates: Any = registry
    about = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=said,
        name=key.name,
        app_build_props=BuildProps(name="Leadtime", revision=planner.__version__),
    )
    signer = SimpleSigner(
        Certificate.load(key.certificate),
        PrivateKeyInfo.load(key.private),
        certificates.SimpleCertificateStore(),
    )
    place = SigFieldSpec(
        FIELD,
        readable_field_name="Signature",
        # So that other readers, too, let nobody fill in a box that was signed.
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL),
        doc_mdp_update_value=MDPPerm.NO_CHANGES,
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(document), strict=False)
        _fill(writer, plan, decision)
        made = sign_pdf(writer, about, signer, new_field_spec=place)
    except PdfError as error:
        raise ValueError(str(error)) from error
    data: bytes = made.getvalue()
    return data


def _fill(writer: "IncrementalPdfFileWriter", plan: Plan, decision: Decision) -> None:
    form = writer.root["/AcroForm"]
    font_reference, font = font_of(form)
    values = _values(plan, decision)
    for field in _each(form["/Fields"]):
        value = values.pop(str(field.get("/T", "")), None)
        if value is None:
            continue
        if field["/FT"] == "/Btn":
            _choose(writer, field, value)
        else:
            _type(writer, field, value, font_reference, font)
        writer.update_container(field)
    if any(values.values()):
        raise ValueError(f"no field for {', '.join(sorted(values))}")


def _values(plan: Plan, decision: Decision) -> dict[str, str]:
    """What goes into the fields, by their names."""
    values = {
        fields.session_field(number): "" if mark is Mark.NONE else mark.value
        for number, session in enumerate(printed(plan), 1)
        for mark in (decision.mark(session.id),)
        if fields.open_to_decide(session)
    }
    return values | {
        fields.DECISION: decision.verdict.value,
        fields.COMMENTS: decision.comments,
        fields.NAME: decision.by,
        fields.GMC_NUMBER: decision.gmc_number,
        fields.DATE: decision.on,
    }


def _choose(writer: "IncrementalPdfFileWriter", field: Any, value: str) -> None:
    from pyhanko.pdf_utils.generic import NameObject

    chosen = NameObject(f"/{value or 'Off'}")
    field[NameObject("/V")] = chosen
    shown = False
    for kid in _each(field["/Kids"]):
        states = kid["/AP"]["/N"]
        on = chosen in states and value != ""
        kid[NameObject("/AS")] = chosen if on else NameObject("/Off")
        writer.update_container(kid)
        shown = shown or on
    if value and not shown:
        raise ValueError(f"no box for {value}")


def _type(
    writer: "IncrementalPdfFileWriter", field: Any, value: str, reference: Any, font: FieldFont
) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.generic import NameObject

    pdf: Any = generic  # its classes say nothing of what they take
    left, low, right, high = (float(number) for number in field["/Rect"])
    several = bool(int(field.get("/Ff", 0)) & fields.SEVERAL_LINES)
    box = Box(right - left, high - low, several)
    fonts = pdf.DictionaryObject({NameObject(f"/{FONT}"): reference})
    look = pdf.StreamObject(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): pdf.ArrayObject(
                pdf.FloatObject(f"{side:.2f}") for side in (0, 0, box.width, box.height)
            ),
            NameObject("/Resources"): pdf.DictionaryObject({NameObject("/Font"): fonts}),
        },
        stream_data=drawn(value, box, font),
    )
    # Never in the encoding of PDF's own: "þÿ" in it would be taken for the mark of another one.
    written = value.encode("ascii") if value.isascii() else BOM_UTF16_BE + value.encode("utf-16-be")
    field[NameObject("/V")] = pdf.ByteStringObject(written)
    states = pdf.DictionaryObject({NameObject("/N"): writer.add_object(look)})
    field[NameObject("/AP")] = states


def _each(array: Any) -> Iterator[Any]:
    """What is in an array, looked up where it is only pointed to."""
    return (array[place] for place in range(len(array)))


def _unfillable(error: Exception) -> UnreadableInput:
    return UnreadableInput(
        "The boxes of this document cannot be filled in, so nothing was signed. Ask for the plan "
        "once more.",
        repr(error)[:500],
    )
