"""A file inside the document, as electronic invoices carry theirs (ISO 32000-2, 14.13)."""

import hashlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the whole document is made from: its name, bytes, media type, and description."""

    name: str
    data: bytes
    media_type: str
    description: str


def attach(canvas: Any, attachment: Attachment, created: str) -> None:
    """Puts a file into a PDF canvas, marked as the document's data; one for each canvas.

    ``created`` is the time as PDF writes it.
    """
    from reportlab.pdfbase.pdfdoc import (
        PDFArray,
        PDFDictionary,
        PDFName,
        PDFStream,
        PDFStreamFilterZCompress,
        PDFString,
    )

    document = canvas._doc  # noqa: SLF001 - the library has no attachments of its own
    checksum = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest().upper()
    said = {
        "Size": len(attachment.data),
        "CreationDate": PDFString(created),
        "ModDate": PDFString(created),
        "CheckSum": f"<{checksum}>",
    }
    about = {
        "Type": PDFName("EmbeddedFile"),
        # As it stands: the library would escape the "#" once more.
        "Subtype": f"/{attachment.media_type.replace('/', '#2F')}",
        "Params": PDFDictionary(said),
    }
    stream = PDFStream(PDFDictionary(about), attachment.data, [PDFStreamFilterZCompress()])
    file = document.Reference(stream)
    spec = {
        "Type": PDFName("Filespec"),
        "F": PDFString(attachment.name),
        "UF": PDFString(attachment.name),
        "EF": PDFDictionary({"F": file, "UF": file}),
        "Desc": PDFString(attachment.description),
        "AFRelationship": PDFName("Data"),
    }
    reference = document.Reference(PDFDictionary(spec))
    files = PDFDictionary({"Names": PDFArray([PDFString(attachment.name), reference])})
    catalog = document.Catalog
    catalog.Names = PDFDictionary({"EmbeddedFiles": document.Reference(files)})
    # The library's catalogue knows no AF yet (PDF 2.0, and PDF/A-3 before it).
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.AF = PDFArray([reference])
